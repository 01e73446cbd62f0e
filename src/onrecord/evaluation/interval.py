"""How sure is a figure? A bootstrap interval over articles."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.evaluation.score import Document, Tally, count

__all__ = ["interval"]


def interval(
    gold_docs: Sequence[Document],
    statements: Mapping[str, Sequence[Mapping[str, Any]]],
    figure: str = "attributed",
    *,
    resamples: int = 2000,
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of an F1, in per cent.

    Articles are drawn with replacement, since statements of one article stand or fall together. The
    draw is seeded: the same counts give the same interval. Method: Efron and Tibshirani, An Introduction
    to the Bootstrap (1993), chapter 13.

    Args:
        gold_docs: the gold documents; at least one.
        statements: predicted statements by document id.
        figure: a name that :func:`onrecord.evaluation.score.score` gives figures for.
        resamples: how many draws.
    """
    tallies = []
    for doc in gold_docs:
        counts: defaultdict[str, Tally] = defaultdict(Tally)
        count(counts, doc, statements.get(doc["id"], ()))
        tallies.append(counts[figure])
    draw = random.Random(0)
    values = sorted(_f1(draw.choices(tallies, k=len(tallies))) for _ in range(resamples))
    return values[int(0.025 * resamples)], values[min(int(0.975 * resamples), resamples - 1)]


def _f1(tallies: Sequence[Tally]) -> float:
    total = Tally(
        gold=sum(t.gold for t in tallies),
        pred=sum(t.pred for t in tallies),
        gold_hits=sum(t.gold_hits for t in tallies),
        pred_hits=sum(t.pred_hits for t in tallies),
    )
    return total.figures()["F1"]
