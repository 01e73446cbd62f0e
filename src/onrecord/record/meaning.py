"""Search by meaning: all vectors are looked at as bits, the nearest again in int8."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.core.errors import UsageError
from onrecord.record.vectors import SETTING, WIDTH

__all__ = ["Meaning", "Vector", "packed"]

Vector = NDArray[np.float32]

_SCALE = 512
"""Of a vector of length one and this width, hardly a number reaches 127 / 512."""

_AGAIN = 2000
"""So many of the nearest by their bits are looked at again."""

_AT_ONCE = 20_000


def packed(vectors: NDArray[np.float32]) -> list[bytes]:
    """Give vectors as the table holds them, a signed byte a number.

    Args:
        vectors: of length one, (rows, WIDTH).
    """
    return [row.tobytes() for row in _int8(vectors)]


def _int8(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    return np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)


def _bits(vectors: NDArray[np.int8]) -> NDArray[np.uint64]:
    """Which numbers are above zero, 64 to a number."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


class Meaning:
    """The vectors of a record as bits in memory, 48 bytes each, as they were when it was loaded.

    Args:
        db: a reading connection that gives rows by name.
        model: whose vectors the query's is to be compared with.

    Raises:
        UsageError: there are none yet, or those of another model.
    """

    def __init__(self, db: sqlite3.Connection, model: str) -> None:
        kept = db.execute("SELECT value FROM settings WHERE name = ?", (SETTING,)).fetchone()
        if kept is None:
            raise UsageError(
                "the statements of this record have no vectors yet, which a search by meaning needs",
                remedy="make them with `onrecord embed`; `onrecord add` then makes those of new pages",
            )
        if kept[0] != model:
            raise UsageError(
                f"the record's vectors are of another model, {kept[0]}",
                remedy="make them anew with `onrecord embed`",
            )
        self._db = db
        self._version = _data_version(db)
        self._keys, bits = _load(db)
        # Column by column, so that each step runs over memory that lies together.
        self._columns = [np.ascontiguousarray(column) for column in bits.T]
        old = db.execute("SELECT s.key FROM pages p JOIN statements s ON s.page = p.key WHERE p.current = 0")
        self._current = ~np.isin(self._keys, _array(row[0] for row in old), assume_unique=True)
        self.lacking = int(db.execute("SELECT count(*) FROM statements").fetchone()[0]) - len(self._keys)
        """How many statements have no vector."""

    @property
    def stale(self) -> bool:
        """Whether the record was written to since."""
        return _data_version(self._db) != self._version

    def nearest(
        self,
        vector: Vector,
        count: int,
        *,
        among: Iterable[int] | None = None,
        all_versions: bool = False,
    ) -> list[tuple[int, float]]:
        """Give the statements whose vectors are nearest.

        Args:
            vector: of length one.
            count: how many at most.
            among: keys of statements; only these are looked at. None for all.
            all_versions: without ``among``: statements on old versions of pages too.

        Returns:
            Keys with the cosine to the vector, the nearest first.
        """
        if among is not None:
            places = np.flatnonzero(np.isin(self._keys, _array(among), assume_unique=True))
        elif all_versions or self._current.all():
            places = None
        else:
            places = np.flatnonzero(self._current)
        return self._again(vector, self._near(vector, places, max(_AGAIN, 2 * count)))[:count]

    def _near(self, vector: Vector, places: NDArray[np.int64] | None, count: int) -> list[int]:
        """Keys of those in which the fewest bits differ."""
        keys = self._keys if places is None else self._keys[places]
        differ = np.zeros(len(keys), dtype=np.uint16)
        for column, wanted in zip(self._columns, _bits(_int8(vector[None]))[0], strict=True):
            differ += np.bitwise_count((column if places is None else column[places]) ^ wanted)
        if len(keys) <= count:
            return list(map(int, keys))
        # Counting by distance, of which there are few, is quicker than sorting.
        within = int(np.searchsorted(np.bincount(differ, minlength=WIDTH + 1).cumsum(), count))
        nearest = np.concatenate([np.flatnonzero(differ < within), np.flatnonzero(differ == within)])
        return list(map(int, keys[nearest[:count]]))

    def _again(self, vector: Vector, keys: list[int]) -> list[tuple[int, float]]:
        rows = self._db.execute(
            "SELECT statement, vector FROM vectors WHERE statement IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        ).fetchall()
        found = _block(rows).astype(np.float32)
        cosines = found @ vector / np.maximum(np.linalg.norm(found, axis=1), 1)
        return [(rows[i][0], float(cosines[i])) for i in np.argsort(-cosines, kind="stable")]


def _data_version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def _array(keys: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(keys, dtype=np.int64)


def _block(rows: list[sqlite3.Row]) -> NDArray[np.int8]:
    return np.frombuffer(b"".join([row[1] for row in rows]), dtype=np.int8).reshape(len(rows), WIDTH)


def _load(db: sqlite3.Connection) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    keys = [np.zeros(0, dtype=np.int64)]
    bits = [np.zeros((0, WIDTH // 64), dtype=np.uint64)]
    cursor = db.execute("SELECT statement, vector FROM vectors ORDER BY statement")
    while rows := cursor.fetchmany(_AT_ONCE):
        keys.append(_array(row[0] for row in rows))
        bits.append(_bits(_block(rows)))
    return np.concatenate(keys), np.concatenate(bits)
