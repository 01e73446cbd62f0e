"""Pages in other styles than the reader learnt from: each passes whole, or is named in failing.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluation.score import covered, words_of
from onrecord.evaluation.speakers import names_of
from style_pages import CASES, HERE, complaints, expected_of, statements_of, text_of

FAILING = (HERE / "failing.txt").read_text(encoding="utf-8").split()


def name(case: Path) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name)
def test_expected_spans_hold_the_words_they_name(case: Path) -> None:
    text, rows = text_of(case), expected_of(case)
    folded = " ".join(text.split()).lower().replace("’", "'")
    for row in rows:
        assert " … ".join(text[s:e] for s, e in row["content"]) == row["text"]
        for part in ("source", "cue", "to", "via", "content"):
            assert all(text[s:e].strip() == text[s:e] != "" for s, e in row.get(part, ()))
        assert all(n == "author" or n in folded for n in names_of(row["speaker"]))
    assert sum(not row.get("optional") for row in rows) >= 5


def test_failing_names_only_pages_that_are_here() -> None:
    assert set(FAILING) <= {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=name)
def test_page(case: Path) -> None:
    told = complaints(case)
    if case.name in FAILING:
        assert told, f"{case.name} passes now: take it off failing.txt"
    else:
        assert told == []


def test_the_kind_is_what_a_reader_sees() -> None:
    """Nested and lost marks may deceive it in one statement of twenty."""
    seen = []
    for case in CASES:
        words = words_of(text_of(case))
        expected = {covered(words, row["content"]): row["kind"] for row in expected_of(case)}
        seen += [
            (s.kind, expected[held])
            for s in statements_of(case)
            if (held := covered(words, s.content)) in expected
        ]
    assert len(seen) > 100
    assert sum(kind == wanted for kind, wanted in seen) >= 0.95 * len(seen)
