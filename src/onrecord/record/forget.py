"""Forgetting, for good: rows, search index and free space, with a hash against their coming back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.record import index, people_settled, tombstones
from onrecord.record.faults import faults
from onrecord.record.places import quotes_text
from onrecord.record.query import parse
from onrecord.record.reader import load_page
from onrecord.record.rows import zipped
from onrecord.record.writer import Writer

__all__ = ["Forgotten", "forget", "take_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was forgotten, and what could not be.

    Args:
        what: ``page`` or ``commenter``.
        pages: versions of pages that are gone; for a commenter, those that comments were taken from.
        comments: comments that are gone.
        statements: statements that are gone.
        stays: how many texts and comments of others still hold the commenter's name in their own words.
    """

    what: str
    pages: int = 0
    comments: int = 0
    statements: int = 0
    stays: int = 0


def forget(writer: Writer, target: str, *, on: str | None = None) -> Forgotten:
    """Forget a page in all its versions, or all that a commenter wrote.

    What is left of it is a salted hash, which keeps the next ``add`` from bringing it back.

    Args:
        writer: the open record.
        target: a page's id, address, or the path or id it was given; else a commenter's name.
        on: an id, address or name of a page; a commenter is then forgotten there only.

    Raises:
        NotOnRecord: it is neither.
        RecordError: it could not be written; everything is then still there.
    """
    with writer.transaction() as db:
        # Freed space is overwritten, also where SQLite was built to leave it as it is.
        db.execute("PRAGMA secure_delete = ON")
        done = None if on is not None else _forget_page(writer, db, target)
        done = done or _forget_commenter(db, target, on)
        if done is None:
            raise NotOnRecord(
                f"{target} is neither a page nor a commenter on record",
                remedy="give a page's address, id or path, or a commenter's name as `onrecord show` has it",
            )
        for table in ("statement_words", "comment_words", "page_words"):
            # Until its segments are merged, an index still holds what was deleted from it.
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        writer.tidy()
        people_settled.tidy(db)
    with faults(writer.path):
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return done


def _addresses(db: sqlite3.Connection, target: str) -> list[str]:
    rows = db.execute(
        "SELECT address FROM pages WHERE id = :t OR address = :t OR url = :t OR source = :t"
        " UNION SELECT p.address FROM sources s JOIN pages p ON p.key = s.page WHERE s.input = :t",
        {"t": target},
    )
    return [row[0] for row in rows]


def _forget_page(writer: Writer, db: sqlite3.Connection, target: str) -> Forgotten | None:
    addresses = _addresses(db, target)
    failed = db.execute("DELETE FROM failures WHERE input = ?", (target,)).rowcount
    if not addresses and not failed:
        return None
    tombstones.bury(db, "page", target)
    pages = comments = statements = 0
    for address in addresses:
        tombstones.bury(db, "page", address)
        for row in db.execute("SELECT key, id FROM pages WHERE address = ?", (address,)).fetchall():
            for mark in db.execute("SELECT input, sha256 FROM sources WHERE page = ?", (row["key"],)):
                tombstones.bury(db, "page", mark["input"])
                tombstones.bury(db, "page", mark["sha256"])
            index.drop(db, row["key"])
            statements += writer.delete_statements(db, row["key"])
            comments += db.execute("DELETE FROM comments WHERE page = ?", (row["key"],)).rowcount
            db.execute("DELETE FROM judgements WHERE page = ?", (row["id"],))
            db.execute("DELETE FROM judged_pairs WHERE ?1 IN (one_page, two_page)", (row["id"],))
            db.execute("DELETE FROM judged_people WHERE ?1 IN (one_page, two_page)", (row["id"],))
            db.execute("DELETE FROM qids WHERE page = ?", (row["id"],))
            pages += db.execute("DELETE FROM pages WHERE key = ?", (row["key"],)).rowcount
    used = "SELECT outlet_key FROM pages WHERE outlet_key IS NOT NULL"
    db.execute(f"DELETE FROM outlets WHERE key NOT IN ({used})")
    return Forgotten(what="page", pages=pages, comments=comments, statements=statements)


def _forget_commenter(db: sqlite3.Connection, target: str, on: str | None) -> Forgotten | None:
    wanted = tombstones.folded_name(target)
    names = db.execute("SELECT DISTINCT author FROM comments WHERE author IS NOT NULL").fetchall()
    authors = {row[0] for row in names if tombstones.folded_name(row[0]) == wanted}
    marks = ",".join("?" * len(authors))
    where = f"c.author IN ({marks})"
    values: list[str] = sorted(authors)
    addresses = [] if on is None else _addresses(db, on)
    if on is not None:
        where += f" AND p.address IN ({','.join('?' * len(addresses))})"
        values += addresses
    rows = db.execute(
        f"SELECT DISTINCT p.key FROM comments c JOIN pages p ON p.key = c.page WHERE {where}", values
    ).fetchall()
    if not rows:
        return None
    if on is None:
        tombstones.bury(db, "commenter", wanted)
    for address in addresses:
        tombstones.bury(db, "commenter", wanted, address)
    comments = statements = 0
    for (key,) in rows:
        gone, silent = take_out(db, key, authors)
        comments, statements = comments + gone, statements + silent
    stays = _mentions(db, target.strip().removeprefix("@"))
    return Forgotten(what="commenter", pages=len(rows), comments=comments, statements=statements, stays=stays)


def take_out(db: sqlite3.Connection, key: int, authors: set[str]) -> tuple[int, int]:
    """Take what some authors wrote out of a page; give how many comments and statements are gone.

    Args:
        db: inside a transaction.
        key: of the page's row.
        authors: their names as they stand.
    """
    page = load_page(db, key)
    kept = tombstones.without(page, authors)
    left = {c.n: c for c in kept.comments}
    gone = [c for c in page.comments if c.n not in left]
    index.drop(db, key)
    for c in gone:
        found = db.execute("SELECT key FROM comments WHERE page = ? AND n = ?", (key, c.n)).fetchone()
        db.execute("DELETE FROM judgements WHERE page = ? AND comment = ?", (page.id, c.n))
        db.execute(
            "DELETE FROM judged_pairs WHERE (one_page = ?1 AND one_comment = ?2)"
            " OR (two_page = ?1 AND two_comment = ?2)",
            (page.id, c.n),
        )
        db.execute("DELETE FROM comments WHERE key = ?", (found["key"],))
    db.executemany(
        "UPDATE comments SET parent = ?, quotes = ? WHERE page = ? AND n = ?",
        [(c.parent, quotes_text(c.quotes), key, n) for n, c in left.items()],
    )
    db.execute("UPDATE pages SET text = ?, redacted = 1 WHERE key = ?", (zipped(kept.text), key))
    for name in authors:
        db.execute(
            "DELETE FROM judged_people"
            " WHERE (one_page, one_name) = (?1, ?2) OR (two_page, two_name) = (?1, ?2)",
            (page.id, name),
        )
        db.execute("DELETE FROM qids WHERE (page, name) = (?, ?)", (page.id, name))
    db.execute("DELETE FROM appearances WHERE page = ?", (key,))
    index.add(db, key, kept.text)
    return len(gone), sum(len(c.statements) for c in gone)


def _mentions(db: sqlite3.Connection, name: str) -> int:
    """Count the comments and page texts that hold a name still."""
    try:
        query = parse(f'"{name}"')
    except UsageError:  # a name without a letter or digit is no word to look for
        return 0
    count = 0
    for table, asked in (("comment_words", f"text : {query.expression}"), ("page_words", query.loose)):
        row = db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (asked,)).fetchone()
        count += int(row[0])
    return count
