"""The half of the store that writes: one transaction a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal

from onrecord.core.errors import OnrecordError, RecordError
from onrecord.core.values import Page, Statement
from onrecord.record import index, reports, tombstones
from onrecord.record.faults import faults
from onrecord.record.files import open_to_write
from onrecord.record.inserts import INSERT_COMMENT, INSERT_PAGE, INSERT_STATEMENT, bound
from onrecord.record.outlets import outlet_key
from onrecord.record.places import joined
from onrecord.record.rows import (
    PAGE_COLUMNS,
    address_of,
    identified,
    page_row,
    speaker_json,
    statement_row,
)
from onrecord.record.rows_comments import comment_rows, read_anew
from onrecord.record.wordings import Said, Wordings, Words, pending

__all__ = ["Outcome", "Writer", "now"]

Outcome = Literal["new", "version", "reread", "known", "forgotten"]
"""What became of a page: new here, a new version of one, read anew, here already, or kept out."""


def now() -> str:
    """Give the time in UTC, to the second, as ISO 8601 with a Z."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Writer:
    """Puts pages, failures and judgements on record.

    Several may write to one record at a time; each waits for the other's page to be done.

    Args:
        path: the record; made if it is not there.
        words: when wordings belong together. Without it statements are put on record without their
            wordings, which the next writer that has it gives them, and those of an earlier version.

    Raises:
        RecordError: it is no record, newer, damaged, or cannot be written.
    """

    def __init__(self, path: Path, words: Words | None = None) -> None:
        self.path = path
        self._untidy = False
        self._opened = open_to_write(path)
        self._db = self._opened.connection
        self._db.row_factory = sqlite3.Row
        self._wordings = None if words is None else Wordings(self._db, words)
        try:
            self._catch_up()
        except BaseException:
            self._opened.close()
            raise

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the queries of this room."""
        return self._db

    def close(self) -> None:
        """Bring all that was written into the one file and close it."""
        try:
            # The record is whole without it: a full disk or another writer is no reason to complain.
            with suppress(RecordError, sqlite3.Error):
                if self._db.total_changes:
                    with self.transaction() as db:
                        index.merge(db)
                        if self._untidy:
                            self.tidy()
                        elif self._wordings is not None:
                            self._wordings.settle()
        finally:
            self._opened.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do several things or none: what is inside is undone if it raises.

        Raises:
            RecordError: it could not be written; nothing of it is there.
        """
        with faults(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._wordings is not None:
                    self._wordings.doubt()
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _catch_up(self) -> None:
        """Give wordings to all statements that have none, some at a time: stopped, it goes on from there."""
        if self._wordings is not None and pending(self._db):
            more = True
            while more:
                with self.transaction():
                    more = self._wordings.give()

    def knows(self, input: str, sha256: str) -> tuple[str, str | None] | None:
        """Tell whether an input with these bytes became a page, without reading it again.

        Args:
            input: the name or id it was given.
            sha256: the digest of its bytes.

        Returns:
            The page's id and the id of the model that read it; None if it became no page yet.
        """
        with faults(self.path):
            row = self._db.execute(
                "SELECT p.id, p.model FROM sources s JOIN pages p ON p.key = s.page"
                " WHERE s.input = ? AND s.sha256 = ?",
                (input, sha256),
            ).fetchone()
        return None if row is None else (row["id"], row["model"])

    def add(self, page: Page, *, reread: bool = False) -> Outcome:
        """Put a page with its statements and thread on record, in one transaction.

        Args:
            page: as the reader gave it.
            reread: where the page is here in the reading of another model, put this one in its place.

        Returns:
            What became of it. ``known`` changes nothing, ``forgotten`` neither.

        Raises:
            RecordError: it could not be written; nothing of it is there.
        """
        with self.transaction() as db:
            if tombstones.bars(db, address_of(page), page.source.name, page.source.sha256):
                return "forgotten"
            page, ids, redacted = self._named(db, page)
            found = db.execute("SELECT key, model FROM pages WHERE id = ?", (page.id,)).fetchone()
            if found is None:
                outcome, key = self._add_version(db, page, redacted)
                self._add_thread(db, key, page, ids)
                self._add_statements(db, key, page)
                index.add(db, key, page.text)
            else:
                outcome, key = "known", found["key"]
                if reread and found["model"] != page.model:
                    outcome = "reread"
                    self._replace_reading(db, key, page)
            _source(db, page.source.name, page.source.sha256, key)
            return outcome

    def _named(self, db: sqlite3.Connection, page: Page) -> tuple[Page, tuple[str, ...], bool]:
        """Give the page with its ids; made of the whole page, even where a person in it is forgotten."""
        page, ids = identified(page)
        authors = tombstones.barred_authors(db, page)
        if not authors:
            return page, ids, False
        kept = tombstones.without(page, authors)
        left = {c.n for c in kept.comments}
        names = tuple(id for id, c in zip(ids, page.comments, strict=True) if c.n in left)
        return kept, names, True

    def _add_version(self, db: sqlite3.Connection, page: Page, redacted: bool) -> tuple[Outcome, int]:
        address = address_of(page)
        newest = db.execute(
            "SELECT key, captured FROM pages WHERE address = ? AND current = 1", (address,)
        ).fetchone()
        current = newest is None or _at_least(page.source.captured, newest["captured"])
        if newest is not None and current:
            index.retire(db, newest["key"])
        added = (int(current), now(), outlet_key(db, page.outlet, page.url), int(redacted))
        key = db.execute(INSERT_PAGE, (*page_row(page), *added)).lastrowid
        assert key is not None, "an insert without an error has a key"
        return ("new" if newest is None else "version"), key

    def _add_thread(self, db: sqlite3.Connection, key: int, page: Page, ids: tuple[str, ...]) -> None:
        db.executemany(INSERT_COMMENT, ((*row, key) for row in comment_rows(page, ids)))

    def _add_statements(self, db: sqlite3.Connection, key: int, page: Page) -> None:
        found: list[tuple[Statement, str, str | None, int | None]]
        found = [(s, page.text, page.published, None) for s in page.statements]
        if any(c.statements for c in page.comments):
            keys = dict(db.execute("SELECT n, key FROM comments WHERE page = ?", (key,)).fetchall())
            for c in page.comments:
                found += [(s, c.text, c.date_iso or page.published, keys[c.n]) for s in c.statements]
        first = db.execute("SELECT coalesce(max(key), 0) + 1 FROM statements").fetchone()[0]
        known: list[int | None] = [None] * len(found)
        if self._wordings is not None:
            said = [
                Said(s.id, joined(text, s.content) or "", speaker_json(s.speaker), date)
                for s, text, date, _ in found
            ]
            known = [*self._wordings.of_new(said, first)]
        rows = [(*statement_row(s, text, date), key, comment) for s, text, date, comment in found]
        db.executemany(
            INSERT_STATEMENT,
            [
                bound((*row, wording, own))
                for own, (row, wording) in enumerate(zip(rows, known, strict=True), first)
            ],
        )
        reports.keep(db, key, page.comments)

    def _replace_reading(self, db: sqlite3.Connection, key: int, page: Page) -> None:
        index.drop_statements(db, key)
        self.delete_statements(db, key)
        values = dict(zip(PAGE_COLUMNS, page_row(page), strict=True))
        anew = ("model", "speakers", "notices")
        sets = ", ".join(f"{column} = ?" for column in anew)
        db.execute(f"UPDATE pages SET {sets} WHERE key = ?", (*(values[c] for c in anew), key))
        db.executemany(
            "UPDATE comments SET uncivil = ?, uncivil_at = ?, quotes = ? WHERE page = ? AND n = ?",
            ((*read_anew(c), key, c.n) for c in page.comments),
        )
        self._add_statements(db, key, page)
        index.add_statements(db, key)
        self.catch_up()

    def delete_statements(self, db: sqlite3.Connection, page: int) -> int:
        """Take away the statements of a page, and say how many; others may then lack their wording."""
        found = db.execute("SELECT key FROM statements WHERE page = ?", (page,)).fetchall()
        if self._wordings is not None:
            self._wordings.leave(row[0] for row in found)
        self._untidy = True
        return db.execute("DELETE FROM statements WHERE page = ?", (page,)).rowcount

    def catch_up(self, page: int | None = None) -> None:
        """Give all statements, or those of a page, their wordings, where the writer knows what those are."""
        if self._wordings is not None:
            self._wordings.catch_up() if page is None else self._wordings.give(page)

    def reword(self, statement: int) -> None:
        """Give a statement, by its key, the wording that it has after a judgement."""
        if self._wordings is not None:
            self._wordings.regroup([statement])
            self._untidy = True

    def tidy(self) -> None:
        """Give all statements their wordings after others have gone, and take away what found those."""
        if self._wordings is not None:
            self._wordings.tidy()

    def fail(self, input: str, error: OnrecordError) -> None:
        """Keep an input that could not be read, with the reason; the same input again is one row.

        Args:
            input: the name or id it was given.
            error: why it could not be read.

        Raises:
            RecordError: it could not be written.
        """
        with self.transaction() as db:
            given = (error.code, error.message, error.remedy)
            db.execute(
                "INSERT INTO failures (input, code, message, remedy, added) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (input) DO UPDATE SET code = excluded.code, message = excluded.message,"
                " remedy = excluded.remedy",
                (input, *given, now()),
            )
            key = db.execute("SELECT key FROM failures WHERE input = ?", (input,)).fetchone()[0]
            db.execute(
                "INSERT INTO sources (input, failure) SELECT ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM sources WHERE failure = ?)",
                (input, key, key),
            )

    def setting(self, name: str, value: str | None = None) -> str | None:
        """Give what the record remembers under a name, after setting it where a value is given."""
        with faults(self.path):
            if value is not None:
                db = self._db
                db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
            row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])


def _at_least(captured: str | None, other: str | None) -> bool:
    """Tell whether a version is the newer one: the last to come, unless both times of capture deny it."""
    return captured is None or other is None or captured >= other


def _source(db: sqlite3.Connection, input: str, sha256: str, page: int) -> None:
    given = (page, input, sha256)
    if not db.execute("UPDATE sources SET page = ? WHERE input = ? AND sha256 = ?", given).rowcount:
        db.execute("INSERT INTO sources (page, input, sha256) VALUES (?, ?, ?)", given)
    db.execute("DELETE FROM failures WHERE input = ?", (input,))
