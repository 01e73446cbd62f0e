"""How far an ``add`` is: pages a second, statements, failures, time left. On a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.adding import Added

__all__ = ["with_bar"]


def with_bar(results: Iterable[Added], inputs: int) -> Iterator[Added]:
    """Pass results on, with a bar on standard error.

    Args:
        results: what became of the inputs, in order.
        inputs: how many were given; JSON Lines may turn out to hold more, and the time left is then unknown.
    """
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("adding"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    done = statements = failed = 0
    begun = monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("adding", total=inputs, told="")
        for added in results:
            done += 1
            statements += added.statements
            failed += added.outcome == "failed"
            rate = done / max(monotonic() - begun, 0.001)
            told = f"{rate:.1f} pages/s · {statements:,} statements · {failed:,} failed"
            bar.update(task, completed=done, total=inputs if done <= inputs else None, told=told)
            yield added
