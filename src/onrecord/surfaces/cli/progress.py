"""A progress bar with pages a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from onrecord.core.values import Failure, Page

__all__ = ["with_progress"]


def with_progress(
    results: Iterable[Page | Failure], inputs: int, *, several: Callable[[], bool]
) -> Iterator[Page | Failure]:
    """Pass results on, with a bar on standard error while the next one is awaited.

    There is none where standard error is no terminal, nor for a single page.

    Args:
        results: pages and failures, in order.
        inputs: how many inputs were given.
        several: asked after the first result: may one input hold several pages?
    """
    if not sys.stderr.isatty():
        yield from results
        return
    source = iter(results)
    first = next(source, None)
    if first is None:
        return
    yield first
    if inputs == 1 and not several():
        yield from source
        return
    yield from _barred(source, None if several() else inputs)


def _barred(results: Iterator[Page | Failure], total: int | None) -> Iterator[Page | Failure]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    # Only standard error: standard output may be a file, and must not come near the bar.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("reading", total=total, completed=1, rate="")
    begun, done, shared = monotonic(), 1, sys.stdout.isatty()
    try:
        bar.start()
        for result in results:
            done += 1
            bar.update(task, completed=done, rate=f"{(done - 1) / (monotonic() - begun):.1f} pages/s")
            if shared:
                # Taken away while the result is written to the same terminal.
                bar.stop()
            yield result
            if shared:
                bar.start()
    finally:
        bar.stop()
