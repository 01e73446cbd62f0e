"""Wordings, kept in step with the statements inside the caller's transaction: their forms and their edges.

What a form is and when two belong together is handed in; see :class:`Words`. Statements that were put here
without it have no wording yet, and get one when somebody who has it writes.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from onrecord.core.forms import Form

__all__ = ["Said", "Words", "give", "keys_of", "pending", "regroup", "wrong_edges", "wrong_wordings"]

_AT_A_TIME = 500
_SAID = "s.id, s.content, coalesce(j.speaker, s.speaker), s.date"
_CORRECTED = "LEFT JOIN judgements j ON j.statement = s.id"


class Words(Protocol):
    """What the store needs to know of words; it depends on what it is given alone."""

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


@dataclass(slots=True)
class _Work:
    """One call's forms, and the wordings they are."""

    db: sqlite3.Connection
    words: Words
    forms: dict[int, Form] = field(default_factory=dict)  # by the key of the wording


def keys_of(db: sqlite3.Connection, words: Words, said: Sequence[Said]) -> list[int]:
    """Give the keys of the wordings of statements, which are put here with their edges if they are new.

    Args:
        db: inside a transaction.
        words: what a form is.
        said: the statements; they need not be on record yet.
    """
    forms = [words.form_of(s.id, s.words, tuple(json.loads(s.names)), s.date) for s in said]
    by_id = {form.id: form for form in forms}
    known = dict(
        db.execute(
            "SELECT form, key FROM wordings WHERE form IN (SELECT value FROM json_each(?))", (_json(by_id),)
        ).fetchall()
    )
    work = _Work(db, words)
    for id, form in by_id.items():
        if id not in known:
            speaker = json.dumps(form.names, ensure_ascii=False, separators=(",", ":"))
            row = (id, speaker, form.day)
            key = db.execute("INSERT INTO wordings (form, speaker, day) VALUES (?, ?, ?)", row).lastrowid
            assert key is not None, "an insert without an error has a key"
            known[id] = key
            work.forms[key] = form
    _join(work)
    return [known[form.id] for form in forms]


def _join(work: _Work) -> None:
    """Keep new wordings where they are found, and their edges."""
    db, new = work.db, dict(work.forms)
    db.executemany(
        "INSERT INTO shingles (shingle, wording) VALUES (?, ?)",
        [(number, key) for key, form in new.items() for number in form.kept],
    )
    askers, asked = array("q"), array("q")
    for key, form in new.items():
        askers.extend([key] * len(form.asked))
        asked.extend(form.asked)
    pairs = {
        (askers[place], key) if askers[place] < key else (key, askers[place])
        for place, key in db.execute(
            "SELECT j.key, s.wording FROM json_each(?) j CROSS JOIN shingles s ON s.shingle = j.value",
            (_json(asked),),
        )
        if askers[place] != key
    }
    _load(work, {key for pair in pairs for key in pair} - work.forms.keys())
    edges = [
        (one, two, alike)
        for one, two in pairs
        if (alike := work.words.likeness(work.forms[one], work.forms[two])) is not None
    ]
    db.executemany("INSERT INTO edges (one, two, likeness) VALUES (?, ?, ?)", edges)


def _load(work: _Work, keys: Collection[int]) -> None:
    """Make the forms of wordings anew, each from one of the statements that have it."""
    for row in work.db.execute(
        "SELECT w.key, s.id, s.content, w.speaker, s.date FROM json_each(?) j"
        " CROSS JOIN wordings w ON w.key = j.value CROSS JOIN statements s ON s.key ="
        " (SELECT min(key) FROM statements WHERE wording = w.key)",
        (_json(keys),),
    ):
        key, id, content, names, date = row
        work.forms[key] = work.words.form_of(id, content, tuple(json.loads(names)), date)


def _json(values: Iterable[int]) -> str:
    return f"[{','.join(map(str, values))}]"


def pending(db: sqlite3.Connection) -> bool:
    """Tell whether there are statements that have no wording yet."""
    return db.execute("SELECT 1 FROM statements WHERE wording IS NULL LIMIT 1").fetchone() is not None


def give(db: sqlite3.Connection, words: Words, page: int | None = None) -> bool:
    """Give wordings to some of the statements that have none.

    Args:
        db: inside a transaction.
        words: what a form is.
        page: only to those of this page, and to all of them.

    Returns:
        Whether there were any.
    """
    where, most = ("AND page = :page", -1) if page is not None else ("", _AT_A_TIME)
    rows = db.execute(
        f"SELECT key FROM statements WHERE wording IS NULL {where} ORDER BY key LIMIT :most",
        {"page": page, "most": most},
    ).fetchall()
    regroup(db, words, [row[0] for row in rows])
    return bool(rows)


def regroup(db: sqlite3.Connection, words: Words, keys: Sequence[int]) -> None:
    """Give statements the wordings that they have now; a speaker that people corrected is the speaker.

    Args:
        db: inside a transaction.
        words: what a form is.
        keys: of the statements.
    """
    rows = db.execute(
        f"SELECT s.key, {_SAID} FROM json_each(?) k CROSS JOIN statements s ON s.key = k.value {_CORRECTED}",
        (_json(keys),),
    ).fetchall()
    found = keys_of(db, words, [Said(*row[1:]) for row in rows])
    db.executemany(
        "UPDATE statements SET wording = ? WHERE key = ?",
        [(wording, row[0]) for wording, row in zip(found, rows, strict=True)],
    )


def wrong_wordings(db: sqlite3.Connection, words: Words) -> Iterator[str]:
    """Give the ids of statements that have the wording of other words, another speaker or another day.

    Args:
        db: a connection.
        words: what a form is.
    """
    for form, id, content, names, date in db.execute(
        f"SELECT w.form, {_SAID} FROM statements s JOIN wordings w ON w.key = s.wording {_CORRECTED}"
    ):
        if words.form_of(id, content, tuple(json.loads(names)), date).id != form:
            yield id


def wrong_edges(db: sqlite3.Connection, words: Words) -> int:
    """Count the edges that their wordings do not make, or not so.

    Args:
        db: a connection.
        words: what a form is.
    """
    work, count = _Work(db, words), 0
    for one, two, likeness in db.execute("SELECT one, two, likeness FROM edges"):
        _load(work, [one, two])
        forms = work.forms
        if not {one, two} <= forms.keys() or words.likeness(forms[one], forms[two]) != likeness:
            count += 1
        forms.clear()
    return count
