"""The half of the store that reads; it never changes the file, nor what lies beside it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.core.values import Entry, Page, Statement
from onrecord.record.faults import faults
from onrecord.record.files import copied, open_to_read
from onrecord.record.filters import Filters
from onrecord.record.find import Field, Sort, find
from onrecord.record.hits import Found
from onrecord.record.people_settled import Judge, people_pending, settled
from onrecord.record.reports import kept
from onrecord.record.rows import BY_ID, hash_of, page_of, statement_of
from onrecord.record.rows_comments import comment_of
from onrecord.record.wordings import Wordings, Words, pending

if TYPE_CHECKING:
    from onrecord.record.meaning import Meaning, Vector
    from onrecord.record.vectors import OpenEmbed

__all__ = ["Reader", "load_page"]


class Reader:
    """Looks things up in a record.

    Any number may read at a time, beside writers. A writer's page is seen whole or not at all.

    Args:
        path: the record.
        words: when wordings belong together. With it all statements have their wordings: where some on
            record have none yet, a copy that is gone afterwards is read.
        embed: opens what makes vectors, for searches by meaning; None where there will be none.
        people: who tells people apart. With it all speakers are known across pages, in the same way.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """

    def __init__(
        self,
        path: Path,
        words: Words | None = None,
        embed: OpenEmbed | None = None,
        people: Judge | None = None,
    ) -> None:
        self.path = path
        self.aside = False
        self._embed = embed
        self._meaning: Meaning | None = None
        self._opened = open_to_read(path)
        self._opened.connection.row_factory = sqlite3.Row
        if words is not None and pending(self._opened.connection):
            self._work_aside(lambda db: Wordings(db, words).catch_up())
        if people is not None and people_pending(self._opened.connection):
            self._work_aside(lambda db: settled(db, people))
        self._db = self._opened.connection

    def _work_aside(self, work: Callable[[sqlite3.Connection], None]) -> None:
        with faults(self.path):
            first = self._opened
            # What was opened for an earlier version is a copy already, and gone with its folder.
            self._opened = copied(self.path, first.connection)
            first.close()
            db = self._opened.connection
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = OFF")
            db.execute("BEGIN")
            work(db)
            db.execute("COMMIT")
        self.aside = True

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record; the file and its folder are then as they were."""
        self._opened.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the queries of this room; it cannot write."""
        return self._db

    def find(
        self,
        text: str | None,
        filters: Filters | None = None,
        *,
        like: str | None = None,
        field: Field = "statements",
        sort: Sort = "relevance",
        limit: int | None = 20,
    ) -> Found:
        """Search statements, comments or pages; see :func:`onrecord.record.find.find`.

        Args:
            text: the query; None finds all that the rest leaves.
            filters: what to narrow down by.
            like: find statements that mean this; see :func:`onrecord.record.like.find_like`.
            field: what is searched.
            sort: by relevance, or by date, newest first.
            limit: how many hits at most; None for all.

        Raises:
            UsageError: the query or a filter cannot be understood, or meaning cannot be searched.
            RecordError: the record could not be read.
        """
        filters = filters or Filters()
        with faults(self.path):
            if like is None:
                return find(self._db, text, filters, field=field, sort=sort, limit=limit)
            if field != "statements":
                raise UsageError(
                    f"{field} cannot be searched by meaning", remedy="leave out --like, or search statements"
                )
            from onrecord.record.like import find_like

            meaning, vector = self._meant(like)
            return find_like(self._db, text, meaning, vector, filters, sort=sort, limit=limit)

    def _meant(self, like: str) -> tuple[Meaning, Vector]:
        """Give the vectors on record as they are now, and that of a text."""
        from onrecord.record.meaning import Meaning

        if self._embed is None:
            raise UsageError(
                "the record was opened without what makes vectors", remedy="open it with `onrecord.open`"
            )
        if not like.strip():
            raise UsageError("--like holds no word", remedy="give it a sentence that says what you look for")
        embed = self._embed()
        if self._meaning is None or self._meaning.stale:
            self._meaning = Meaning(self._db, embed.id)
        return self._meaning, embed([like])[0]

    def page(self, name: str) -> Page:
        """Give a page with all that stands on it.

        Args:
            name: its id, address, or the path or id it was given; of several versions the current one.

        Raises:
            NotOnRecord: there is no such page.
            RecordError: the record could not be read.
        """
        with faults(self.path):
            row = self._db.execute(
                "SELECT key FROM pages WHERE id = :n OR address = :n OR url = :n OR source = :n OR key IN"
                " (SELECT page FROM sources WHERE input = :n)"
                " ORDER BY id = :n DESC, current DESC, key DESC LIMIT 1",
                {"n": name},
            ).fetchone()
            if row is None:
                raise NotOnRecord(f"no page {name} is on record", remedy="look for it with `onrecord find`")
            return load_page(self._db, row["key"])

    def statement(self, id: str) -> Entry:
        """Give a statement with its page.

        Raises:
            NotOnRecord: there is no such statement.
            RecordError: the record could not be read.
        """
        from onrecord.record.hits import load

        with faults(self.path):
            row = self._db.execute(
                f"SELECT key FROM statements WHERE {BY_ID}",
                (hash_of(id),),
            ).fetchone()
            entry = row and load(self._db, "statements", row["key"], (), 0.0).entry
        if entry is None:
            raise NotOnRecord(f"no statement {id} is on record", remedy="look for it with `onrecord find`")
        return entry

    def page_of_comment(self, id: str) -> tuple[Page, int]:
        """Give the page that a comment stands under, and the comment's number on it.

        Raises:
            NotOnRecord: there is no such comment.
            RecordError: the record could not be read.
        """
        with faults(self.path):
            row = self._db.execute("SELECT page, n FROM comments WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise NotOnRecord(f"no comment {id} is on record", remedy="look for it with `onrecord find`")
            return load_page(self._db, row["page"]), row["n"]

    def pages(self, *, all_versions: bool = False) -> Iterator[Page]:
        """Give the pages, one after the other, in the order they were added.

        Args:
            all_versions: old versions too.

        Raises:
            RecordError: the record could not be read.
        """
        with faults(self.path):
            sql = "SELECT key FROM pages WHERE current = 1 OR ? ORDER BY key"
            for row in self._db.execute(sql, (int(all_versions),)):
                yield load_page(self._db, row["key"])

    def judgement(self, statement: str) -> dict[str, Any] | None:
        """Give what people have judged of a statement, None if nobody has."""
        with faults(self.path):
            row = self._db.execute("SELECT * FROM judgements WHERE statement = ?", (statement,)).fetchone()
        return None if row is None else dict(row)

    def failures(self) -> list[dict[str, Any]]:
        """Give the inputs that could not be read, with the reason, in the order they were added."""
        with faults(self.path):
            rows = self._db.execute(
                "SELECT input, code, message, remedy, added FROM failures ORDER BY key"
            ).fetchall()
        return [dict(row) for row in rows]


def load_page(db: sqlite3.Connection, key: int) -> Page:
    """Load one version of a page with its statements and thread.

    Args:
        db: a connection that gives rows by name.
        key: of its row.
    """
    found: defaultdict[int | None, list[Statement]] = defaultdict(list)
    reported = kept(db, key)
    for row in db.execute("SELECT * FROM statements WHERE page = ? ORDER BY key", (key,)):
        found[row["comment"]].append(replace(statement_of(row), reported=reported.get(row["key"])))
    rows = db.execute("SELECT * FROM comments WHERE page = ? ORDER BY n", (key,)).fetchall()
    comments = [comment_of(row, found[row["key"]]) for row in rows]
    row = db.execute("SELECT * FROM pages WHERE key = ?", (key,)).fetchone()
    return page_of(row, found[None], comments)
