"""The SQL that puts pages, comments and statements into their tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from onrecord.record.rows import PAGE_COLUMNS, STORED_COLUMNS
from onrecord.record.rows_comments import COMMENT_COLUMNS

__all__ = ["INSERT_COMMENT", "INSERT_PAGE", "INSERT_STATEMENT", "bound"]


def _insert(table: str, columns: tuple[str, ...], empty: Collection[str] = ()) -> str:
    """Write the statement that inserts a row; of some columns an empty text is none."""
    values = ["nullif(?, '')" if column in empty else "?" for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(values)})"


_STATEMENT = (*STORED_COLUMNS, "page", "comment", "wording", "key")
_NEVER_NONE = {"hash", "kind_number", "type_number", "content", "negated", "confidence_number", "page"}

INSERT_PAGE = _insert("pages", (*PAGE_COLUMNS, "current", "added", "outlet_key", "redacted"))
INSERT_COMMENT = _insert("comments", (*COMMENT_COLUMNS, "page"))
INSERT_STATEMENT = _insert("statements", _STATEMENT, set(_STATEMENT) - _NEVER_NONE)
"""Takes rows as :func:`bound` gives them."""


def bound(row: Iterable[object]) -> list[object]:
    """Give a row with an empty text for what is none.

    Python's sqlite3 takes longer over a few None than SQLite over the row.
    """
    return ["" if value is None else value for value in row]
