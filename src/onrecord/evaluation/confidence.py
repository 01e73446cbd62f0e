"""Does confidence mean what it says? Calibration error, and precision and recall by the least confidence.

A statement's confidence is to be the probability that it is attributed right. The calibration error is the
mean distance between confidence and the share that is right, over bins of equal width weighted by what is
in them (expected calibration error; Naeini, Cooper and Hauskrecht, 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.evaluation.judged import Judged

__all__ = ["Confidence", "Point", "confidence"]

_BINS: Final = 15
_LEAST: Final = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
_PRECISION: Final = 0.9


@dataclass(frozen=True, slots=True)
class Point:
    """What is kept at a least confidence.

    Args:
        least: the least confidence of a statement that is kept.
        kept: how many are.
        precision: share of them that is attributed right, per cent; 0 where none is kept.
        recall: share of the gold statements that they find, per cent.
    """

    least: float
    kept: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far confidence can be trusted.

    Args:
        error: expected calibration error in points.
        curve: precision and recall at some least confidences, rising.
        sure: the lowest confidence from which precision is at least 90 per cent; None where it never is.
    """

    error: float
    curve: tuple[Point, ...]
    sure: Point | None

    def lines(self) -> list[str]:
        """The figures as lines of a table."""
        lines = [
            f"{'calibration error':24}{self.error:7.1f}",
            f"{'confidence at least':24}{'P':>7}{'R':>7}{'kept':>8}",
        ]
        rows = [(f"  {p.least:.2f}", p) for p in self.curve]
        if self.sure:
            rows.append((f"  {self.sure.least:.2f}, for P of 90", self.sure))
        return lines + [f"{name:24}{p.precision:7.1f}{p.recall:7.1f}{p.kept:8}" for name, p in rows]


def confidence(documents: Iterable[Judged]) -> Confidence:
    """Measure the confidence of predicted statements.

    Args:
        documents: judged; every statement has a ``confidence``.
    """
    gold = 0
    rows: list[tuple[float, bool]] = []
    for doc in documents:
        gold += len(doc.gold)
        rows += [(float(s["confidence"]), doc.attributed(j)) for j, s in enumerate(doc.statements)]
    rows.sort(reverse=True)
    return Confidence(
        error=round(100 * _error(rows), 1),
        curve=tuple(_point(least, [right for c, right in rows if c >= least], gold) for least in _LEAST),
        sure=_sure(rows, gold),
    )


def _error(rows: Sequence[tuple[float, bool]]) -> float:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for row in rows:
        bins[min(int(row[0] * _BINS), _BINS - 1)].append(row)
    gaps = (abs(sum(c for c, _ in b) - sum(right for _, right in b)) for b in bins)
    return sum(gaps) / len(rows) if rows else 0.0


def _point(least: float, right: Sequence[bool], gold: int) -> Point:
    hits = sum(right)
    return Point(
        least=least,
        kept=len(right),
        precision=round(100 * hits / len(right), 1) if right else 0.0,
        recall=round(100 * hits / gold, 1) if gold else 0.0,
    )


def _sure(rows: Sequence[tuple[float, bool]], gold: int) -> Point | None:
    hits, most = 0, 0
    for kept, (_, right) in enumerate(rows, 1):
        hits += right
        # Statements of one confidence are kept or left together.
        last = kept == len(rows) or rows[kept][0] < rows[kept - 1][0]
        if last and hits >= _PRECISION * kept:
            most = kept
    return _point(rows[most - 1][0], [right for _, right in rows[:most]], gold) if most else None
