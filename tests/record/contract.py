"""What any store must do, whatever it keeps its pages in: a class of tests to derive from."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.core.errors import EmptyInput, NotOnRecord, UsageError
from onrecord.core.ids import page_id, statement_id
from onrecord.core.values import Comment, Page, Statement
from onrecord.record import Filters, Reader, Writer, history, judge
from onrecord.record.writer import Outcome
from record.pages import PIER, make_page, thread_page

SHUT = EmptyInput("x.txt is empty", remedy="give a page with an article")


class StoreContract:
    """Derive, say how the two halves of the store are opened, and every test here is run on it."""

    @pytest.fixture
    @abstractmethod
    def store(self) -> Iterator[Store]:
        """Give a new, empty store."""

    def test_a_page_comes_back_as_it_went_but_for_its_ids(self, store: Store) -> None:
        page = thread_page()
        store.add(page)
        with store.reader() as reader:
            back = reader.page(page.url or "")
        assert back.id == page_id(page.url or "", page.text, page.comments)
        assert [s.id for s in back.statements] == [
            statement_id(back.id, None, s.source, s.cue, s.content) for s in page.statements
        ]
        assert unnamed(back) == unnamed(page)

    def test_adding_twice_changes_nothing(self, store: Store) -> None:
        assert store.add(make_page()) == ["new"]
        assert store.add(make_page()) == ["known"]
        with store.reader() as reader:
            assert len(list(reader.pages(all_versions=True))) == 1
            assert reader.find("pier").total == 1

    def test_a_changed_text_is_a_new_version_and_the_old_one_is_kept(self, store: Store) -> None:
        assert store.add(make_page(day=1), make_page(PIER + " More.", day=2)) == ["new", "version"]
        with store.reader() as reader:
            assert [p.text for p in reader.pages()] == [PIER + " More."]
            assert len(list(reader.pages(all_versions=True))) == 2
            assert reader.find("pier").total == 1
            assert reader.find("pier", Filters(all_versions=True)).total == 2
            assert [v.current for v in history(reader, "pier.txt")] == [False, True]

    def test_an_older_capture_does_not_become_current(self, store: Store) -> None:
        store.add(make_page(day=9), make_page(PIER + " Before.", day=2))
        with store.reader() as reader:
            assert reader.page("pier.txt").text == PIER

    def test_pages_without_a_name_are_no_versions_of_each_other(self, store: Store) -> None:
        assert store.add(make_page(name="-"), make_page(PIER + " More.", name="-")) == ["new", "new"]

    def test_ids_given_by_lines_do_not_mix_versions_up(self, store: Store) -> None:
        store.add(replace(make_page(name="7"), id="7"), replace(make_page("Now. " + PIER, name="7"), id="7"))
        with store.reader() as reader:
            versions = history(reader, "7")
        ids = [s.id for v in versions for s in v.page.statements]
        assert len(ids) == len(set(ids)) == 4

    def test_a_reading_is_replaced_only_when_asked(self, store: Store) -> None:
        page = make_page()
        better = replace(page, model="better", statements=page.statements[:1])
        store.add(page)
        assert store.add(better) == ["known"]
        assert store.add(better, reread=True) == ["reread"]
        with store.reader() as reader:
            assert reader.page("pier.txt").model == "better"
            assert reader.find("boats").total == 0
            assert reader.find("pier").total == 1

    def test_what_people_judged_survives_a_new_reading(self, store: Store) -> None:
        page = make_page()
        store.add(page)
        with store.reader() as reader:
            [hit] = reader.find("pier")
        with store.writer() as writer:
            judge(writer, hit.id, "wrong", speaker="Karl Wend", note="read it again")
            writer.add(replace(page, model="better", statements=()), reread=True)
            writer.add(replace(page, model="best"), reread=True)
        with store.reader() as reader:
            judged = reader.judgement(hit.id)
            assert reader.find("pier")[0].id == hit.id
        assert judged is not None
        assert (judged["verdict"], judged["speaker"], judged["content_at"]) == (
            "wrong",
            '["Karl Wend"]',
            "0-19",
        )

    def test_judging_what_is_not_there_is_refused(self, store: Store) -> None:
        with store.writer() as writer, pytest.raises(NotOnRecord):
            judge(writer, "0" * 32, "right")

    def test_a_failure_is_one_row_and_goes_when_the_input_is_read(self, store: Store) -> None:
        with store.writer() as writer:
            writer.fail("pier.txt", SHUT)
            writer.fail("pier.txt", SHUT)
        with store.reader() as reader:
            assert [f["code"] for f in reader.failures()] == ["empty"]
        store.add(make_page())
        with store.reader() as reader:
            assert reader.failures() == []

    def test_an_input_is_known_by_name_and_bytes(self, store: Store) -> None:
        page = make_page()
        store.add(page)
        with store.writer() as writer:
            assert writer.knows("pier.txt", page.source.sha256) == (page.id, "fake")
            assert writer.knows("pier.txt", "other") is None
            assert writer.knows("else.txt", page.source.sha256) is None

    def test_nothing_of_a_page_is_there_if_it_could_not_be_written(self, store: Store) -> None:
        page = make_page()
        with store.writer() as writer:
            with pytest.raises(ZeroDivisionError), writer.transaction():
                writer._add_version(writer._db, page, False)
                raise ZeroDivisionError
            assert writer.add(page) == "new"

    @pytest.mark.parametrize("name", ["nothing", "0" * 32])
    def test_what_is_not_on_record_is_said(self, store: Store, name: str) -> None:
        store.add(make_page())
        with store.reader() as reader:
            for ask in (reader.page, reader.statement, reader.page_of_comment):
                with pytest.raises(NotOnRecord) as told:
                    ask(name)
                assert told.value.remedy

    @pytest.mark.parametrize("query", ["", "!!!", "a OR", "(a", "a)", "NOT a", "AND", "a NOT"])
    def test_a_query_without_sense_is_a_wrong_call(self, store: Store, query: str) -> None:
        store.add(make_page())
        with store.reader() as reader, pytest.raises(UsageError):
            reader.find(query)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        query=st.text(max_size=30)
        | st.lists(st.sampled_from('pier "( )*ORNOT AND-:^'), max_size=20).map("".join)
    )
    def test_any_query_is_answered_or_refused(self, store: Store, query: str) -> None:
        store.add(make_page())
        with store.reader() as reader:
            try:
                reader.find(query)
            except UsageError as error:
                assert error.remedy


def unnamed(page: Page) -> Page:
    """Take the ids off, which are other ones on record."""

    def bare(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(replace(s, id="") for s in statements)

    comments: tuple[Comment, ...] = tuple(replace(c, statements=bare(c.statements)) for c in page.comments)
    return replace(page, id="", statements=bare(page.statements), comments=comments)


class Store:
    """How the tests reach a store."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Open it for writing."""
        raise NotImplementedError

    def reader(self) -> AbstractContextManager[Reader]:
        """Open it for reading."""
        raise NotImplementedError

    def add(self, *pages: Page, reread: bool = False) -> list[Outcome]:
        """Add pages and say what became of them."""
        with self.writer() as writer:
            return [writer.add(page, reread=reread) for page in pages]
