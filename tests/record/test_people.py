"""Speakers across pages: joined by rule, overruled by people, kept through all that happens to pages."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core.errors import NotOnRecord, UsageError
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
    judgements_of,
    people,
    person,
    problems,
    rows,
    take_in,
)
from record.pages import make_page
from record.people_pages import id_at, listed, page_of, put, rows_of, thread_by

MAYOR = page_of("Ada Quill", "mayor.txt", "Northby mayor Ada Quill met us.")
AGAIN = page_of("Ada Quill", "again.txt", "Ada Quill, the mayor of Northby, left.", outlet="The Tern")
STRIKER = page_of("Ada Quill", "goal.txt", "Ada Quill, a striker for Orvane, won.", outlet="The Post")
PLAIN = page_of("Ada Quill", "plain.txt", outlet="The Moon")
THREE = (MAYOR, AGAIN, STRIKER)


def clean(path: Path) -> None:
    with Reader(path) as reader:
        assert list(problems(reader, WORDS, PEOPLE)) == []


def say(path: Path, one: str, two: str, verdict: str, note: str | None = None) -> None:
    with settled(path) as writer:
        judge(writer, id_at(path, one), id_at(path, two), verdict, note=note)  # type: ignore[arg-type]


def test_one_full_name_and_nothing_against_it_is_one_person(path: Path) -> None:
    put(path, PLAIN, page_of("Ada Quill", "other.txt"))
    [found] = listed(path)
    assert (found.name, found.statements, found.pages, found.outlets) == ("Ada Quill", 2, 2, 2)
    clean(path)


def test_two_people_of_one_name_are_two_rows_and_each_is_found(path: Path) -> None:
    put(path, *THREE)
    assert rows_of(path, "quill") == [{"mayor.txt", "again.txt"}, {"goal.txt"}]
    mayor, striker = listed(path)
    with people_of(path) as reader:
        assert reader.find(None, Filters(speaker=striker.id)).hits[0].entry.page == reader.page("goal.txt").id  # type: ignore[union-attr]
        assert reader.find(None, Filters(speaker=mayor.id)).total == 2
        assert reader.find("pier", Filters(speaker="Ada Quill")).total == 3
    clean(path)


def test_every_decision_has_verdict_score_reason_and_judge(path: Path) -> None:
    put(path, *THREE)
    mayor, striker = listed(path)
    with people_of(path) as reader:
        first, second = sorted(appearances(reader, mayor.id), key=lambda each: each.other is None)
        [other] = appearances(reader, striker.id)
    assert (first.verdict, first.other, first.judge) == ("same", second.id, "onrecord/1")
    assert "place" in str(first.reason)
    assert (other.verdict, other.about) == ("different", ("Orvane", "striker"))
    assert 0 < (other.score or 0) < 0.5 < (first.score or 0) <= 1
    db = sqlite3.connect(path)
    assert set(db.execute("SELECT verdict, judge FROM people_judgements")) == {
        ("same", "onrecord/1"),
        ("different", "onrecord/1"),
    }
    db.close()


def test_what_could_be_either_of_two_is_neither(path: Path) -> None:
    put(path, *THREE, PLAIN)
    there = sorted(map(sorted, rows_of(path, "quill")))
    assert there == [["again.txt", "mayor.txt"], ["goal.txt"], ["plain.txt"]]
    with people_of(path) as reader:
        [found] = appearances(reader, id_at(path, "plain.txt"))
    assert found.verdict == "unsure"


def test_the_outlet_that_has_only_one_of_them_decides(path: Path) -> None:
    put(path, *THREE, page_of("Ada Quill", "plain.txt", outlet="The Post"))
    assert {"goal.txt", "plain.txt"} in rows_of(path, "quill")


@pytest.mark.parametrize("seed", range(5))
def test_who_is_who_depends_on_no_order(path: Path, tmp_path: Path, seed: int) -> None:
    pages = [
        *THREE,
        PLAIN,
        page_of("A. Quill", "initial.txt"),
        page_of("Quill", "lone.txt", outlet="The Tern"),
    ]
    put(path, *pages)
    random.Random(seed).shuffle(pages)
    other = tmp_path / "other.db"
    for page in pages:  # one by one, so that people are known at each step
        put(other, page)
    assert sorted(map(sorted, rows_of(path, "quill"))) == sorted(map(sorted, rows_of(other, "quill")))
    assert {p.id for p in listed(path)} == {p.id for p in listed(other)}
    clean(other)


def test_a_persons_word_joins_and_parts_and_is_taken_back(path: Path) -> None:
    put(path, *THREE)
    say(path, "mayor.txt", "goal.txt", "same", "she played once")
    assert rows_of(path, "quill") == [{"mayor.txt", "again.txt", "goal.txt"}]
    with people_of(path) as reader:
        [kept] = judgements_of(reader, appearances(reader, id_at(path, "goal.txt")))
    assert (kept["verdict"], kept["note"]) == ("same", "she played once")
    clean(path)
    say(path, "mayor.txt", "goal.txt", "unsure")
    assert rows_of(path, "quill") == [{"mayor.txt", "again.txt"}, {"goal.txt"}]
    say(path, "mayor.txt", "again.txt", "different")
    assert sorted(map(sorted, rows_of(path, "quill"))) == [["again.txt"], ["goal.txt"], ["mayor.txt"]]
    clean(path)


def test_other_names_are_joined_by_word_and_found_by_either(path: Path) -> None:
    put(path, MAYOR, page_of("Zed Moor", "moor.txt"))
    say(path, "mayor.txt", "moor.txt", "same", "her pen name")
    [found] = listed(path)
    assert {found.name, *found.names} == {"Ada Quill", "Zed Moor"}
    with Reader(path) as reader:
        assert reader.find(None, Filters(speaker="Zed Moor")).total == 2
        assert reader.find(None, Filters(speaker="Ada Quill")).total == 2
    clean(path)


def test_short_first_names_find_each_other(path: Path) -> None:
    put(path, page_of("Robert Quill", "long.txt"), page_of("Bob Quill", "short.txt"), PLAIN)
    with Reader(path) as reader:
        assert reader.find(None, Filters(speaker="Bob Quill")).total == 2
        assert reader.find(None, Filters(speaker="Quill")).total == 3


def test_judgements_that_contradict_each_other_are_refused_in_words(path: Path) -> None:
    put(path, *THREE)
    say(path, "mayor.txt", "again.txt", "same")
    say(path, "again.txt", "goal.txt", "same")
    with pytest.raises(UsageError, match=r"contradict.* is ada-quill-"):
        say(path, "mayor.txt", "goal.txt", "different")
    assert len(listed(path)) == 1
    say(path, "again.txt", "goal.txt", "unsure")
    say(path, "mayor.txt", "goal.txt", "different")
    with pytest.raises(UsageError, match="contradict"):
        say(path, "again.txt", "goal.txt", "same")
    clean(path)


def test_contradictions_that_come_from_elsewhere_are_told(path: Path) -> None:
    put(path, *THREE)
    say(path, "mayor.txt", "again.txt", "same")
    say(path, "again.txt", "goal.txt", "same")
    with people_of(path) as reader:
        places = [tuple(reader.page(name).id for name in ("mayor.txt", "goal.txt"))]
    with Writer(path) as writer, writer.transaction() as db:
        one, two = sorted(places[0])
        db.execute(
            "INSERT INTO judged_people VALUES (?, 'Ada Quill', ?, 'Ada Quill', 'different', NULL, 'now')",
            (one, two),
        )
    with Reader(path) as reader:
        assert "contradicts" in " ".join(problems(reader, WORDS, PEOPLE))


def test_judging_needs_two_that_are_there(path: Path) -> None:
    put(path, MAYOR)
    with settled(path) as writer:
        with pytest.raises(NotOnRecord):
            judge(writer, id_at(path, "mayor.txt"), "ada-quill-00000000", "same")
        with pytest.raises(UsageError):
            judge(writer, id_at(path, "mayor.txt"), id_at(path, "mayor.txt"), "same")


def test_a_persons_word_survives_new_readings_and_new_versions(path: Path) -> None:
    put(path, *THREE)
    say(path, "mayor.txt", "goal.txt", "same")
    put(
        path,
        replace(STRIKER, model="better", statements=page_of("Ada M. Quill", "x").statements),
        reread=True,
    )
    assert rows_of(path, "quill") == [{"mayor.txt", "again.txt", "goal.txt"}]
    put(
        path,
        page_of("Ada Quill", "goal.txt", "Ada Quill, a striker for Orvane, won. Later.", outlet="The Post"),
    )
    assert rows_of(path, "quill") == [{"mayor.txt", "again.txt", "goal.txt"}]
    clean(path)


def test_export_and_import_lose_nothing(path: Path, tmp_path: Path) -> None:
    put(path, *THREE, PLAIN)
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
    from onrecord.record import people_settled as room

    monkeypatch.setattr("onrecord.record.people_settled._PAGES_AT_A_TIME", 1)
    with Writer(path, WORDS) as writer:
        for page in THREE:
            writer.add(page)
        with writer.transaction() as db:
            assert room.give_people(db, PEOPLE)
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


def test_nobody_of_an_id_is_said(path: Path) -> None:
    put(path, make_page())
    with people_of(path) as reader:
        for ask in (person, appearances):
            with pytest.raises(NotOnRecord, match="onrecord speakers"):
                ask(reader, "ada-quill-00000000")
        with pytest.raises(NotOnRecord):
            reader.find(None, Filters(speaker="ada-quill-00000000"))
