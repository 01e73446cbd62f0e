"""Draft, reader and verdicts joined: whom the reader names, and what a draft reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import onrecord
from fake_reader import FakeReader
from onrecord.core.values import Page, Source, Speaker, Statement
from onrecord.verifying import read_draft_bytes, shelf_of, verify_draft
from wordings.common import FALK, entry


def page_of(text: str, *statements: Statement) -> Page:
    return Page(
        id="p1",
        source=Source(name="a.txt", sha256="0"),
        text=text,
        article=(0, len(text)),
        statements=statements,
        speakers=(Speaker(name=FALK),),
    )


class Told:
    """A reader that finds what it was told to find."""

    def __init__(self, *statements: Statement) -> None:
        self.statements = statements

    def read(self, page: Page) -> Page:
        return replace(page, statements=self.statements)


def reader_of(reader: Told) -> Callable[[], Told]:
    return lambda: reader


SAID = "“We are out of beds and of staff,” said Nora Falk."
PAGE = page_of(SAID, entry(SAID).statement)


def test_the_reader_names_the_speaker_where_the_nearest_words_do_not() -> None:
    text = "It was Nora Falk’s last day: “We are out of beds and of staff.”"
    draft = read_draft_bytes(text.encode(), "text")
    assert draft.quotations[0].speaker is None
    checked = verify_draft(draft, shelf_of([PAGE]), reader=lambda: Told(entry(text).statement))
    assert [(f.speaker, f.verdict) for f in checked.findings] == [(FALK, "verbatim")]


def test_the_reader_is_not_called_where_the_draft_says_it_all() -> None:
    def never() -> Told:
        raise AssertionError("called")

    draft = read_draft_bytes(SAID.encode(), "text")
    checked = verify_draft(draft, shelf_of([PAGE]), reader=never)
    assert [f.verdict for f in checked.findings] == ["verbatim"]


def test_what_a_draft_reports_is_supported_or_not() -> None:
    for content, verdict in {
        "the clinic was out of beds and staff": "supported",
        "the clinic was not out of beds and staff": "not on record",
        "the ferry had sunk with forty goats": "not on record",
    }.items():
        text = f"Nora Falk said {content}."
        reader = Told(entry(text, content, kind="indirect").statement)
        source = "“The clinic is out of beds and of staff,” said Nora Falk."
        page = page_of(source, entry(source).statement)
        draft = read_draft_bytes(text.encode(), "text")
        checked = verify_draft(draft, shelf_of([page]), reader=reader_of(reader), reported=True)
        (finding,) = checked.findings
        assert finding.verdict == verdict
        assert text[slice(*finding.span)] == finding.quotation == content


def test_verify_is_there_from_python() -> None:
    page = FakeReader().read(page_of("“The pier is shut,” said Lena Brook."))
    checked = onrecord.verify("“The pier is shut,” said Lena Brook.", against=[page])
    assert [f.verdict for f in checked.findings] == ["verbatim"]
    strict = onrecord.verify("“the pier is shut,” said Lena Brook.", against=[page], strict=True)
    assert [f.verdict for f in strict.findings] == ["altered"]
