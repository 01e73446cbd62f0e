"""Pages in other styles than the reader learnt from: each passes whole, or is named in failing.txt."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.values import Capture, Span, Statement
from onrecord.evaluation.score import covered, pair, prepare, quoted_words, source_right, words_of
from onrecord.evaluation.speakers import names_of

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))
FAILING = (HERE / "failing.txt").read_text(encoding="utf-8").split()
MOST_EXTRA = 1
Row = dict[str, Any]


def text_of(case: Path) -> str:
    return (case / "input.txt").read_bytes().decode("utf-8")


def expected_of(case: Path) -> list[Row]:
    """The statements of a page, the optional ones last."""
    rows: list[Row] = json.loads((case / "expected.json").read_text(encoding="utf-8"))["statements"]
    return sorted(rows, key=lambda row: row.get("optional", False))


def name(case: Path) -> str:
    return case.name


@cache
def reader() -> Any:
    from onrecord.reading import Reader

    return Reader.load()


@cache
def statements_of(case: Path) -> tuple[Statement, ...]:
    from onrecord.pipeline import read_capture

    capture = Capture(data=(case / "input.txt").read_bytes(), name="input.txt", format="text")
    page = read_capture(capture, reader())
    assert page.text == text_of(case)
    return page.statements


def joined(rows: list[Row], found: list[frozenset[int]], words: list[Span]) -> list[Row]:
    """The rows, a quotation that stands alone put to the one before where a statement found holds both."""
    out: list[Row] = []
    for row in rows:
        if out and not row["cue"] and not row["source"]:
            both = [*out[-1]["content"], *row["content"]]
            if any(covered(words, both) <= content for content in found):
                out[-1] = out[-1] | {"content": both, "text": f"{out[-1]['text']} … {row['text']}"}
                continue
        out.append(row)
    return out


def complaints(case: Path) -> list[str]:
    """What keeps a page from passing."""
    text, expected, found = text_of(case), expected_of(case), statements_of(case)
    words = words_of(text)
    quoted = quoted_words(text, words)
    kept = [s for s in found if prepare([{"content": s.content}], words, quoted)]
    pred = prepare([{"source": s.source, "cue": s.cue, "content": s.content} for s in kept], words, quoted)
    expected = joined(expected, [row["content"] for row in pred], words)
    gold = prepare(expected, words, quoted)
    partner = {i: j for i, j, _ in pair(gold, pred)}
    told = []
    for i, row in enumerate(expected):
        if row.get("optional"):
            continue
        if i not in partner:
            told.append(f"missed: {row['text']}")
        elif not source_right(gold[i]["source"], pred[partner[i]]["source"]):
            told.append(f"wrong source: {row['text']}")
        elif names_of(kept[partner[i]].speaker) != names_of(row["speaker"]):
            told.append(f"speaker {kept[partner[i]].speaker}, not {row['speaker']}: {row['text']}")
    extra = [s for j, s in enumerate(kept) if j not in partner.values()]
    if len(extra) > MOST_EXTRA:
        told += [f"extra: {' … '.join(text[a:b] for a, b in s.content)}" for s in extra]
    return told


@pytest.mark.parametrize("case", CASES, ids=name)
def test_expected_spans_hold_the_words_they_name(case: Path) -> None:
    text, rows = text_of(case), expected_of(case)
    for row in rows:
        assert " … ".join(text[s:e] for s, e in row["content"]) == row["text"]
        for part in ("source", "cue", "to", "via", "content"):
            assert all(text[s:e].strip() == text[s:e] != "" for s, e in row.get(part, ()))
        assert all(
            n == "author" or n.lower() in " ".join(text.split()).lower() for n in names_of(row["speaker"])
        )
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
