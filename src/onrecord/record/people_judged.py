"""Judging who is who: a person's word on two appearances, kept by page and name."""

from __future__ import annotations

import sqlite3

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.core.people import Identity
from onrecord.record.appearances import key_of
from onrecord.record.people_ids import appearance_id, family_of
from onrecord.record.people_said import Place, Said
from onrecord.record.writer import Writer, now

__all__ = ["judge_people", "place_of"]

_PLACE = """SELECT p.id AS page, n.name AS name FROM appearances a JOIN pages p ON p.key = a.page
JOIN names n ON n.key = a.name WHERE a.key = ?"""


def place_of(db: sqlite3.Connection, id: str) -> Place:
    """Give the page and the name that an id of an appearance or a person stands for.

    Args:
        db: a connection that gives rows by name.
        id: the id.

    Raises:
        NotOnRecord: there is nobody of that id.
    """
    key = key_of(db, id)
    if key is None:
        raise NotOnRecord(f"nobody {id} is on record", remedy="look for the id with `onrecord speakers NAME`")
    row = db.execute(_PLACE, (key,)).fetchone()
    return row["page"], row["name"]


def judge_people(writer: Writer, one: str, two: str, verdict: Identity, *, note: str | None = None) -> None:
    """Keep what a person judged of two appearances; it counts before what the judge says.

    It outlives new readings of their pages. Who is who is found anew when the record is next settled.

    Args:
        writer: the open record.
        one: the id of an appearance or a person.
        two: the id of another.
        verdict: ``same``, ``different``, or ``unsure``, which takes either back.
        note: why, in the person's words.

    Raises:
        UsageError: both are one appearance, or other judgements say the opposite.
        NotOnRecord: one of them is not on record.
        RecordError: it could not be written.
    """
    with writer.transaction() as db:
        first, second = sorted((place_of(db, one), place_of(db, two)))
        if first == second:
            raise UsageError(f"{one} and {two} are one appearance", remedy="give the ids of two")
        db.execute(
            "INSERT OR REPLACE INTO judged_people (one_page, one_name, two_page, two_name, verdict, note, judged)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*first, *second, verdict, note, now()),
        )
        _refuse_conflict(db)
        db.executemany(
            "INSERT OR IGNORE INTO unjudged (family) VALUES (?)",
            [(family_of(name),) for _, name in (first, second)],
        )


def _refuse_conflict(db: sqlite3.Connection) -> None:
    """Refuse what cannot hold together with what people said before."""
    for one, two, chain in Said(db).conflict():
        steps = ", ".join(f"{appearance_id(*a)} is {appearance_id(*b)}" for a, b in chain)
        raise UsageError(
            f"judgements would contradict each other: {appearance_id(*one)} and {appearance_id(*two)} are two,"
            f" but {steps}",
            remedy="take one of them back first: `onrecord judge ID ID unsure`",
        )
