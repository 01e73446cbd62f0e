"""Speakers across pages: joined by rule, overruled by people, kept through all that happens to pages."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.grouping import WORDS
from onrecord.joining import PEOPLE, judge, people_of, settled
from onrecord.record import (
    Filters,
    Reader,
    Writer,
    appearances,
    judgements_of,
    problems,
)
from record.people_pages import MAYOR, STRIKER, THREE, clean, id_at, listed, page_of, put, rows_of, say

PLAIN = page_of("Ada Quill", "plain.txt", outlet="The Moon")


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
