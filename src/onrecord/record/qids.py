"""Items of Wikidata that people are, kept by page and name of an appearance."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.core.errors import NotOnRecord, OnrecordError, UsageError
from onrecord.core.people import Identity, Person
from onrecord.record.faults import faults
from onrecord.record.people_ids import appearance_id, family_of, is_person
from onrecord.record.people_judged import refuse_conflict
from onrecord.record.people_names import with_words
from onrecord.record.people_settled import person_of
from onrecord.record.reader import Reader
from onrecord.record.words import folded_words
from onrecord.record.writer import Writer, now

__all__ = ["BY_HAND", "Item", "identify", "items_of", "propose"]

BY_HAND = "a person"
"""The source of what a user gave; it joins people and keeps them apart, what a service says does not."""

_PLACES = """SELECT p.id AS page, n.name AS name FROM appearances a JOIN pages p ON p.key = a.page
JOIN names n ON n.key = a.name WHERE a.person = ? ORDER BY a.key = a.person DESC, a.key"""
_GIVEN = f"SELECT 1 FROM qids WHERE (page, name) = (?, ?) AND source = '{BY_HAND}'"
_PUT = (
    "INSERT OR REPLACE INTO qids (page, name, qid, verdict, score, note, source, judged)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Item(NamedTuple):
    """An item of Wikidata that a person may be.

    Args:
        qid: the item.
        verdict: whether the person is it.
        score: how well it fits, as a service counts; None for what a user gave.
        note: what the service calls it.
        source: who said so: :data:`BY_HAND`, or the service's address.
    """

    qid: str
    verdict: Identity
    score: float | None
    note: str | None
    source: str


def identify(writer: Writer, given: Iterable[tuple[int, str, str | None]], where: str) -> int:
    """Keep the QIDs that a user gives, all or none; each takes the place of what was there.

    Args:
        writer: the open record, whose people are settled.
        given: lines: their number, a name or an id, and a QID; None takes back what was there.
        where: what the lines are of, for messages.

    Returns:
        How many people it was.

    Raises:
        NotOnRecord: nobody has that name or id.
        UsageError: several people have that name, or it contradicts what was said before.
        RecordError: it could not be written.
    """
    people = 0
    with writer.transaction() as db:
        for line, who, qid in given:
            try:
                person = _one(db, who)
            except OnrecordError as error:
                raise type(error)(f"line {line} of {where}: {error.message}", remedy=error.remedy) from error
            _put(db, person, [] if qid is None else [Item(qid, "same", None, None, BY_HAND)])
            people += 1
        refuse_conflict(db)
    return people


def propose(writer: Writer, person: str, items: Iterable[Item]) -> None:
    """Keep what a service gives for a person, in the place of what was there.

    Args:
        writer: the open record.
        person: the id.
        items: what it gives.

    Raises:
        NotOnRecord: there is nobody of that id.
        RecordError: it could not be written.
    """
    with writer.transaction() as db:
        _put(db, person_of(db, person), items)


def items_of(reader: Reader, person: Person) -> list[Item]:
    """Give the items that a person is or may be.

    Args:
        reader: the open record.
        person: who.
    """
    with faults(reader.path):
        db = reader.connection
        found = []
        for place in db.execute(_PLACES, (person_of(db, person.id),)).fetchall():
            sql = (
                "SELECT qid, verdict, score, note, source FROM qids WHERE (page, name) = (?, ?) ORDER BY qid"
            )
            found += [Item(*row) for row in db.execute(sql, tuple(place))]
    return found


def _one(db: sqlite3.Connection, who: str) -> int:
    if is_person(who):
        return person_of(db, who)
    wanted = folded_words(who)
    sql = (
        "SELECT DISTINCT a.person AS person, n.name AS name FROM appearances a JOIN names n ON n.key = a.name"
        " WHERE NOT a.private AND a.person IN (SELECT value FROM json_each(?))"
    )
    rows = db.execute(sql, (json.dumps(with_words(db, wanted, family_of(who))),))
    people = sorted({row["person"] for row in rows if folded_words(row["name"]) == wanted})
    if not people:
        raise NotOnRecord(
            f"nobody called {who} is on record", remedy="look for the name with `onrecord speakers`"
        )
    if len(people) > 1:
        places = [db.execute(_PLACES, (person,)).fetchone() for person in people[:5]]
        ids = ", ".join(appearance_id(*place) for place in places)
        raise UsageError(f"{len(people)} people are called {who}", remedy=f"give the id of one: {ids}")
    return int(people[0])


def _put(db: sqlite3.Connection, person: int, items: Iterable[Item]) -> None:
    places = [tuple(place) for place in db.execute(_PLACES, (person,))]
    # Where a user's QID stood, for it may be all that makes these places one person's.
    held = [place for place in places if db.execute(_GIVEN, place).fetchone()]
    db.executemany("DELETE FROM qids WHERE (page, name) = (?, ?)", places)
    db.executemany(_PUT, [(*place, *item, now()) for item in items for place in held or places[:1]])
    db.executemany(
        "INSERT OR IGNORE INTO unjudged (family) VALUES (?)",
        sorted({(family_of(name),) for _, name in places}),
    )
