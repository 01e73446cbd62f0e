"""What HTTP wraps around a page, undone: chunks, and gzip, deflate, Brotli or Zstandard.

Archives keep bodies as they were sent; some tools keep the headers and undo the wrapping. So a wrapping that
is declared and not there is nothing to complain of.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from io import BufferedIOBase, BytesIO
from typing import cast

from onrecord.capture.forms import looks_like
from onrecord.capture.limits import too_large
from onrecord.capture.streams import is_gzip, read_all, reading, unpacked
from onrecord.core.errors import BinaryInput

__all__ = ["unchunked", "undone"]

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_ZSTD = b"\x28\xb5\x2f\xfd"
_REMEDY = "fetch the page again"


def unchunked(body: bytes, name: str) -> bytes:
    r"""Join the chunks of a body that was sent in chunks (RFC 9112, 7.1); trailers are dropped.

    Args:
        body: the bytes after the HTTP header; given back as they are if they are not in chunks.
        name: what to call the page in a message.

    Raises:
        BinaryInput: the chunks break off.

    >>> unchunked(b"5\r\nRain \r\n5;x=1\r\nfell.\r\n0\r\n\r\n", "a"), unchunked(b"<p>Rain", "a")
    (b'Rain fell.', b'<p>Rain')
    """
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size, start = int(chunk[1], 16), chunk.end()
        if size == 0:
            return b"".join(parts)
        end = _LINE_END.match(body, start + size)
        if end is None:
            break
        parts.append(body[start : start + size])
        at = end.end()
    if at == 0 and (chunk is None or chunk.end() + int(chunk[1], 16) < len(body)):
        return body
    raise BinaryInput(f"{name} was sent in chunks and breaks off", remedy=_REMEDY)


def undone(body: bytes, codings: Iterable[str], name: str, max_bytes: int) -> bytes:
    """Undo the content codings of a body, the last applied first; never more than ``max_bytes`` come out.

    Args:
        body: the bytes, no longer in chunks.
        codings: their names, in the order of the Content-Encoding header; unknown ones are passed over.
        name: what to call the page in a message.
        max_bytes: the limit in bytes for the result.

    Raises:
        BinaryInput: a wrapping is broken or breaks off.
        TooLarge: there is more.
    """
    for coding in reversed(list(codings)):
        if coding in ("gzip", "x-gzip") and is_gzip(body):
            with reading(name):
                body = read_all(unpacked([body]), name, max_bytes)
        elif coding == "deflate":
            body = _inflated(body, name, max_bytes)
        elif coding == "br" or (coding == "zstd" and body.startswith(_ZSTD)):
            body = _by_fastwarc(body, coding, name, max_bytes)
    if len(body) > max_bytes:
        raise too_large(name, max_bytes)
    return body


def _inflated(body: bytes, name: str, max_bytes: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # with zlib's header as the standard has it, or bare
        inflate = zlib.decompressobj(window)
        try:
            data = inflate.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(data) > max_bytes:
            raise too_large(name, max_bytes)
        if inflate.eof:
            return data
    return _as_it_is(body, name, "deflate")


def _by_fastwarc(body: bytes, coding: str, name: str, max_bytes: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = BrotliReader(BytesIO(body)) if coding == "br" else ZstdReader(BytesIO(body))
    try:
        return read_all(cast(BufferedIOBase, reader), name, max_bytes)
    except OSError:
        return _as_it_is(body, name, coding)


def _as_it_is(body: bytes, name: str, coding: str) -> bytes:
    if looks_like(body) == "html":
        return body
    raise BinaryInput(f"{name} is packed as {coding} and broken", remedy=_REMEDY)
