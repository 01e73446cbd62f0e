"""What was forgotten, as salted hashes: enough to know it when it comes back, not enough to read it."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from onrecord.core.values import Comment, Page, Quote
from onrecord.record.rows import address_of

__all__ = ["barred_authors", "bars", "bury", "folded_name", "without"]

MASK = "█"
"""Stands for each character of a forgotten comment in a page's text, so that all offsets hold."""


def bury(db: sqlite3.Connection, what: str, *parts: str) -> None:
    """Remember that something is forgotten.

    Args:
        db: inside a transaction.
        what: ``page`` or ``commenter``.
        parts: a page's address, name or digest; a commenter's name, and the page's address if only there.
    """
    salt = next(iter(_salts(db)), None) or secrets.token_hex(16)
    row = (_hash(salt, what, *parts), salt, what)
    db.execute("INSERT OR IGNORE INTO forgotten (hash, salt, what) VALUES (?, ?, ?)", row)


def bars(db: sqlite3.Connection, *marks: str) -> bool:
    """Tell whether a page is forgotten, by its address, the name it came under, or its bytes' digest."""
    salts = _salts(db)
    return any(_is_there(db, _hash(salt, "page", mark)) for salt in salts for mark in set(marks))


def barred_authors(db: sqlite3.Connection, page: Page) -> set[str]:
    """Give the authors of comments on a page who are forgotten, there or everywhere."""
    if not page.comments:
        return set()
    address = address_of(page)
    return {
        author
        for salt in _salts(db)
        for author in {c.author for c in page.comments if c.author}
        if _is_there(db, _hash(salt, "commenter", folded_name(author)))
        or _is_there(db, _hash(salt, "commenter", folded_name(author), address))
    }


def without(page: Page, authors: Collection[str]) -> Page:
    """Take the comments of some authors out of a page, and their words and names out of its text.

    Every offset that is left still holds. Names inside what others wrote stay: those are their words.
    """
    gone = {c.n for c in page.comments if c.author in authors}
    kept = [c for c in page.comments if c.n not in gone]
    comments = tuple(_unlinked(c, gone) for c in kept)
    text = page.text
    for c in page.comments:
        if c.n in gone and c.span is not None:
            text = _masked(text, *c.span)
    if any(c.span for c in page.comments):
        text = _without_names(text, page, kept, authors)
    return replace(page, text=text, comments=comments)


def _unlinked(comment: Comment, gone: Collection[int]) -> Comment:
    """Let a comment lead to none that is gone; words that it quotes are its own still."""
    quotes = tuple(Quote(span=q.span) if q.comment in gone else q for q in comment.quotes)
    return replace(comment, parent=None if comment.parent in gone else comment.parent, quotes=quotes)


def _without_names(text: str, page: Page, kept: list[Comment], authors: Collection[str]) -> str:
    theirs = [page.article, *(c.span for c in kept if c.span)]
    for author in authors:
        at = text.find(author)
        while at >= 0:
            end = at + len(author)
            if not any(s < end and at < e for s, e in theirs):
                text = _masked(text, at, end)
            at = text.find(author, end)
    return text


def _masked(text: str, start: int, end: int) -> str:
    return text[:start] + "".join(c if c.isspace() else MASK for c in text[start:end]) + text[end:]


def folded_name(name: str) -> str:
    """Give a commenter's name as it is compared: without case, a leading @, or space around it."""
    return name.strip().removeprefix("@").casefold()


def _salts(db: sqlite3.Connection) -> list[str]:
    # One, unless a record that has forgotten things of its own was taken into this one.
    return [row[0] for row in db.execute("SELECT DISTINCT salt FROM forgotten ORDER BY salt")]


def _is_there(db: sqlite3.Connection, hash: str) -> bool:
    return db.execute("SELECT 1 FROM forgotten WHERE hash = ?", (hash,)).fetchone() is not None


@lru_cache(maxsize=10_000)
def _hash(salt: str, what: str, *parts: str) -> str:
    data = "\0".join((what, *parts)).encode("utf-8", "surrogatepass")
    # Slow on purpose: a name is short, and someone with the file could try all names there are.
    return hashlib.pbkdf2_hmac("sha256", data, bytes.fromhex(salt), 2000).hex()
