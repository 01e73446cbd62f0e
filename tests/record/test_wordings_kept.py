"""What wordings are found by, as it lies in memory, in a table of its own, and in the great one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.grouping import WORDS, open_to_add
from onrecord.record import Reader, forget, problems
from record.pages import make_page, thread_page
from record.test_wordings import KEPT, SAID, compared, groups, said, sizes

VARIED = [
    said(SAID, "a"),
    said(SAID, "b"),
    said(SAID + " come", "c", day="2031-02-09"),
    said(SAID, "d", day=None),
]


def test_two_writers_find_what_the_other_has_added(path: Path) -> None:
    with open_to_add(path) as one, open_to_add(path) as other:
        for n, page in enumerate(VARIED):
            (one, other)[n % 2].add(page)
    assert groups(path) == compared(VARIED)
    assert len(groups(path)) == 1


def test_what_a_killed_writer_added_is_found(path: Path) -> None:
    left = path.with_name("left.db")
    with open_to_add(path) as writer:
        for page in VARIED[:2]:
            writer.add(page)
        for name in ("", "-wal"):
            left.with_name(left.name + name).write_bytes(path.with_name(path.name + name).read_bytes())
    with Reader(left) as reader:
        assert list(problems(reader, WORDS)) == []
    with open_to_add(left) as writer:
        for page in VARIED[2:]:
            writer.add(page)
    assert groups(left) == compared(VARIED)


def test_what_was_undone_is_not_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_to_add(path) as writer:
        with monkeypatch.context() as patched:
            patched.setattr("onrecord.record.index.add", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                writer.add(VARIED[0])
        writer.add(said("The ferry has promised three new wards to the old town", "e"))
        writer.add(VARIED[1])
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []
    assert sizes(path) == [1, 1]


def test_what_finds_wordings_is_put_in_its_place_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.shingles._MOST", 0)
    with open_to_add(path) as writer:
        for page in VARIED:
            writer.add(page)
            counts = [writer.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in KEPT]
            assert counts[0]
            assert not counts[1]
    assert groups(path) == compared(VARIED)


def test_the_first_with_a_wording_goes_and_the_others_have_it_still(path: Path) -> None:
    with open_to_add(path) as writer:
        for page in VARIED:
            writer.add(page)
        writer.add(replace(VARIED[0], model="better", statements=()), reread=True)
        assert groups(path) == compared(VARIED[1:])
        forget(writer, "b")
    assert groups(path) == compared(VARIED[2:])
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []


def test_a_new_reading_with_the_keys_of_the_old_one_has_its_edges_once(path: Path) -> None:
    page = make_page(f"“{SAID},” said Nora Falk. “{SAID} come,” said Nora Falk.", "a", published="2031-02-03")
    with open_to_add(path) as writer:
        writer.add(page)
        writer.add(replace(page, model="better"), reread=True)
        writer.add(VARIED[1])
    assert groups(path) == compared([page, VARIED[1]])
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []


def test_a_copy_with_the_key_of_another_statement_has_no_edges(path: Path) -> None:
    with open_to_add(path) as writer:
        writer.add(VARIED[0])
        writer.add(VARIED[2])
        writer.add(replace(VARIED[2], model="better", statements=()), reread=True)
        writer.add(VARIED[1])  # its statement has the key that is free again, and a wording that is there
        writer.add(said(SAID + " back", "e"))
    assert groups(path) == compared([*VARIED[:2], said(SAID + " back", "e")])
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []


def test_what_a_forgotten_commenter_said_is_known_no_more(path: Path) -> None:
    page = thread_page()
    assert any(c.statements for c in page.comments)
    with open_to_add(path) as writer:
        writer.add(page)
        writer.add(thread_page("https://bell.example/quay"))
        forget(writer, "Heron")
        writer.add(said(SAID, "a"))
        writer.add(said(SAID + " come", "b"))
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []
