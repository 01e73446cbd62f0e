"""Wordings, kept in step with the statements inside the caller's transaction: their forms and their edges.

What a form is and when two belong together is handed in; see :class:`Words`. Statements that were put here
without it have no wording yet, and get one when somebody who has it writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple, Protocol

from onrecord.core.forms import Form
from onrecord.record.rows import STATEMENT_COLUMNS, speaker_json

__all__ = [
    "Said", "Words", "give", "keys_of", "of_rows", "pending", "regroup", "tidy", "wrong_edges",
    "wrong_wordings",
]  # fmt: skip

_AT_A_TIME = 500
_SAID = "s.id, s.content, coalesce(j.speaker, s.speaker), s.date"
_ID, _CONTENT, _SPEAKER, _DATE = map(STATEMENT_COLUMNS.index, ("id", "content", "speaker", "date"))
_CORRECTED = "LEFT JOIN judgements j ON j.statement = s.id"


class Words(Protocol):
    """What the store needs to know of words; it depends on what it is given alone."""

    days: int
    """Of two forms that are further apart in time, neither is of the other's origin."""

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


def keys_of(db: sqlite3.Connection, words: Words, said: Sequence[Said]) -> list[int]:
    """Give the keys of the wordings of statements, which are put here with their edges if they are new.

    Args:
        db: inside a transaction.
        words: what a form is.
        said: the statements; they need not be on record yet.
    """
    forms = [words.form_of(s.id, s.words, _names(s.names), s.date) for s in said]
    known = dict(
        db.execute(
            "SELECT form, key FROM wordings WHERE form IN (SELECT value FROM json_each(?))",
            (_json({form.id for form in forms}),),
        ).fetchall()
    )
    fresh = {form.id: form for form in forms if form.id not in known}
    if fresh:
        first = db.execute("SELECT coalesce(max(key), 0) + 1 FROM wordings").fetchone()[0]
        new = dict(enumerate(fresh.values(), first))
        db.executemany(
            "INSERT INTO wordings (key, form, speaker, day) VALUES (?, ?, ?, ?)",
            [(key, form.id, speaker_json(form.names), form.day) for key, form in new.items()],
        )
        _join(db, words, new)
        known |= {form.id: key for key, form in new.items()}
    return [known[form.id] for form in forms]


@lru_cache(maxsize=1 << 14)
def _names(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _join(db: sqlite3.Connection, words: Words, new: Mapping[int, Form]) -> None:
    """Keep new wordings, whose keys are the highest, where they are found, and their edges."""
    kept: dict[int, list[int]] = {}
    asked: dict[int, list[int]] = {}
    for key, form in new.items():
        for number in form.kept:
            kept.setdefault(number, []).append(key)
        for number in form.asked:
            asked.setdefault(number, []).append(key)
    pairs = {
        (other, key)
        for number, other in db.execute(
            # With keys of new ones: left by others that had them and are gone.
            "SELECT s.shingle, s.wording FROM json_each(?) j"
            " CROSS JOIN shingles s ON s.shingle = j.value AND s.wording < ?",
            (_json(asked), min(new)),
        )
        for key in asked[number]
    }
    forms = dict(new) | _loaded(db, words, {other for other, _ in pairs}, new.values())
    pairs |= {
        (min(pair), max(pair))
        for number in asked.keys() & kept.keys()
        for pair in product(asked[number], kept[number])
        if pair[0] != pair[1]
    }
    db.executemany(
        # One that is gone may have left its shingles to a new one with its key.
        "INSERT OR IGNORE INTO shingles (shingle, wording) VALUES (?, ?)",
        [(number, key) for number, keys in kept.items() for key in keys],
    )
    edges = [
        (one, two, alike)
        for one, two in pairs
        if one in forms and (alike := words.likeness(forms[one], forms[two])) is not None
    ]
    db.executemany("INSERT INTO edges (one, two, likeness) VALUES (?, ?, ?)", edges)


def _loaded(
    db: sqlite3.Connection, words: Words, keys: Collection[int], beside: Iterable[Form] = ()
) -> dict[int, Form]:
    """Make the forms of wordings anew, each from one of the statements that have it; some may be gone.

    Args:
        db: a connection.
        words: what a form is.
        keys: theirs.
        beside: where there are some, those are left out that are too far from all of these in time.
    """
    if not keys:
        return {}
    days = [form.day for form in beside]
    dated = [day for day in days if day is not None]
    near = (min(dated) - words.days, max(dated) + words.days) if len(dated) == len(days) > 0 else (None, None)
    return {
        row[0]: words.form_of(row[1], row[2], _names(row[3]), row[4])
        for row in db.execute(
            "SELECT w.key, s.id, s.content, w.speaker, s.date FROM json_each(?) j"
            " CROSS JOIN wordings w ON w.key = j.value CROSS JOIN statements s ON s.key ="
            " (SELECT min(key) FROM statements WHERE wording = w.key)"
            " WHERE coalesce(w.day BETWEEN ? AND ?, 1)",
            (_json(keys), *near),
        )
    }


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


def of_rows(db: sqlite3.Connection, words: Words, rows: Sequence[Sequence[Any]]) -> list[int]:
    """Give the keys of the wordings of statements that are about to be put on record.

    Args:
        db: inside a transaction.
        words: what a form is.
        rows: their values of :data:`STATEMENT_COLUMNS`.
    """
    corrected = dict(
        db.execute(
            "SELECT statement, speaker FROM judgements WHERE speaker IS NOT NULL"
            " AND statement IN (SELECT value FROM json_each(?))",
            (json.dumps([row[0] for row in rows]),),
        ).fetchall()
    )
    said = [Said(row[_ID], row[_CONTENT], corrected.get(row[_ID], row[_SPEAKER]), row[_DATE]) for row in rows]
    return keys_of(db, words, said)


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


def tidy(db: sqlite3.Connection) -> None:
    """Take away the shingles that wordings left which are gone; all of them are looked through.

    Args:
        db: inside a transaction.
    """
    db.execute("DELETE FROM shingles WHERE wording NOT IN (SELECT key FROM wordings)")


def wrong_wordings(db: sqlite3.Connection, words: Words) -> Iterator[str]:
    """Give the ids of statements that have the wording of other words, another speaker or another day.

    Args:
        db: a connection.
        words: what a form is.
    """
    for form, id, content, names, date in db.execute(
        f"SELECT w.form, {_SAID} FROM statements s JOIN wordings w ON w.key = s.wording {_CORRECTED}"
    ):
        if words.form_of(id, content, _names(names), date).id != form:
            yield id


def wrong_edges(db: sqlite3.Connection, words: Words) -> int:
    """Count the edges that their wordings do not make, or not so.

    Args:
        db: a connection.
        words: what a form is.
    """
    count = 0
    for one, two, likeness in db.execute("SELECT one, two, likeness FROM edges"):
        forms = _loaded(db, words, [one, two])
        if len(forms) < 2 or words.likeness(forms[one], forms[two]) != likeness:
            count += 1
    return count
