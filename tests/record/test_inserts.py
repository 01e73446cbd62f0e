"""Rows as they go in: days as numbers, what is none, and what no two rows may share."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.record import Writer
from record.pages import make_page


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2031-03-02", "integer"),
        ("0031-02-03", "integer"),
        ("2031-03-02T10:00:00Z", "text"),
        ("2031-03", "text"),
        ("２031-03-02", "text"),
        (None, "null"),
    ],
)
def test_a_day_is_a_number_and_reads_as_it_was_given(path: Path, published: str | None, kept: str) -> None:
    with Writer(path) as writer:
        writer.add(make_page(published=published))
    rows = asked(path, "SELECT DISTINCT date, typeof(date_number) FROM statements")
    assert rows == [(published, kept)]


def test_what_a_statement_does_not_have_is_null(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(make_page())
    columns = "addressee, via, addressee_at, via_at, comment"
    assert set(asked(path, f"SELECT {columns} FROM statements")) == {(None,) * 5}
    assert asked(path, "SELECT count(*) FROM statements WHERE source = '' OR cue = ''") == [(0,)]


def test_an_input_with_the_same_bytes_is_one_row(path: Path) -> None:
    with Writer(path) as writer:
        for _ in range(2):
            writer.add(make_page(name="pier.txt"))
        writer.add(make_page("The pier is open again, said Lena Brook.", name="pier.txt"))
    assert asked(path, "SELECT count(*), count(DISTINCT sha256) FROM sources") == [(2, 2)]


def test_no_address_has_two_current_versions(path: Path) -> None:
    with Writer(path) as writer:
        for text in ("“One,” said Lena Brook.", "“Two,” said Lena Brook.", "“Three,” said Lena Brook."):
            writer.add(make_page(text))
    assert asked(path, "SELECT current FROM pages ORDER BY key") == [(0,), (0,), (1,)]
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        asked(path, "UPDATE pages SET current = 1")
