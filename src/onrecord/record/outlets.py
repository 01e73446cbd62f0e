"""Outlets, which the search index knows by number."""

from __future__ import annotations

import sqlite3

from onrecord.record.rows import host_of

__all__ = ["outlet_key"]


def outlet_key(db: sqlite3.Connection, name: str | None, url: str | None) -> int | None:
    """Give the key of an outlet, put there if it is new; None where neither name nor host is known.

    Args:
        db: inside a transaction.
        name: who published the page, as it says itself.
        url: the page's address, for its host.
    """
    name, host = name or "", host_of(url)
    if not (name or host):
        return None
    row = db.execute("SELECT key FROM outlets WHERE name = ? AND host = ?", (name, host)).fetchone()
    if row is not None:
        return int(row[0])
    return db.execute("INSERT INTO outlets (name, host) VALUES (?, ?)", (name, host)).lastrowid
