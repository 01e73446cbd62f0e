"""Appearances and what people said of them: through export, forgetting, stops and checks."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.core.errors import NotOnRecord
from onrecord.core.values import Page
from onrecord.grouping import WORDS
from onrecord.joining import PEOPLE, judge, people_of, settle_people, settled
from onrecord.record import (
    COLUMNS,
    Filters,
    Reader,
    Writer,
    appearances,
    forget,
    people,
    people_settled,
    person,
    problems,
    rows,
    take_in,
)
from record.pages import make_page
from record.people_pages import (
    MAYOR,
    THREE,
    clean,
    id_at,
    listed,
    page_of,
    put,
    say,
    thread_by,
)


def test_export_and_import_lose_nothing(path: Path, tmp_path: Path) -> None:
    put(path, *THREE, page_of("Ada Quill", "plain.txt", outlet="The Moon"))
    say(path, "mayor.txt", "plain.txt", "same", "I asked")
    say(path, "goal.txt", "again.txt", "different")
    with Reader(path) as reader:
        tables = {table: list(rows(reader, table)) for table in COLUMNS}
    assert len(tables["judged_people"]) == 2
    other = tmp_path / "other.db"
    with settled(other) as writer:
        assert take_in(writer, tables) == 4
    with Reader(other) as reader:
        assert {table: list(rows(reader, table)) for table in COLUMNS} == tables
    assert listed(other) == listed(path)
    clean(other)


def test_an_import_of_judgements_alone_is_heeded(path: Path) -> None:
    put(path, *THREE)
    with people_of(path) as reader:
        one, two = sorted(reader.page(name).id for name in ("mayor.txt", "goal.txt"))
    said = {"one_page": one, "one_name": "Ada Quill", "two_page": two, "two_name": "Ada Quill"}
    with settled(path) as writer:
        take_in(
            writer, {"judged_people": [{**said, "verdict": "same", "note": None, "judged": "2031-01-01"}]}
        )
    assert len(listed(path)) == 1


def test_commenters_are_nobodys_until_somebody_says_so(path: Path) -> None:
    put(path, thread_by("Grey Heron", "a.txt"), thread_by("Grey Heron", "b.txt"))
    found = listed(path, "heron")
    assert [(p.statements, p.private) for p in found] == [(1, True), (1, True)]
    with settled(path) as writer:
        judge(writer, found[0].id, found[1].id, "same")
    assert [p.statements for p in listed(path, "heron")] == [2]


def test_the_unnamed_writer_of_a_text_is_nobody(path: Path) -> None:
    put(path, page_of("author", "a.txt"), page_of("author", "b.txt"))
    assert listed(path) == []


def test_forgetting_takes_names_and_judgements_along(path: Path) -> None:
    put(path, MAYOR, page_of("Zacharias Ypsilant", "secret.txt"), thread_by("Grey Heron", "a.txt"))
    say(path, "mayor.txt", "secret.txt", "same")
    with settled(path) as writer:
        judge(writer, id_at(path, "a.txt", "heron"), id_at(path, "mayor.txt", "quill"), "same")
        forget(writer, "secret.txt")
        forget(writer, "Grey Heron")
    assert {p.name for p in listed(path)} == {"Ada Quill", "Karl Wend"}
    left = path.read_bytes().lower()
    assert b"ypsilant" not in left
    assert b"heron" not in left
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM judged_people").fetchone() == (0,)
    db.close()
    clean(path)


def test_what_was_not_settled_is_known_all_the_same_and_reading_leaves_no_trace(path: Path) -> None:
    with Writer(path, WORDS) as writer:
        for page in THREE:
            writer.add(page)
    before = path.read_bytes()
    with people_of(path) as reader:
        assert reader.aside
        assert [p.statements for p in people(reader)] == [2, 1]
        assert person(reader, people(reader)[1].id).name == "Ada Quill"
    assert path.read_bytes() == before
    with settled(path):
        pass
    with people_of(path) as reader:
        assert not reader.aside
        assert [p.statements for p in people(reader)] == [2, 1]
    clean(path)


def test_stopped_between_two_steps_it_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.people_settled._PAGES_AT_A_TIME", 1)
    with Writer(path, WORDS) as writer:
        for page in THREE:
            writer.add(page)
        with writer.transaction() as db:
            assert people_settled.give_people(db, PEOPLE)
        settle_people(writer)
    assert [p.statements for p in listed(path)] == [2, 1]
    clean(path)


def test_old_versions_do_not_count(path: Path) -> None:
    def version(day: int, more: str) -> Page:
        return page_of("Ada Quill", "pier.txt", more, day=day)

    put(path, version(1, ""), version(2, "Later."))
    [found] = listed(path)
    assert (found.statements, found.pages) == (1, 1)


def test_check_knows_the_tables(path: Path) -> None:
    put(path, *THREE)
    db = sqlite3.connect(path)
    db.execute("UPDATE appearances SET person = 3 WHERE key = 1")
    db.commit()
    db.close()
    with Reader(path) as reader:
        assert "not where the judge of people puts them" in " ".join(problems(reader, WORDS, PEOPLE))
    db = sqlite3.connect(path)
    db.execute("UPDATE appearances SET person = 99 WHERE key = 1")
    db.commit()
    db.close()
    with Reader(path) as reader:
        assert "belong to nobody" in " ".join(problems(reader))


def test_people_of_a_record_of_an_earlier_version_are_known(path: Path) -> None:
    shutil.copy(Path(__file__).parent / "saved" / "version-6.db", path)
    before = path.read_bytes()
    wanted = {("Lena Brook", 5), ("Karl Wend", 2), ("Otto Frey", 2)}
    assert {(p.name, p.statements) for p in listed(path)} == wanted
    assert path.read_bytes() == before
    with settled(path):
        pass
    assert {(p.name, p.statements) for p in listed(path)} == wanted
    clean(path)


def test_nobody_of_an_id_is_said(path: Path) -> None:
    put(path, make_page())
    with people_of(path) as reader:
        for ask in (person, appearances):
            with pytest.raises(NotOnRecord, match="onrecord speakers"):
                ask(reader, "ada-quill-00000000")
        with pytest.raises(NotOnRecord):
            reader.find(None, Filters(speaker="ada-quill-00000000"))
