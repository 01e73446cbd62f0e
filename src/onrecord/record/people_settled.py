"""Speakers across pages, kept in step with the pages: who appears where, and whose appearance it is.

What is still to be done is marked in ``unseen`` and ``unjudged``, in the transaction that changes a page. A
writer does it some at a time, so that stopped it goes on from there; what tells people apart is handed in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.core.errors import NotOnRecord
from onrecord.core.people import Ruling, Seen, Why
from onrecord.core.values import Spans
from onrecord.record.people_ids import appearance_id, family_of, named_by
from onrecord.record.people_said import Said
from onrecord.record.places import spans_of
from onrecord.record.rows import unzipped

if TYPE_CHECKING:
    from onrecord.record.writer import Writer

__all__ = [
    "Judge",
    "give_people",
    "people_pending",
    "person_of",
    "place_of",
    "rulings",
    "said_anew",
    "settle",
    "settled",
    "tidy",
]

_PAGES_AT_A_TIME = 200
_FAMILIES_AT_A_TIME = 500
_NOBODY = "author"
"""The writer of a text whom no by-line names: not one person on two pages."""

_SPOKEN = """SELECT j.value AS name, min(s.comment IS NOT NULL AND c.author IS j.value) AS private
FROM statements s LEFT JOIN comments c ON c.key = s.comment, json_each(s.speaker) j
WHERE s.page = ? GROUP BY j.value ORDER BY j.value"""

# Found by the family, whose index is small; one on names would hold them all again.
_NAME = """INSERT INTO names (name, family) SELECT ?1, ?2
WHERE NOT EXISTS (SELECT 1 FROM names WHERE family = ?2 AND name = ?1)"""

_SEEN = """SELECT a.key AS key, n.family AS family, p.id AS page, n.name AS name, p.address AS address,
coalesce(p.outlet, o.host, '') AS outlet, a.about AS about, a.private AS private
FROM json_each(?) f CROSS JOIN names n ON n.family = f.value CROSS JOIN appearances a ON a.name = n.key
CROSS JOIN pages p ON p.key = a.page LEFT JOIN outlets o ON o.key = p.outlet_key"""


class Judge(Protocol):
    """Who tells people apart."""

    name: str
    """The judge and its version."""

    def about(self, text: str, name: str, places: Spans) -> str:
        """Give the words that a page puts beside a name."""
        ...

    def rule(
        self, seen: Sequence[Seen], same: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]
    ) -> Mapping[str, Ruling]:
        """Say of each appearance whose it is; depends on what it is given alone."""
        ...


def place_of(db: sqlite3.Connection, id: str) -> tuple[int, str, str]:
    """Give the key, the page and the name that an id of an appearance or a person stands for.

    Args:
        db: a connection that gives rows by name.
        id: the id.

    Raises:
        NotOnRecord: there is nobody of that id.
    """
    families = [family_of(name)] if (name := named_by(id)) else []
    for row in db.execute(_SEEN, (json.dumps(families),)):
        if appearance_id(row["page"], row["name"]) == id:
            return row["key"], row["page"], row["name"]
    raise NotOnRecord(f"nobody {id} is on record", remedy="look for the id with `onrecord speakers NAME`")


def person_of(db: sqlite3.Connection, id: str) -> int:
    """Give the key of the person that an id of an appearance or a person stands for.

    Args:
        db: a connection that gives rows by name.
        id: the id.

    Raises:
        NotOnRecord: there is nobody of that id.
    """
    # Not judged yet, an appearance is a person of its own.
    sql = "SELECT coalesce(person, key) FROM appearances WHERE key = ?"
    return int(db.execute(sql, place_of(db, id)[:1]).fetchone()[0])


def people_pending(db: sqlite3.Connection) -> bool:
    """Tell whether there are pages without their appearances, or names not judged yet."""
    sql = "SELECT EXISTS (SELECT 1 FROM unseen) OR EXISTS (SELECT 1 FROM unjudged)"
    return bool(db.execute(sql).fetchone()[0])


def settle(writer: Writer, judge: Judge) -> None:
    """Do what is still to be done, some at a time in a transaction of its own each.

    Args:
        writer: the open record.
        judge: who tells people apart.

    Raises:
        RecordError: it could not be written; what was done before is kept.
    """
    more = people_pending(writer.connection)
    while more:
        with writer.transaction() as db:
            more = give_people(db, judge)


def settled(db: sqlite3.Connection, judge: Judge) -> None:
    """Do all that is still to be done in the transaction that is open.

    Args:
        db: inside a transaction, giving rows by name.
        judge: who tells people apart.
    """
    while give_people(db, judge):
        pass


def give_people(db: sqlite3.Connection, judge: Judge) -> bool:
    """Do some of what is still to be done: appearances of pages first, then whose they are.

    Args:
        db: inside a transaction, giving rows by name.
        judge: who tells people apart.

    Returns:
        Whether there was any.
    """
    pages = db.execute("SELECT page FROM unseen ORDER BY page LIMIT ?", (_PAGES_AT_A_TIME,)).fetchall()
    if pages:
        for (page,) in pages:
            _see(db, judge, page)
        return True
    families = db.execute(
        "SELECT family FROM unjudged ORDER BY family LIMIT ?", (_FAMILIES_AT_A_TIME,)
    ).fetchall()
    reasons: dict[Why, int] = {}
    db.executemany(
        "UPDATE appearances SET person = ?1, other = ?2, reason = ?3 WHERE key = ?4"
        " AND (person, other, reason) IS NOT (?1, ?2, ?3)",
        [
            (person, other, None if why is None else _reason(db, judge, why, reasons), key)
            for key, person, other, why in list(rulings(db, judge, [row[0] for row in families]))
        ],
    )
    db.executemany("DELETE FROM unjudged WHERE family = ?", map(tuple, families))
    return bool(families)


def said_anew(db: sqlite3.Connection) -> None:
    """Mark all names that people have said something of as not judged yet.

    Args:
        db: inside a transaction.
    """
    families = {
        family_of(row[0])
        for column in ("one_name FROM judged_people", "two_name FROM judged_people", "name FROM qids")
        for row in db.execute(f"SELECT {column}")
    }
    db.executemany("INSERT OR IGNORE INTO unjudged (family) VALUES (?)", [(each,) for each in families])


def tidy(db: sqlite3.Connection) -> None:
    """Take away the names that nobody has any more.

    Args:
        db: inside a transaction.
    """
    db.execute("DELETE FROM names WHERE key NOT IN (SELECT name FROM appearances)")


def _see(db: sqlite3.Connection, judge: Judge, page: int) -> None:
    """Put the appearances of a page here, in the place of those it had."""
    db.execute("DELETE FROM appearances WHERE page = ?", (page,))
    spoken = [row for row in db.execute(_SPOKEN, (page,)).fetchall() if row["name"] != _NOBODY]
    if spoken:
        row = db.execute("SELECT text, speakers FROM pages WHERE key = ?", (page,)).fetchone()
        places = {name: spans_of(written) for name, written in json.loads(row["speakers"])}
        text = unzipped(row["text"])
        new = [(each["name"], family_of(each["name"])) for each in spoken]
        db.executemany(_NAME, new)
        db.executemany("INSERT OR IGNORE INTO unjudged (family) VALUES (?)", [(each[1],) for each in new])
        db.executemany(
            "INSERT INTO appearances (page, name, private, about)"
            " SELECT ?, key, ?, ? FROM names WHERE family = ? AND name = ?",
            [
                (page, *_told(judge, text, each, places), family, name)
                for each, (name, family) in zip(spoken, new, strict=True)
            ],
        )
    db.execute("DELETE FROM unseen WHERE page = ?", (page,))


def _told(judge: Judge, text: str, spoken: Any, places: Mapping[str, Spans]) -> tuple[int, str]:
    name, private = spoken["name"], spoken["private"]
    return private, "" if private else judge.about(text, name, places.get(name, ()))


def _reason(db: sqlite3.Connection, judge: Judge, why: Why, known: dict[Why, int]) -> int:
    """Give the key of a reason, which is put here if it is new."""
    if why not in known:
        row = (judge.name, *why)
        db.execute("INSERT OR IGNORE INTO reasons (judge, verdict, score, reason) VALUES (?, ?, ?, ?)", row)
        sql = "SELECT key FROM reasons WHERE (judge, verdict, score, reason) = (?, ?, ?, ?)"
        known[why] = int(db.execute(sql, row).fetchone()[0])
    return known[why]


def rulings(
    db: sqlite3.Connection, judge: Judge, families: Iterable[int] | None = None
) -> Iterator[tuple[int, int, int | None, Why | None]]:
    """Say of appearances, by their keys, whose each is, what it was compared with, and why; nothing is kept.

    Args:
        db: a connection that gives rows by name.
        judge: who tells people apart.
        families: whose appearances; those that must be judged together with them are added. None for all.
    """
    if families is None:
        families = [row[0] for row in db.execute("SELECT DISTINCT family FROM names ORDER BY family")]
    said = Said(db)
    for some in _some(said.groups(families)):
        held: defaultdict[int, list[Any]] = defaultdict(list)
        for row in db.execute(_SEEN, (json.dumps([family for group in some for family in group]),)):
            held[row["family"]].append(row)
        for group in some:
            yield from _ruled(judge, said, [row for family in sorted(group) for row in held[family]])


def _some(groups: Iterator[set[int]]) -> Iterator[list[set[int]]]:
    while some := list(islice(groups, _FAMILIES_AT_A_TIME)):
        yield some


def _ruled(
    judge: Judge, said: Said, rows: Sequence[Any]
) -> Iterator[tuple[int, int, int | None, Why | None]]:
    if len(rows) == 1:  # as most are: there is nobody to compare with
        yield rows[0]["key"], rows[0]["key"], None, None
        return
    keys: dict[str, int] = {}
    seen: list[Seen] = []
    by_page: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        id = appearance_id(row["page"], row["name"])
        keys[id] = row["key"]
        by_page[row["page"]].append((row["name"], id))
        seen.append(Seen(id, row["name"], row["address"], row["outlet"], row["about"], bool(row["private"])))
    for id, ruling in judge.rule(seen, *said.pairs(by_page)).items():
        yield keys[id], keys[ruling.person], keys.get(ruling.other or ""), ruling.why
