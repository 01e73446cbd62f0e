"""A record made by an earlier version opens: the files in ``saved`` were written by those versions."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.record import Reader, Writer, problems
from onrecord.record.schema import LATEST, MIGRATIONS
from record.pages import make_page

SAVED = sorted((Path(__file__).parent / "saved").glob("version-*.db"))


def test_every_earlier_version_is_saved() -> None:
    assert [path.stem for path in SAVED] == [f"version-{n}" for n in range(1, len(MIGRATIONS))]


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_it_is_read_without_being_changed(saved: Path, path: Path) -> None:
    shutil.copy(saved, path)
    before = path.read_bytes()
    with Reader(path) as reader:
        assert reader.find("pier").total == 2
        assert reader.judgement("x") is None
        assert list(problems(reader)) == []
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_it_is_migrated_when_written_to(saved: Path, path: Path) -> None:
    shutil.copy(saved, path)
    with Writer(path) as writer:
        assert writer.add(make_page()) == "known"
        assert writer.add(make_page(name="new.txt")) == "new"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)
    connection.close()
    with Reader(path) as reader:
        assert reader.find("pier").total == 3
        assert list(problems(reader)) == []
