"""WARC, the web archives' format (ISO 28500): a capture a page, one record in memory.

Read are ``response`` and ``resource`` records of HTML or plain text. What else an archive holds, pictures and
redirects and the like, is passed over and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from io import BufferedIOBase
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from onrecord.capture.codings import unchunked, undone
from onrecord.capture.forms import form_by_type, looks_like
from onrecord.capture.limits import too_large
from onrecord.core.errors import BinaryInput, EmptyInput, InputError
from onrecord.core.values import Capture, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc.warc import WarcRecord

__all__ = ["read_warc"]

_HEAD = 1 << 16
"""How many bytes of a record are read to tell what it is; no server sends a header as long."""

_READ_ON = "fetch or copy it again; the pages before that place are read"
_HTTP = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})[^\n]*\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_PAGES = ("http", "https", "ftp", "file")


class _Sized(Protocol):
    def read(self, size: int = ...) -> bytes: ...


class _Source:
    """A stream as fastwarc wants it, that keeps the error which ended it."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._at = 0
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read1(size)
        except Exception as error:
            self.error = error
            raise
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("an archive is read from its start to its end")

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        pass


class _Head(NamedTuple):
    """What stands before a page's bytes; ``start`` is where those begin in the record."""

    status: int
    fields: Message
    start: int


def read_warc(
    stream: BufferedIOBase, name: str, max_bytes: int, passed: Counter[str]
) -> Iterator[Capture | Failure]:
    """Give a capture for each page of an archive, or a failure that names it by its address.

    Args:
        stream: the archive, unpacked.
        name: what the user called it.
        max_bytes: the limit in bytes for one page.
        passed: counts what is passed over, by what it is.

    Raises:
        BinaryInput: the archive is none, is broken or ends too early; the pages before that were given.
        EmptyInput: there is no page in it.
    """
    from fastwarc.warc import ArchiveIterator

    source = _Source(stream)
    here: Counter[str] = Counter()
    number = pages = 0
    try:
        for number, record in enumerate(ArchiveIterator(source, parse_http=False, stream_detect=False), 1):
            item = _read_record(record, f"{name}:{number}", name, max_bytes, here)
            if item is not None:
                pages += 1
                yield item
    except InputError:
        raise
    except Exception as error:
        if source.error is not None:
            raise source.error from None
        raise _broken(name, number) from error
    finally:
        passed.update(here)
    if not pages:
        told = ", ".join(f"{n:,} {what}" for what, n in here.most_common())
        raise EmptyInput(
            f"{name} holds no page" + (f" ({told})" if told else ""),
            remedy="give an archive with responses of HTML or plain text",
        )


def _broken(name: str, records: int) -> BinaryInput:
    if not records:
        return BinaryInput(f"{name} is no WARC file", remedy="say what it is with --input")
    return BinaryInput(f"{name} is broken after record {records:,}", remedy=_READ_ON)


def _read_record(
    record: WarcRecord, place: str, name: str, max_bytes: int, passed: Counter[str]
) -> Capture | Failure | None:
    """Read one record to its end: a page, a failure, or None for what is passed over."""
    said = (record.headers.get("Content-Length") or "").strip()
    if not said.isdecimal() or int(said) != record.content_length:
        raise BinaryInput(f"{name} is broken: record {place} does not say how long it is", remedy=_READ_ON)
    length = record.content_length
    block = _exactly(record.reader, min(length, _HEAD))
    rest = length - len(block)
    url = (record.headers.get_bytes(b"WARC-Target-URI") or b"").decode("utf-8", "replace").strip(" <>")
    try:
        head = _head(record, block, url or place)
        if head is None or _is_beside(head, block, url, passed):
            _ended(record, rest, place, name)
            return None
        if length - head.start > max_bytes:
            _ended(record, rest, place, name)
            raise too_large(url or place, max_bytes)
    except _Cut:
        raise
    except InputError as error:
        _ended(record, rest, place, name)
        return Failure(id=url or place, error=error)
    block += _exactly(record.reader, rest)
    if len(block) < length:
        raise _cut(place, name)
    try:
        return _page(head, block[head.start :], url or place, _time(record), max_bytes)
    except InputError as error:
        return Failure(id=url or place, error=error)


class _Cut(BinaryInput):
    """The archive ends in the midst of a record."""


def _cut(place: str, name: str) -> _Cut:
    return _Cut(f"{name} ends too early, in record {place}", remedy=_READ_ON)


def _exactly(reader: _Sized, size: int) -> bytes:
    """Read so many bytes, fewer only at the end."""
    parts = []
    while size > 0 and (part := reader.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _ended(record: WarcRecord, rest: int, place: str, name: str) -> None:
    """Go to the end of a record whose last ``rest`` bytes are not wanted."""
    while rest > 0 and (part := record.reader.read(min(rest, _HEAD))):
        rest -= len(part)
    if rest > 0:
        raise _cut(place, name)


def _head(record: WarcRecord, block: bytes, shown: str) -> _Head | None:
    """Read what a record says of its page; None for a record of another kind."""
    from fastwarc.warc import WarcRecordType

    kind = record.record_type
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.revisit):
        return None
    fields = Message()
    fields["content-type"] = record.headers.get("Content-Type") or "application/octet-stream"
    if kind == WarcRecordType.revisit:
        return _Head(304, fields, 0)
    if fields.get_content_type() != "application/http":
        return _Head(200, fields, 0)
    status, end = _HTTP.match(block), _BLANK.search(block)
    if status is None or end is None:
        raise BinaryInput(f"{shown} has no HTTP header in its archive", remedy="fetch the page again")
    parsed = BytesHeaderParser().parsebytes(block[status.end() : end.end()])
    return _Head(int(status[1]), parsed, end.end())


def _is_beside(head: _Head, block: bytes, url: str, passed: Counter[str]) -> bool:
    """Tell whether a record is beside the pages of its archive, and count it."""
    parts = _split(url)
    kind = _media_type(head)
    if parts is not None and parts[1].lower() == "/robots.txt":
        why = "robots.txt"
    elif head.status == 304:
        why = "unchanged pages"
    elif head.status != 200:
        why = "answers other than 200"
    elif kind is not None and kind.startswith("image/"):
        why = "pictures"
    elif parts is not None and parts[0] not in _PAGES:
        why = "records of the crawl itself"
    elif form_by_type(kind) not in ("html", "text") and not (
        kind is None and looks_like(block[head.start :]) == "html"
    ):
        why = "other files"
    else:
        return False
    passed[why] += 1
    return True


def _split(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (parts.scheme.lower(), parts.path) if parts.scheme else None


def _media_type(head: _Head) -> str | None:
    return head.fields.get_content_type() if "content-type" in head.fields else None


def _time(record: WarcRecord) -> datetime | None:
    try:
        time = datetime.fromisoformat((record.headers.get("WARC-Date") or "").strip())
    except ValueError:
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def _page(head: _Head, body: bytes, name: str, time: datetime | None, max_bytes: int) -> Capture:
    if "chunked" in str(head.fields.get("transfer-encoding", "")).lower():
        body = unchunked(body, name)
    codings = str(head.fields.get("content-encoding", "")).lower().split(",")
    data = undone(body, [coding.strip() for coding in codings], name, max_bytes)
    if not data:
        raise EmptyInput(f"{name} is empty", remedy="give a page with an article")
    parts = _split(name)
    return Capture(
        data=data,
        name=name,
        format=looks_like(data, form_by_type(_media_type(head))),
        encoding=head.fields.get_content_charset(),
        url=name if parts is not None and parts[0] in ("http", "https") else None,
        captured=time,
    )
