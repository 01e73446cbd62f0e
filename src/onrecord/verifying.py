"""Drafts checked against what is on record: the draft reader and the verdicts, joined. Composition only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from onrecord.core.drafts import Draft, DraftFormat, Quotation
from onrecord.core.errors import EmptyInput, UsageError
from onrecord.core.findings import Checked, Finding
from onrecord.core.values import Capture, Entry, Page, Statement
from onrecord.pipeline import PageReader, read_string
from onrecord.record import Reader, name_of_page, places_of, size, statements_like
from onrecord.wordings import Passage, Shelf, Sources, judge, judge_reported
from onrecord.wordings.tokens import tokenise

__all__ = [
    "OnRecord",
    "Together",
    "read_draft_bytes",
    "shelf_of",
    "sources_of",
    "verify_draft",
    "verify_quotation",
]


def shelf_of(pages: Iterable[Page]) -> Shelf:
    """Put pages that were read where quotations can be checked against them."""
    return Shelf.of_pages(pages)


class OnRecord:
    """A record as what quotations are checked against; its current pages are searched, through their index.

    Args:
        path: the record.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)
        self._searched: str | None = None

    def __enter__(self) -> OnRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    def candidates(self, quotation: str, speaker: str | None = None) -> list[Entry]:
        """Statements on record that share words with a quotation, the likeliest first."""
        # What an editor put in brackets is not looked for.
        forms = [token.form for token in tokenise(quotation).tokens if not token.bracketed]
        return statements_like(self._reader, " ".join(forms), speaker)

    def passages(self, quotation: str) -> Iterator[Passage]:
        """Places on recorded pages where a quotation's words stand one after the other."""
        for place in places_of(self._reader, " ".join(token.form for token in tokenise(quotation).tokens)):
            yield Passage(place.page, place.text, (place.span,), place.url, place.comment)

    def searched(self) -> str:
        """What is searched, as a phrase: "1,200 statements of 80 pages on record in news.db"."""
        if self._searched is None:
            said, pages = size(self._reader)
            told = f"{said:,} statement{'s' * (said != 1)} of {pages:,} page{'s' * (pages != 1)}"
            self._searched = f"{told} on record in {self._reader.path}"
        return self._searched

    def names_of(self, checked: Checked) -> dict[str, str]:
        """What people know the recorded pages by that findings rest on, by their ids."""
        pages = {evidence.page for finding in checked.findings for evidence in finding.evidence}
        named = {page: name_of_page(self._reader, page) for page in pages}
        return {page: name for page, name in named.items() if name is not None}


class Together:
    """Several sources searched as one; a statement that is in two of them is given once.

    Args:
        sources: those that come first count as likelier.
    """

    def __init__(self, *sources: Sources) -> None:
        self._sources = sources

    def candidates(self, quotation: str, speaker: str | None = None) -> list[Entry]:
        """Statements of all the sources."""
        found = (entry for each in self._sources for entry in each.candidates(quotation, speaker))
        return list({(entry.page, entry.statement.id): entry for entry in found}.values())

    def passages(self, quotation: str) -> Iterator[Passage]:
        """Places of all the sources."""
        for each in self._sources:
            yield from each.passages(quotation)

    def searched(self) -> str:
        """What is searched, as a phrase."""
        return " and ".join(each.searched() for each in self._sources)


@contextmanager
def sources_of(pages: Iterable[Page] | None, record: Path | None) -> Iterator[Sources]:
    """Search pages, a record, or both as one; the record is closed at the end.

    Args:
        pages: pages that were read; None for none.
        record: a record; None for none.

    Raises:
        RecordError: the record is missing, no record, newer, or damaged.
        UsageError: neither is given.
    """
    with ExitStack() as stack:
        # The record first: what is wrong with it is known at once, and pages may take time to read.
        recorded = () if record is None else (stack.enter_context(OnRecord(record)),)
        given = () if pages is None else (shelf_of(pages),)
        if not recorded and not given:
            raise UsageError("there is nothing to check against", remedy="give pages, or a record")
        yield Together(*given, *recorded)


def read_draft_bytes(data: bytes, form: DraftFormat, *, name: str = "draft") -> Draft:
    """Find the quotations in a draft's bytes.

    Args:
        data: the file.
        form: what it is written in.
        name: what to call it in messages.

    Raises:
        InputError: it is empty, no text, or no docx file though it is said to be.
    """
    from onrecord.capture import decode
    from onrecord.page.draft import read_draft

    if form == "docx":
        return read_draft(data, None, form, name=name)
    if not data.strip():
        raise EmptyInput(f"{name} is empty", remedy="give a draft with quotations in it")
    capture = Capture(data=data, name=name, format="html" if form == "html" else "text")
    return read_draft(data, decode(capture).text, form, name=name)


def verify_draft(
    draft: Draft,
    sources: Sources,
    *,
    reader: Callable[[], PageReader] | None = None,
    reported: bool = False,
    strict: bool = False,
) -> Checked:
    """Check every quotation of a draft.

    Args:
        draft: what a draft reader found.
        sources: what is searched.
        reader: gives the reader that finds who speaks where the words nearest to a quotation do not say it,
            and indirect statements; called only if it is needed.
        reported: check the draft's indirect statements too; needs the reader.
        strict: light edits count as alterations.
    """
    needed = reported or any(q.speaker is None for q in draft.quotations)
    said = _statements(draft, reader()) if reader and needed else ()
    findings = [
        judge(
            q.words,
            sources,
            speaker=q.speaker or _speaker(q, said),
            span=q.span,
            before=q.before,
            strict=strict,
        )
        for q in draft.quotations
    ]
    if reported:
        findings += _reported(draft, said, sources)
    return Checked(
        findings=tuple(sorted(findings, key=lambda f: f.span)),
        skipped=draft.skipped,
    )


def verify_quotation(words: str, speaker: str | None, sources: Sources, *, strict: bool = False) -> Finding:
    """Check one quotation that stands in no draft.

    Args:
        words: the words, without marks.
        speaker: who is said to have said them.
        sources: what is searched.
        strict: light edits count as alterations.
    """
    return judge(words, sources, speaker=speaker, strict=strict)


def _statements(draft: Draft, reader: PageReader) -> tuple[Statement, ...]:
    capture = Capture(data=b"", name="draft", format="text")
    page = read_string(capture, draft.text, reader, thread=False)
    return page.statements


def _speaker(quotation: Quotation, said: Iterable[Statement]) -> str | None:
    """The speaker of the statement that holds most of a quotation."""
    start, end = quotation.span
    for statement in said:
        held = sum(max(0, min(end, e) - max(start, s)) for s, e in statement.content)
        if held > 0.5 * (end - start) and isinstance(statement.speaker, str):
            return statement.speaker
    return None


def _reported(draft: Draft, said: Iterable[Statement], sources: Sources) -> Iterable[Finding]:
    for statement in said:
        if statement.kind != "indirect" or not statement.content:
            continue
        words = " ".join(draft.text[s:e] for s, e in statement.content)
        name = statement.speaker if isinstance(statement.speaker, str) else None
        span = (statement.content[0][0], statement.content[-1][1])
        finding = judge_reported(words, sources, speaker=name, span=span)
        yield replace(finding, quotation=draft.text[slice(*span)])
