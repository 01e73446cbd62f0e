"""The training loop: AdamW, a moving average of the weights, a checkpoint an epoch."""

from __future__ import annotations

import copy
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from onrecord.training.data import Article, varied
from onrecord.training.model import Network
from onrecord.training.step import batches, losses

__all__ = ["Part", "Settings", "build", "train", "train_part"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what comes out of a training.

    Args:
        epochs: passes over the articles.
        again: further passes, from the averaged weights, with a warm-up of their own (Loshchilov and Hutter,
            2017: warm restarts).
        again_rate: their learning rates, as a share of the first ones.
        hidden: share of words hidden in the further passes, which also cut the articles anew each time.
        pieces: word pieces a step, about.
        rate: highest learning rate of the encoder.
        head_rate: highest learning rate of everything else.
        average: share of the old average kept at each step.
        width: size of the word vectors of the cue pass.
        layers: transformer layers of the cue pass.
        heads: attention heads of each.
        inner: size of their feed-forward layers.
        left: words before a cue's first word that its pass sees when reading; no more than in training.
        right: words from a cue's first word on, likewise.
        seed: of weights, order and dropout.
        threads: processor threads.
        bfloat16: whether to multiply matrices in bfloat16; a gain on processors with AMX, a loss elsewhere.
    """

    epochs: int = 4
    again: int = 2
    again_rate: float = 0.5
    hidden: float = 0.1
    pieces: int = 1300
    rate: float = 3e-4
    head_rate: float = 1e-3
    average: float = 0.995
    width: int = 192
    layers: int = 2
    heads: int = 6
    inner: int = 512
    left: int = 36
    right: int = 60
    seed: int = 1
    threads: int = 1
    bfloat16: bool = False


def build(settings: Settings, encoder: Path) -> Network:
    """The network with the pretrained encoder's weights.

    Args:
        settings: its sizes and the seed.
        encoder: folder of a BERT model in Hugging Face's format.
    """
    torch.manual_seed(settings.seed)
    return Network(
        encoder, width=settings.width, layers=settings.layers, heads=settings.heads, inner=settings.inner
    )


def train(settings: Settings, articles: list[Article], encoder: Path, out: Path) -> Network:
    """Train a network and give its averaged weights back.

    Args:
        settings: the recipe.
        articles: gold articles.
        encoder: folder of the pretrained encoder.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    torch.set_num_threads(settings.threads)
    out.mkdir(parents=True, exist_ok=True)
    (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n")
    network = build(settings, encoder)
    averaged = copy.deepcopy(network).eval().requires_grad_(False)
    rng = random.Random(settings.seed)
    for part in (Part(settings.epochs, 1.0), Part(settings.again, settings.again_rate, settings.hidden)):
        network.load_state_dict(averaged.state_dict())
        train_part(network, averaged, settings, part, articles, rng, out)
    return averaged


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a training.

    Args:
        epochs: passes over the articles.
        rate: its learning rates as a share of the settings'.
        hidden: share of words hidden; None shows every article as it is, in the same windows each time.
    """

    epochs: int
    rate: float
    hidden: float | None = None


def train_part(
    network: Network,
    averaged: Network,
    settings: Settings,
    part: Part,
    articles: list[Article],
    rng: random.Random,
    out: Path,
) -> None:
    """Train for some epochs, from warm-up to the lowest rate; both networks are changed."""
    optimiser = _optimiser(network, settings, part.rate)
    plan = [list(batches(articles, settings.pieces, rng)) for _ in range(part.epochs)]
    steps = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    step = 0
    for epoch, epoch_plan in enumerate(plan, len(list(out.glob("checkpoint-*.pt"))) + 1):
        network.train()
        sums: dict[str, float] = {}
        began = time.monotonic()
        for batch in epoch_plan:
            if part.hidden is not None:
                chance = np.random.default_rng(rng.getrandbits(32))
                batch = [varied(article, part.hidden, chance) for article in batch]
            for name, value in _step(network, batch, settings, optimiser, rng).items():
                sums[name] = sums.get(name, 0.0) + value
            schedule.step()
            step += 1
            _average(averaged, network, min(settings.average, (1 + step) / (10 + step)))
            if step % 20 == 0:
                print(f"{epoch} {step}/{steps} {time.monotonic() - began:.0f}s", flush=True)
        torch.save(averaged.state_dict(), out / f"checkpoint-{epoch}.pt")
        row = {"epoch": epoch, "seconds": round(time.monotonic() - began)}
        line = json.dumps(row | {k: round(v / len(epoch_plan), 4) for k, v in sums.items()})
        with (out / "log.jsonl").open("a") as log:
            log.write(line + "\n")
        print(line, flush=True)


def _step(
    network: Network,
    batch: list[Article],
    settings: Settings,
    optimiser: torch.optim.Optimizer,
    rng: random.Random,
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
        parts = losses(network, batch, rng)
    optimiser.zero_grad(set_to_none=True)
    sum(parts.values(), torch.zeros(())).backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return {name: float(value.detach()) for name, value in parts.items()}


def _rate(step: int, steps: int) -> float:
    """Linear warm-up over the first twentieth, then a half cosine to a fiftieth."""
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _optimiser(network: Network, settings: Settings, rate: float) -> torch.optim.AdamW:
    encoder = network.encoder.pretrained()
    known = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": settings.rate * rate}, {"params": rest, "lr": settings.head_rate * rate}],
        weight_decay=0.01,
        fused=True,
    )


@torch.no_grad()
def _average(averaged: Network, network: Network, keep: float) -> None:
    torch._foreach_lerp_(list(averaged.parameters()), list(network.parameters()), 1 - keep)
