"""Bytes as they come: chunks become a stream, unpacked on the way and never read further than asked."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from onrecord.capture.limits import MAX_GZIP_LAYERS, too_large
from onrecord.core.errors import BinaryInput, MissingInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["chunks_of", "is_gzip", "read_all", "reading", "unpacked"]

CHUNK = 1 << 16


class _Chunks(io.RawIOBase):
    """A raw stream over chunks of bytes; empty chunks are skipped."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer).cast("B")
        n = min(len(target), len(self._rest))
        target[:n] = self._rest[:n]
        self._rest = self._rest[n:]
        return n


def chunks_of(stream: BinaryIO | io.BufferedIOBase) -> Iterator[bytes]:
    """Give the rest of a stream in chunks, each given on as soon as it is there."""
    # read() waits until it has all it was asked for; a live pipe's lines should not wait for that.
    read = getattr(stream, "read1", stream.read)
    while chunk := read(CHUNK):
        yield chunk


def is_gzip(head: bytes) -> bool:
    """Tell whether bytes begin as gzip (RFC 1952: two magic bytes, then 8 for deflate)."""
    return head.startswith(b"\x1f\x8b\x08")


def unpacked(chunks: Iterable[bytes]) -> io.BufferedIOBase:
    """Make a stream over chunks; gzip is undone where the bytes, not the name, say that it is gzip.

    Args:
        chunks: the bytes as they come, packed or not.

    Returns:
        a buffered stream. Reading from it may raise what :func:`reading` turns into errors of ours.

    >>> import gzip
    >>> unpacked([gzip.compress(b"Good "), gzip.compress(b"day.")]).read()
    b'Good day.'
    """
    stream: io.BufferedIOBase = io.BufferedReader(_Chunks(chunks), CHUNK)
    for _ in range(MAX_GZIP_LAYERS):
        head = stream.read(3)
        stream = io.BufferedReader(_Chunks(chain([head], chunks_of(stream))), CHUNK)
        if not is_gzip(head):
            break
        stream = gzip.GzipFile(fileobj=stream)
    return stream


def read_all(stream: io.BufferedIOBase, name: str, max_bytes: int, *, already: bytes = b"") -> bytes:
    """Read all of a stream, unless it is more than ``max_bytes``; at most one byte more is read.

    Args:
        stream: where to read.
        name: what the user called it, for the message.
        max_bytes: the limit in bytes, ``already`` included.
        already: the first bytes, read before.

    Raises:
        TooLarge: there is more.
    """
    parts, size = [already], len(already)
    # GzipFile.read(n) may give fewer than n bytes before the end.
    while size <= max_bytes and (part := stream.read(max_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
    if size > max_bytes:
        raise too_large(name, max_bytes)
    return b"".join(parts)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what may go wrong while bytes are read and unpacked into errors with a remedy.

    Raises:
        BinaryInput: a gzip file that is broken or ends too early.
        MissingInput: the system could not read on.
    """
    try:
        yield
    except EOFError as error:
        raise BinaryInput(
            f"{name} is a gzip file that ends too early",
            remedy="fetch or copy it again",
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BinaryInput(
            f"{name} is a broken gzip file",
            remedy="fetch or copy it again",
        ) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise MissingInput(
            f"{name} could not be read: {reason}", remedy="check that the file is whole and may be read"
        ) from error
