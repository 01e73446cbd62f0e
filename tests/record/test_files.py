"""The file itself: read without a trace, and said plainly when it cannot be used."""

import os
import sqlite3
from pathlib import Path

import pytest

from onrecord.core import errors
from onrecord.record import Reader, Writer, problems
from onrecord.record.files import create
from onrecord.record.schema import APPLICATION_ID, LATEST, migrate
from record.pages import make_page, thread_page


@pytest.fixture
def record(path: Path) -> Path:
    with Writer(path) as writer:
        writer.add(thread_page())
        writer.add(make_page())
    return path


def folder(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if not each.name.endswith("-shm")}


def test_writing_leaves_one_file(record: Path) -> None:
    assert list(record.parent.iterdir()) == [record]
    head = record.read_bytes()[:100]
    assert head[18:20] == b"\x02\x02", "write-ahead logging is what the header says"
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID


def test_reading_leaves_bytes_and_folder_as_they_were(record: Path) -> None:
    before = folder(record)
    with Reader(record) as reader:
        assert reader.find("pier").total == 2
        assert list(problems(reader)) == []
    assert folder(record) == before
    assert list(record.parent.iterdir()) == [record]


def test_reading_what_a_dead_writer_left_leaves_it(record: Path) -> None:
    writer = Writer(record)
    writer.add(make_page("“It rains,” said Ada Quill.", "rain.txt"))
    # Copied while the writer lives, so as kill -9 leaves it: the page is in the log alone.
    other = record.parent / "killed"
    other.mkdir()
    for each in record.parent.glob("news.db*"):
        (other / each.name).write_bytes(each.read_bytes())
    writer.close()
    left = other / record.name
    before = folder(left)
    assert len(before[record.name + "-wal"]) > 0
    with Reader(left) as reader:
        assert reader.find("rains").total == 1
        assert list(problems(reader)) == []
    assert folder(left) == before


def test_a_reader_beside_a_writer_sees_whole_pages_and_clears_up_after_it(path: Path) -> None:
    writer = Writer(path)
    writer.add(make_page())
    reader = Reader(path)
    with writer.transaction():
        writer._add_version(writer._db, thread_page(), False)
        assert len(list(reader.pages())) == 1
    assert reader.connection.execute("SELECT count(*) FROM pages").fetchone()[0] == 2
    writer.close()
    reader.close()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder(record: Path) -> None:
    record.chmod(0o444)
    record.parent.chmod(0o555)
    try:
        with Reader(record) as reader:
            assert reader.find("pier").total == 2
        with pytest.raises(errors.ReadOnlyRecord):
            Writer(record)
    finally:
        record.parent.chmod(0o755)


@pytest.mark.parametrize("opener", [Reader, Writer])
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("folder", errors.NotARecord),
        ("text", errors.NotARecord),
        ("sqlite", errors.NotARecord),
        ("newer", errors.NewerRecord),
        ("cut", errors.DamagedRecord),
        ("head", errors.DamagedRecord),
    ],
)
def test_what_cannot_be_used_is_said_with_a_remedy(
    opener: type[Reader] | type[Writer], name: str, error: type[errors.RecordError], record: Path
) -> None:
    bad = record.with_name(name)
    whole = record.read_bytes()
    if name == "folder":
        bad.mkdir()
    elif name == "text":
        bad.write_text("It rains. " * 50)
    elif name == "sqlite":
        with sqlite3.connect(bad) as other:
            other.execute("CREATE TABLE pages (id TEXT)")
        other.close()
    elif name == "newer":
        bad.write_bytes(whole)
        with sqlite3.connect(bad) as newer:
            newer.execute(f"PRAGMA user_version = {LATEST + 1}")
        newer.close()
    else:
        bad.write_bytes(whole[: 50 if name == "head" else len(whole) // 2])
    before = bad.read_bytes() if bad.is_file() else b""
    with pytest.raises(error) as told:
        opener(bad)
    assert str(bad) in told.value.message
    assert told.value.remedy
    assert (bad.read_bytes() if bad.is_file() else b"") == before


def test_a_missing_record_is_said_and_not_made(path: Path) -> None:
    with pytest.raises(errors.MissingRecord):
        Reader(path)
    assert not path.exists()


def test_a_full_disk_loses_nothing(record: Path) -> None:
    with Writer(record) as writer:
        pages = writer._db.execute("PRAGMA page_count").fetchone()[0]
        writer._db.execute(f"PRAGMA max_page_count = {pages}")
        long = " ".join(f"w{n}" for n in range(20_000))
        with pytest.raises(errors.FullDisk) as told:
            writer.add(make_page(long, "long.txt"))
        assert "room" in told.value.remedy
    with Reader(record) as reader:
        assert list(problems(reader)) == []
        assert len(list(reader.pages())) == 2


def test_making_a_record_where_one_is_does_nothing(record: Path) -> None:
    before = record.read_bytes()
    create(record)
    assert record.read_bytes() == before


def test_a_record_that_another_made_meanwhile_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other: list[Writer] = []

    def migrate_late(connection: sqlite3.Connection, upto: int) -> None:
        monkeypatch.undo()
        other.append(Writer(path))
        migrate(connection, upto)

    monkeypatch.setattr("onrecord.record.files.migrate", migrate_late)
    with Writer(path) as writer, other[0] as first:
        first.add(thread_page())
        writer.add(make_page())
    with Reader(path) as reader:
        assert reader.connection.execute("SELECT count(*) FROM pages").fetchone()[0] == 2
        assert list(problems(reader)) == []


def test_an_empty_file_becomes_a_record_when_written_to(path: Path) -> None:
    path.touch()
    with pytest.raises(errors.NotARecord):
        Reader(path)
    with Writer(path) as writer:
        assert writer.add(make_page()) == "new"
    assert list(path.parent.iterdir()) == [path]


def test_a_flipped_page_is_damage_or_a_problem(record: Path) -> None:
    data = bytearray(record.read_bytes())
    data[8192 * 2 : 8192 * 3] = bytes(8192)
    record.write_bytes(bytes(data))
    try:
        with Reader(record) as reader:
            assert list(problems(reader)) != []
    except errors.DamagedRecord as told:
        assert told.remedy
