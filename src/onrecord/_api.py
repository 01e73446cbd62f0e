"""The functions behind ``import onrecord``: one call, one page. Heavy parts are imported when first used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.drafts import DraftFormat
from onrecord.core.errors import UsageError
from onrecord.core.findings import Checked
from onrecord.core.values import Capture, Failure, Format, Page

if TYPE_CHECKING:
    from onrecord._record import Record
    from onrecord.reading import Reader

__all__ = ["open", "read", "read_html", "read_text", "verify"]


def open(path: str | PathLike[str]) -> Record:
    """Open a record, to put pages in and to find what was said; it is made when the first page is added.

    Args:
        path: the file.

    Returns:
        The record; use it in a ``with`` block, or close it.
    """
    from onrecord._record import Record

    return Record(Path(path))


def read(path: str | PathLike[str], *, thread: bool = True, model: str | PathLike[str] | None = None) -> Page:
    """Read one page: a file of HTML or plain text, ``-`` for standard input, or a URL.

    Args:
        path: where the page is.
        thread: False leaves the comments out; plain text is then all article.
        model: folder of another model's files; None takes the one that comes with onrecord.

    Raises:
        InputError: the page is missing, empty, no text, too large, or must not be fetched.
        UsageError: the input holds several pages.
        ModelError: the model is missing or unusable.
    """
    from onrecord.capture import captures
    from onrecord.capture.jsonl import without_surrogates
    from onrecord.pipeline import read_capture

    items = captures([fspath(path)])
    first = next(items)
    if isinstance(first, Failure):
        raise first.error
    if first.id is not None or first.name != without_surrogates(fspath(path)):
        raise UsageError(
            f"{fspath(path)} is JSON Lines, an archive, a feed or a list, and may hold several pages",
            remedy="use `onrecord read --format jsonl`, or give the text of one page to onrecord.read_text",
        )
    return read_capture(first, _reader(_folder(model)), thread=thread)


def read_text(
    text: str,
    *,
    thread: bool = True,
    model: str | PathLike[str] | None = None,
    url: str | None = None,
    captured: datetime | None = None,
) -> Page:
    """Read a page given as plain text, as crawled: an article and perhaps its comments.

    Args:
        text: the text. The page's ``text`` is the same, and all offsets point into it.
        thread: False takes all of the text as the article.
        model: folder of another model's files; None takes the one that comes with onrecord.
        url: the address the text came from.
        captured: when it was fetched, with a time zone.

    Raises:
        EmptyInput: there is no text in it.
        ModelError: the model is missing or unusable.
    """
    return _read_string(text, "text", thread, model, url, captured)


def read_html(
    html: str,
    *,
    thread: bool = True,
    model: str | PathLike[str] | None = None,
    url: str | None = None,
    captured: datetime | None = None,
) -> Page:
    """Read a page given as HTML.

    Args:
        html: the markup. The page's ``text`` is the article's text as extracted; offsets point into that.
        thread: False leaves the comments out.
        model: folder of another model's files; None takes the one that comes with onrecord.
        url: the address the markup came from.
        captured: when it was fetched, with a time zone.

    Raises:
        EmptyInput: there is no article in it.
        ModelError: the model is missing or unusable.
    """
    return _read_string(html, "html", thread, model, url, captured)


def verify(
    draft: str,
    *,
    against: Iterable[Page] | None = None,
    record: str | PathLike[str] | None = None,
    form: DraftFormat = "markdown",
    reported: bool = False,
    strict: bool = False,
    model: str | PathLike[str] | None = None,
) -> Checked:
    """Check the quotations of a draft: whether that person said that, in these words.

    Args:
        draft: the draft's text.
        against: pages that were read; what stands on them is what is searched.
        record: the file of a record; what stands on its current pages is searched, too if pages are given.
        form: what the draft is written in: "markdown", "html" or "text".
        reported: check its indirect speech too.
        strict: light editing counts as alteration.
        model: folder of another model's files; None takes the one that comes with onrecord.

    Returns:
        ``findings``, one a quotation, in the draft's order, and ``skipped``. No verdict is one on truth.

    Raises:
        EmptyInput: there is no text in the draft.
        RecordError: the record is missing, no record, newer, or damaged.
        UsageError: there is nothing to check against.
        ModelError: the model is missing or unusable.
    """
    from onrecord.verifying import read_draft_bytes, sources_of, verify_draft

    found = read_draft_bytes(draft.encode("utf-8", "replace"), form)
    with sources_of(against, None if record is None else Path(record)) as sources:
        return verify_draft(
            found, sources, reader=lambda: _reader(_folder(model)), reported=reported, strict=strict
        )


def _read_string(
    text: str,
    form: Format,
    thread: bool,
    model: str | PathLike[str] | None,
    url: str | None,
    captured: datetime | None,
) -> Page:
    from onrecord.pipeline import read_string

    data = text.encode("utf-8", "surrogatepass")
    capture = Capture(data=data, name=f"<{form}>", format=form, url=url, captured=captured)
    return read_string(capture, text, _reader(_folder(model)), thread=thread)


def _folder(model: str | PathLike[str] | None) -> Path | None:
    return None if model is None else Path(model)


@lru_cache(maxsize=2)
def _reader(model: Path | None) -> Reader:
    from onrecord.reading import Reader

    return Reader.load(model)
