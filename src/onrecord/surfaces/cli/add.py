"""``onrecord add``: pages read and put on record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.surfaces.cli.options import (
    AllowPrivate,
    Form,
    InputForm,
    Inputs,
    MaxBytes,
    Model,
    NoThread,
    Quiet,
    Record,
    Workers,
)
from onrecord.surfaces.cli.people import (
    NOT_WELL,
    NOTHING_READ,
    complain,
    counted,
    finish,
    notice,
    passed_over,
)

if TYPE_CHECKING:
    from onrecord.adding import Added

__all__ = ["EPILOG", "add"]

EPILOG = """\b
Examples:
  onrecord add news/ --record news.db
  onrecord add 'archive/**/*.html' --workers 4
  onrecord add pages.jsonl crawl.warc.gz https://example.org/news/1
  onrecord add --input feed https://example.org/latest

Stopped at any moment, the same command goes on where it was. Adding a page twice
changes nothing; a page whose text changed becomes a new version.
"""


def add(
    inputs: Inputs,
    record: Record = Path("onrecord.db"),
    input: Form = InputForm.auto,
    reread: Annotated[
        bool, typer.Option("--reread", help="Replace the readings of other models; judgements are kept.")
    ] = False,
    pseudonyms: Annotated[
        bool,
        typer.Option(
            "--pseudonyms", help="Name commenters reader1, reader2 ...; the record remembers this option."
        ),
    ] = False,
    no_thread: NoThread = False,
    model: Model = None,
    workers: Workers = 1,
    max_bytes: MaxBytes = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Read pages and put them on record: files, folders, patterns, JSON Lines, WARC, feeds, URLs."""

    def action() -> int:
        from onrecord.adding import add_inputs
        from onrecord.capture import DEFAULT_MAX_BYTES, captures, expand
        from onrecord.joining import settled
        from onrecord.reading import Reader
        from onrecord.record import keeps_vectors
        from onrecord.surfaces.cli.embed import embed_all

        named, left_out = expand(inputs, [record])
        most = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
        passed: Counter[str] = Counter()
        items = captures(
            named,
            form=input.value,
            max_bytes=most,
            allow_private=allow_private,
            stdin=sys.stdin.buffer,
            passed=passed,
        )
        reader = Reader.load(model)
        with settled(record) as writer:
            kept = writer.setting("pseudonyms", "yes" if pseudonyms else None) is not None
            how = {"thread": not no_thread, "reread": reread, "pseudonyms": kept}
            done = add_inputs(items, reader, writer, workers=workers, **how)
            status = _follow(done, len(named), left_out, record, quiet)
            if keeps_vectors(writer):
                embed_all(writer, quiet)
        if passed and not quiet:
            notice(passed_over(passed))
        return status

    finish(action)


def _follow(results: Iterator[Added], inputs: int, left_out: int, record: Path, quiet: bool) -> int:
    """Count what becomes of the inputs, tell of failures as they come, and of the rest at the end."""
    from onrecord.surfaces.cli.add_progress import with_bar

    tally: Counter[str] = Counter()
    statements = stale = 0
    for added in results if quiet else with_bar(results, inputs):
        tally[added.outcome] += 1
        statements += added.statements if added.outcome in ("new", "version", "reread") else 0
        stale += added.stale and added.outcome == "known"
        if added.error is not None:
            complain(added.error)
    if not quiet:
        for text in _told(tally, statements, stale, left_out, record):
            notice(text)
    if not tally["failed"]:
        return 0
    return NOT_WELL if tally.total() > tally["failed"] else NOTHING_READ


def _told(tally: Counter[str], statements: int, stale: int, left_out: int, record: Path) -> Iterator[str]:
    words = {
        "new": "new",
        "version": "in a new version",
        "reread": "read anew",
        "known": "there already",
        "forgotten": "left out, because they were to be forgotten",
        "failed": "failed; see `onrecord failures`",
    }
    told = [f"{tally[outcome]:,} {word}" for outcome, word in words.items() if tally[outcome]]
    yield f"{record}: {', '.join(told) or 'nothing to add'} ({counted(statements, 'statement')} added)"
    if stale:
        yield f"{stale:,} pages are on record as another model read them; --reread replaces that"
    if left_out:
        yield f"{left_out:,} files were left out of folders: hidden ones, pictures, styles, scripts, records"
