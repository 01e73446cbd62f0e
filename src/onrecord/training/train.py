"""Three trainings, one loop: the network, a larger one, and a narrower copy that the larger one teaches."""

from __future__ import annotations

import copy
import json
import math
import random
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from onrecord.reading.windows import Splitter
from onrecord.training.data import Row, batches
from onrecord.training.encoder import Encoder
from onrecord.training.model import Network
from onrecord.training.mpnet import MPNetEncoder
from onrecord.training.narrow import narrower
from onrecord.training.settings import Settings
from onrecord.training.step import Lesson, losses
from onrecord.training.teacher import Teacher, like, neighbours
from onrecord.training.vary import Variation

__all__ = ["build", "build_larger", "teach", "train", "train_larger"]

_AHEAD = 8
"""Lessons that are made ready ahead, so that neither side waits for the other's longest articles."""


def build(settings: Settings, encoder: Path) -> Network:
    """The network with the pretrained encoder's weights.

    Args:
        settings: its sizes and the seed.
        encoder: folder of a BERT model in Hugging Face's format.
    """
    torch.manual_seed(settings.seed)
    return _with(Encoder(encoder, settings.width), settings)


def _with(encoder: Encoder, settings: Settings) -> Network:
    return Network(encoder, layers=settings.layers, heads=settings.heads, inner=settings.inner)


@dataclass(frozen=True, slots=True)
class _Course:
    """How one of the networks learns.

    Args:
        epochs: passes as its pace is planned.
        until: the last of them.
        rate: highest learning rate of the encoder.
        head_rate: highest learning rate of everything else.
        looks: passes after which it is shown again what it has seen, with what its teacher said of it.
    """

    epochs: int
    until: int
    rate: float
    head_rate: float
    looks: int


def train(settings: Settings, network: Network, rows: list[Row], splitter: Splitter, out: Path) -> Network:
    """Train a network and give its averaged weights back.

    Args:
        settings: the recipe.
        network: as built.
        rows: gold articles.
        splitter: knows the encoder's vocabulary.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    vary = Variation(rows, splitter, share=settings.varied, hidden=settings.hidden)
    epochs = settings.epochs
    course = _Course(epochs, epochs, settings.rate, settings.head_rate, epochs)
    return _learn(settings, course, network, rows, vary, out)


def build_larger(settings: Settings, encoder: Path) -> Network:
    """A network whose encoder is MPNet's lower layers, with its pretrained weights.

    Args:
        settings: its sizes and the seed.
        encoder: folder of all-mpnet-base-v2.
    """
    torch.manual_seed(settings.seed)
    depth, fixed = settings.larger_layers, settings.larger_fixed
    return _with(MPNetEncoder(encoder, settings.width, depth=depth, fixed=fixed), settings)


def train_larger(
    settings: Settings, larger: Network, network: Network, rows: list[Row], splitter: Splitter, out: Path
) -> Network:
    """Train a larger network, whose heads begin as those of a trained one.

    Args:
        settings: the recipe.
        larger: as built.
        network: the trained network.
        rows: gold articles.
        splitter: knows the encoder's vocabulary.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    vary = Variation(rows, splitter, share=settings.varied, hidden=settings.hidden)
    epochs = settings.larger_epochs
    rates = settings.larger_rate, settings.larger_head_rate
    course = _Course(epochs, settings.larger_until, *rates, epochs)
    return _learn(settings, course, like(network, larger, rows, splitter), rows, vary, out)


def teach(
    settings: Settings, network: Network, teacher: Teacher, rows: list[Row], splitter: Splitter, out: Path
) -> Network:
    """Train a narrower copy of a trained network, with the rounding of the files that ship.

    Without dropout: a learner that is told so much has nothing to learn by heart.

    Args:
        settings: the recipe.
        network: the trained network.
        teacher: who answers for what the articles do not say.
        rows: gold articles.
        splitter: knows the encoder's vocabulary.
        out: folder for ``checkpoint-N.pt`` after each epoch and ``log.jsonl``.
    """
    torch.manual_seed(settings.seed)
    learner = copy.deepcopy(network)
    encoder, cues = learner.encoder, learner.cues
    narrower(learner, encoder, rows, splitter, heads=settings.encoder_heads, units=settings.units)
    narrower(learner, cues, rows, splitter, heads=settings.cue_heads, units=settings.cue_units)
    learner = learner.undisturbed().as_shipped()
    learner.requires_grad_(True).encoder.pieces.requires_grad_(False)
    vary = Variation(
        rows,
        splitter,
        share=settings.varied,
        hidden=settings.hidden,
        swapped=settings.swapped,
        near=neighbours(network, splitter),
    )
    epochs = settings.taught_epochs
    looks = min(epochs, settings.taught_looks)
    course = _Course(epochs, epochs, settings.taught_rate, settings.taught_head_rate, looks)
    return _learn(settings, course, learner, rows, vary, out, teacher)


def _learn(
    settings: Settings,
    course: _Course,
    network: Network,
    rows: list[Row],
    vary: Variation,
    out: Path,
    teacher: Teacher | None = None,
) -> Network:
    out.mkdir(parents=True, exist_ok=True)
    (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n")
    network = network.train()
    averaged = copy.deepcopy(network).eval().requires_grad_(False)
    rng = random.Random(settings.seed)
    plan = [list(batches(rows, settings.characters, rng)) for _ in range(course.looks)]
    steps = sum(len(plan[epoch % course.looks]) for epoch in range(course.epochs))
    optimiser = _optimiser(network, course, teacher.parameters() if teacher else ())
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    step = 0
    for epoch, lessons in enumerate(_passes(settings, course, plan, vary, rng, teacher), 1):
        sums: dict[str, float] = {}
        began, first = time.monotonic(), step
        for lesson in lessons:
            for name, value in _step(network, lesson, settings, optimiser, rng).items():
                sums[name] = sums.get(name, 0.0) + value
            schedule.step()
            step += 1
            _average(averaged, network, min(settings.average, (1 + step) / (10 + step)))
            if step % 20 == 0:
                print(f"{epoch} {step}/{steps} {time.monotonic() - began:.0f}s", flush=True)
        torch.save(averaged.state_dict(), out / f"checkpoint-{epoch}.pt")
        row = {"epoch": epoch, "steps": step - first, "seconds": round(time.monotonic() - began)}
        line = json.dumps(row | {k: round(v / row["steps"], 4) for k, v in sums.items()})
        with (out / "log.jsonl").open("a") as log:
            log.write(line + "\n")
        print(line, flush=True)
    return averaged


def _passes(
    settings: Settings,
    course: _Course,
    plan: Sequence[Sequence[Sequence[Row]]],
    vary: Variation,
    rng: random.Random,
    teacher: Teacher | None,
) -> Iterator[Iterable[Lesson]]:
    """What each pass learns from: new lessons as planned, then those again, in another order."""
    kept: list[list[Lesson]] = [[] for _ in plan]
    for epoch in range(course.until):
        look = epoch % course.looks
        again = rng.sample(kept[look], len(kept[look]))
        # A teacher that answers beside takes one of the threads.
        torch.set_num_threads(settings.threads if again or not teacher else max(1, settings.threads - 1))
        lessons = again or _lessons(plan[look], vary, rng, teacher)
        seen_later = not again and epoch + course.looks < course.until
        yield _keeping(lessons, kept[look]) if seen_later else lessons


def _keeping(lessons: Iterable[Lesson], kept: list[Lesson]) -> Iterator[Lesson]:
    for lesson in lessons:
        kept.append(lesson)
        yield lesson


def _lessons(
    plan: Sequence[Sequence[Row]], vary: Variation, rng: random.Random, teacher: Teacher | None
) -> Iterator[Lesson]:
    """What each step learns from; the next ones are made ready beside it, for a teacher takes as long."""
    chances = [np.random.default_rng(rng.getrandbits(32)) for _ in plan]

    def ready(step: int) -> Lesson:
        articles = [vary(row, chances[step]) for row in plan[step]]
        return Lesson(articles, teacher, teacher.answers(articles) if teacher else ())

    with ThreadPoolExecutor(1) as beside:
        following = deque(beside.submit(ready, step) for step in range(min(_AHEAD, len(plan))))
        for step in range(len(following), len(plan) + len(following)):
            if step < len(plan):
                following.append(beside.submit(ready, step))
            yield following.popleft().result()


def _step(
    network: Network,
    lesson: Lesson,
    settings: Settings,
    optimiser: torch.optim.Optimizer,
    rng: random.Random,
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
        parts = losses(network, lesson, rng)
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


def _optimiser(network: Network, course: _Course, beside: Iterable[nn.Parameter]) -> torch.optim.AdamW:
    encoder = network.encoder.pretrained()
    known = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": course.rate},
            {"params": [*rest, *beside], "lr": course.head_rate},
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
