"""The full-text indexes, kept in step with the tables inside the caller's transaction.

An index row is taken out by giving the index the very words that went in. Those of statements and comments
come from the views beside the tables; a page's from its text.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

from onrecord.record.rows import unzipped

__all__ = ["add", "add_statements", "drop", "drop_comments", "drop_statements", "merge", "retire"]

_MERGES = 8
"""How often a merge of some five hundred pages of an index is gone on with when an ``add`` ends."""

_STATEMENT = "key, content, speaker, via, facets"
_COMMENT = "key, text, author, facets"


def add(db: sqlite3.Connection, page: int, text: str) -> None:
    """Index a page that was just inserted with all that stands on it."""
    db.execute(
        "INSERT OR IGNORE INTO months SELECT substr(published, 1, 7) FROM pages"
        " WHERE key = :p AND published IS NOT NULL UNION SELECT substr(date, 1, 7) FROM comments"
        " WHERE page = :p AND date IS NOT NULL",
        {"p": page},
    )
    _page(db, page, text, "add")
    # An index that is written to costs something even where there is nothing to write.
    if db.execute("SELECT 1 FROM comments WHERE page = ? LIMIT 1", (page,)).fetchone():
        db.execute(
            f"INSERT INTO comment_words (rowid, text, author, facets) SELECT {_COMMENT}"
            " FROM comment_search WHERE page = ?",
            (page,),
        )
    add_statements(db, page)


def add_statements(db: sqlite3.Connection, page: int) -> None:
    """Index the statements of a page."""
    # Row by row, for one INSERT of many rows is a savepoint, at whose end the index writes all it holds.
    rows = db.execute(f"SELECT {_STATEMENT} FROM statement_search WHERE page = ?", (page,)).fetchall()
    db.executemany(
        "INSERT INTO statement_words (rowid, content, speaker, via, facets) VALUES (?, ?, ?, ?, ?)", rows
    )


def drop(db: sqlite3.Connection, page: int) -> None:
    """Take a page and all that stands on it out of the indexes, before its rows change or go."""
    row = db.execute("SELECT text FROM pages WHERE key = ?", (page,)).fetchone()
    _page(db, page, unzipped(row["text"]), "delete")
    drop_comments(db, page)
    drop_statements(db, page)


def drop_comments(db: sqlite3.Connection, page: int) -> None:
    """Take the comments of a page out of the index."""
    db.execute(
        "INSERT INTO comment_words (comment_words, rowid, text, author, facets)"
        f" SELECT 'delete', {_COMMENT} FROM comment_search WHERE page = ?",
        (page,),
    )


def drop_statements(db: sqlite3.Connection, page: int) -> None:
    """Take the statements of a page out of the index."""
    db.execute(
        "INSERT INTO statement_words (statement_words, rowid, content, speaker, via, facets)"
        f" SELECT 'delete', {_STATEMENT} FROM statement_search WHERE page = ?",
        (page,),
    )


def retire(db: sqlite3.Connection, page: int) -> None:
    """Make a page an old version: it is found from now on only where old versions are asked for."""
    text = unzipped(db.execute("SELECT text FROM pages WHERE key = ?", (page,)).fetchone()["text"])
    drop(db, page)
    db.execute("UPDATE pages SET current = 0 WHERE key = ?", (page,))
    add(db, page, text)


def _page(db: sqlite3.Connection, page: int, text: str, what: Literal["add", "delete"]) -> None:
    row = db.execute("SELECT title, facets FROM page_facets WHERE key = ?", (page,)).fetchone()
    command, mark = ("page_words, ", "'delete', ") if what == "delete" else ("", "")
    db.execute(
        f"INSERT INTO page_words ({command}rowid, text, title, facets) VALUES ({mark}?, ?, ?, ?)",
        (page, text, row["title"], row["facets"]),
    )


def merge(db: sqlite3.Connection) -> None:
    """Bring the indexes' many small parts together: half the size, and quicker to search.

    A bounded piece of work, whatever the record's size; a large record is brought together bit by bit.
    """
    for table in ("statement_words", "comment_words", "page_words"):
        for _ in range(_MERGES):
            before = db.total_changes
            # A negative number begins a merge of all parts; a positive one goes on with it.
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', -500)")
            if db.total_changes - before < 2:
                break
