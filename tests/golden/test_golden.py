"""The golden pages: each folder beside this file is a page and what must be on record after reading it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.values import Capture, Page, Spans, Statement

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))
Row = dict[str, Any]


def expected_of(case: Path) -> Row:
    value: Row = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return value


WITH_STATEMENTS = [case for case in CASES if "statements" in expected_of(case)]


def text_of(case: Path) -> str:
    return (case / "input.txt").read_bytes().decode("utf-8")


def capture_of(case: Path) -> Capture:
    return Capture(data=(case / "input.txt").read_bytes(), name=f"{case.name}/input.txt", format="text")


def name(case: Path) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name)
def test_expected_spans_hold_the_words_they_name(case: Path) -> None:
    text, expected = text_of(case), expected_of(case)
    for statement in expected.get("statements", []):
        assert " … ".join(text[s:e] for s, e in statement["content"]) == statement["text"]
    for comment in expected["comments"]:
        start, end = comment["span"]
        assert text[start:end].startswith(comment["starts"])
        assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize("case", CASES, ids=name)
def test_thread(case: Path) -> None:
    from onrecord.page.plain import read_text

    expected = expected_of(case)
    page = read_text(capture_of(case), text_of(case))
    assert page.published == expected["published"]
    assert page.shown_comment_count == expected["shown_comment_count"]
    assert [(c.n, c.parent, c.author, c.author_inferred, c.span) for c in page.comments] == [
        (c["n"], c["parent"], c["author"], c["author_inferred"], tuple(c["span"]))
        for c in expected["comments"]
    ]
    assert [c.date_iso for c in page.comments] == [c.get("date_iso") for c in expected["comments"]]
    if "article" in expected:
        assert page.article == tuple(expected["article"])


@cache
def page_of(case: Path) -> Page:
    from onrecord.pipeline import read_capture

    return read_capture(capture_of(case), reader())


@cache
def reader() -> Any:
    from onrecord.reading import Reader

    return Reader.load()


def shifted(spans: Spans, by: int) -> list[list[int]]:
    return [[start + by, end + by] for start, end in spans]


def rows_of(page: Page, where: object) -> list[Row]:
    """The statements of one place as the scorer reads them, offsets counted in the page's text."""

    def row(statement: Statement, by: int) -> Row:
        return {
            "kind": statement.kind,
            "speaker": statement.speaker,
            "via": shifted(statement.via, by),
            "source": shifted(statement.source, by),
            "cue": shifted(statement.cue, by),
            "content": shifted(statement.content, by),
        }

    if where == "article":
        return [row(statement, 0) for statement in page.statements]
    comment = next(c for c in page.comments if c.n == where)
    assert comment.span is not None
    return [row(statement, comment.span[0]) for statement in comment.statements]


def found(case: Path, where: object) -> tuple[list[tuple[Row, Row]], list[Row], int]:
    """Pairs of gold and predicted statements, the gold ones not found, and how many were predicted."""
    from onrecord.evaluation.score import pair, prepare, quoted_words, words_of

    page = page_of(case)
    words = words_of(page.text)
    quoted = quoted_words(page.text, words)
    gold = [s for s in expected_of(case)["statements"] if s["where"] == where]
    pred = [row for row in rows_of(page, where) if row["content"]]
    pairs = pair(prepare(gold, words, quoted), prepare(pred, words, quoted))
    hit = {i for i, _, _ in pairs}
    missed = [row for i, row in enumerate(gold) if i not in hit]
    return [(gold[i], pred[j]) for i, j, _ in pairs], missed, len(pred)


@pytest.mark.parametrize("case", WITH_STATEMENTS, ids=name)
def test_statements_of_the_article(case: Path) -> None:
    pairs, missed, predicted = found(case, "article")
    assert [row["text"] for row in missed] == []
    for gold, pred in pairs:
        assert (pred["kind"], pred["speaker"]) == (gold["kind"], gold["speaker"]), gold["text"]
    assert predicted - len(pairs) <= 2


@pytest.mark.parametrize("case", WITH_STATEMENTS, ids=name)
def test_statements_with_a_relay_have_its_name_in_via(case: Path) -> None:
    text = text_of(case)
    relayed = [(g, p) for g, p in found(case, "article")[0] if g.get("via")]
    assert relayed
    for gold, pred in relayed:
        (start, end) = gold["via"][0]
        outlet = text[start:end].split()[
            -1
        ]  # the last word of its name; what stands before it may be a description
        assert any(outlet in text[s:e] for s, e in pred["via"]), (gold["via"], pred["via"])


@pytest.mark.parametrize("case", WITH_STATEMENTS, ids=name)
def test_statements_over_two_paragraphs_are_one(case: Path) -> None:
    text = page_of(case).text
    long = [(g, p) for g, p in found(case, "article")[0] if len(g["content"]) == 2]
    assert long
    for gold, pred in long:
        (_, first_end), (second_start, second_end) = gold["content"]
        held = [text[s:e] for s, e in pred["content"]]
        assert any(s < first_end for s, _ in pred["content"]), held
        assert any(s < second_end and e > second_start for s, e in pred["content"]), held


@pytest.mark.parametrize("case", WITH_STATEMENTS, ids=name)
def test_statements_of_comments(case: Path) -> None:
    wheres = {s["where"] for s in expected_of(case)["statements"]} - {"article"}
    assert wheres
    for where in wheres:
        pairs, missed, _ = found(case, where)
        assert [row["text"] for row in missed] == []
        for gold, pred in pairs:
            assert (pred["kind"], pred["speaker"]) == (gold["kind"], gold["speaker"]), gold["text"]
