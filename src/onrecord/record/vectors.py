"""Vectors of statements, by which they are found by meaning: made where they lack, kept in a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from onrecord.record.faults import faults
from onrecord.record.writer import Writer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SETTING", "WIDTH", "Embed", "OpenEmbed", "embed_missing", "keeps_vectors", "lacking"]

SETTING = "vectors"
"""Under this name the record remembers which model its vectors are of."""

WIDTH = 384
"""Numbers of a vector, and bytes of it in the table."""

_AT_ONCE = 64
"""Statements whose vectors are written in one transaction."""


class Embed(Protocol):
    """What makes vectors."""

    @property
    def id(self) -> str:
        """The model's name and a hash of its weights."""
        ...

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Vectors of length one, a row a text."""
        ...


OpenEmbed = Callable[[], Embed]
"""Opens it; called when it is first needed."""


def lacking(db: sqlite3.Connection) -> int:
    """Count the statements that have no vector."""
    row = db.execute("SELECT (SELECT count(*) FROM statements) - (SELECT count(*) FROM vectors)").fetchone()
    return int(row[0])


def keeps_vectors(writer: Writer) -> bool:
    """Tell whether vectors were asked for on this record before."""
    return writer.setting(SETTING) is not None


def embed_missing(writer: Writer, embed: Embed) -> Iterator[tuple[int, int]]:
    """Make the vectors that lack; stopped at any moment, the next call goes on where it was.

    Vectors of another model go first: those of two models cannot be compared.

    Args:
        writer: the open record; the model's id is remembered in it.
        embed: makes vectors.

    Yields:
        After each transaction: how many are made, and how many are still to be made.

    Raises:
        RecordError: they could not be written; what was made before is kept.
    """
    from onrecord.record.meaning import packed

    if writer.setting(SETTING) != embed.id:
        with writer.transaction() as db:
            db.execute("DELETE FROM vectors")
            db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (SETTING, embed.id))
    left, last = _left(writer), 0
    while rows := _next(writer, last):
        # Made outside of the transaction: others may write meanwhile, and change what these stand for.
        vectors = packed(embed([content for _, content in rows]))
        with writer.transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO vectors (statement, vector)"
                " SELECT key, ? FROM statements WHERE key = ? AND content = ?",
                ((vector, *row) for vector, row in zip(vectors, rows, strict=True)),
            )
        last = rows[-1][0]
        left = max(left - len(rows), 0)
        yield len(rows), left


def _left(writer: Writer) -> int:
    with faults(writer.path):
        return lacking(writer.connection)


def _next(writer: Writer, last: int) -> list[tuple[int, str]]:
    with faults(writer.path):
        rows = writer.connection.execute(
            "SELECT s.key, s.content FROM statements s LEFT JOIN vectors v ON v.statement = s.key"
            " WHERE s.key > ? AND v.statement IS NULL ORDER BY s.key LIMIT ?",
            (last, _AT_ONCE),
        ).fetchall()
    return [(row["key"], row["content"]) for row in rows]
