"""What wordings are found by: numbers, and the wordings that are kept under each.

The numbers of a page lie all over their table. So those of the newest pages are kept in memory and, a row a
page, in a table of their own, until there are many: put into the great table together and in its order, they
change much less of the file than page by page.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence

from onrecord.core.forms import PAIR_AT, Trace

__all__ = ["Shingles", "new", "tidy"]

_MOST = 1 << 16
"""So many numbers are kept in memory at most."""

_KEY = (1 << 32) - 1
_FOUND = "SELECT s.shingle, s.wording FROM json_each(?) j CROSS JOIN shingles s ON s.shingle = j.value"
_OF_PAIR = "SELECT wording FROM shingles WHERE shingle BETWEEN ? AND ?"


class Shingles:
    """The numbers on record, as one connection sees them inside its transactions.

    Args:
        db: the connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._version: int | None = None
        self._new: list[int] = []
        self._stored: dict[int, list[int]] = {}
        self._clear()

    def _clear(self) -> None:
        self._count = 0
        self._fresh: dict[int, int] = {}
        # Few numbers have more keys than one, and few statements ask for all numbers of a pair.
        self._more: dict[int, list[int]] = {}
        self._of_pair: dict[int, list[int]] | None = None

    def refresh(self) -> bool:
        """Look whether another connection has written since; what is in memory is then read anew.

        Returns:
            Whether one has, or nobody has looked yet.
        """
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return False
        self._version = version
        self._clear()
        self._new.clear()
        for both in new(self._db):
            self._remember(both & _KEY, (both >> 32,))
        return True

    def doubt(self) -> None:
        """Take it that what is in memory is not on record: a transaction was undone."""
        self._version = None

    def look_up(self, traces: Iterable[Trace]) -> None:
        """Fetch from the great table what some wordings will ask for."""
        asked = {number for trace in traces for number in trace.asked}
        stored = self._stored = {}
        for number, key in self._db.execute(_FOUND, (_json(asked),)):
            stored.setdefault(number, []).append(key)

    def near(self, trace: Trace) -> set[int]:
        """Give the keys of wordings that one may have an edge to; some may be gone.

        Args:
            trace: one of those that were looked up.
        """
        found: set[int] = set()
        asked: Iterable[int] = trace.asked
        if not asked:
            pairs = {number >> PAIR_AT for number in trace.kept}
            asked = [number for pair in pairs for number in self._numbers_of(pair)]
            for pair in pairs:
                limits = (pair << PAIR_AT, (pair + 1 << PAIR_AT) - 1)
                found.update(row[0] for row in self._db.execute(_OF_PAIR, limits))
        asked = frozenset(asked)
        for number in asked & self._fresh.keys():
            found.add(self._fresh[number])
            found.update(self._more.get(number, ()))
        for number in asked & self._stored.keys():
            found.update(self._stored[number])
        return found

    def _numbers_of(self, pair: int) -> Iterable[int]:
        """Give the fresh numbers of a pair."""
        if self._of_pair is None:
            self._of_pair = {}
            for number in self._fresh:
                self._of_pair.setdefault(number >> PAIR_AT, []).append(number)
        return self._of_pair.get(pair, ())

    def keep(self, key: int, trace: Trace) -> None:
        """Keep a wording under its numbers; on record only after :meth:`write`."""
        self._remember(key, trace.kept)
        self._new += [number << 32 | key for number in trace.kept]

    def _remember(self, key: int, numbers: Sequence[int]) -> None:
        self._count += len(numbers)
        for number in numbers:
            if self._fresh.setdefault(number, key) != key:
                self._more.setdefault(number, []).append(key)
            elif self._of_pair is not None:
                self._of_pair.setdefault(number >> PAIR_AT, []).append(number)

    def write(self) -> None:
        """Put what was kept on record."""
        if self._new:
            packed = struct.pack(f"<{len(self._new)}q", *self._new)
            self._db.execute("INSERT INTO new_shingles (numbers) VALUES (?)", (packed,))
            self._new.clear()
        if self._count > _MOST:
            self.settle()

    def settle(self) -> None:
        """Put the numbers of the newest pages where all the others are."""
        # A wording that is gone may have left its numbers to a new one with its key.
        self._db.execute(
            "INSERT OR IGNORE INTO shingles (shingle, wording)"
            " SELECT value >> 32, value & ? FROM json_each(?)",
            (_KEY, _json(sorted(new(self._db)))),
        )
        self._db.execute("DELETE FROM new_shingles")
        self._clear()


def new(db: sqlite3.Connection) -> Iterator[int]:
    """Give the numbers of the newest pages; below 32 bits the key of the wording that is kept under each."""
    for (packed,) in db.execute("SELECT numbers FROM new_shingles"):
        yield from struct.unpack(f"<{len(packed) // 8}q", packed)


def _json(values: Iterable[int]) -> str:
    return f"[{','.join(map(str, values))}]"


def tidy(db: sqlite3.Connection) -> None:
    """Take away the numbers that wordings left which are gone; all of them are looked through.

    Args:
        db: inside a transaction, with all numbers in their place.
    """
    db.execute("DELETE FROM shingles WHERE wording NOT IN (SELECT key FROM statements WHERE wording = key)")
