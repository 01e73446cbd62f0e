"""Judging who is who: a person's word on two appearances, kept by page and name."""

from __future__ import annotations

import sqlite3

from onrecord.core.errors import UsageError
from onrecord.core.people import Identity
from onrecord.record.people_ids import family_of
from onrecord.record.people_said import Said
from onrecord.record.people_settled import place_of
from onrecord.record.writer import Writer, now

__all__ = ["judge_people", "refuse_conflict"]


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
        first, second = sorted((place_of(db, one)[1:], place_of(db, two)[1:]))
        if first == second:
            raise UsageError(f"{one} and {two} are one appearance", remedy="give the ids of two")
        db.execute(
            "INSERT OR REPLACE INTO judged_people"
            " (one_page, one_name, two_page, two_name, verdict, note, judged) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*first, *second, verdict, note, now()),
        )
        refuse_conflict(db)
        db.executemany(
            "INSERT OR IGNORE INTO unjudged (family) VALUES (?)",
            [(family_of(name),) for _, name in (first, second)],
        )


def refuse_conflict(db: sqlite3.Connection) -> None:
    """Refuse what cannot hold together with what people said before.

    Args:
        db: inside the transaction that said it.

    Raises:
        UsageError: it contradicts it.
    """
    for told in Said(db).conflicts():
        raise UsageError(
            f"that contradicts what was said before: {told}",
            remedy="take one of them back first: `onrecord judge ID ID unsure`, or `-` for a QID",
        )
