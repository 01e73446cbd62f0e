"""``onrecord read``: captures in, results out, failures told."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.core.errors import BadLine, OnrecordError
from onrecord.core.values import Capture, Failure, Page, Statement
from onrecord.surfaces.cli.people import NOTHING_READ, complain, notice, passed_over, status_of

if TYPE_CHECKING:
    from onrecord.capture import InputForm

__all__ = ["Request", "confident", "run"]

DONE, SOME_FAILED = 0, 1
PIPE_CLOSED = 141
"""What a shell reports for a command that its reader, such as ``head``, left: 128 + SIGPIPE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asked for."""

    inputs: tuple[str, ...]
    output: Literal["table", "json", "jsonl", "html"] = "table"
    form: InputForm = "auto"
    min_confidence: float = 0.0
    thread: bool = True
    model: Path | None = None
    workers: int = 1
    max_bytes: int | None = None
    allow_private: bool = False
    quiet: bool = False


class Tally:
    """Counts results as they pass, and remembers whether an input that may hold several was among them."""

    def __init__(self, request: Request) -> None:
        from onrecord.capture.jsonl import without_surrogates

        self.read = self.failed = 0
        self.lines = request.form not in ("auto", "html", "text")
        self.passed: Counter[str] = Counter()
        self._inputs = {without_surrogates(given) for given in request.inputs}

    def watch_captures(self, items: Iterable[Capture | Failure]) -> Iterator[Capture | Failure]:
        """Pass captures on; those of JSON Lines and the like are known by other names than an input's."""
        for item in items:
            if isinstance(item, Failure):
                self.lines |= isinstance(item.error, BadLine) or item.id not in self._inputs
            else:
                self.lines |= item.id is not None or item.name not in self._inputs
            yield item

    def watch_results(self, results: Iterable[Page | Failure]) -> Iterator[Page | Failure]:
        """Pass results on, and tell of each failure."""
        for result in results:
            if isinstance(result, Failure):
                self.failed += 1
                complain(result.error)
            else:
                self.read += 1
            yield result

    @property
    def status(self) -> int:
        """Exit status of the command."""
        if not self.failed:
            return DONE
        return SOME_FAILED if self.read else NOTHING_READ


def run(request: Request) -> int:
    """Do what was asked and return the exit status."""
    tally = Tally(request)
    try:
        _write(request, tally, _results(request, tally))
        sys.stdout.flush()
        if tally.passed and not request.quiet:
            notice(passed_over(tally.passed))
    except BrokenPipeError:
        # Who reads us has enough. Nothing more may be written, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OnrecordError as error:
        complain(error)
        return status_of(error)
    return tally.status


def _results(request: Request, tally: Tally) -> Iterator[Page | Failure]:
    from onrecord.capture import DEFAULT_MAX_BYTES, captures
    from onrecord.pipeline import read_inputs
    from onrecord.reading import Reader

    reader = Reader.load(request.model)
    items = captures(
        request.inputs,
        form=request.form,
        max_bytes=DEFAULT_MAX_BYTES if request.max_bytes is None else request.max_bytes,
        allow_private=request.allow_private,
        stdin=sys.stdin.buffer,
        passed=tally.passed,
    )
    results = read_inputs(tally.watch_captures(items), reader, thread=request.thread, workers=request.workers)
    for result in results:
        yield result if isinstance(result, Failure) else confident(result, request.min_confidence)


def confident(page: Page, least: float) -> Page:
    """Return the page without the statements whose confidence is below ``least`` (0 to 1)."""
    if least <= 0:
        return page

    def kept(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(s for s in statements if s.confidence >= least)

    comments = tuple(replace(c, statements=kept(c.statements)) for c in page.comments)
    return replace(page, statements=kept(page.statements), comments=comments)


def _write(request: Request, tally: Tally, results: Iterator[Page | Failure]) -> None:
    from onrecord.surfaces.cli.progress import with_progress

    results = tally.watch_results(results)
    if not request.quiet:
        results = with_progress(results, len(request.inputs), several=lambda: tally.lines)
    if request.output == "table":
        from onrecord.surfaces.cli.table import write_tables

        write_tables(results, sys.stdout, notices=not request.quiet)
    elif request.output == "html":
        from onrecord.surfaces.cli.html import write_html

        write_html(results, sys.stdout)
    else:
        from onrecord.surfaces.cli.json import write_json, write_lines

        if request.output == "jsonl":
            write_lines(results, sys.stdout)
        else:
            one = len(request.inputs) == 1
            write_json(results, sys.stdout, single=lambda: one and not tally.lines)
