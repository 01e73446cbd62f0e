"""The way of pages onto the record: captures are read by the pipeline, and each page is written at once."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from onrecord.core.errors import InputError
from onrecord.core.values import Capture, Failure
from onrecord.pipeline import PageReader, read_inputs

if TYPE_CHECKING:
    from onrecord.record import Embed, Outcome, Writer

__all__ = ["Added", "NamedReader", "add_inputs", "embedder"]


@lru_cache(maxsize=1)
def embedder() -> Embed:
    """Open what makes vectors of statements; a record that searches by meaning is handed it.

    Raises:
        ModelError: the encoder is missing or broken.
    """
    from onrecord.reading import Embedder

    return Embedder()


class NamedReader(PageReader, Protocol):
    """A reader that says which model it is, so that its readings are known from another's."""

    @property
    def model_id(self) -> str:
        """The model's name and a hash of its files."""
        ...


class Added(NamedTuple):
    """What became of one input that was to be put on record.

    Args:
        input: the id or name it was given.
        outcome: what the record did with it; ``failed`` where it could not be read.
        statements: how many stand on a page that was read.
        error: why it failed.
        stale: it was on record already, in the reading of another model.
    """

    input: str
    outcome: Outcome | Literal["failed"]
    statements: int = 0
    error: InputError | None = None
    stale: bool = False


def add_inputs(
    items: Iterable[Capture | Failure],
    reader: NamedReader,
    writer: Writer,
    *,
    thread: bool = True,
    workers: int = 1,
    reread: bool = False,
    pseudonyms: bool = False,
) -> Iterator[Added]:
    """Read captures and put them on record, one transaction a page, in order.

    What is on record already, by name and bytes, is not read again; that is how a run that was stopped
    goes on where it was.

    Args:
        items: what :func:`onrecord.capture.captures` gives; a Failure is kept as one.
        reader: the loaded model.
        writer: the open record.
        thread: False leaves the comments out.
        workers: processes to read in; this one alone writes.
        reread: read again what another model has read, and replace its reading.
        pseudonyms: put others in the place of commenters' names before reading.

    Raises:
        RecordError: the record cannot be written; what was added before is kept.
    """
    known: deque[Added] = deque()
    fresh = _unknown(items, reader, writer, reread, known)
    for result in read_inputs(fresh, reader, thread=thread, workers=workers, pseudonyms=pseudonyms):
        yield from _drained(known)
        if isinstance(result, Failure):
            writer.fail(result.id, result.error)
            yield Added(result.id, "failed", error=result.error)
            continue
        outcome = writer.add(result, reread=reread)
        statements = len(result.statements) + sum(len(c.statements) for c in result.comments)
        yield Added(result.source.name, outcome, statements)
    yield from _drained(known)


def _unknown(
    items: Iterable[Capture | Failure],
    reader: NamedReader,
    writer: Writer,
    reread: bool,
    known: deque[Added],
) -> Iterator[Capture | Failure]:
    for item in items:
        there = None
        if isinstance(item, Capture):
            there = writer.knows(item.name, hashlib.sha256(item.data).hexdigest())
        stale = there is not None and there[1] != reader.model_id
        if there is None or (reread and stale):
            yield item
        else:
            known.append(Added(item.name if isinstance(item, Capture) else item.id, "known", stale=stale))


def _drained(known: deque[Added]) -> Iterator[Added]:
    while known:
        yield known.popleft()
