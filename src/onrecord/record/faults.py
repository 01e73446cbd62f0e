"""What SQLite complains of, as errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.core.errors import (
    BusyRecord,
    DamagedRecord,
    FullDisk,
    NotARecord,
    ReadOnlyRecord,
    RecordError,
)

__all__ = ["damaged", "faults", "foreign", "read_only"]


def read_only(path: Path) -> ReadOnlyRecord:
    """Say that a record cannot be written where it lies."""
    return ReadOnlyRecord(
        f"{path} cannot be written: the file or its folder is read-only",
        remedy="make both writable, or name a record elsewhere with --record",
    )


def damaged(path: Path, how: str) -> DamagedRecord:
    """Say that a record is cut off or overwritten."""
    return DamagedRecord(
        f"{path} is damaged: {how}",
        remedy="bring back a copy made with `onrecord backup`, or add the pages to a new record",
    )


def foreign(path: Path, what: str) -> NotARecord:
    """Say that a file is something else."""
    return NotARecord(
        f"{path} is not a record: {what}", remedy="name a record with --record; `onrecord add` makes one"
    )


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into ours, with the original as their cause.

    Args:
        path: the record, for the message.

    Raises:
        RecordError: one of its kinds, by SQLite's own code.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _named(path, error) from error


def _named(path: Path, error: sqlite3.Error) -> RecordError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM", "SQLITE_IOERR_FSYNC")):
        return FullDisk(
            f"{path} could not be written: there is no room left, or the disk refused",
            remedy="make room and give the same command again; what was added before is kept",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return read_only(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyRecord(
            f"{path} is held by another program that writes to it",
            remedy="wait until it has ended and give the same command again",
        )
    if name.startswith("SQLITE_NOTADB"):
        return foreign(path, "it is no SQLite file")
    if name.startswith("SQLITE_CORRUPT"):
        return damaged(path, "parts of the file are cut off or overwritten")
    return RecordError(
        f"{path} could not be used ({name or type(error).__name__}: {error})",
        remedy="run `onrecord check`, and report it if the record is clean",
    )
