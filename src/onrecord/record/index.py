"""The full-text indexes, kept in step with the tables inside the caller's transaction.

An index row is taken out by giving the index the very words that went in. Those of statements and comments
come from the views beside the tables; a page's from its text.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

from onrecord.record.rows import unzipped

__all__ = ["add", "add_statements", "drop", "drop_comments", "drop_statements", "retire"]

_STATEMENT = "key, content, speaker, via, facets"
_COMMENT = "key, text, author, facets"


def add(db: sqlite3.Connection, page: int, text: str) -> None:
    """Index a page that was just inserted with all that stands on it."""
    _page(db, page, text, "add")
    db.execute(
        f"INSERT INTO comment_words (rowid, text, author, facets) SELECT {_COMMENT}"
        " FROM comment_search WHERE page = ?",
        (page,),
    )
    add_statements(db, page)


def add_statements(db: sqlite3.Connection, page: int) -> None:
    """Index the statements of a page."""
    db.execute(
        f"INSERT INTO statement_words (rowid, content, speaker, via, facets) SELECT {_STATEMENT}"
        " FROM statement_search WHERE page = ?",
        (page,),
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
