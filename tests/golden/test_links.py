"""Golden pages for what comments take from their page, and for what a moderator wants to see."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.values import Capture, Comment, Page

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/links.json"))


@cache
def page_of(case: Path) -> Page:
    from onrecord.pipeline import read_capture
    from onrecord.reading import Reader

    (file,) = case.glob("input.*")
    form: Any = "html" if file.suffix == ".html" else "text"
    capture = Capture(data=file.read_bytes(), name=f"{case.name}/{file.name}", format=form)
    return read_capture(capture, Reader.load())


def shown(page: Page, comment: Comment) -> dict[str, Any]:
    """What the page says of a comment, in the words themselves."""
    texts = {None: page.text} | {c.n: c.text for c in page.comments}
    words = comment.civility.words if comment.civility else ()
    row: dict[str, Any] = {
        "n": comment.n,
        "quotes": [
            [comment.text[slice(*q.span)], q.comment, texts[q.comment][slice(*q.at)] if q.at else None]
            for q in comment.quotes
        ],
        "uncivil": comment.civility is not None and comment.civility.uncivil >= 0.5,
        "words": [[comment.text[slice(*w.span)], w.kind] for w in words],
        "reported": [
            [" ".join(comment.text[s:e] for s, e in statement.content), statement.reported.verdict]
            for statement in comment.statements
            if statement.reported is not None
        ],
    }
    if comment.likes is not None:
        row["likes"] = comment.likes
    if comment.moderated:
        row["moderated"] = True
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_links(case: Path) -> None:
    page = page_of(case)
    expected = json.loads((case / "links.json").read_text(encoding="utf-8"))["comments"]
    assert [shown(page, comment) for comment in page.comments] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_supported_leads_to_a_statement_of_the_article(case: Path) -> None:
    page = page_of(case)
    article = {s.id: s for s in page.statements}
    for comment in page.comments:
        for statement in comment.statements:
            if statement.reported is not None and statement.reported.verdict == "supported":
                assert article[statement.reported.statement or ""].content == statement.reported.at
