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

from onrecord.reading.windows import Splitter
from onrecord.training.data import Article, Row
from onrecord.training.model import Network
from onrecord.training.step import batches, losses
from onrecord.training.teacher import Teacher, narrower, neighbours
from onrecord.training.vary import Variation

__all__ = ["Settings", "build", "teach", "train"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what comes out of a training.

    Args:
        epochs: passes over the articles.
        taught_epochs: passes of the narrower network, which learns from the first, as its pace is planned.
        taught_until: the pass after which it stops: later ones made it worse on articles held out.
        encoder_heads: attention heads of the encoder's layers that it keeps, on average.
        units: units of their feed-forward parts, likewise.
        cue_heads: the same of the cue pass.
        cue_units: the same of the cue pass.
        pace: its learning rates, as a share of the first's.
        swapped: share of the words in place of which it is shown others.
        varied: chance that an article's marks, paragraphs or names are changed, each time it is seen.
        hidden: share of the words that are hidden, others each time.
        characters: characters of text a step, at least.
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

    epochs: int = 8
    taught_epochs: int = 3
    taught_until: int = 2
    encoder_heads: int = 7
    units: int = 768
    cue_heads: int = 5
    cue_units: int = 192
    pace: float = 0.5
    swapped: float = 0.15
    varied: float = 0.25
    hidden: float = 0.1
    characters: int = 2000
    rate: float = 3e-4
    head_rate: float = 1e-3
    average: float = 0.998
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


def train(settings: Settings, rows: list[Row], splitter: Splitter, encoder: Path, out: Path) -> Network:
    """Train a network and give its averaged weights back.

    Args:
        settings: the recipe.
        rows: gold articles.
        splitter: knows the encoder's vocabulary.
        encoder: folder of the pretrained encoder.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    vary = Variation(rows, splitter, share=settings.varied, hidden=settings.hidden)
    return _learn(
        settings, build(settings, encoder), rows, vary, out, epochs=settings.epochs, until=settings.epochs
    )


def teach(settings: Settings, network: Network, rows: list[Row], splitter: Splitter, out: Path) -> Network:
    """Train a narrower copy of a trained network, with the rounding of the files that ship.

    Without dropout: a learner that is told every state has nothing to learn by heart.

    Args:
        settings: the recipe.
        network: the trained network, its teacher.
        rows: gold articles.
        splitter: knows the encoder's vocabulary.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    torch.manual_seed(settings.seed)
    learner = copy.deepcopy(network)
    encoder, cues = learner.encoder, learner.cues
    narrower(learner, encoder, rows, splitter, heads=settings.encoder_heads, units=settings.units)
    narrower(learner, cues, rows, splitter, heads=settings.cue_heads, units=settings.cue_units)
    learner = learner.undisturbed()
    learner.requires_grad_(True).encoder.pieces.requires_grad_(False)
    vary = Variation(
        rows,
        splitter,
        share=settings.varied,
        hidden=settings.hidden,
        swapped=settings.swapped,
        near=neighbours(network, splitter),
    )
    learner = learner.as_shipped()
    epochs, until = settings.taught_epochs, settings.taught_until
    return _learn(settings, learner, rows, vary, out, epochs=epochs, until=until, teacher=network)


def _learn(
    settings: Settings,
    network: Network,
    rows: list[Row],
    vary: Variation,
    out: Path,
    *,
    epochs: int,
    until: int,
    teacher: Network | None = None,
) -> Network:
    torch.set_num_threads(settings.threads)
    out.mkdir(parents=True, exist_ok=True)
    (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n")
    network = network.train()
    averaged = copy.deepcopy(network).eval().requires_grad_(False)
    lesson = Teacher(teacher, network) if teacher else None
    rng = random.Random(settings.seed)
    plan = [list(batches(rows, settings.characters, rng)) for _ in range(epochs)]
    steps = sum(map(len, plan))
    optimiser = _optimiser(network, settings, settings.pace if teacher else 1.0)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    step = 0
    for epoch, batches_ in enumerate(plan[:until], 1):
        sums: dict[str, float] = {}
        began = time.monotonic()
        for batch in batches_:
            chance = np.random.default_rng(rng.getrandbits(32))
            articles = [vary(row, chance) for row in batch]
            for name, value in _step(network, articles, settings, optimiser, rng, lesson).items():
                sums[name] = sums.get(name, 0.0) + value
            schedule.step()
            step += 1
            _average(averaged, network, min(settings.average, (1 + step) / (10 + step)))
            if step % 20 == 0:
                print(f"{epoch} {step}/{steps} {time.monotonic() - began:.0f}s", flush=True)
        torch.save(averaged.state_dict(), out / f"checkpoint-{epoch}.pt")
        row = {"epoch": epoch, "seconds": round(time.monotonic() - began)}
        line = json.dumps(row | {k: round(v / len(batches_), 4) for k, v in sums.items()})
        with (out / "log.jsonl").open("a") as log:
            log.write(line + "\n")
        print(line, flush=True)
    return averaged


def _step(
    network: Network,
    batch: list[Article],
    settings: Settings,
    optimiser: torch.optim.Optimizer,
    rng: random.Random,
    teacher: Teacher | None,
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
        parts = losses(network, batch, rng, teacher)
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


def _optimiser(network: Network, settings: Settings, pace: float) -> torch.optim.AdamW:
    encoder = network.encoder.pretrained()
    known = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings.rate * pace},
            {"params": rest, "lr": settings.head_rate * pace},
        ],
        weight_decay=0.01,
        fused=True,
    )


@torch.no_grad()
def _average(averaged: Network, network: Network, keep: float) -> None:
    pairs = [
        (a, p) for a, p in zip(averaged.parameters(), network.parameters(), strict=True) if p.requires_grad
    ]
    torch._foreach_lerp_([a for a, _ in pairs], [p for _, p in pairs], 1 - keep)
