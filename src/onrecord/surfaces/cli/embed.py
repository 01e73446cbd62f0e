"""``onrecord embed``: statements prepared for search by meaning."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.surfaces.cli.options import Quiet, Record
from onrecord.surfaces.cli.people import finish, notice

if TYPE_CHECKING:
    from onrecord.record import Writer

__all__ = ["EPILOG", "embed", "embed_all"]

EPILOG = """\b
Examples:
  onrecord embed --record news.db
  onrecord find --like "no ferry will be built" --record news.db

Stopped at any moment, the same command goes on where it was. From then on
`onrecord add` prepares the statements of new pages as it ends.
"""


def embed(record: Record = Path("onrecord.db"), quiet: Quiet = False) -> None:
    """Prepare statements for `find --like`: a vector each, of 384 bytes, for all that have none yet."""

    def action() -> int:
        from onrecord import record as room

        # Opened for reading first: a mistyped name must not make a record.
        room.Reader(record).close()
        with room.Writer(record) as writer:
            made = embed_all(writer, quiet)
        if not quiet:
            notice(f"{record}: {made:,} statements prepared for search by meaning")
        return 0

    finish(action)


def embed_all(writer: Writer, quiet: bool) -> int:
    """Make the vectors that lack, with a bar on a terminal; give how many.

    Args:
        writer: the open record.
        quiet: no bar.
    """
    from onrecord.adding import embedder
    from onrecord.record import embed_missing

    steps = embed_missing(writer, embedder())
    return sum(made for made, _ in (steps if quiet or not sys.stderr.isatty() else _with_bar(steps)))


def _with_bar(steps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("embedding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    done = 0
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("embedding", total=None)
        for made, left in steps:
            done += made
            bar.update(task, completed=done, total=done + left)
            yield made, left
