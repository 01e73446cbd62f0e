"""Search: the index narrows down, the hits are scored, cut to what was asked for, and loaded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from onrecord.core.errors import UsageError
from onrecord.record.filters import (
    Filters,
    Where,
    mark,
    names_one,
    period,
    where_comments,
    where_pages,
    where_statements,
)
from onrecord.record.hits import Found, load
from onrecord.record.query import Query, Term, parse
from onrecord.record.rows import unzipped
from onrecord.record.words import folded_words, words

__all__ = ["RANKED", "Field", "Sort", "best", "find", "keys_by_date", "keys_of", "undated"]

Field = Literal["statements", "comments", "pages"]
Sort = Literal["relevance", "date"]

RANKED = 500
"""Where more hits than this are found, the best are chosen among so many of the last added."""

COUNTED = 10_000
"""Hits are counted up to here."""

_IS_PERSON = """EXISTS (SELECT 1 FROM json_each(s.speaker) j JOIN appearances a ON a.page = s.page
JOIN names n ON n.key = a.name AND n.name = j.value WHERE a.person = ?)"""

_K1, _B = 1.2, 0.75  # the constants of BM25 that SQLite uses too
_USUAL_LENGTH = {"statements": 20, "comments": 40, "pages": 600}


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a kind of thing is searched."""

    name: str
    columns: str
    joined: str
    date: str


_TABLES = {
    "statements": _Table(
        name="statement_words",
        columns="content : ",
        joined="statements s ON s.key = statement_words.rowid",
        date="s.date",
    ),
    "comments": _Table(
        name="comment_words",
        columns="text : ",
        joined="comments c ON c.key = comment_words.rowid JOIN pages p ON p.key = c.page",
        date="coalesce(c.date, p.published)",
    ),
    "pages": _Table(
        name="page_words", columns="", joined="pages p ON p.key = page_words.rowid", date="p.published"
    ),
}


@dataclass(frozen=True, slots=True)
class _Search:
    """A query and filters, ready to run."""

    db: sqlite3.Connection
    field: Field
    query: Query | None
    where: Where

    @property
    def table(self) -> _Table:
        return _TABLES[self.field]

    def expression_of(self, term: Term) -> str:
        """What the index is asked for one term."""
        return self.table.columns + (term.loose if self.field == "pages" else term.expression)

    @property
    def looked_at(self) -> bool:
        """Whether the text must say if a hit is one: words in a row, where the index knows no order."""
        return self.field == "pages" and self.query is not None and self.query.ordered

    def expression(self, *more: str) -> str:
        """What the index is asked, narrowed down further by ``more``."""
        needed = [*self.where.needed, *more]
        if self.query is not None:
            # The index of pages knows neither columns nor order; see schema.py.
            words = self.query.loose if self.field == "pages" else self.query.expression
            needed.insert(0, self.table.columns + words)
        held = " AND ".join(needed or ['("zqm" * OR "zqundated")'])
        return f"({held})" + "".join(f" NOT {barred}" for barred in self.where.barred)

    def rows(self, end: str, *more: str, values: str = "{name}.rowid", join: bool = False) -> sqlite3.Cursor:
        """Run it: ``end`` is what follows the conditions, ``values`` what is selected."""
        t, where = self.table, self.where
        conditions = [f"{t.name} MATCH ?"]
        given: list[str | float] = [self.expression(*more)]
        if where.since is not None:
            conditions.append(f"{t.date} >= ?")
            given.append(where.since)
        if where.until is not None:
            conditions.append(f"substr({t.date}, 1, 10) <= ?")
            given.append(where.until)
        if where.uncivil is not None:
            conditions.append("c.uncivil >= ?")
            given.append(where.uncivil)
        if where.speaker:
            conditions.append("is_named(s.speaker)")
        if where.person is not None:
            conditions.append(_IS_PERSON)
            given.append(where.person)
        if self.looked_at:
            conditions.append("fits(p.title, p.text)")
        narrow = join or len(conditions) > 1
        # CROSS: the index is asked first, whatever the planner thinks of it.
        source = f"{t.name} CROSS JOIN {t.joined}" if narrow else t.name
        sql = f"SELECT {values.format(name=t.name)} FROM {source} WHERE {' AND '.join(conditions)} {end}"
        return self.db.execute(sql, given)


def find(
    db: sqlite3.Connection,
    text: str | None,
    filters: Filters,
    *,
    field: Field = "statements",
    sort: Sort = "relevance",
    limit: int | None = 20,
) -> Found:
    """Search a record.

    Args:
        db: a reading connection that gives rows by name.
        text: the query; None finds all that the filters leave.
        filters: what to narrow down by.
        field: what is searched.
        sort: by relevance (the newest first where there is no query), or by date, newest first.
        limit: how many hits at most; None for all.

    Raises:
        UsageError: the query or a filter cannot be understood.
    """
    if field not in _TABLES:
        raise UsageError(f"{field!r} cannot be searched", remedy="choose statements, comments or pages")
    search = _search(db, text, filters, field)
    total = _count(search)
    if sort == "date" or search.query is None:
        keys = [(key, 0.0) for key in _by_date(search, limit)]
    else:
        keys = _by_relevance(search, search.query, limit, total)
    terms = search.query.terms if search.query else ()
    return Found(
        hits=tuple(load(db, field, key, terms, score) for key, score in keys),
        total=total,
        more=total > COUNTED,
        undated=undated(db, text, filters, field) if filters.dated else 0,
    )


def keys_of(db: sqlite3.Connection, filters: Filters) -> Iterator[int]:
    """Give the keys of all statements that filters leave.

    Raises:
        UsageError: a filter cannot be meant.
    """
    return (row[0] for row in _search(db, None, filters, "statements").rows(""))


def best(
    db: sqlite3.Connection, text: str, filters: Filters, count: int
) -> tuple[list[int], tuple[Term, ...]]:
    """Give the keys of the statements that fit a query best, the best first.

    Args:
        db: a reading connection.
        text: the query.
        filters: what to narrow down by.
        count: how many at most.

    Returns:
        The keys, and the words to mark.

    Raises:
        UsageError: the query or a filter cannot be understood.
    """
    search = _search(db, text, filters, "statements")
    assert search.query is not None, "there is a text"
    ranked = _by_relevance(search, search.query, count, _count(search))
    return [key for key, _ in ranked], search.query.terms


def keys_by_date(db: sqlite3.Connection, filters: Filters) -> Iterator[int]:
    """Give the keys of statements, the newest first.

    Args:
        db: a reading connection that gives rows by name.
        filters: what to narrow down by.

    Raises:
        UsageError: a filter cannot be understood.
    """
    return _by_date(_search(db, None, filters, "statements"), None)


def _search(db: sqlite3.Connection, text: str | None, filters: Filters, field: Field) -> _Search:
    narrow = {"statements": where_statements, "comments": where_comments, "pages": where_pages}[field]
    query = None if text is None else parse(text)
    where = narrow(db, filters)
    if where.speaker:
        db.create_function("is_named", 1, lambda speaker: names_one(speaker, where.speaker, where.names))
    if query is not None:
        db.create_function("fits", 2, lambda title, data: query.fits(words(_whole(title, data))))
    return _Search(db, field, query, where)


def _whole(title: str | None, data: bytes) -> str:
    return f"{title or ''}\n{unzipped(data)}"


def _count(search: _Search, *more: str) -> int:
    count = 0
    for _ in search.rows(f"LIMIT {COUNTED + 1}", *more):
        count += 1
    return count


def undated(db: sqlite3.Connection, text: str | None, filters: Filters, field: Field) -> int:
    """Count what would fit but for its date, which is not known."""
    search = _search(db, text, replace(filters, since=None, until=None), field)
    return _count(search, mark("undated"))


def _by_relevance(search: _Search, query: Query, limit: int | None, total: int) -> list[tuple[int, float]]:
    wide = -1 if limit is None else max(RANKED, limit)
    end = f"ORDER BY {search.table.name}.rowid DESC LIMIT {wide}"
    keys = [row[0] for row in search.rows(end)]
    if limit is not None and total > wide and " OR " in query.expression:
        # Rare words must not drown among the latest hits of common ones.
        for term in query.terms:
            keys += [row[0] for row in search.rows(end, search.expression_of(term))]
    weights = [(term, _weight(search, term)) for term in query.terms]
    scored = [(key, _score(search.field, text, weights)) for key, text in _texts(search, keys)]
    scored.sort(key=lambda pair: (-pair[1], -pair[0]))
    return scored[:limit]


def _texts(search: _Search, keys: list[int]) -> Iterator[tuple[int, str]]:
    if search.field == "pages":
        for key, title, data in search.db.execute(
            "SELECT key, title, text FROM pages WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        ):
            yield key, _whole(title, data)
        return
    column = "content" if search.field == "statements" else "text"
    yield from search.db.execute(
        f"SELECT key, {column} FROM {search.field} WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )


def _weight(search: _Search, term: Term) -> float:
    """How much a term tells: more the rarer it is."""
    name = search.table.name
    found = search.db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {name} WHERE {name} MATCH ? LIMIT {COUNTED})",
        (search.expression_of(term),),
    ).fetchone()[0]
    return 1 + log((COUNTED + 1) / (found + 1))


def _score(field: Field, text: str, weights: list[tuple[Term, float]]) -> float:
    held = folded_words(text)
    long = 1 - _B + _B * len(held) / _USUAL_LENGTH[field]
    score = 0.0
    for term, weight in weights:
        often = term.times(held)
        score += weight * often * (_K1 + 1) / (often + _K1 * long)
    return score


def _by_date(search: _Search, limit: int | None) -> Iterator[int]:
    left = limit
    table = search.table
    for each in (*period(search.db, None, None), mark("undated")):
        end = f"ORDER BY {table.date} DESC, {table.name}.rowid DESC LIMIT {-1 if left is None else left}"
        for row in search.rows(end, each, join=True):
            yield row[0]
            if left is not None:
                left -= 1
        if left is not None and left <= 0:
            return
