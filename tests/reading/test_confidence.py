from __future__ import annotations

import numpy as np
import pytest

from onrecord.reading.confidence import SIGNALS, Calibration, signals
from onrecord.reading.tags import TAGS

WORDS = 4


def rows(chances: list[list[float]], tags: list[int], closed: tuple[int, ...] = ()) -> dict[str, float]:
    """Signals of one statement from the chances of every tag for every word."""
    shut = np.zeros((1, WORDS), dtype=bool)
    shut[0, list(closed)] = True
    half = np.array([0.5], dtype=np.float32)
    scores = np.log(np.array([chances], dtype=np.float32) + 1e-9)
    (found,) = signals(half, half, scores, np.array([tags]), shut)
    return dict(zip(SIGNALS, found.tolist(), strict=True))


def sure(*tags: str) -> list[list[float]]:
    return [[float(tag == name) for name in TAGS] for tag in tags]


def test_what_is_certain_has_high_odds_and_what_wavers_has_lower_ones() -> None:
    certain = sure("B-source", "O", "B-content", "I-content")
    tags = [1, 0, 3, 4]
    wavering = [row[:] for row in certain]
    wavering[3] = [0.6, 0, 0, 0, 0.4]
    assert rows(certain, tags)["content"] > rows(wavering, tags)["content"] > 0
    assert rows(certain, tags)["source"] == rows(wavering, tags)["source"]


def test_chances_left_outside_lower_the_odds_unless_they_are_closed() -> None:
    chances = sure("B-source", "O", "B-content", "I-content")
    chances[1] = [0.3, 0, 0, 0.7, 0]
    tags = [1, 0, 3, 4]
    assert rows(chances, tags)["content"] < rows(chances, tags, closed=(1,))["content"]


def test_no_source_is_told_and_is_less_sure_where_one_was_likely() -> None:
    tags = [0, 0, 3, 4]
    without = rows(sure("O", "O", "B-content", "I-content"), tags)
    likely = rows([[0.5, 0.5, 0, 0, 0], *sure("O", "B-content", "I-content")], tags)
    assert without["no source"] == likely["no source"] == 1
    assert without["source"] > likely["source"]


def test_the_probability_is_logistic_in_the_signals() -> None:
    row = np.array([[1, 0, 0, 0, 1, 0]], dtype=np.float32)
    weights = (2.0, 0.0, 0.0, 0.0, -1.0, 0.0)
    assert Calibration(weights, 0.5)(row)[0] == pytest.approx(1 / (1 + np.exp(-1.5)))


def test_without_a_fit_it_is_the_chance_that_the_cue_holds() -> None:
    odds = np.log(0.8 / 0.2)
    row = np.array([[odds, 3, 3, 3, 1, 2]], dtype=np.float32)
    assert Calibration()(row)[0] == pytest.approx(0.8)
