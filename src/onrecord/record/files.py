"""Opening the file: to write, or to read without leaving a trace."""

from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from onrecord.core.errors import MissingRecord, NewerRecord
from onrecord.record.faults import damaged, faults, foreign, read_only
from onrecord.record.schema import APPLICATION_ID, LATEST, migrate

__all__ = ["Opened", "create", "open_to_read", "open_to_write"]

PATIENCE = 600.0
"""Seconds to wait for another writer; it holds the record for one page at a time."""

_MAGIC = b"SQLite format 3\0"
_CACHE_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file.

    Args:
        connection: in autocommit mode.
        close: closes it and takes away whatever the opening put beside the record.
    """

    connection: sqlite3.Connection
    close: Callable[[], None]


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def create(path: Path, upto: int = LATEST) -> None:
    """Make an empty record, whole from the first moment it can be seen under its name.

    Args:
        path: where; nothing is done if a file with something in it is there.
        upto: the version to make.

    Raises:
        RecordError: it cannot be made there.
    """
    if path.exists() and not _empty(path):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise read_only(path) from error
    os.close(handle)
    new = Path(name)
    try:
        with faults(path):
            connection = _connect(new, "mode=rw")
            try:
                # Merging an index frees as much as it keeps; see _settle.
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                connection.execute("PRAGMA journal_mode = WAL")
                migrate(connection, upto)
            finally:
                connection.close()
        new.chmod(0o666 & ~_umask())
        # Asked again: meanwhile another may have made the record, and be writing in it.
        if _empty(path):
            new.replace(path)
        else:
            with suppress(FileExistsError):  # two at once: the first one's record is as good
                path.hardlink_to(new)
    finally:
        for suffix in ("", "-wal", "-shm"):
            new.with_name(new.name + suffix).unlink(missing_ok=True)


def _empty(path: Path) -> bool:
    """Whether there is a file without content, as mktemp makes."""
    return path.is_file() and not path.stat().st_size


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_to_write(path: Path) -> Opened:
    """Open a record for writing, made if it is not there and migrated if it is old.

    Raises:
        RecordError: it is no record, newer, damaged, or cannot be written.
    """
    create(path)
    _look(path)
    with faults(path):
        connection = _connect(path, "mode=rw")
        try:
            for pragma in (
                "foreign_keys = ON",
                "journal_mode = WAL",
                "synchronous = NORMAL",
                "wal_autocheckpoint = 8000",
            ):
                connection.execute(f"PRAGMA {pragma}")
            _check_version(path, connection)
            # A file that may only be read opens all the same; found out before pages are read for nothing.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Opened(connection, lambda: _settle(connection))


def _settle(connection: sqlite3.Connection) -> None:
    """Bring all that was written into the one file; readers may keep it from being cut short."""
    try:
        connection.execute("PRAGMA busy_timeout = 2000")
        with suppress(sqlite3.OperationalError):
            # Each step gives one free page back, in a row without columns, at which `execute` would stop.
            connection.executescript("PRAGMA incremental_vacuum")
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def open_to_read(path: Path) -> Opened:
    """Open a record for reading; when closed, the file's bytes and its folder are as they were.

    A record of an earlier version is read from a migrated copy, for as long as it is open.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """
    _look(path)
    with faults(path):
        connection = _reading(path)
        try:
            version = _check_version(path, connection)
        except BaseException:
            connection.close()
            raise
        if version < LATEST:
            return copied(path, connection)
    return Opened(connection, lambda: _leave(path, connection))


def _reading(path: Path) -> sqlite3.Connection:
    """Choose how to open: what is right beside a writer differs from what is right alone.

    Pages in the write-ahead log may be a dead writer's; a connection that could write would bring them
    into the file when it closes. Where there are none, only one that could write takes away what SQLite
    puts beside the file while it is open. In a folder that cannot be written there is no writer.
    """
    wal = _wal(path)
    modes = ["mode=ro"] if wal.exists() and wal.stat().st_size else ["mode=rw", "mode=ro&immutable=1"]
    if modes[0] == "mode=rw" and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        modes.pop(0)
    for last, mode in enumerate(modes, 1 - len(modes)):
        connection = _connect(path, mode)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connection
        except sqlite3.OperationalError:
            connection.close()
            if not last:
                raise
    raise AssertionError("there is always a last mode")


def _leave(path: Path, connection: sqlite3.Connection) -> None:
    connection.close()
    wal = _wal(path)
    # A writer that ended while we read could not clear up behind us. SQLite does it when a connection
    # that may write is the last to close.
    with suppress(OSError, sqlite3.Error):
        if wal.exists() and not wal.stat().st_size and os.access(path, os.W_OK):
            tidy = _connect(path, "mode=rw")
            try:
                tidy.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                tidy.close()


def copied(path: Path, connection: sqlite3.Connection) -> Opened:
    """Give a copy, brought up to date, that may be written to and is gone when it is closed.

    Args:
        path: the record.
        connection: to it; it is closed.
    """
    folder = tempfile.TemporaryDirectory(prefix="onrecord-")
    copy = _connect(Path(folder.name) / "record.db", "mode=rwc")
    try:
        connection.backup(copy)
        migrate(copy)
    except BaseException:
        copy.close()
        folder.cleanup()
        raise
    finally:
        _leave(path, connection)

    def close() -> None:
        copy.close()
        folder.cleanup()

    return Opened(copy, close)


def _look(path: Path) -> None:
    """Tell from the first bytes and the size what SQLite would only find out later, or say badly."""
    if not path.exists():
        raise MissingRecord(
            f"there is no record {path}",
            remedy="make one with `onrecord add`, or name another with --record or $ONRECORD_RECORD",
        )
    if not path.is_file():
        raise foreign(path, "it is a folder or a device")
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = path.stat().st_size
    except OSError as error:
        raise foreign(path, (error.strerror or "it cannot be read").lower()) from error
    if not head:
        raise foreign(path, "the file is empty")
    if not head.startswith(_MAGIC[: len(head)]):
        raise foreign(path, "it is no SQLite file")
    if len(head) < 100:
        raise damaged(path, "it ends within its header")
    if struct.unpack(">I", head[68:72])[0] != APPLICATION_ID:
        raise foreign(path, "it is an SQLite file of another program")
    per_page, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    expected = pages * (65536 if per_page == 1 else per_page)
    wal = _wal(path)
    # Killed while it brought pages into the file, a writer leaves a head that counts pages still in its log.
    if size < expected and not (wal.exists() and wal.stat().st_size):
        raise damaged(path, f"it is cut off, {size:,} of {expected:,} bytes are there")


def _check_version(path: Path, connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > LATEST:
        raise NewerRecord(
            f"{path} is a record of version {version}, and this onrecord knows up to {LATEST}",
            remedy="install a newer onrecord",
        )
    return version
