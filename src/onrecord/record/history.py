"""What became of a page: its versions, and which statements came, went or changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.core.errors import NotOnRecord
from onrecord.core.values import Entry, Page, Statement
from onrecord.record.faults import faults
from onrecord.record.reader import Reader, load_page
from onrecord.record.words import words

__all__ = ["Change", "Version", "history"]

_ALIKE = 0.6
"""From this share of words on, two contents of one speaker are one statement that was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that came, went, or was changed; one side is None where it came or went."""

    what: Literal["came", "went", "changed"]
    before: Entry | None = None
    after: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a page.

    Args:
        page: with all that stands on it.
        added: when it was put on record.
        current: whether it is the newest.
        changes: against the version before.
    """

    page: Page
    added: str
    current: bool
    changes: tuple[Change, ...] = ()


def history(reader: Reader, name: str) -> list[Version]:
    """Give the versions of a page, the oldest first, each with what changed.

    Args:
        reader: the open record.
        name: the page's address or id, or the path or id it was given.

    Raises:
        NotOnRecord: there is no such page.
        RecordError: the record could not be read.
    """
    address = _address(reader, name)
    with faults(reader.path):
        rows = reader.connection.execute(
            "SELECT key, added, current FROM pages WHERE address = ?"
            " ORDER BY coalesce(captured, added), current, key",
            (address,),
        ).fetchall()
        pages = [load_page(reader.connection, row["key"]) for row in rows]
    versions: list[Version] = []
    for row, page in zip(rows, pages, strict=True):
        changes = _changes(versions[-1].page, page) if versions else ()
        versions.append(
            Version(page=page, added=row["added"], current=bool(row["current"]), changes=tuple(changes))
        )
    return versions


def _address(reader: Reader, name: str) -> str:
    with faults(reader.path):
        row: sqlite3.Row | None = reader.connection.execute(
            "SELECT address FROM pages WHERE id = :n OR address = :n OR url = :n OR source = :n OR key IN"
            " (SELECT page FROM sources WHERE input = :n) ORDER BY current DESC, key DESC LIMIT 1",
            {"n": name},
        ).fetchone()
    if row is None:
        raise NotOnRecord(f"no page {name} is on record", remedy="give its address, or the path it came from")
    return str(row[0])


def _entries(page: Page) -> list[Entry]:
    placed: list[tuple[Statement, str, int | None]] = [(s, page.text, None) for s in page.statements]
    placed += [(s, c.text, c.n) for c in page.comments for s in c.statements]
    return [
        Entry(
            statement=statement,
            text=text,
            page=page.id,
            comment=comment,
            url=page.url,
            title=page.title,
            outlet=page.outlet,
            published=page.published,
        )
        for statement, text, comment in placed
    ]


def _words(entry: Entry) -> tuple[str, ...]:
    return tuple(word.folded for piece in entry.pieces for word in words(piece))


def _told(entry: Entry) -> tuple[object, ...]:
    """What makes a statement the same in another version; its place does not."""
    s = entry.statement
    return _words(entry), s.speaker, s.kind, s.type, s.negated, entry.comment is None


def _changes(before: Page, after: Page) -> Iterator[Change]:
    old, new = _entries(before), _entries(after)
    there = [_told(entry) for entry in new]
    left = []
    for entry in old:
        told = _told(entry)
        if told in there:
            at = there.index(told)
            del there[at], new[at]
        else:
            left.append(entry)
    for entry in left:
        match = _most_alike(entry, new)
        if match is None:
            yield Change(what="went", before=entry)
        else:
            new.remove(match)
            yield Change(what="changed", before=entry, after=match)
    for entry in new:
        yield Change(what="came", after=entry)


def _most_alike(entry: Entry, others: list[Entry]) -> Entry | None:
    mine = _words(entry)
    best, most = None, _ALIKE
    for other in others:
        alike = SequenceMatcher(None, mine, _words(other), autojunk=False).ratio()
        if alike >= most:
            best, most = other, alike
    return best
