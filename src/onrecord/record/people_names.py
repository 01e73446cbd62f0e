"""The names of people: what else somebody is called whom a name is asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from onrecord.record.people_ids import family_of
from onrecord.record.words import folded_words

__all__ = ["names_of_people", "other_names", "with_words"]

_MOST = 60
"""So many other names are looked for at most."""

_PEOPLE = "SELECT DISTINCT person FROM appearances WHERE name IN (SELECT value FROM json_each(?))"
_NAMES = """SELECT DISTINCT n.name FROM appearances a JOIN names n ON n.key = a.name
WHERE a.person IN (SELECT value FROM json_each(?)) ORDER BY n.name"""


def with_words(db: sqlite3.Connection, wanted: Collection[str], family: int | None = None) -> list[int]:
    """Give the people of whom a name holds all of some folded words, by their keys.

    Args:
        db: a connection.
        wanted: the words.
        family: look among the names of this family only.
    """
    where, given = ("", ()) if family is None else (" WHERE family = ?", (family,))
    rows = db.execute(f"SELECT key, name FROM names{where}", given)
    keys = [key for key, name in rows if set(wanted) <= set(folded_words(name))]
    return sorted(row[0] for row in db.execute(_PEOPLE, (json.dumps(keys),)) if row[0] is not None)


def names_of_people(db: sqlite3.Connection, people: Sequence[int]) -> list[str]:
    """Give all names of people.

    Args:
        db: a connection.
        people: their keys.
    """
    return [row[0] for row in db.execute(_NAMES, (json.dumps(people),))]


def other_names(db: sqlite3.Connection, wanted: Sequence[str]) -> frozenset[str]:
    """Give the names of people with a full name that lack a word of it: Bob Quill for Robert Quill.

    Args:
        db: a connection.
        wanted: the folded words of the name; of one word there are no others, for it may be anybody's.
    """
    if len(wanted) < 2:
        return frozenset()
    held = names_of_people(db, with_words(db, wanted, family_of(" ".join(wanted))))
    return frozenset([name for name in held if not set(wanted) <= set(folded_words(name))][:_MOST])
