"""Is all well with a record? What is not is told in words, a line each."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from onrecord.core.ids import page_id, statement_id
from onrecord.core.values import Page, Spans, Statement
from onrecord.record import people_settled
from onrecord.record.people_said import Said
from onrecord.record.people_settled import Judge
from onrecord.record.places import joined
from onrecord.record.reader import Reader, load_page
from onrecord.record.rows import identified
from onrecord.record.schema import migrate
from onrecord.record.vectors import SETTING, WIDTH
from onrecord.record.wordings import Words, wrong_edges, wrong_wordings

__all__ = ["problems"]

_SHOWN = 5
"""How many rows of one kind of trouble are named."""


def problems(reader: Reader, words: Words | None = None, people: Judge | None = None) -> Iterator[str]:
    """Look a record through and give what is wrong with it; nothing where all is well.

    The file's pages, the tables, orphan rows, one current version a page, every offset and id against the
    stored text, and the search index and the wordings against the tables.

    Args:
        reader: the open record; it is not changed.
        words: when wordings belong together; without it, whether they do is not looked at.
        people: who tells people apart; without it, whether they are is not looked at.
    """
    db = reader.connection
    try:
        yield from _file(db)
        yield from _schema(db)
        yield from _orphans(db)
        yield from _versions(db)
        yield from _index(db)
        yield from _wordings(db, words)
        yield from _vectors(db)
        yield from _people(db, people)
        for row in db.execute("SELECT key, id, address, redacted FROM pages ORDER BY key"):
            yield from _page(db, row)
    except sqlite3.DatabaseError as error:
        yield f"the file is damaged, and could not be looked through to the end ({error})"


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (told,) in db.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if told != "ok":
            yield f"the file is damaged: {told}"


def _schema(db: sqlite3.Connection) -> Iterator[str]:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(fresh)
        wanted = _made(fresh)
    finally:
        fresh.close()
    there = _made(db)
    for name, sql in wanted.items():
        if name not in there:
            yield f"the table, index or view {name} is missing"
        elif there[name] != sql:
            yield f"the table, index or view {name} is not as this version makes it"


def _made(db: sqlite3.Connection) -> dict[str, str]:
    # Tables of others in the file, such as Datasette's, are none of our business.
    sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return {row[0]: row[1] for row in db.execute(sql)}


def _orphans(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute(f"SELECT id FROM statements GROUP BY hash HAVING count(*) > 1 LIMIT {_SHOWN}"):
        yield f"statement {row[0]} is there more than once"
    found: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        found[table, parent] = found.get((table, parent), 0) + 1
    for (table, parent), count in found.items():
        yield f"{count} orphan rows in {table}: what they belong to in {parent} is not there"


def _versions(db: sqlite3.Connection) -> Iterator[str]:
    sql = "SELECT address FROM pages GROUP BY address HAVING sum(current) <> 1"
    for row in db.execute(f"{sql} LIMIT {_SHOWN}"):
        yield f"{row[0]} has no current version"


def _index(db: sqlite3.Connection) -> Iterator[str]:
    for table in ("statement", "comment", "page"):
        rows = f"SELECT key FROM {table}s"
        # Every row of the index has the word of a month or of none.
        indexed = f"""SELECT rowid FROM {table}_words WHERE {table}_words MATCH '"zqm" * OR "zqundated"'"""
        for one, other, told in (
            (rows, indexed, "cannot be found"),
            (indexed, rows, "is gone, but found"),
        ):
            count = db.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()[0]
            if count:
                yield f"the search index is out of step: {count} times a {table} {told}"


def _wordings(db: sqlite3.Connection, words: Words | None) -> Iterator[str]:
    lost = "NOT EXISTS (SELECT 1 FROM statements w WHERE w.key = s.wording AND w.wording = w.key)"
    count = db.execute(
        f"SELECT count(*) FROM statements s WHERE s.wording IS NOT s.key AND s.wording > 0 AND {lost}"
    ).fetchone()[0]
    if count:
        yield f"{count} statements have the wording of one that is not there"
    if words is not None:
        wrong = list(islice(wrong_wordings(db, words), _SHOWN))
        yield from (
            f"statement {id}: its wording is not that of its words, speaker and day, or cannot be found"
            for id in wrong
        )
        count = wrong_edges(db, words)
        if count:
            yield f"{count} edges are not what their wordings make"


def _vectors(db: sqlite3.Connection) -> Iterator[str]:
    for (key,) in db.execute("SELECT statement FROM vectors WHERE length(vector) <> ?", (WIDTH,)):
        yield f"the vector of the statement with the key {key} is not one of {WIDTH} numbers"
    sql = "SELECT count(*) FROM vectors WHERE NOT EXISTS (SELECT 1 FROM settings WHERE name = ?)"
    count = db.execute(sql, (SETTING,)).fetchone()[0]
    if count:
        yield f"of {count} vectors it is not known which model made them"


def _people(db: sqlite3.Connection, judge: Judge | None) -> Iterator[str]:
    for told in Said(db).conflicts():
        yield f"what people judged contradicts itself: {told}"
    if people_settled.people_pending(db):
        return  # not all are judged: the next `add` does it
    sql = (
        "SELECT count(*) FROM appearances WHERE person IS NULL OR person NOT IN (SELECT key FROM appearances)"
    )
    count = db.execute(sql).fetchone()[0]
    if count:
        yield f"{count} appearances of speakers belong to nobody"
    if judge is not None:
        there = set(map(tuple, db.execute("SELECT key, person, other FROM appearances")))
        count = sum(row[:3] not in there for row in people_settled.rulings(db, judge))
        if count:
            yield f"{count} appearances of speakers are not where the judge of people puts them"


def _page(db: sqlite3.Connection, row: Any) -> Iterator[str]:
    id = row["id"]
    try:
        page = load_page(db, row["key"])
    except (zlib.error, UnicodeDecodeError, ValueError, TypeError) as error:
        yield f"page {id} cannot be read back: {error}"
        return
    start, end = page.article
    if not 0 <= start <= end <= len(page.text):
        yield f"page {id}: the article's place is not in its text"
    if not row["redacted"]:
        if page_id(row["address"], page.text, page.comments) != id:
            yield f"page {id}: its id is not that of its address, text and thread"
        yield from _comment_ids(db, row["key"], page)
    yield from _ids(page)
    yield from _words(db, row["key"], page)


def _comment_ids(db: sqlite3.Connection, key: int, page: Page) -> Iterator[str]:
    _, wanted = identified(page)
    rows = db.execute("SELECT n, id FROM comments WHERE page = ? ORDER BY n", (key,)).fetchall()
    for row, id in zip(rows, wanted, strict=True):
        if row["id"] != id:
            yield f"page {page.id}: the id of comment {row['n']} is not that of what it holds"
    for c in page.comments:
        if c.span is not None and not 0 <= c.span[0] <= c.span[1] <= len(page.text):
            yield f"page {page.id}: the place of comment {c.n} is not in its text"


def _ids(page: Page) -> Iterator[str]:
    placed: list[tuple[int | None, Statement]] = [(None, s) for s in page.statements]
    placed += [(c.n, s) for c in page.comments for s in c.statements]
    for n, s in placed:
        if statement_id(page.id, n, s.source, s.cue, s.content) != s.id:
            yield f"statement {s.id}: its id is not that of its page, comment and spans"


def _words(db: sqlite3.Connection, key: int, page: Page) -> Iterator[str]:
    """Compare what the tables say with the text that the offsets point into."""
    texts = {c.n: c.text for c in page.comments}
    by_id = {s.id: (s, page.text) for s in page.statements}
    by_id |= {s.id: (s, texts[c.n]) for c in page.comments for s in c.statements}
    sql = "SELECT id, source, cue, content, addressee, via FROM statements WHERE page = ?"
    for row in db.execute(sql, (key,)):
        if row["id"] not in by_id:
            yield f"statement {row['id']} belongs to a comment that is not there"
            continue
        statement, text = by_id[row["id"]]
        for column, spans in _spans(statement):
            if any(not 0 <= s <= e <= len(text) for s, e in spans):
                yield f"statement {row['id']}: its {column} is not in the text"
            elif (joined(text, spans) or "") != (row[column] or ""):
                yield f"statement {row['id']}: its {column} is not what stands in the text"


def _spans(s: Statement) -> tuple[tuple[str, Spans], ...]:
    return ("source", s.source), ("cue", s.cue), ("content", s.content), ("addressee", s.to), ("via", s.via)
