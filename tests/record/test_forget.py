"""Forgetting is for good, and says what stays."""

from pathlib import Path

import pytest

from onrecord.core.errors import NotOnRecord
from onrecord.core.values import Comment
from onrecord.record import Filters, Reader, Writer, forget, problems, rows, take_in
from onrecord.record.tombstones import without
from record.pages import PIER, make_page, thread_page


def bytes_of(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_a_forgotten_page_leaves_nothing_and_does_not_come_back(path: Path) -> None:
    secret = "“Xylograph,” said Zacharias Ypsilant."
    with Writer(path) as writer:
        writer.add(make_page(secret, "secret.txt", outlet="The Ypsilant"))
        writer.add(make_page(secret + " Later.", "secret.txt"))
        writer.add(make_page())
        done = forget(writer, "secret.txt")
        assert (done.what, done.pages, done.statements) == ("page", 2, 2)
        # Neither under its name nor with its bytes under another one.
        assert writer.add(make_page(secret, "secret.txt")) == "forgotten"
        assert writer.add(make_page(secret, "copy.txt")) == "forgotten"
        assert writer.add(make_page("All else.", "secret.txt")) == "forgotten"
    left = bytes_of(path).lower()
    for word in (b"xylograph", b"ypsilant", b"secret.txt"):
        assert word not in left
    with Reader(path) as reader:
        assert reader.find("pier").total == 1
        assert list(problems(reader)) == []


def test_a_forgotten_commenter_leaves_the_page_and_others(path: Path) -> None:
    page = thread_page()
    with Writer(path) as writer:
        writer.add(page)
        done = forget(writer, "@heron")
        assert (done.what, done.pages, done.comments, done.statements) == ("commenter", 1, 2, 2)
        # Tern's comment names the person, and so does the page's text, where it stands.
        assert done.stays == 2
        assert writer.add(page) == "known"
        assert writer.add(thread_page(text=page.text + " Later.")) == "version"
    with Reader(path) as reader:
        back = reader.page("https://bell.example/pier")
        assert [(c.n, c.author, c.parent) for c in back.comments] == [(2, "Tern", None)]
        assert "café" not in back.text
        assert back.text[slice(*back.comments[0].span or ())] == back.comments[0].text
        assert reader.find("café", Filters(all_versions=True)).total == 0
        assert reader.find("café", field="comments").total == 0
        assert reader.find("café", field="pages").total == 0
        assert list(problems(reader)) == []


def test_a_commenter_may_be_forgotten_on_one_page(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
        writer.add(thread_page("https://bell.example/other"))
        assert forget(writer, "Heron", on="https://bell.example/other").pages == 1
    with Reader(path) as reader:
        assert reader.find("café", field="comments").total == 2


def test_what_was_forgotten_does_not_come_back_by_import(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
        writer.add(make_page())
    with Reader(path) as reader:
        tables = {
            table: list(rows(reader, table)) for table in ("pages", "comments", "statements", "sources")
        }
    other = path.with_name("other.db")
    with Writer(other) as writer:
        writer.add(make_page())
        writer.add(thread_page("https://bell.example/other"))
        forget(writer, "pier.txt")
        forget(writer, "Heron")
        assert take_in(writer, tables) == 1
    with Reader(other) as reader:
        assert reader.find("café", Filters(all_versions=True)).total == 0
        assert list(problems(reader)) == []


def test_who_is_not_there_is_said_and_nothing_changes(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(thread_page())
        with pytest.raises(NotOnRecord):
            forget(writer, "Nobody")
        with pytest.raises(NotOnRecord):
            forget(writer, "Heron", on="https://bell.example/none")
    with Reader(path) as reader:
        assert reader.find("café", field="comments").total == 2


def test_offsets_hold_where_words_are_taken_out() -> None:
    page = thread_page()
    kept = without(page, {"Heron"})
    assert len(kept.text) == len(page.text)
    assert kept.text[: len(PIER)] == PIER
    assert without(page, {"Nobody"}).comments == page.comments
    lone = make_page(comments=(Comment(n=1, author="Heron", text="No."),))
    assert without(lone, {"Heron"}).text == lone.text
