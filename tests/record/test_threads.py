"""What a thread shows beside its words, and what its comments take from their page, is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.errors import UsageError
from onrecord.core.values import Page, Quote, Reported
from onrecord.record import COLUMNS, Filters, Reader, Writer, forget, rows, take_in
from record.pages import thread_page


def page_with_all() -> Page:
    page = thread_page()
    first, second, third = page.comments
    assert page.statements and first.statements
    borne_out = replace(
        first.statements[0],
        reported=Reported(
            verdict="supported", statement=page.statements[0].id, at=page.statements[0].content
        ),
    )
    first = replace(first, likes=-3, statements=(borne_out, *first.statements[1:]))
    quotes = (Quote(span=(0, 4), comment=1, at=(2, 6)), Quote(span=(6, 9), at=(1, 4)), Quote(span=(9, 12)))
    second = replace(second, moderated=True, quotes=quotes)
    return replace(page, comments=(first, second, third))


def kept(path: Path) -> tuple[Any, ...]:
    with Reader(path) as reader:
        page = reader.page("https://bell.example/pier")
    return tuple(
        (c.likes, c.moderated, c.quotes, tuple(s.reported for s in c.statements)) for c in page.comments
    )


def test_likes_notes_quotes_and_verdicts_come_back(path: Path) -> None:
    page = page_with_all()
    with Writer(path) as writer:
        writer.add(page)
    shown = kept(path)
    assert shown[0][0] == -3
    with Reader(path) as reader:
        in_article = reader.page("https://bell.example/pier").statements[0]
    assert in_article.id != page.statements[0].id  # named anew by what the page holds
    assert shown[0][3][0] == Reported(verdict="supported", statement=in_article.id, at=in_article.content)
    assert shown[1][1:3] == (True, page.comments[1].quotes)
    assert shown[2] == (None, False, (), tuple(None for _ in page.comments[2].statements))


def test_an_export_carries_them_and_one_of_an_earlier_version_is_taken_in(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(page_with_all())
    with Reader(path) as reader:
        tables = {table: list(rows(reader, table)) for table in COLUMNS}
    assert [row["verdict"] for row in tables["reports"]] == ["supported"]
    again, earlier = path.with_name("again.db"), path.with_name("earlier.db")
    with Writer(again) as writer:
        assert take_in(writer, tables) == 1
    assert kept(again) == kept(path)
    del tables["reports"]
    for row in tables["comments"]:
        for column in ("likes", "moderated", "quotes"):
            del row[column]
    with Writer(earlier) as writer:
        assert take_in(writer, tables) == 1
    assert [shown[:3] for shown in kept(earlier)] == [(None, False, ())] * 3


def test_another_reading_takes_the_place_of_the_verdicts(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(page_with_all())
        assert writer.add(replace(thread_page(), model="other"), reread=True) == "reread"
    with Reader(path) as reader:
        assert list(rows(reader, "reports")) == []


def test_quotes_do_not_lead_to_a_forgotten_comment(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(page_with_all())
        forget(writer, "Heron")
    with Reader(path) as reader:
        (left,) = reader.page("https://bell.example/pier").comments
        assert list(rows(reader, "reports")) == []
    assert [q.comment for q in left.quotes] == [None, None, None]
    assert left.quotes[0] == Quote(span=(0, 4))


def test_uncivil_comments_are_found_with_their_words(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
    with Reader(path) as reader:
        found = reader.find(None, Filters(uncivil=0.2), field="comments")
        assert [hit.comment for hit in found] == [2]
        assert found[0].civility == thread_page().comments[1].civility
        assert reader.find(None, Filters(uncivil=0.3), field="comments").total == 0
        # What was not judged is not civil either.
        assert reader.find(None, Filters(uncivil=0.0), field="comments").total == 1
        assert reader.find(None, Filters(uncivil=0.2, speaker="Heron"), field="comments").total == 0


@pytest.mark.parametrize(
    ("field", "chance"), [("statements", 0.5), ("pages", 0.5), ("comments", 1.5), ("comments", -0.1)]
)
def test_what_cannot_be_meant_is_said(path: Path, field: Any, chance: float) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
    with Reader(path) as reader, pytest.raises(UsageError):
        reader.find(None, Filters(uncivil=chance), field=field)
