"""A record elsewhere: a backup of the file, and its rows for other tools and back."""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.core.errors import UsageError
from onrecord.record import index, people_settled, tombstones
from onrecord.record.faults import faults, read_only
from onrecord.record.forget import take_out
from onrecord.record.inserts import INSERT_STATEMENT, bound
from onrecord.record.outlets import outlet_key
from onrecord.record.reader import Reader, load_page
from onrecord.record.rows import STATEMENT_COLUMNS, stored, unzipped, zipped
from onrecord.record.vectors import SETTING
from onrecord.record.writer import Writer

__all__ = ["COLUMNS", "INTEGERS", "REALS", "backup", "rows", "take_in"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "settings": ("name", "value"),
    "forgotten": ("hash", "salt", "what"),
    "pages": (
        "id", "address", "current", "url", "title", "outlet", "authors", "published", "language", "model",
        "source", "sha256", "captured", "added", "article_start", "article_end", "shown_comment_count",
        "speakers", "notices", "redacted", "text",
    ),
    "comments": (
        "id", "page", "n", "parent", "parent_inferred", "author", "author_inferred", "date", "kind", "start",
        "end", "likes", "moderated", "quotes", "uncivil", "uncivil_at", "text",
    ),
    "statements": (
        "id", "page", "comment", "kind", "type", "speaker", "source", "cue", "content", "addressee", "via",
        "negated", "confidence", "date", "source_at", "cue_at", "content_at", "addressee_at", "via_at",
    ),
    "reports": ("statement", "verdict", "evidence", "evidence_at"),
    "vectors": ("statement", "vector"),
    "failures": ("input", "code", "message", "remedy", "added"),
    "sources": ("input", "sha256", "page", "failure"),
    "judgements": (
        "statement", "page", "comment", "source_at", "cue_at", "content_at", "verdict", "speaker", "note",
        "judged",
    ),
    "judged_pairs": (
        "one", "two", "one_page", "one_comment", "one_at", "two_page", "two_comment", "two_at", "verdict",
        "note", "judged",
    ),
    "judged_people": ("one_page", "one_name", "two_page", "two_name", "verdict", "note", "judged"),
    "qids": ("page", "name", "qid", "verdict", "score", "note", "source", "judged"),
}  # fmt: skip
"""What is exported of each table, in an order in which it can be taken in again.

Keys are left out; ``page``, ``comment`` and ``failure`` name what they lead to by its id (a failure by its
input), a page's text is text, and a vector is written in base64.
"""

INTEGERS = {
    "current", "article_start", "article_end", "shown_comment_count", "redacted", "n", "parent",
    "parent_inferred", "author_inferred", "start", "end", "likes", "moderated", "negated",
    "one_comment", "two_comment",
}  # fmt: skip
REALS = {"uncivil", "confidence", "score"}

_LATER = {"likes", "moderated", "quotes"}
"""Columns that exports of earlier versions do not have."""

_ORDERS = {
    "settings": "name",
    "forgotten": "hash",
    "judged_pairs": "one, two",
    "judged_people": "one_page, one_name, two_page, two_name",
    "qids": "page, name, qid",
}

_NAMES = {
    ("comments", "page"): "(SELECT id FROM pages WHERE key = t.page)",
    ("statements", "page"): "(SELECT id FROM pages WHERE key = t.page)",
    ("sources", "page"): "(SELECT id FROM pages WHERE key = t.page)",
    ("statements", "comment"): "(SELECT id FROM comments WHERE key = t.comment)",
    ("judgements", "comment"): "CAST(t.comment AS TEXT)",
    ("reports", "statement"): "(SELECT id FROM statements WHERE key = t.statement)",
    ("vectors", "statement"): "(SELECT id FROM statements WHERE key = t.statement)",
    ("sources", "failure"): "(SELECT input FROM failures WHERE key = t.failure)",
}


def backup(reader: Reader, path: Path) -> None:
    """Copy a record, whole and at one moment, while others may write to it.

    Args:
        reader: the open record.
        path: where to; a file that is there is not overwritten.

    Raises:
        UsageError: there is a file of that name.
        RecordError: it could not be read or written.
    """
    if path.exists():
        raise UsageError(f"{path} exists", remedy="name a file that is not there yet")
    partial = path.with_name(f".{path.name}.part")
    try:
        with faults(path):
            copy = sqlite3.connect(partial, isolation_level=None)
            try:
                reader.connection.backup(copy)
                # Flat while it is moved: nothing of it may lie in a file beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
                copy.execute("PRAGMA journal_mode = WAL")
            finally:
                copy.close()
        partial.rename(path)
    except OSError as error:
        raise read_only(path) from error
    finally:
        partial.unlink(missing_ok=True)


def rows(reader: Reader, table: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a table as they are exported, in the order they were added.

    Args:
        reader: the open record.
        table: one of :data:`COLUMNS`.
    """
    columns = ", ".join(_NAMES.get((table, c), f't."{c}"') + f' AS "{c}"' for c in COLUMNS[table])
    order = _ORDERS.get(table, "rowid")
    with faults(reader.path):
        for row in reader.connection.execute(f"SELECT {columns} FROM {table} t ORDER BY {order}"):
            value = dict(row)
            if table == "pages":
                value["text"] = unzipped(value["text"])
            elif table == "vectors":
                value["vector"] = b64encode(value["vector"]).decode()
            yield value


def take_in(writer: Writer, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> int:
    """Take exported rows into a record, all or none; a page that is there already stays as it is.

    Args:
        writer: the open record.
        tables: the rows of each table, as :func:`rows` gives them; tables may be missing.

    Returns:
        How many versions of pages are new.

    Raises:
        UsageError: a row lacks something or leads nowhere.
        RecordError: it could not be written.
    """
    unknown = set(tables) - set(COLUMNS)
    if unknown:
        raise UsageError(
            f"there is no table {', '.join(sorted(unknown))}", remedy="give what `onrecord export` wrote"
        )
    with writer.transaction() as db:
        try:
            return _take_in(writer, db, tables)
        except (KeyError, TypeError, ValueError, sqlite3.IntegrityError) as error:
            raise UsageError(
                f"the rows cannot be taken in ({type(error).__name__}: {error})",
                remedy="give what `onrecord export` wrote, all files of it",
            ) from error


def _take_in(
    writer: Writer, db: sqlite3.Connection, tables: Mapping[str, Iterable[Mapping[str, Any]]]
) -> int:
    settings = list(tables.get("settings", ()))
    for row in settings:
        _insert(db, "settings", row, "OR IGNORE")
    for row in tables.get("forgotten", ()):
        _insert(db, "forgotten", row, "OR IGNORE")
    pages: dict[str, int] = {}
    for row in tables.get("pages", ()):
        key = _take_page(db, row)
        if key is not None:
            pages[row["id"]] = key
    statements = _take_threads(db, tables, pages)
    for key in pages.values():
        page = load_page(db, key)
        index.add(db, key, page.text)
        authors = tombstones.barred_authors(db, page)
        if authors:
            take_out(db, key, authors)
    _take_sources(db, tables)
    # Vectors of two models cannot be compared: of another one they are made anew.
    kept = db.execute("SELECT name, value FROM settings WHERE name = ?", (SETTING,)).fetchone()
    if kept is not None and dict(kept) in settings:
        _take_vectors(db, tables.get("vectors", ()), statements)
    for table in ("judgements", "judged_pairs", "judged_people", "qids"):
        for row in tables.get(table, ()):
            _insert(db, table, row, "OR IGNORE")
    people_settled.said_anew(db)
    # Last, for they heed what people have judged.
    for key in pages.values():
        writer.catch_up(key)
    return len(pages)


def _take_threads(
    db: sqlite3.Connection, tables: Mapping[str, Iterable[Mapping[str, Any]]], pages: Mapping[str, int]
) -> dict[str, int]:
    """Take in the comments and statements of new pages; give the statements' keys by id."""
    comments: dict[str, int] = {}
    for row in tables.get("comments", ()):
        if row["page"] in pages:
            comments[row["id"]] = _insert(db, "comments", {**row, "page": pages[row["page"]]})
    statements: dict[str, int] = {}
    for row in tables.get("statements", ()):
        if row["page"] in pages:
            comment = None if row["comment"] is None else comments[row["comment"]]
            values = (*stored([row[c] for c in STATEMENT_COLUMNS]), pages[row["page"]], comment, None, None)
            statements[row["id"]] = db.execute(INSERT_STATEMENT, bound(values)).lastrowid or 0
    for row in tables.get("reports", ()):
        if row["statement"] in statements:
            _insert(db, "reports", {**row, "statement": statements[row["statement"]]})
    return statements


def _take_vectors(
    db: sqlite3.Connection, vectors: Iterable[Mapping[str, Any]], statements: Mapping[str, int]
) -> None:
    for row in vectors:
        if row["statement"] in statements:
            # A forgotten commenter's statement is gone again already.
            db.execute(
                "INSERT INTO vectors (statement, vector) SELECT key, ? FROM statements WHERE key = ?",
                (b64decode(row["vector"], validate=True), statements[row["statement"]]),
            )


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any], how: str = "") -> int:
    columns = [column for column in COLUMNS[table] if column in row or column not in _LATER]
    columns += ["outlet_key"] if "outlet_key" in row else []
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f"INSERT {how} INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    return db.execute(sql, [row[column] for column in columns]).lastrowid or 0


def _take_page(db: sqlite3.Connection, row: Mapping[str, Any]) -> int | None:
    if db.execute("SELECT 1 FROM pages WHERE id = ?", (row["id"],)).fetchone():
        return None
    if tombstones.bars(db, row["address"], row["source"], row["sha256"]):
        return None
    there = db.execute("SELECT 1 FROM pages WHERE address = ? AND current = 1", (row["address"],)).fetchone()
    outlet = outlet_key(db, row["outlet"], row["url"])
    current = 0 if there else row["current"]
    value = {**row, "text": zipped(row["text"]), "current": current, "outlet_key": outlet}
    return _insert(db, "pages", value)


def _take_sources(db: sqlite3.Connection, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    for row in tables.get("failures", ()):
        _insert(db, "failures", row, "OR IGNORE")
    for row in tables.get("sources", ()):
        db.execute(
            # The input of a page that was forgotten leads nowhere, and is ignored.
            "INSERT OR IGNORE INTO sources (input, sha256, page, failure) SELECT :input, :sha256,"
            " (SELECT key FROM pages WHERE id = :page), (SELECT key FROM failures WHERE input = :failure)"
            " WHERE NOT EXISTS (SELECT 1 FROM sources WHERE input = :input AND sha256 IS :sha256)",
            {name: row[name] for name in ("input", "sha256", "page", "failure")},
        )
