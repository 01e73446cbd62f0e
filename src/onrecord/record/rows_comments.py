"""Comments as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.core.values import Civility, Comment, Page, Statement
from onrecord.record.places import quotes_of, quotes_text, uncivil_of, uncivil_text

__all__ = ["COMMENT_COLUMNS", "civility_of", "comment_of", "comment_rows", "read_anew"]

COMMENT_COLUMNS = (
    "id", "n", "parent", "parent_inferred", "author", "author_inferred", "date", "kind", "start", "end",
    "likes", "moderated", "quotes", "uncivil", "uncivil_at", "text",
)  # fmt: skip


def comment_rows(page: Page, ids: Iterable[str]) -> Iterator[tuple[object, ...]]:
    """Give the values of :data:`COMMENT_COLUMNS` for each comment."""
    for id, c in zip(ids, page.comments, strict=True):
        yield (
            id, c.n, c.parent, int(c.parent_inferred), c.author or None, int(c.author_inferred),
            c.date_iso or None,
            c.kind,
            *(c.span or (None, None)), c.likes, int(c.moderated), quotes_text(c.quotes), *_civility_row(c),
            c.text,
        )  # fmt: skip


def _civility_row(comment: Comment) -> tuple[float | None, str | None]:
    """Give the values of ``uncivil`` and ``uncivil_at``."""
    judged = comment.civility
    return (None, None) if judged is None else (judged.uncivil, uncivil_text(judged.words))


def read_anew(comment: Comment) -> tuple[float | None, str | None, str | None]:
    """Give what another reading of the page changes: ``uncivil``, ``uncivil_at`` and ``quotes``."""
    return *_civility_row(comment), quotes_text(comment.quotes)


def civility_of(row: Any) -> Civility | None:
    """Make the civility of a row that has a comment's columns by name."""
    if row["uncivil"] is None:
        return None
    return Civility(uncivil=row["uncivil"], words=uncivil_of(row["uncivil_at"]))


def comment_of(row: Any, statements: Iterable[Statement] = ()) -> Comment:
    """Make a comment of a row that has its columns by name."""
    return Comment(
        n=row["n"],
        parent=row["parent"],
        parent_inferred=bool(row["parent_inferred"]),
        author=row["author"],
        author_inferred=bool(row["author_inferred"]),
        date_iso=row["date"],
        kind=row["kind"],
        span=None if row["start"] is None else (row["start"], row["end"]),
        text=row["text"],
        likes=row["likes"],
        moderated=bool(row["moderated"]),
        quotes=quotes_of(row["quotes"]),
        civility=civility_of(row),
        statements=tuple(statements),
    )
