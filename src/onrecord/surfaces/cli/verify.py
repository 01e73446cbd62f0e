"""``onrecord verify``: a draft's quotations against sources, findings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.core.drafts import Draft, DraftFormat
from onrecord.core.errors import (
    EmptyInput,
    InputError,
    MissingInput,
    MissingRecord,
    OnrecordError,
    TooLarge,
    UsageError,
)
from onrecord.core.findings import Checked, Verdict
from onrecord.core.values import Capture, Failure, Page
from onrecord.pipeline import PageReader
from onrecord.surfaces.cli.people import NOTHING_READ, complain, status_of

if TYPE_CHECKING:
    from onrecord.verifying import Together

__all__ = ["FINE", "VerifyRequest", "run"]

DONE, NOT_WELL, PIPE_CLOSED = 0, 1, 141
FINE: tuple[Verdict, ...] = ("verbatim", "supported")
"""Verdicts that nobody needs to look at."""

_FORMS: dict[str, DraftFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest:
    """What the command line asked for."""

    draft: str | None
    against: tuple[str, ...] = ()
    record: Path | None = None
    quote: str | None = None
    speaker: str | None = None
    reported: bool = False
    strict: bool = False
    output: Literal["table", "json", "html", "sarif"] = "table"
    fail_on: tuple[Verdict, ...] = ()
    model: Path | None = None
    allow_private: bool = False
    quiet: bool = False


def run(request: VerifyRequest) -> int:
    """Do what was asked and return the exit status."""
    try:
        _check(request)
        draft = _draft(request)
        sources = _Sources(request)
        checked = _checked(request, draft, sources)
        _write(request, draft, checked, sources.names)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads us has enough. Nothing more may be written, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OnrecordError as error:
        complain(error)
        return status_of(error)
    if sources.none_read:
        return NOTHING_READ
    bad = any(finding.verdict in request.fail_on for finding in checked.findings)
    return NOT_WELL if bad or sources.failed else DONE


def _check(request: VerifyRequest) -> None:
    if (request.draft is None) == (request.quote is None):
        raise UsageError(
            "verify needs a draft or a quotation, and not both",
            remedy='give the draft\'s file, or --quote "…" and perhaps --speaker',
        )
    if request.speaker and request.quote is None:
        raise UsageError(
            "--speaker goes with --quote", remedy="in a draft the speakers are read from the draft itself"
        )
    if request.reported and request.draft is None:
        raise UsageError("--reported needs a draft", remedy="give the draft's file")
    if not request.against and request.record is not None and not request.record.exists():
        raise MissingRecord(
            f"there is no record {request.record}, and no source is named",
            remedy="name the sources with --against, or a record with --record; `onrecord add` makes one",
        )
    if request.draft == "-" and "-" in request.against:
        raise UsageError(
            "standard input cannot be both draft and source", remedy="save one of them as a file"
        )


def _draft(request: VerifyRequest) -> Draft | None:
    if request.draft is None:
        return None
    from onrecord.capture import DEFAULT_MAX_BYTES
    from onrecord.verifying import read_draft_bytes

    name, most = request.draft, DEFAULT_MAX_BYTES
    try:
        if name == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the draft {name} cannot be opened ({reason})"
        raise MissingInput(message, remedy="check its name, or give - for standard input") from error
    if len(data) > most:
        raise TooLarge(f"the draft {name} is larger than {most} bytes", remedy="cut it into parts")
    return read_draft_bytes(data, _form(name, data), name=name)


def _form(name: str, data: bytes) -> DraftFormat:
    form = _FORMS.get(Path(name).suffix.lower())
    if form:
        return form
    head = data[:512].lstrip().lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"


class _Sources:
    """The pages to check against, read as they come; failures are told and counted."""

    def __init__(self, request: VerifyRequest) -> None:
        self.request = request
        self.read = self.failed = 0
        self.names: dict[str, str] = {}
        self._reader: PageReader | None = None

    @property
    def none_read(self) -> bool:
        """Whether there was nothing to search: no source could be read and there is no record."""
        return self.failed > 0 and not self.read and self.request.record is None

    @property
    def reader(self) -> PageReader:
        if self._reader is None:
            from onrecord.reading import Reader

            self._reader = Reader.load(self.request.model)
        return self._reader

    def pages(self) -> Iterator[Page]:
        from onrecord.capture import captures
        from onrecord.pipeline import read_inputs

        items: Iterable[Capture | Failure] = captures(
            self.request.against,
            allow_private=self.request.allow_private,
            stdin=sys.stdin.buffer,
        )
        for result in read_inputs(items, self.reader):
            if isinstance(result, Failure):
                self.failed += 1
                complain(result.error)
            else:
                self.read += 1
                self.names[result.id] = result.url or result.source.name
                yield result


def _checked(request: VerifyRequest, draft: Draft | None, sources: _Sources) -> Checked:
    from onrecord.verifying import OnRecord, Together, shelf_of

    with ExitStack() as stack:
        # The record first: what is wrong with it is known at once, and pages take time to read.
        record = None if request.record is None else stack.enter_context(OnRecord(request.record))
        shelf = shelf_of(sources.pages()) if request.against else None
        if sources.none_read:
            raise _nothing_to_search()
        checked = _judged(request, draft, Together(*(each for each in (shelf, record) if each)), sources)
        if record is not None:
            sources.names |= record.names_of(checked)
    return checked


def _judged(request: VerifyRequest, draft: Draft | None, searched: Together, sources: _Sources) -> Checked:
    from onrecord.verifying import verify_draft, verify_quotation

    if draft is None:
        finding = verify_quotation(request.quote or "", request.speaker, searched, strict=request.strict)
        return Checked(findings=(finding,))
    return verify_draft(
        draft, searched, reader=lambda: sources.reader, reported=request.reported, strict=request.strict
    )


def _nothing_to_search() -> InputError:
    return EmptyInput(
        "none of the sources could be read, so nothing was checked",
        remedy="give at least one source that `onrecord read` can read",
    )


def _write(request: VerifyRequest, draft: Draft | None, checked: Checked, names: Mapping[str, str]) -> None:
    if request.output == "json":
        from onrecord.wire import checked_to_wire, dumps

        indent = 2 if sys.stdout.isatty() else None
        sys.stdout.write(dumps(checked_to_wire(checked), indent=indent) + "\n")
    elif request.output == "sarif":
        from onrecord.surfaces.cli.verify_sarif import write_sarif

        write_sarif(checked, draft, request.draft, request.fail_on, sys.stdout)
    elif request.output == "html":
        from onrecord.surfaces.cli.verify_html import write_report

        text = request.quote or "" if draft is None else draft.text
        write_report(checked, text, request.draft or "A quotation", names, sys.stdout)
    else:
        from onrecord.surfaces.cli.verify_table import write_findings

        write_findings(checked, names, sys.stdout, skipped=not request.quiet)
