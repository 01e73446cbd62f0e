"""Quotations checked against a record: the verdicts are those against the pages, and little of it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.core.errors import MissingRecord, UsageError
from onrecord.core.values import Page
from onrecord.record import Writer
from onrecord.verifying import OnRecord, Together, shelf_of, verify_quotation
from record.pages import make_page, thread_page

HARBOUR = (
    "“We will not close the old harbour before the spring,” said Lena Brook. "
    "The town council met for three hours on a wet night. "
    "“There were 12 boats and they were all out of the water,” said Karl Wend."
)
QUOTATIONS = [
    ("We will not close the old harbour before the spring", "Lena Brook", "verbatim"),
    ("We will not close the old harbour [at Sund] before the spring", "Brook", "verbatim"),
    ("We will close the old harbour before the spring", "Lena Brook", "altered"),
    ("We will not close the old harbour before the spring", "Karl Wend", "misattributed"),
    ("There were twelve boats and they were all out of the water", "Karl Wend", "verbatim"),
    ("There were 20 boats and they were all out of the water", "Karl Wend", "altered"),
    ("close the old harbour and they were all out of the water", "Karl Wend", "spliced"),
    ("The town council met for three hours", "Lena Brook", "unattributed"),
    ("so did I, and Heron knows", "Tern", "unattributed"),
    ("Nobody has ever seen a goat swim so far", "Lena Brook", "not on record"),
    ("We will not clo\u00adse the old harb\u200bour before the spring", "Lena Brook", "verbatim"),
]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[OnRecord]:
    with Writer(tmp_path / "news.db") as writer:
        for page in pages():
            writer.add(page)
    with OnRecord(tmp_path / "news.db") as opened:
        yield opened


def pages() -> list[Page]:
    return [make_page(HARBOUR, "harbour.txt"), thread_page()]


@pytest.mark.parametrize(("words", "speaker", "verdict"), QUOTATIONS)
def test_a_record_gives_the_verdict_that_its_pages_give(
    record: OnRecord, words: str, speaker: str, verdict: str
) -> None:
    held = verify_quotation(words, speaker, shelf_of(pages()))
    stored = verify_quotation(words, speaker, record)
    assert (held.verdict, stored.verdict) == (verdict, verdict)
    assert [(e.text, e.speaker) for e in stored.evidence] == [(e.text, e.speaker) for e in held.evidence]


def test_not_on_record_says_what_was_searched(record: OnRecord) -> None:
    finding = verify_quotation("Nobody has ever seen a goat swim so far", None, record)
    assert "6 statements of 2 pages on record in " in finding.reason
    assert "news.db" in finding.reason


def test_old_versions_are_neither_found_nor_counted(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        writer.add(make_page(HARBOUR, "a.txt", day=1))
        writer.add(make_page("“The harbour stays open,” said Lena Brook.", "a.txt", day=2))
    with OnRecord(path) as record:
        assert record.searched().startswith("1 statement of 1 page ")
        finding = verify_quotation("We will not close the old harbour before the spring", "Brook", record)
        assert finding.verdict == "not on record"


def crowd(path: Path) -> None:
    """A record in which a thousand people say one thing, and one of them is Otto Frey."""
    said = "“It is what it is and we will do what we can,” said {} {}."
    names = ("Abel", "Berg", "Carl", "Dorn", "Ebel", "Falk", "Gold", "Horn", "Imhof", "Jung")
    with Writer(path) as writer:
        for n in range(10):
            lines = [said.format(names[n], f"{a}{b.lower()}") for a in names for b in names]
            writer.add(make_page(" ".join(lines), f"{n}.txt"))
        writer.add(make_page(said.format("Otto", "Frey"), "last.txt"))


def test_a_stock_phrase_is_found_of_the_one_who_is_named(tmp_path: Path) -> None:
    crowd(tmp_path / "news.db")
    with OnRecord(tmp_path / "news.db") as record:
        for words, verdict in {
            "It is what it is and we will do what we can": "verbatim",
            "It is what it is and we will not do what we can": "altered",
        }.items():
            assert len(record.candidates(words, "Otto Frey")) <= 36
            finding = verify_quotation(words, "Otto Frey", record)
            assert (finding.verdict, finding.evidence[0].speaker) == (verdict, "Otto Frey")
        assert (
            verify_quotation("It is what it is and we will do", "Nora Lind", record).verdict
            == "misattributed"
        )


def test_a_rare_word_among_common_ones_is_found(tmp_path: Path) -> None:
    crowd(tmp_path / "news.db")
    with Writer(tmp_path / "news.db") as writer:
        writer.add(make_page("“It is what it is and we will do the ferry,” said Lena Brook.", "ferry.txt"))
    with OnRecord(tmp_path / "news.db") as record:
        first = record.candidates("What it is and we will do the ferry")[0]
        assert first.statement.speaker == "Lena Brook"


def test_pages_and_a_record_are_searched_together(record: OnRecord) -> None:
    other = make_page("“Ferries cross at nine in summer,” said Otto Frey.", "ferry.txt")
    both = Together(shelf_of([other]), record)
    assert verify_quotation("Ferries cross at nine in summer", "Frey", both).verdict == "verbatim"
    assert verify_quotation(QUOTATIONS[0][0], "Brook", both).verdict == "verbatim"
    missing = verify_quotation("Nobody has ever seen a goat swim so far", None, both)
    assert "1 statement of 1 page and 6 statements of 2 pages on record" in missing.reason


def test_verify_takes_a_record_from_python(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "news.db") as record:
        record.add(make_page(HARBOUR, "harbour.txt"))
    draft = "“We will not close the old harbour before the spring,” said Lena Brook."
    checked = onrecord.verify(draft, record=tmp_path / "news.db")
    assert [f.verdict for f in checked.findings] == ["verbatim"]
    with pytest.raises(MissingRecord):
        onrecord.verify(draft, record=tmp_path / "none.db")
    with pytest.raises(UsageError):
        onrecord.verify(draft)
