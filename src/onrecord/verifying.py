"""Drafts checked against what is on record: the draft reader and the verdicts, joined. Composition only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from onrecord.core.drafts import Draft, DraftFormat, Quotation
from onrecord.core.errors import EmptyInput
from onrecord.core.findings import Checked, Finding
from onrecord.core.values import Capture, Page, Statement
from onrecord.pipeline import PageReader, read_string
from onrecord.wordings import Shelf, Sources, judge, judge_reported

__all__ = ["read_draft_bytes", "shelf_of", "verify_draft", "verify_quotation"]


def shelf_of(pages: Iterable[Page]) -> Shelf:
    """Put pages that were read where quotations can be checked against them."""
    return Shelf.of_pages(pages)


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
    from onrecord.page import read_draft

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
