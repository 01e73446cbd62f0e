"""What is wrong with a record is told in words."""

import sqlite3
from pathlib import Path

import pytest

from onrecord.record import Reader, Writer, history, problems
from record.pages import PIER, make_page, thread_page


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE statements SET content = 'else'", "its content is not what stands in the text"),
        ("UPDATE statements SET content_place = '0-9999'", "its content is not in the text"),
        ("UPDATE statements SET hash = x'00' WHERE key = 1", "statement 00: its id is not that of"),
        ("UPDATE pages SET address = 'else'", "its id is not that of its address, text and thread"),
        ("UPDATE pages SET current = 0", "has no current version"),
        ("UPDATE pages SET text = x'00'", "cannot be read back"),
        ("UPDATE pages SET article_end = 9999", "the article's place is not in its text"),
        ("UPDATE comments SET id = 'y' WHERE n = 1", "the id of comment 1 is not that of what it holds"),
        ("DELETE FROM comments WHERE n = 1", "orphan rows in statements"),
        ("DELETE FROM statements WHERE key = 2", "out of step: 1 times a statement is gone, but found"),
        ("DROP INDEX statements_page", "index or view statements_page is missing"),
    ],
)
def test_each_trouble_is_told(sql: str, told: str, path: Path) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    with Reader(path) as reader:
        assert any(told in line for line in problems(reader)), list(problems(reader))


def test_tables_of_others_are_none_of_our_business(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(make_page())
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with Reader(path) as reader:
        assert list(problems(reader)) == []


def test_history_tells_what_came_went_and_changed(path: Path) -> None:
    later = PIER.replace("The boats are out", "All the boats are out").replace(
        "“The pier is shut,” said Lena Brook. ", ""
    )
    with Writer(path) as writer:
        writer.add(make_page(day=1))
        writer.add(make_page(later + " “No ice,” said Ada Quill.", day=2))
    with Reader(path) as reader:
        first, second = history(reader, "pier.txt")
    assert first.changes == ()
    told = {c.what: (c.before and c.before.pieces[0], c.after and c.after.pieces[0]) for c in second.changes}
    assert told == {
        "went": ("“The pier is shut,”", None),
        "changed": ("“The boats are out,”", "“All the boats are out,”"),
        "came": (None, "“No ice,”"),
    }
