"""The one place where the stages are joined: bytes, then a page, then its statements.

Composition only. One page that goes wrong never takes another with it: it becomes a
:class:`~onrecord.core.values.Failure` in its place.
"""

from __future__ import annotations

import os
import re
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import NamedTuple, Protocol

from onrecord.core.errors import InputError, OnrecordError
from onrecord.core.values import Capture, Failure, Page
from onrecord.linking import linked

__all__ = ["PageReader", "read_capture", "read_inputs", "read_page", "read_string"]

_LOOK_AHEAD = 4
"""Captures in flight for each worker: enough to keep it busy behind one slow page, few enough to hold."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPORT = "report it with the page, and read the others meanwhile"


class PageReader(Protocol):
    """What the pipeline asks of a reader; :class:`onrecord.reading.Reader` is the one that ships.

    It must survive pickling if it is to be used with several workers.
    """

    def read(self, page: Page) -> Page:
        """Return the page with statements and speakers, a pure function of page and model."""
        ...


def read_capture(
    capture: Capture, reader: PageReader, *, thread: bool = True, pseudonyms: bool = False
) -> Page:
    """Read one capture: decode its bytes, find the article and the thread, then the statements.

    Args:
        capture: bytes with where and when they came from.
        reader: the loaded model.
        thread: False leaves the comments out (plain text is then all article).
        pseudonyms: put others in the place of commenters' names before reading.

    Raises:
        InputError: this capture could not be read. An error nobody expected comes as one too, with its
            type in the message and the original as its cause.
    """
    from onrecord.capture import decode

    with _faults_named(capture):
        decoded = decode(capture)
        return _read(capture, decoded.text, decoded.notices, reader, _How(thread, pseudonyms))


def read_page(capture: Capture) -> Page | Failure:
    """Read one capture's article and thread, with its civility, without looking for statements.

    Args:
        capture: bytes with where and when they came from.

    Returns:
        The page, its ``model`` None; a failure in its place if it could not be read.
    """
    try:
        return read_capture(capture, _Unread())
    except InputError as error:
        return _failure(capture, error)


class _Unread:
    """Stands for a reader where only the page is wanted."""

    def read(self, page: Page) -> Page:
        from onrecord.reading.civility import with_civility

        return with_civility(page)


def read_string(capture: Capture, text: str, reader: PageReader, *, thread: bool = True) -> Page:
    """Read a page whose text is already decoded.

    Args:
        capture: stands for the text: its bytes are only digested.
        text: HTML or plain text, as ``capture.format`` says.
        reader: the loaded model.
        thread: False leaves the comments out.

    Raises:
        InputError: the text could not be read.
    """
    with _faults_named(capture):
        return _read(capture, text, (), reader, _How(thread))


class _How(NamedTuple):
    """How pages are read, the same for all of a run."""

    thread: bool = True
    pseudonyms: bool = False


def _read(capture: Capture, text: str, notices: tuple[str, ...], reader: PageReader, how: _How) -> Page:
    from onrecord.page import read_html, read_text, with_pseudonyms

    # Half a surrogate pair is no character and no tokenizer takes it. One for one, so offsets hold.
    text, halves = _SURROGATE.subn("\ufffd", text)
    if halves:
        notices = (*notices, f"{halves} half surrogate pairs were replaced by U+FFFD")
    find_page = read_html if capture.format == "html" else read_text
    page = find_page(capture, text, thread=how.thread)
    if how.pseudonyms:
        page = with_pseudonyms(page)
    if notices:
        page = replace(page, notices=notices + page.notices)
    return linked(reader.read(page))


@contextmanager
def _faults_named(capture: Capture) -> Iterator[None]:
    try:
        yield
    except OnrecordError:
        raise
    except Exception as fault:
        told = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
        message = f"{capture.name} could not be read because of a fault in onrecord ({told})"
        raise InputError(message, remedy=_REPORT) from fault


def read_inputs(
    items: Iterable[Capture | Failure],
    reader: PageReader,
    *,
    thread: bool = True,
    workers: int = 1,
    pseudonyms: bool = False,
) -> Iterator[Page | Failure]:
    """Read captures one after the other, in order, as they come.

    The results are the same for any number of workers. At most a few captures a worker are held at a
    time, so the items may be endless.

    Args:
        items: what :func:`onrecord.capture.captures` gives; a Failure is passed on in its place.
        reader: the loaded model.
        thread: False leaves the comments out.
        workers: processes to read in; 1 reads in this one.
        pseudonyms: put others in the place of commenters' names before reading.
    """
    how = _How(thread, pseudonyms)
    if workers > 1:
        with _Pool(reader, how, workers) as pool:
            yield from pool.read(iter(items))
        return
    for item in items:
        yield item if isinstance(item, Failure) else _page_or_failure(item, reader, how)


def _page_or_failure(capture: Capture, reader: PageReader, how: _How) -> Page | Failure:
    try:
        return read_capture(capture, reader, **how._asdict())
    except InputError as error:
        return _failure(capture, error)


def _failure(capture: Capture, error: InputError) -> Failure:
    return Failure(id=capture.id or capture.name, error=error)


class _Pool:
    """Worker processes that give pages back in order and outlive a worker's death."""

    def __init__(self, reader: PageReader, how: _How, workers: int) -> None:
        self._reader, self._how, self._workers = reader, how, workers

    def __enter__(self) -> _Pool:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> None:
        # Not fork: the model's runtime has threads, and a forked child can inherit a lock one of them holds.
        self._executor = ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("spawn"),
            initializer=_equip,
            initargs=(self._reader, self._how),
        )

    def read(self, items: Iterator[Capture | Failure]) -> Iterator[Page | Failure]:
        flights = deque(self._send(item) for item in islice(items, self._workers * _LOOK_AHEAD))
        while flights:
            first = flights.popleft()
            if isinstance(first, Failure):
                yield first
            else:
                try:
                    result = first.land()
                except BrokenProcessPool:
                    result = self._read_alone(first.capture)
                    flights = deque(f if isinstance(f, Failure) else self._send(f.capture) for f in flights)
                yield result
            flights.extend(self._send(item) for item in islice(items, 1))

    def _send(self, item: Capture | Failure) -> _Flight | Failure:
        if isinstance(item, Failure):
            return item
        try:
            return _Flight(item, self._executor.submit(_work, item))
        except BrokenProcessPool:
            self._start()
            return _Flight(item, self._executor.submit(_work, item))

    def _read_alone(self, capture: Capture) -> Page | Failure:
        """Read in fresh workers with nothing beside it: only then is it known whose page kills a worker."""
        self._start()
        try:
            return _Flight(capture, self._executor.submit(_work, capture)).land()
        except BrokenProcessPool as broken:
            self._start()
            message = f"the process reading {capture.name} died, perhaps out of memory"
            error = InputError(message, remedy=_REPORT)
            error.__cause__ = broken
            return _failure(capture, error)


class _Flight(NamedTuple):
    """A capture with the page that a worker is making of it."""

    capture: Capture
    page: Future[Page]

    def land(self) -> Page | Failure:
        try:
            return self.page.result()
        except InputError as error:
            return _failure(self.capture, error)


_worker: tuple[PageReader, _How] | None = None


def _equip(reader: PageReader, how: _How) -> None:
    """Give a worker its reader once, not with every page; leave Ctrl-C to the parent."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A parent that is killed cannot send its workers home: each would wait for its next page for ever.
    Thread(target=_end_with_parent, daemon=True).start()
    _worker = (reader, how)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(capture: Capture) -> Page:
    assert _worker is not None, "the pool's initializer ran first"
    reader, how = _worker
    # Raised, not returned: the way back then carries the traceback as the error's cause.
    return read_capture(capture, reader, **how._asdict())
