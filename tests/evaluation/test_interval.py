from __future__ import annotations

from typing import Any

from onrecord.evaluation.interval import interval


def docs(count: int) -> list[dict[str, Any]]:
    statement = {"content": [[0, 4]]}
    return [{"id": str(n), "text": "Rain came.", "statements": [statement]} for n in range(count)]


RIGHT = [{"content": [[0, 4]]}]


def test_articles_that_are_all_alike_leave_no_doubt() -> None:
    gold = docs(10)
    assert interval(gold, {doc["id"]: RIGHT for doc in gold}) == (100.0, 100.0)
    assert interval(gold, {}) == (0.0, 0.0)


def test_more_articles_give_a_narrower_interval_around_the_figure() -> None:
    widths = []
    for count in (8, 80):
        gold = docs(count)
        low, high = interval(gold, {doc["id"]: RIGHT for doc in gold[::2]}, "found", resamples=400)
        assert low < 66.7 < high  # recall 50, precision 100
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_the_same_counts_give_the_same_interval() -> None:
    gold = docs(9)
    found = {doc["id"]: RIGHT for doc in gold[:5]}
    assert interval(gold, found) == interval(gold, found)
