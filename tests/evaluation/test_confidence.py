from __future__ import annotations

import pytest

from onrecord.evaluation.confidence import Point, confidence
from onrecord.evaluation.judged import judge

TEXT = "Ada said yes. Bo said no. Cy said perhaps."


def statement(source: str, content: str, sure: float) -> dict[str, object]:
    def at(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]]

    return {"source": at(source), "cue": [], "content": at(content), "confidence": sure}


GOLD = {
    "id": "a",
    "text": TEXT,
    "statements": [statement("Ada", "yes", 1), statement("Bo", "no", 1), statement("Cy", "perhaps", 1)],
}


def test_the_error_is_the_mean_distance_between_confidence_and_what_is_right() -> None:
    # Of the two at 0.8 one has the wrong source; the one at 0.3 is right.
    rows = [statement("Ada", "yes", 0.8), statement("Cy", "no", 0.8), statement("Cy", "perhaps", 0.3)]
    assert confidence([judge(GOLD, rows)]).error == pytest.approx(100 * (2 * 0.3 + 0.7) / 3, abs=0.05)


def test_the_curve_gives_precision_and_recall_of_what_is_kept() -> None:
    rows = [statement("Ada", "yes", 0.9), statement("Cy", "no", 0.6)]
    curve = {p.least: p for p in confidence([judge(GOLD, rows)]).curve}
    assert curve[0.0] == Point(0.0, 2, 50.0, 33.3)
    assert curve[0.9] == Point(0.9, 1, 100.0, 33.3)
    assert curve[0.95] == Point(0.95, 0, 0.0, 0.0)


def test_the_sure_ones_are_as_many_as_precision_allows() -> None:
    wrong = statement("Cy", "no", 0.7)
    rows = [statement("Ada", "yes", 0.9), wrong, statement("Cy", "perhaps", 0.6)]
    assert confidence([judge(GOLD, rows)]).sure == Point(0.9, 1, 100.0, 33.3)
    assert confidence([judge(GOLD, [wrong])]).sure is None


def test_statements_of_one_confidence_are_kept_together() -> None:
    rows = [statement("Ada", "yes", 0.7), statement("Cy", "no", 0.7)]
    assert confidence([judge(GOLD, rows)]).sure is None


def test_nothing_found_is_no_error() -> None:
    nothing = confidence([judge(GOLD, [])])
    assert (nothing.error, nothing.sure) == (0.0, None)
    assert nothing.lines()[0].split() == ["calibration", "error", "0.0"]
