"""Groups of wordings, looked up from the stored edges: what belongs together with a statement.

A group is found from its own part of the record alone: the wordings that edges lead to, and as much of what
lies beside them as decides whether an undated or nameless one belongs here or nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import NamedTuple

from onrecord.core.errors import NotOnRecord
from onrecord.core.values import Entry
from onrecord.record.faults import faults
from onrecord.record.filters import Filters
from onrecord.record.find import keys_by_date
from onrecord.record.hits import load
from onrecord.record.judged import Pairs, pairs_of
from onrecord.record.reader import Reader
from onrecord.record.rows import BY_ID, hash_of
from onrecord.record.wordings import Words, forms

__all__ = ["Groups"]

_IS = 2.0
"""Likeness of a judged statement to its own wording: more than any edge has."""

_BESIDE = """SELECT j.value, e.two, e.likeness FROM json_each(?1) j CROSS JOIN edges e ON e.one = j.value
UNION ALL SELECT j.value, e.one, e.likeness FROM json_each(?1) j CROSS JOIN edges e ON e.two = j.value"""


_JOINED = """SELECT s.id, EXISTS (SELECT 1 FROM edges WHERE one = s.wording)
OR EXISTS (SELECT 1 FROM edges WHERE two = s.wording) FROM statements s WHERE s.key = ?"""


class _Wording(NamedTuple):
    form: str
    names: tuple[str, ...]
    sure: bool


@dataclass(slots=True)
class _Part:
    """A part of the record: wordings whose edges are all known, and others at its border."""

    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    beside: dict[int, set[int]] = field(default_factory=dict)


class Groups:
    """Looks groups up; within a block all of them are of one moment, whatever is written meanwhile.

    Args:
        reader: the record, opened with the same words.
        words: what belongs together.

    Raises:
        RecordError: the record could not be read.
    """

    def __init__(self, reader: Reader, words: Words) -> None:
        self._reader, self._words = reader, words
        self._db = reader.connection

    def __enter__(self) -> Groups:
        with faults(self._reader.path):
            self._db.execute("BEGIN")
            self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.execute("ROLLBACK")

    def _begin(self) -> None:
        self._pairs: Pairs = pairs_of(self._db)
        self._wordings: dict[int, _Wording] = {}
        self._judged = self._wording_of(self._pairs.statements)
        self._ids = self._ids_of(self._judged)

    def key(self, id: str) -> int:
        """Give the key of a statement.

        Args:
            id: its id.

        Raises:
            NotOnRecord: there is no such statement.
            RecordError: the record could not be read.
        """
        with faults(self._reader.path):
            row = self._db.execute(
                f"SELECT key FROM statements WHERE {BY_ID}",
                (hash_of(id),),
            ).fetchone()
        if row is None:
            raise NotOnRecord(f"no statement {id} is on record", remedy="look for it with `onrecord find`")
        return int(row[0])

    def entries(self, keys: Iterable[int]) -> Iterator[tuple[int, bool, Entry]]:
        """Give statements with their keys, and whether they stand on current versions of their pages.

        Args:
            keys: theirs.

        Raises:
            RecordError: the record could not be read.
        """
        with faults(self._reader.path):
            for key in keys:
                hit = load(self._db, "statements", key, (), 0.0)
                assert hit.entry is not None, "a statement has an entry"
                yield key, hit.current, hit.entry

    def of(self, statement: int) -> list[int]:
        """Give the keys of the statements in the group of one, itself among them.

        Args:
            statement: its key.

        Raises:
            RecordError: the record could not be read.
        """
        with faults(self._reader.path):
            return self._of(statement)

    def _of(self, statement: int) -> list[int]:
        wording = self._wording_of([statement])[statement]
        part = self._part(wording)
        keys = {self._wording(key).form: key for key in part.beside}
        own = {self._ids[key]: key for key, of in self._judged.items() if of in part.beside}
        nodes = {form: self._node(key) for form, key in keys.items()}
        nodes |= {id: self._node(self._judged[key]) for id, key in own.items()}
        edges = [(self._wording(a).form, self._wording(b).form, like) for (a, b), like in part.edges.items()]
        edges += [(id, self._wording(self._judged[key]).form, _IS) for id, key in own.items()]
        judged = [
            [(self._ids[a], self._ids[b]) for a, b in pairs if {self._ids[a], self._ids[b]} <= own.keys()]
            for pairs in (self._pairs.same, self._pairs.apart)
        ]
        wanted = self._ids.get(statement, self._wording(wording).form)
        groups = self._words.components(nodes, edges, judged[0], judged[1])
        group = next(ids for ids in groups if wanted in ids)
        found = [own[id] for id in group if id in own]
        return sorted({*found, *self._statements([keys[id] for id in group if id in keys])})

    def joined(self, filters: Filters) -> Iterator[tuple[int, str]]:
        """Give the statements, newest first, that have others beside them; each its key and its id.

        Args:
            filters: what they are narrowed down by.

        Raises:
            UsageError: a filter cannot be understood.
            RecordError: the record could not be read.
        """
        judged = {key for pair in self._pairs.same for key in pair}
        with faults(self._reader.path):
            for key in keys_by_date(self._db, filters):
                row = self._db.execute(_JOINED, (key,)).fetchone()
                if row[1] or key in judged:
                    yield key, row[0]

    def _ids_of(self, statements: Collection[int]) -> dict[int, str]:
        sql = "SELECT key, id FROM statements WHERE key IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self._db.execute(sql, (_json(statements),))}

    def _part(self, wording: int) -> _Part:
        """Find what decides the group of a wording."""
        part = _Part()
        same = [{self._judged[a], self._judged[b]} for a, b in self._pairs.same]
        seeds = {wording}
        while seeds - part.beside.keys():
            for seed in seeds - part.beside.keys():
                self._spread(part, seed)
            linked = [pair for pair in same if pair & part.beside.keys()]
            seeds = {key for pair in linked for key in pair}
        for one, two in part.edges:
            # At the border: that it is there counts, not where it leads.
            part.beside.setdefault(one, set())
            part.beside.setdefault(two, set())
        return part

    def _spread(self, part: _Part, seed: int) -> None:
        if not self._wording(seed).sure:
            self._closure(part, [seed], sure=False)
            beside = sorted(self._beside_of(part, sure=True), key=lambda key: self._wording(key).form)
            # If it has others that this one's edges do not lead to, it belongs to none of them.
            seeds = beside[:1]
        else:
            seeds = [seed]
        self._closure(part, seeds, sure=True)
        self._closure(part, self._beside_of(part, sure=False), sure=False)

    def _beside_of(self, part: _Part, *, sure: bool) -> set[int]:
        """What edges lead to from the part and is not in it."""
        found = {other for others in part.beside.values() for other in others} - part.beside.keys()
        return {key for key in found if self._wording(key).sure == sure}

    def _closure(self, part: _Part, seeds: Iterable[int], *, sure: bool) -> None:
        """Take in what edges between the sure, or between the unsure, lead to."""
        new = set(seeds) - part.beside.keys()
        while new:
            for key in new:
                part.beside[key] = set()
            found: set[int] = set()
            for one, two, likeness in self._db.execute(_BESIDE, (_json(new),)):
                part.beside[one].add(two)
                part.edges[(one, two) if one < two else (two, one)] = likeness
                found.add(two)
            self._know(found)
            new = {key for key in found - part.beside.keys() if self._wording(key).sure == sure}

    def _know(self, keys: Collection[int]) -> None:
        made = forms(self._db, self._words, set(keys) - self._wordings.keys())
        self._wordings |= {key: _Wording(form.id, form.names, form.sure) for key, form in made.items()}

    def _wording(self, key: int) -> _Wording:
        if key not in self._wordings:
            self._know([key])
        return self._wordings[key]

    def _node(self, key: int) -> tuple[tuple[str, ...], bool]:
        wording = self._wording(key)
        return wording.names, wording.sure

    def _wording_of(self, statements: Collection[int]) -> dict[int, int]:
        sql = "SELECT key, wording FROM statements WHERE key IN (SELECT value FROM json_each(?))"
        return {row[0]: row[1] for row in self._db.execute(sql, (_json(statements),))}

    def _statements(self, wordings: Collection[int]) -> Iterator[int]:
        sql = (
            "SELECT s.key FROM json_each(?) j CROSS JOIN statements s"
            " ON s.wording = j.value AND s.wording IS NOT s.key"
        )
        copies = (row[0] for row in self._db.execute(sql, (_json(wordings),)))
        return (key for key in (*wordings, *copies) if key not in self._judged)


def _json(values: Iterable[int]) -> str:
    return f"[{','.join(map(str, values))}]"
