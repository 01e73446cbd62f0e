"""Who is quoted: people with all their names, and what joins each appearance to its person."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.core.errors import NotOnRecord
from onrecord.core.people import Appearance, Person
from onrecord.record.faults import faults
from onrecord.record.people_ids import appearance_id
from onrecord.record.people_names import with_words
from onrecord.record.people_settled import person_of
from onrecord.record.reader import Reader
from onrecord.record.words import folded_words

__all__ = ["appearances", "judgements_of", "people", "person"]

_SUMS = """SELECT a.person AS person, count(*) AS statements, sum(s.kind = 'direct') AS direct,
sum(s.kind = 'mixed') AS mixed, count(DISTINCT s.page) AS pages,
count(DISTINCT p.outlet_key) AS outlets, min(substr(s.date, 1, 10)) AS first,
max(substr(s.date, 1, 10)) AS last, min(a.private) AS private """

# CROSS: in this order, whatever the planner thinks. Of all, statements come first; of some, the people.
_OF_ALL = """FROM statements s CROSS JOIN pages p ON p.key = s.page AND p.current = 1
CROSS JOIN json_each(s.speaker) j
CROSS JOIN appearances a ON a.name = name_key(j.value) AND a.page = s.page """
_OF_SOME = """FROM json_each(?) k CROSS JOIN appearances a ON a.person = k.value
CROSS JOIN names n ON n.key = a.name CROSS JOIN pages p ON p.key = a.page AND p.current = 1
CROSS JOIN statements s ON s.page = a.page CROSS JOIN json_each(s.speaker) j ON j.value = n.name """
_BY_MOST = "GROUP BY a.person ORDER BY statements DESC, a.person LIMIT ?"

_APPEARANCES = """SELECT a.key AS key, n.name AS name, a.about AS about, p.id AS page, p.address AS address,
coalesce(p.outlet, o.host) AS outlet, p.published AS published, q.id AS other_page, m.name AS other_name,
r.verdict AS verdict, r.score AS score, r.reason AS reason, r.judge AS judge,
(SELECT count(*) FROM statements s, json_each(s.speaker) j WHERE s.page = a.page AND j.value = n.name)
  AS statements
FROM appearances a JOIN names n ON n.key = a.name JOIN pages p ON p.key = a.page
LEFT JOIN outlets o ON o.key = p.outlet_key LEFT JOIN reasons r ON r.key = a.reason
LEFT JOIN appearances b ON b.key = a.other LEFT JOIN names m ON m.key = b.name
LEFT JOIN pages q ON q.key = b.page
WHERE a.person = ? AND p.current = 1 ORDER BY p.published IS NULL, p.published, p.address, n.name"""

_NAMED = (
    "SELECT p.id AS page, n.name AS name FROM appearances a JOIN pages p ON p.key = a.page"
    " JOIN names n ON n.key = a.name WHERE a.key = ?"
)
_QIDS = """SELECT a.person AS person, q.qid AS qid FROM qids q CROSS JOIN pages p ON p.id = q.page
CROSS JOIN appearances a ON a.page = p.key CROSS JOIN names n ON n.key = a.name AND n.name = q.name
WHERE q.verdict = 'same' ORDER BY q.judged, q.qid"""


def people(reader: Reader, name: str | None = None, *, limit: int | None = 20) -> list[Person]:
    """Give who is quoted, the most quoted first; a statement of several counts for each.

    Args:
        reader: the open record, opened with a judge of people.
        name: only those of whom a name holds these words, accents and case aside.
        limit: how many at most; None for all.

    Raises:
        RecordError: the record could not be read.
    """
    most = -1 if limit is None else limit
    with faults(reader.path):
        db = reader.connection
        if name is None:
            # Quicker than to look each name up in its family.
            keys = dict(map(tuple, db.execute("SELECT name, key FROM names")))
            db.create_function("name_key", 1, keys.get)
            return _people(db, db.execute(_SUMS + _OF_ALL + _BY_MOST, (most,)))
        wanted = json.dumps(with_words(db, folded_words(name)))
        return _people(db, db.execute(_SUMS + _OF_SOME + _BY_MOST, (wanted, most)))


def person(reader: Reader, id: str) -> Person:
    """Give the person that an appearance is of.

    Args:
        reader: the open record, opened with a judge of people.
        id: the id of the person, or of any of the appearances.

    Raises:
        NotOnRecord: there is nobody of that id, or only on old versions of pages.
        RecordError: the record could not be read.
    """
    with faults(reader.path):
        db = reader.connection
        wanted = json.dumps([person_of(db, id)])
        found = _people(db, db.execute(_SUMS + _OF_SOME + _BY_MOST, (wanted, 1)))
    if not found:
        raise NotOnRecord(
            f"{id} is only on old versions of pages", remedy="look for others with `onrecord speakers NAME`"
        )
    return found[0]


def appearances(reader: Reader, id: str) -> list[Appearance]:
    """Give where a person appears, on current versions of pages, the earliest first.

    Args:
        reader: the open record, opened with a judge of people.
        id: the id of the person, or of any of the appearances.

    Raises:
        NotOnRecord: there is nobody of that id.
        RecordError: the record could not be read.
    """
    with faults(reader.path):
        db = reader.connection
        return [_appearance(row) for row in db.execute(_APPEARANCES, (person_of(db, id),))]


def judgements_of(reader: Reader, found: Sequence[Appearance]) -> list[dict[str, Any]]:
    """Give what people have judged of some appearances, as rows with the ids of both sides.

    Args:
        reader: the open record.
        found: the appearances.
    """
    ids = {each.id for each in found}
    rows = []
    with faults(reader.path):
        for row in reader.connection.execute("SELECT * FROM judged_people"):
            one, two = (appearance_id(row[f"{side}_page"], row[f"{side}_name"]) for side in ("one", "two"))
            if ids & {one, two}:
                kept = {column: row[column] for column in ("verdict", "note", "judged")}
                rows.append({"one": one, "two": two, **kept})
    return rows


def _people(db: sqlite3.Connection, rows: Iterable[Any]) -> list[Person]:
    listed = list(rows)
    items = {row["person"]: row["qid"] for row in db.execute(_QIDS)} if listed else {}
    return [_made(db, row, items) for row in listed]


def _made(db: sqlite3.Connection, row: Any, items: dict[int, str]) -> Person:
    key = row["person"]
    names = [
        each[0]
        for each in db.execute(
            "SELECT n.name FROM appearances a JOIN names n ON n.key = a.name WHERE a.person = ?"
            " GROUP BY n.key ORDER BY count(*) DESC, length(n.name) DESC, n.name",
            (key,),
        )
    ]
    place = db.execute(_NAMED, (key,)).fetchone()
    values = {column: row[column] for column in row.keys() if column not in ("person", "private")}  # noqa: SIM118
    return Person(
        id=appearance_id(place["page"], place["name"]),
        name=names[0],
        names=tuple(names[1:]),
        qid=items.get(key),
        private=bool(row["private"]),
        **values,
    )


def _appearance(row: Any) -> Appearance:
    other = None if row["other_page"] is None else appearance_id(row["other_page"], row["other_name"])
    same = {
        column: row[column]
        for column in (
            "name", "page", "address", "outlet", "published", "statements", "verdict", "score", "reason",
            "judge",
        )
    }  # fmt: skip
    return Appearance(
        id=appearance_id(row["page"], row["name"]), about=tuple(row["about"].split()), other=other, **same
    )
