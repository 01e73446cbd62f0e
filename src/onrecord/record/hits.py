"""What a search gives back: hits with the matched words marked, and links to their places."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from onrecord.core.values import Civility, Entry, Span, Spans
from onrecord.record.places import JOINT
from onrecord.record.query import Term
from onrecord.record.rows import statement_of, unzipped
from onrecord.record.rows_comments import civility_of
from onrecord.record.words import words

__all__ = ["Found", "Hit", "entry_at", "load", "text_link"]

SNIPPET = 240
"""How many characters of a page are shown around the first match."""

_LINK_WORDS = 5
_MARKS = " \t\r\n\"'“”„«»‘’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found.

    Args:
        id: of the statement, comment or page.
        field: which of them it is.
        text: a statement's content, a comment, or the part of a page where the words stand.
        marks: the matched words, places in ``text``.
        place: where it stands in the page's text, or in its comment's for a statement of a comment.
        page: the page's id.
        date: of the comment, else of the page; None where neither is known.
        link: the page's address, leading to the words themselves; None where the page has none.
        author: who wrote the comment, or the comment that a statement stands in.
        entry: the statement with its page; None for comments and pages.
        url: the page's canonical address.
        title: the page's title.
        outlet: who published the page.
        comment: the comment's ``n``; None outside the thread.
        civility: of a comment; None where it was not judged, and of statements and pages.
        current: False for an old version of a page.
        score: how well it fits; only to be compared within one search.
    """

    id: str
    field: Literal["statements", "comments", "pages"]
    text: str
    marks: Spans
    place: Span
    page: str
    date: str | None
    link: str | None
    author: str | None = None
    entry: Entry | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    comment: int | None = None
    civility: Civility | None = None
    current: bool = True
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits of a search, to be gone through like a list.

    Args:
        hits: as many as were asked for.
        total: how many there are.
        more: there are more than ``total``; counting stopped.
        undated: how many would fit but for their date, which is not known.
        lacking: how many statements have no vector yet, where they were searched by meaning.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    undated: int = 0
    lacking: int = 0

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, number: int) -> Hit:
        return self.hits[number]


_PAGE = "p.id AS page_id, p.url, p.title, p.outlet, p.published, p.current"
_STATEMENT = f"""
SELECT s.*, {_PAGE}, p.text AS zipped, c.n, c.text AS comment_text, c.author, s.date AS shown_date
FROM statements s JOIN pages p ON p.key = s.page LEFT JOIN comments c ON c.key = s.comment WHERE s.key = ?
"""
_COMMENT = f"""
SELECT c.*, {_PAGE}, coalesce(c.date, p.published) AS shown_date
FROM comments c JOIN pages p ON p.key = c.page WHERE c.key = ?
"""
_WHOLE = f"SELECT {_PAGE}, p.id, p.text, p.published AS shown_date FROM pages p WHERE p.key = ?"


def load(
    db: sqlite3.Connection,
    field: Literal["statements", "comments", "pages"],
    key: int,
    terms: Sequence[Term],
    score: float,
) -> Hit:
    """Load what was found, with the matched words marked.

    Args:
        db: a connection that gives rows by name.
        field: what it is.
        key: its key.
        terms: the words to mark.
        score: to be handed on.
    """
    sql = {"statements": _STATEMENT, "comments": _COMMENT, "pages": _WHOLE}[field]
    row = db.execute(sql, (key,)).fetchone()
    shown = {"statements": _statement, "comments": _comment, "pages": _whole}[field](row, terms)
    return Hit(
        id=row["id"],
        field=field,
        page=row["page_id"],
        date=row["shown_date"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        current=bool(row["current"]),
        score=score,
        **shown,
    )


def entry_at(db: sqlite3.Connection, key: int) -> Entry:
    """Load a statement with its page alone, without what a search shows of it.

    Args:
        db: a connection that gives rows by name.
        key: the statement's key.
    """
    return _entry(db.execute(_STATEMENT, (key,)).fetchone())


def _entry(row: Any) -> Entry:
    return Entry(
        statement=statement_of(row),
        text=row["comment_text"] if row["comment"] is not None else unzipped(row["zipped"]),
        page=row["page_id"],
        comment=row["n"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
    )


def _statement(row: Any, terms: Sequence[Term]) -> dict[str, Any]:
    entry = _entry(row)
    content = entry.statement.content
    words = JOINT.join(entry.pieces)
    return {
        "text": words,
        "marks": _marks(words, terms),
        "place": (content[0][0], content[-1][1]) if content else (0, 0),
        "entry": entry,
        "author": row["author"],
        "comment": row["n"],
        "link": text_link(row["url"], entry.pieces[0] if entry.pieces else ""),
    }


def _comment(row: Any, terms: Sequence[Term]) -> dict[str, Any]:
    text = row["text"]
    place = (0, len(text)) if row["start"] is None else (row["start"], row["end"])
    return {
        "text": text,
        "marks": _marks(text, terms),
        "place": place,
        "author": row["author"],
        "comment": row["n"],
        "civility": civility_of(row),
        "link": text_link(row["url"], text),
    }


def _whole(row: Any, terms: Sequence[Term]) -> dict[str, Any]:
    text = unzipped(row["text"])
    marks = _marks(text, terms)
    place = marks[0] if marks else (0, 0)
    start = max(place[0] - SNIPPET // 3, 0)
    if start:
        start = text.find(" ", start, place[0]) + 1 or place[0]
    end = min(start + SNIPPET, len(text))
    if end < len(text):
        end = max(text.rfind(" ", place[1], end), place[1])
    return {
        "text": text[start:end],
        "marks": tuple((s - start, e - start) for s, e in marks if start <= s and e <= end),
        "place": place if marks else (start, end),
        "link": text_link(row["url"], text[slice(*place)] if marks else ""),
    }


def _marks(text: str, terms: Sequence[Term]) -> Spans:
    held = words(text)
    places = sorted({place for term in terms for place in term.places(held)})
    marks: list[Span] = []
    for first, last in places:
        start, end = held[first].start, held[last - 1].end
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def text_link(url: str | None, text: str) -> str | None:
    """Give an address that scrolls to words and marks them (a text fragment), in browsers that can.

    Args:
        url: the page's address.
        text: words that stand on it; of long ones the first and last are given.

    >>> text_link("https://bell.example/1", "“No ferry, no bread,”")
    'https://bell.example/1#:~:text=No%20ferry%2C%20no%20bread%2C'
    >>> text_link("notes.txt", "No ferry")
    """
    if url is None or not re.match(r"https?://", url):
        return None
    held = text.strip(_MARKS).split()
    if not held:
        return url
    parts = [held]
    if len(held) > 3 * _LINK_WORDS or (len(held) > 1 and "\n" in text.strip(_MARKS)):
        # A browser looks for each part within one paragraph.
        n = min(_LINK_WORDS, len(held) // 2)
        parts = [held[:n], held[-n:]]
    # The directive's own signs are written out: a comma parts beginning and end, a dash marks context.
    told = [quote(" ".join(part), safe="").replace("-", "%2D") for part in parts]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(told)}"
