"""Wordings, kept in step with the statements inside the caller's transaction: their forms and their edges.

Statements with the same words, speaker and day have one wording; the first of them stands for it. What a
form is and when two belong together is handed in; see :class:`Words`. Statements that were put here without
it have no wording yet, and get one when somebody who has it writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from onrecord.core.forms import Form, Trace
from onrecord.record import shingles
from onrecord.record.shingles import Shingles

__all__ = ["Said", "Wordings", "Words", "forms", "pending", "wrong_edges", "wrong_wordings"]

_AT_A_TIME = 500
_MOST = 1 << 16
"""So many forms are kept in memory at most."""

_SAID = "s.id, s.content, coalesce(j.speaker, s.speaker), s.date"
_CORRECTED = "LEFT JOIN judgements j ON j.statement = s.id"
# Said twice, for the index of those whose wording is another's, or not made yet.
_PENDING = "wording IS NULL AND wording IS NOT key"


class Words(Protocol):
    """What the store needs to know of words; it depends on what it is given alone."""

    def trace_of(self, words: str, names: tuple[str, ...], published: str | None) -> Trace:
        """Give what a statement's wording is found by."""
        ...

    def form_of(self, id: str, words: str, names: tuple[str, ...], published: str | None) -> Form:
        """Give the form of a statement."""
        ...

    def likeness(self, one: Form, two: Form) -> float | None:
        """Say how alike two forms of one origin are; None where they have not one."""
        ...

    def components(
        self,
        nodes: Mapping[str, tuple[tuple[str, ...], bool]],
        edges: Iterable[tuple[str, str, float]],
        same: Iterable[tuple[str, str]],
        apart: Iterable[tuple[str, str]],
    ) -> list[tuple[str, ...]]:
        """Group nodes, each with its names and whether its speaker and day are known."""
        ...


class Said(NamedTuple):
    """What of a statement decides its form; ``names`` is a JSON list."""

    id: str
    words: str
    names: str
    date: str | None


@lru_cache(maxsize=1 << 14)
def _names(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _json(values: Iterable[int]) -> str:
    return f"[{','.join(map(str, values))}]"


def forms(db: sqlite3.Connection, words: Words, keys: Iterable[int]) -> dict[int, Form]:
    """Make the forms of wordings anew, each from the statement that stands for it; some may be gone.

    Args:
        db: a connection.
        words: what a form is.
        keys: theirs.
    """
    rows = db.execute(
        f"SELECT s.key, {_SAID} FROM json_each(?) k CROSS JOIN statements s ON s.key = k.value {_CORRECTED}"
        " WHERE s.wording = s.key",
        (_json(keys),),
    )
    return {row[0]: _form(words, Said(*row[1:])) for row in rows}


def _form(words: Words, said: Said) -> Form:
    return words.form_of(said.id, said.words, _names(said.names), said.date)


def pending(db: sqlite3.Connection) -> bool:
    """Tell whether there are statements that have no wording yet."""
    return db.execute(f"SELECT 1 FROM statements WHERE {_PENDING} LIMIT 1").fetchone() is not None


class Wordings:
    """Gives statements their wordings, over one connection and inside its transactions.

    Args:
        db: the connection.
        words: what a form is.
    """

    def __init__(self, db: sqlite3.Connection, words: Words) -> None:
        self._db, self._words = db, words
        self._shingles = Shingles(db)
        self._forms: dict[int, Form] = {}

    def of(self, said: Sequence[Said], keys: Sequence[int]) -> list[int]:
        """Give the keys of the wordings of statements; those that are new are put here with their edges.

        Args:
            said: the statements; they need not be on record yet.
            keys: theirs.
        """
        if self._shingles.refresh() or len(self._forms) > _MOST:
            self._forms.clear()
        traces = [self._words.trace_of(s.words, _names(s.names), s.date) for s in said]
        self._shingles.look_up(traces)
        these = frozenset(keys)
        new: dict[int, Said] = {}
        found: list[int] = []
        for key, one, trace in zip(keys, said, traces, strict=True):
            # A key of these that has no wording yet was left by a statement that had it and is gone.
            near = {other for other in self._shingles.near(trace) if other in new or other not in these}
            new[key] = one
            wording = self._joined(key, self._forms_of({*near, key}, new)) if near else key
            found.append(wording)
            if wording == key:
                self._shingles.keep(key, trace)
            else:
                del new[key], self._forms[key]
        self._shingles.write()
        return found

    def _joined(self, key: int, forms: Mapping[int, Form]) -> int:
        """Give the key of the wording of a statement, after putting its edges here if it is a new one."""
        form = forms[key]
        others = [(other, forms[other]) for other in sorted(forms) if other != key]
        for other, its in others:
            if its == form:
                return other
        self._db.executemany(
            "INSERT INTO edges (one, two, likeness) VALUES (?, ?, ?)",
            [
                (min(key, other), max(key, other), alike)
                for other, its in others
                if (alike := self._words.likeness(form, its)) is not None
            ],
        )
        return key

    def _forms_of(self, keys: set[int], said: Mapping[int, Said]) -> dict[int, Form]:
        """Give forms: of some statements that are not on record yet, and of wordings unless they are gone."""
        lacking = keys - self._forms.keys()
        for key in lacking & said.keys():
            self._forms[key] = _form(self._words, said[key])
        stored = lacking - said.keys()
        if stored:
            self._forms |= forms(self._db, self._words, stored)
        return {key: self._forms[key] for key in keys if key in self._forms}

    def of_new(self, said: Sequence[Said], first: int) -> list[int]:
        """Give the keys of the wordings of statements that are about to be put on record.

        Args:
            said: the statements, by the speakers that the reader gave them.
            first: the key that the first of them will have.
        """
        corrected = self._corrected([one.id for one in said])
        if corrected:
            said = [one._replace(names=corrected.get(one.id, one.names)) for one in said]
        return self.of(said, range(first, first + len(said)))

    def _corrected(self, ids: Sequence[str]) -> dict[str, str]:
        sql = "SELECT statement, speaker FROM judgements WHERE speaker IS NOT NULL"
        if self._db.execute(f"{sql} LIMIT 1").fetchone() is None:
            return {}
        sql += " AND statement IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(ids),)).fetchall())

    def give(self, page: int | None = None) -> bool:
        """Give wordings to some of the statements that have none.

        Args:
            page: only to those of this page, and to all of them.

        Returns:
            Whether there were any.
        """
        where, most = ("AND s.page = :page", -1) if page is not None else ("", _AT_A_TIME)
        rows = self._db.execute(
            f"SELECT s.key, {_SAID} FROM statements s {_CORRECTED} WHERE s.{_PENDING} {where}"
            " ORDER BY s.key LIMIT :most",
            {"page": page, "most": most},
        ).fetchall()
        keys = [row[0] for row in rows]
        found = self.of([Said(*row[1:]) for row in rows], keys)
        self._db.executemany("UPDATE statements SET wording = ? WHERE key = ?", zip(found, keys, strict=True))
        return bool(rows)

    def regroup(self, keys: Sequence[int]) -> None:
        """Give statements the wordings that they have now; a speaker that people corrected is the speaker.

        Args:
            keys: of the statements.
        """
        self.leave(keys)
        self._db.executemany("UPDATE statements SET wording = NULL WHERE key = ?", [(key,) for key in keys])
        self.catch_up()

    def catch_up(self) -> None:
        """Give wordings to all statements that have none."""
        while self.give():
            pass

    def leave(self, keys: Iterable[int]) -> None:
        """Know nothing any more of statements that change or go."""
        for key in keys:
            self._forms.pop(key, None)

    def doubt(self) -> None:
        """Take it that what is in memory is not on record: a transaction was undone."""
        self._shingles.doubt()

    def settle(self) -> None:
        """Put what finds the newest wordings with the rest."""
        self._shingles.settle()

    def tidy(self) -> None:
        """Give all statements their wordings after others have gone, and take away what found those."""
        self.doubt()
        self.catch_up()
        self._shingles.settle()
        shingles.tidy(self._db)


def wrong_wordings(db: sqlite3.Connection, words: Words) -> Iterator[str]:
    """Give the ids of statements that have the wording of other words, another speaker or another day.

    Args:
        db: a connection.
        words: what a form is.
    """
    fresh = set(shingles.new(db))
    for key, wording, *said in db.execute(
        f"SELECT s.key, s.wording, {_SAID} FROM statements s {_CORRECTED} WHERE s.wording IS NOT NULL"
    ):
        form = _form(words, Said(*said))
        if key == wording:
            right = _is_kept(db, key, [n for n in form.trace.kept if n << 32 | key not in fresh])
        else:
            right = forms(db, words, [wording]).get(wording) == form
        if not right:
            yield said[0]


def _is_kept(db: sqlite3.Connection, key: int, numbers: Sequence[int]) -> bool:
    sql = "SELECT count(*) FROM json_each(?) j CROSS JOIN shingles s ON s.shingle = j.value AND s.wording = ?"
    return bool(db.execute(sql, (_json(numbers), key)).fetchone()[0] == len(numbers))


def wrong_edges(db: sqlite3.Connection, words: Words) -> int:
    """Count the edges that their wordings do not make, or not so.

    Args:
        db: a connection.
        words: what a form is.
    """
    count = 0
    for one, two, likeness in db.execute("SELECT one, two, likeness FROM edges"):
        found = forms(db, words, [one, two])
        if len(found) < 2 or words.likeness(found[one], found[two]) != likeness:
            count += 1
    return count
