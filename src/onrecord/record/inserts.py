"""The SQL that puts pages, comments and statements into their tables."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record.rows import PAGE_COLUMNS, STORED_COLUMNS
from onrecord.record.rows_comments import COMMENT_COLUMNS

__all__ = ["INSERT_COMMENT", "INSERT_PAGE", "INSERT_STATEMENT", "bound"]


def _insert(table: str, columns: Iterable[str], never_none: Iterable[str]) -> str:
    columns = [*columns]
    values = ["?" if column in never_none else "nullif(?, '')" for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(values)})"


_PAGE = (*PAGE_COLUMNS, "current", "added", "outlet_key", "redacted")
INSERT_PAGE = _insert("pages", _PAGE, _PAGE)
_COMMENT = (*COMMENT_COLUMNS, "page")
INSERT_COMMENT = _insert("comments", _COMMENT, _COMMENT)
INSERT_STATEMENT = _insert(
    "statements",
    (*STORED_COLUMNS, "page", "comment", "wording", "key"),
    ("hash", "kind_number", "type_number", "content", "negated", "confidence_number", "page"),
)
"""Of rows that :func:`bound` gives."""


def bound(row: Iterable[object]) -> list[object]:
    """Give a row with an empty text for what is none.

    Python's sqlite3 takes longer over a few None than SQLite over the row.
    """
    return ["" if value is None else value for value in row]
