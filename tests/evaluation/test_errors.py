from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord.evaluation.errors import error_lines, mistakes
from onrecord.evaluation.judged import judge

TEXT = "Ada Okoro said the old pier will close in May. Bo Lind hopes it stays, and nobody asked him."
Row = tuple[str, str, str]
GOLD: list[Row] = [
    ("Ada Okoro", "said", "the old pier will close in May"),
    ("Bo Lind", "hopes", "it stays"),
]


def rows(statements: Sequence[Row]) -> list[dict[str, object]]:
    def at(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    return [
        {"id": str(n), "source": at(source), "cue": at(cue), "content": at(content)}
        for n, (source, cue, content) in enumerate(statements)
    ]


def kinds(*pred: Row, types: dict[str, str] | None = None) -> list[str]:
    doc = {"id": "a", "text": TEXT, "statements": rows(GOLD)}
    return [m.kind for m in mistakes(judge(doc, rows(pred)), types)]


@pytest.mark.parametrize(
    ("instead", "kind"),
    [
        ([("", "said", "the old pier will close in May")], "source missing"),
        ([("Bo Lind", "said", "the old pier will close in May")], "wrong source"),
        ([("Ada Okoro", "said", "the old")], "wrong border"),
        ([("Ada Okoro", "close", "the old pier")], "wrong link"),
        ([], "missed, indirect"),
    ],
)
def test_a_gold_statement_that_is_not_attributed_has_a_class(instead: list[Row], kind: str) -> None:
    assert kinds(*instead, GOLD[1]) == [kind]


def test_what_is_predicted_beside_the_gold_has_a_class() -> None:
    assert kinds(*GOLD, ("nobody", "asked", "him")) == ["extra"]
    assert kinds(*GOLD, ("Ada Okoro", "close", "in May")) == ["twice or split"]


def test_a_missed_statement_is_told_by_its_type_where_it_is_labelled() -> None:
    assert kinds(GOLD[0], types={"1": "belief"}) == ["missed, belief"]


def test_a_source_where_gold_has_none() -> None:
    doc = {"id": "a", "text": TEXT, "statements": rows([("", "hopes", "it stays")])}
    (mistake,) = mistakes(judge(doc, rows([GOLD[1]])))
    assert mistake.kind == "source not there"


def test_the_lines_count_the_classes_and_show_both_sides() -> None:
    doc = {"id": "a", "text": TEXT, "statements": rows(GOLD)}
    lines = list(error_lines([judge(doc, rows([("", "hopes", "it stays")]))], {"a": {"0": "assertion"}}))
    assert [line.split() for line in lines[:2]] == [["missed,", "assertion", "1"], ["source", "missing", "1"]]
    assert lines[2:] == [
        "",
        "a: missed, assertion",
        "  gold  Ada Okoro | said | the old pier will close in May",
        "",
        "a: source missing",
        "  gold  Bo Lind | hopes | it stays",
        "  pred  – | hopes | it stays",
    ]
