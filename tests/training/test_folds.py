"""Five-fold figures: what counts as right, and that choices are made on other articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.training.folds import Case, crossed, main


def case(article: int = 0, *, gold: set[int], ruled: set[int], chances: dict[int, float]) -> Case:
    return Case(article, frozenset(gold), frozenset(ruled), chances)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (case(gold={3, 4}, ruled={4}, chances={}), (1, 1, 1)),
        (case(gold=set(), ruled={4}, chances={4: 0.9}), (0, 1, 0)),
        (case(gold={3}, ruled=set(), chances={3: 0.6}), (0, 0, 1)),
        (case(gold={3}, ruled=set(), chances={3: 0.8}), (1, 1, 1)),
    ],
)
def test_one_shared_word_is_right_and_the_network_answers_where_grammar_does_not(
    given: Case, expected: tuple[int, int, int]
) -> None:
    assert given.count((0.0, 0.7)) == expected


def test_what_the_network_rules_out_is_not_given() -> None:
    doubtful = case(gold=set(), ruled={4}, chances={4: 0.01})
    assert doubtful.count((0.03, 0.7)) == (0, 0, 0)
    assert doubtful.count((0.0, 0.7)) == (0, 1, 0)


def test_each_fifth_is_counted_with_what_was_best_on_the_others() -> None:
    # The network is right where it is at least 0.8 sure, and wrong at 0.55.
    rows = [case(n, gold={1}, ruled=set(), chances={1: 0.85}) for n in range(10)]
    rows += [case(n, gold=set(), ruled=set(), chances={1: 0.55}) for n in range(10)]
    picked, counts = crossed(rows, (0.0,))
    assert all(0.55 < sure <= 0.85 for _, sure in picked)
    assert counts == [[1, 1, 1]] * 10


def test_a_missing_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 3
    assert "labels.train.jsonl is not here" in capsys.readouterr().err
