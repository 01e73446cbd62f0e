"""Whether what comments say that somebody said stands in the article, as the record keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.core.values import Comment, Reported
from onrecord.record.places import spans_of, spans_text
from onrecord.record.rows import hash_of

__all__ = ["keep", "kept"]


def keep(db: sqlite3.Connection, page: int, comments: Iterable[Comment]) -> None:
    """Put the verdicts of a page's comments on record.

    Args:
        db: inside a transaction; their statements are on record.
        page: the key of the page.
        comments: as they were linked to the article.
    """
    db.executemany(
        "INSERT INTO reports (statement, verdict, evidence, evidence_at)"
        " SELECT key, ?, ?, ? FROM statements WHERE page = ? AND hash = ?",
        (
            (r.verdict, r.statement, spans_text(r.at), page, hash_of(s.id))
            for c in comments
            for s in c.statements
            if (r := s.reported) is not None
        ),
    )


def kept(db: sqlite3.Connection, page: int) -> dict[int, Reported]:
    """Give the verdicts of a page's comments, by the keys of their statements.

    Args:
        db: a connection that gives rows by name.
        page: the key of the page.
    """
    rows = db.execute(
        "SELECT r.* FROM statements s JOIN reports r ON r.statement = s.key WHERE s.page = ?", (page,)
    )
    return {
        row["statement"]: Reported(
            verdict=row["verdict"], statement=row["evidence"], at=spans_of(row["evidence_at"])
        )
        for row in rows
    }
