"""Wordings on record: their edges are those of a rebuild, whatever the order in which pages came and went."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.core.forms import Form
from onrecord.core.values import Page
from onrecord.grouping import WORDS, open_to_add
from onrecord.record import Groups, Reader, Writer, forget, judge, judge_pair, problems, rows, take_in
from onrecord.wordings import components, form_of, likeness
from record.pages import make_page

SAID = "The clinic will lose forty beds and the old roof before the winter storms"
KEPT = ("shingles", "new_shingles")
Grouping = set[frozenset[tuple[str, str]]]


def said(words: str, name: str, *, by: str = "Nora Falk", day: str | None = "2031-02-03") -> Page:
    return make_page(f"“{words},” said {by}.", name, published=day, outlet=f"The {name}")


def groups(path: Path) -> Grouping:
    """Every group, its statements by the page's address and the words."""
    with Reader(path, WORDS) as reader, Groups(reader, WORDS) as looked:
        keys = [row[0] for row in reader.connection.execute("SELECT key FROM statements")]
        found = [frozenset(looked.of(key)) for key in keys]
        for key, group in zip(keys, found, strict=True):
            assert key in group
        # The group of one is the group of each in it.
        assert len({key for group in set(found) for key in group}) == sum(map(len, set(found)))
        named = {key: (entry.page, entry.pieces[0]) for key, _, entry in looked.entries(keys)}
    return {frozenset(named[key] for key in group) for group in found}


def compared(pages: Iterable[Page]) -> Grouping:
    """The same by comparing all statements with all, without a store."""
    forms: dict[str, Form] = {}
    held: dict[str, set[tuple[str, str]]] = {}
    with TemporaryDirectory() as folder, Writer(Path(folder) / "plain.db") as writer:
        for page in pages:
            writer.add(page)
        with Reader(writer.path) as reader:
            for page in reader.pages(all_versions=True):
                for s in page.statements:
                    words = " … ".join(page.text[a:b] for a, b in s.content)
                    names = (s.speaker,) if isinstance(s.speaker, str) else s.speaker or ()
                    form = form_of(s.id, words, names, page.published)
                    forms[form.id] = form
                    held.setdefault(form.id, set()).add((page.id, words))
    edges = [
        (a, b, alike)
        for a, b in combinations(forms, 2)
        if (alike := likeness(forms[a], forms[b])) is not None
    ]
    nodes = {id: (form.names, form.sure) for id, form in forms.items()}
    return {frozenset(place for id in ids for place in held[id]) for ids in components(nodes, edges)}


WORD = st.sampled_from(["clinic", "beds", "roof", "storm", "ferry", "crane"])
DAYS = st.sampled_from([None, "2031-01-01", "2031-01-20", "2031-02-10", "2031-03-20", "bad"])
PEOPLE = st.sampled_from(["Nora Falk", "Ole Falk", "Nora Falkner", "Ada Quill", "he"])


@st.composite
def archives(draw: st.DrawFn) -> list[Page]:
    pages = []
    for n in range(draw(st.integers(2, 8))):
        sentences = [
            f"“{' '.join(draw(st.lists(WORD, min_size=3, max_size=8)))},” said {draw(PEOPLE)}."
            for _ in range(draw(st.integers(1, 2)))
        ]
        pages.append(make_page(" ".join(sentences), f"p{n}.txt", published=draw(DAYS)))
    return pages


@settings(max_examples=20)
@given(archives(), st.randoms(use_true_random=False))
def test_any_order_gives_the_groups_of_a_rebuild(pages: list[Page], chance: random.Random) -> None:
    extra = said(SAID, "extra.txt")
    order = [*pages, extra]
    chance.shuffle(order)
    again = chance.choice(pages)
    gone = chance.choice(pages)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with open_to_add(path) as writer:
            for page in order:
                # Some come in a reading without statements first.
                if page is again:
                    writer.add(replace(page, model="worse", statements=()))
                writer.add(page, reread=True)
            forget(writer, "extra.txt")
        assert groups(path) == compared(pages)
        with open_to_add(path) as writer:
            forget(writer, gone.source.name)
        assert groups(path) == compared([page for page in pages if page is not gone])
        with Reader(path) as reader:
            assert list(problems(reader, WORDS)) == []


def test_what_was_added_without_wordings_gets_them(path: Path) -> None:
    pages = [said(SAID, "a"), said(SAID, "b"), said(SAID + " come", "c", day="2031-02-09")]
    with Writer(path) as writer:
        writer.add(pages[0])
    with open_to_add(path) as writer:
        writer.add(pages[1])
        assert writer._db.execute("SELECT count(DISTINCT wording) FROM statements").fetchone()[0] == 1
    with Writer(path) as writer:
        writer.add(pages[2])
    before = path.read_bytes()
    with Reader(path, WORDS) as reader:
        assert reader.aside
    assert groups(path) == compared(pages)
    assert len(groups(path)) == 1
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    open_to_add(path).close()
    with Reader(path, WORDS) as reader:
        assert not reader.aside


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_record_of_an_earlier_version_gets_them(version: int, path: Path) -> None:
    saved = Path(__file__).parent / "saved" / f"version-{version}.db"
    path.write_bytes(saved.read_bytes())
    aside = groups(path)
    open_to_add(path).close()
    assert groups(path) == aside
    # Two of the three that say the same are by one person, and the third's speaker was corrected. Of two
    # that are too short to be joined, somebody judged that they are one.
    assert sorted(map(len, aside))[-2:] == {1: [1, 1], 2: [1, 3], 3: [2, 3], 4: [2, 3]}[version]


def test_judgements_regroup_and_survive_a_new_reading(path: Path) -> None:
    pages = [
        said(SAID, "a"),
        said(SAID, "b"),
        said(SAID, "c", by="Karl Wend"),
        said("No ice on the lake", "d"),
    ]
    with open_to_add(path) as writer:
        for page in pages:
            writer.add(page)
    with Reader(path) as reader:
        a, b, c, d = (page.statements[0].id for page in reader.pages())
    assert sizes(path) == [1, 1, 2]
    with open_to_add(path) as writer:
        judge(writer, c, "wrong", speaker="Nora Falk")
        assert sizes(path) == [1, 3]
        judge_pair(writer, d, a, "same", note="heard it")
        assert sizes(path) == [4]
        judge_pair(writer, a, b, "different")
        assert sizes(path) == [1, 3]
        for page in pages:
            writer.add(replace(page, model="better", statements=()), reread=True)
        assert sizes(path) == []
        for page in pages:
            # The words' places are the same, and so is the judgement, though the ids are not.
            other = replace(page.statements[0], cue=())
            best = replace(
                page, model="best", statements=(other if page is pages[3] else page.statements[0],)
            )
            writer.add(best, reread=True)
        assert sizes(path) == [1, 3]
        judge_pair(writer, a, b, "unsure")
        assert sizes(path) == [4]
    with Reader(path) as reader:
        assert list(problems(reader, WORDS)) == []


def sizes(path: Path) -> list[int]:
    return sorted(map(len, groups(path)))


def test_pairs_that_cannot_be_judged_are_refused(path: Path) -> None:
    with open_to_add(path) as writer:
        writer.add(said(SAID, "a"))
        [page] = Reader(path).pages()
        with pytest.raises(UsageError):
            judge_pair(writer, page.statements[0].id, page.statements[0].id, "same")
        with pytest.raises(NotOnRecord):
            judge_pair(writer, page.statements[0].id, "0" * 32, "same")


def test_a_round_trip_loses_nothing_of_groups(path: Path) -> None:
    with open_to_add(path) as writer:
        for name, by in (("a", "Nora Falk"), ("b", "Nora Falk"), ("c", "Karl Wend"), ("d", "Ada Quill")):
            writer.add(said(SAID, name, by=by))
        with Reader(path) as reader:
            a, _, c, d = (page.statements[0].id for page in reader.pages())
            judge(writer, c, "wrong", speaker="Nora Falk")
            judge_pair(writer, a, d, "same")
    tables = ("pages", "comments", "statements", "sources", "judgements", "judged_pairs")
    with Reader(path) as reader:
        exported = {table: list(rows(reader, table)) for table in tables}
    other = path.with_name("other.db")
    with open_to_add(other) as writer:
        take_in(writer, exported)
    with Reader(other) as reader:
        assert {table: list(rows(reader, table)) for table in tables} == exported
        assert list(problems(reader, WORDS)) == []
    assert groups(other) == groups(path)
    assert sizes(other) == [4]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM statements WHERE key = 1", "orphan rows in edges"),
        ("UPDATE statements SET wording = 7 WHERE key = 2", "1 statements have the wording of one that is"),
        ("UPDATE edges SET likeness = 0.9", "1 edges are not what their wordings make"),
        ("UPDATE statements SET wording = 1 WHERE key = 2", "its wording is not that of its words"),
        ("DELETE FROM shingles WHERE wording = 2", "its wording is not that of its words"),
    ],
)
def test_check_tells_what_is_wrong_with_wordings(sql: str, told: str, path: Path) -> None:
    with open_to_add(path) as writer:
        writer.add(said(SAID, "a"))
        writer.add(said(SAID + " come", "b", day="2031-02-09"))
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    with Reader(path) as reader:
        assert any(told in line for line in problems(reader, WORDS)), list(problems(reader, WORDS))


def test_what_a_new_reading_leaves_is_taken_away_as_the_writer_closes(path: Path) -> None:
    page = said(SAID, "a")
    with open_to_add(path) as writer:
        writer.add(page)
        writer.add(replace(page, model="better", statements=()), reread=True)
    connection = sqlite3.connect(path)
    left = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in KEPT]
    connection.close()
    assert left == [0, 0]


def test_what_is_forgotten_leaves_no_wording(path: Path) -> None:
    with open_to_add(path) as writer:
        writer.add(said(SAID, "a"))
        writer.add(said(SAID + " come", "b", day="2031-02-09"))
        with Reader(path) as reader:
            a, b = (page.statements[0].id for page in reader.pages())
        judge_pair(writer, a, b, "same", note="Xylograph")
        forget(writer, "a")
        db = writer._db
        for table, left in (("statements", 1), ("edges", 0), ("judged_pairs", 0)):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == left
        forget(writer, "b")
        for table in KEPT:
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    assert b"Xylograph" not in path.read_bytes()
