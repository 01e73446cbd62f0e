"""Results as JSON: one object, a list, or a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import TextIO

from onrecord.core.values import Failure, Page
from onrecord.wire import dumps, failure_to_wire, page_to_wire

__all__ = ["write_json", "write_lines"]


def write_lines(results: Iterable[Page | Failure], out: TextIO) -> None:
    """Write one line a result, each as soon as it is there."""
    for result in results:
        out.write(_json(result) + "\n")
        out.flush()


def write_json(results: Iterable[Page | Failure], out: TextIO, *, single: Callable[[], bool]) -> None:
    """Write one object if exactly one page was asked for, else a list.

    Args:
        results: pages and failures, in order.
        out: where to write.
        single: asked after the first result: was only one page asked for?
    """
    indent = 2 if out.isatty() else None
    rest = iter(results)
    head = list(islice(rest, 2))
    if len(head) == 1 and single():
        out.write(_json(head[0], indent) + "\n")
        return
    before = "[\n"
    for result in chain(head, rest):
        out.write(before + _json(result, indent))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _json(result: Page | Failure, indent: int | None = None) -> str:
    value = failure_to_wire(result) if isinstance(result, Failure) else page_to_wire(result)
    return dumps(value, indent=indent)
