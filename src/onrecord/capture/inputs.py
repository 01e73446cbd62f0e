"""From what a user named to captures: each input opened, its form guessed, its bytes read, in order."""

from __future__ import annotations

import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BufferedIOBase
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal, get_args
from urllib.parse import urlsplit

from onrecord.capture.feeds import entry_addresses
from onrecord.capture.forms import (
    HEAD,
    InputForm,
    form_by_name,
    form_by_type,
    is_feed,
    is_json_object,
    is_warc,
    looks_like,
)
from onrecord.capture.jsonl import lines, read_lines, without_surrogates
from onrecord.capture.limits import DEFAULT_MAX_BYTES
from onrecord.capture.streams import chunks_of, read_all, reading, unpacked
from onrecord.capture.urllists import in_url_list, is_comment, listed_addresses
from onrecord.capture.urls import fetch, is_url
from onrecord.capture.warc import read_warc
from onrecord.core.errors import EmptyInput, InputError, MissingInput, UsageError
from onrecord.core.values import Capture, Failure

__all__ = ["captures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What is known of an input beside its bytes; ``hint`` is what its name or its server says it is."""

    name: str
    hint: InputForm = "auto"
    encoding: str | None = None
    url: str | None = None
    captured: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """How inputs are read; ``inside`` is what named them, where it was not the user."""

    form: InputForm
    max_bytes: int
    allow_private: bool
    passed: Counter[str]
    inside: Literal["feed", "urls"] | None = None


def captures(
    inputs: Sequence[str],
    *,
    form: InputForm = "auto",
    max_bytes: int = DEFAULT_MAX_BYTES,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    passed: Counter[str] | None = None,
) -> Iterator[Capture | Failure]:
    """Read inputs one after the other, in the order given.

    Each input is a path, ``-`` for standard input, or an http or https URL. It holds HTML, plain text, JSON
    Lines of ``{"id", "text"}`` or ``{"id", "html"}``, a WARC, an RSS or Atom feed, or a list of URLs, packed
    with gzip or not. The pages that a feed or a list names are fetched. An input that cannot be read becomes
    a failure in its place, and the others go on. JSON Lines, WARCs and lists are read piece by piece, a URL's
    excepted: it is fetched whole.

    Args:
        inputs: what to read.
        form: what every input holds; ``auto`` goes by the extension or media type and the first bytes.
        max_bytes: the limit in unpacked bytes for one page (one line of JSON Lines, one fetch, one feed).
        allow_private: fetch from private, loopback and link-local addresses too.
        stdin: read in place of the process's standard input.
        passed: counts what WARCs hold beside pages and is passed over, by what it is.

    Raises:
        UsageError: at once, where ``form`` or ``max_bytes`` cannot be meant.

    >>> import io
    >>> [page] = captures(["-"], stdin=io.BytesIO(b"Mira Holt said it rained."))
    >>> page.format, page.captured is None
    ('text', True)
    >>> [failure] = captures(["no such file.html"])
    >>> str(failure.error)
    'no such file.html does not exist; check the path'
    """
    if form not in get_args(InputForm):
        raise UsageError(
            f"{form!r} is no form of input", remedy=f"choose one of {', '.join(get_args(InputForm))}"
        )
    if max_bytes < 1:
        raise UsageError(
            f"a limit of {max_bytes} bytes lets nothing through", remedy="give a limit of 1 or more"
        )
    if isinstance(inputs, str):
        raise UsageError("the inputs are one string", remedy="give a list of inputs")
    how = _How(
        form=form,
        max_bytes=max_bytes,
        allow_private=allow_private,
        passed=Counter() if passed is None else passed,
    )
    return _each(inputs, how, stdin)


def _each(inputs: Sequence[str], how: _How, stdin: BinaryIO | None) -> Iterator[Capture | Failure]:
    for given in inputs:
        name = without_surrogates(given)  # how Python spells bytes in a path that are not UTF-8
        try:
            if given == "-":
                yield from _read(_stdin(stdin), _Origin(name=name), how)
            elif is_url(given):
                yield from _read_url(name, how)
            else:
                with _file(given, name) as (file, origin):
                    yield from _read(chunks_of(file), origin, how)
        except InputError as error:
            yield Failure(id=name, error=error)


def _stdin(stream: BinaryIO | None) -> Iterator[bytes]:
    if stream is None and sys.stdin is not None:
        stream = sys.stdin.buffer
    if stream is None or stream.closed:
        raise MissingInput("there is no standard input", remedy="give the path of a file")
    return chunks_of(stream)


def _read_url(url: str, how: _How) -> Iterator[Capture | Failure]:
    page = fetch(url, max_bytes=how.max_bytes, allow_private=how.allow_private)
    hint = form_by_type(page.media_type)
    if hint == "auto":
        hint = form_by_name(urlsplit(page.url).path)
    origin = _Origin(name=url, hint=hint, encoding=page.encoding, url=page.url, captured=page.fetched)
    yield from _read([page.body], origin, how)


@contextmanager
def _file(given: str, name: str) -> Iterator[tuple[BinaryIO, _Origin]]:
    """Open a path if it is a regular file; looked at first, because opening a pipe would wait for ever."""
    if not given:
        raise MissingInput("an input has no name", remedy="give a path, a URL, or - for standard input")
    path = Path(given)
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise MissingInput(
                f"{name} is a folder", remedy=f"name the files in it, such as {name.rstrip('/')}/*.html"
            )
        if not stat.S_ISREG(info.st_mode):
            raise MissingInput(f"{name} is a pipe or a device", remedy="send it to standard input and give -")
        file = path.open("rb")
    except FileNotFoundError as error:
        remedy = f"write https://{name} to fetch it" if name.startswith("www.") else "check the path"
        raise MissingInput(f"{name} does not exist", remedy=remedy) from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise MissingInput(
            f"{name} cannot be opened: {reason}", remedy="check the path and that you may read it"
        ) from error
    with file:
        yield file, _Origin(name=name, hint=form_by_name(name), captured=_time(info.st_mtime))


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):  # a file system may hold years that a datetime cannot
        return None


def _read(chunks: Iterable[bytes], origin: _Origin, how: _How) -> Iterator[Capture | Failure]:
    shown = "standard input" if origin.name == "-" else origin.name
    with reading(shown):
        stream = unpacked(chunks)
        said = origin.hint if how.form == "auto" else how.form
        opening: list[bytes] = []
        if how.form == "auto" and said in ("auto", "text"):
            opening = _opening(stream, how.max_bytes)
            said = _by_opening(opening, stream, how.max_bytes) or said
        if said == "warc":
            whole = unpacked(chain(opening, chunks_of(stream)))
            yield from read_warc(whole, shown, how.max_bytes, how.passed)
            return
        if said in ("jsonl", "urls"):
            source = chain(opening, lines(stream, how.max_bytes))
            yield from _read_lines(source, origin.name, how, urls=said == "urls")
            return
        data = read_all(stream, shown, how.max_bytes, already=b"".join(opening))
    if not data:
        raise _empty(shown)
    if said == "feed" or (how.form == "auto" and is_feed(data)):
        yield from _follow(
            entry_addresses(data, origin.name, origin.url, origin.encoding), origin, how, "feed"
        )
        return
    yield Capture(
        data=data,
        name=origin.name,
        format=looks_like(data, said) if how.form == "auto" or said == "html" else "text",
        encoding=origin.encoding,
        url=origin.url,
        captured=origin.captured,
    )


def _by_opening(opening: list[bytes], stream: BufferedIOBase, max_bytes: int) -> InputForm | None:
    """Tell by the first lines what several pages may be in; reads on where they may be a list of URLs."""
    if not opening:
        return None
    if is_json_object(opening[-1]):
        return "jsonl"
    if is_warc(opening[-1]):
        return "warc"
    urls, size = 0, sum(map(len, opening))
    line = opening[-1]
    while line:
        if not is_comment(line):
            if not in_url_list(line, first=not urls):
                return None
            urls += 1
        if size >= HEAD or size > max_bytes:
            break
        line = stream.readline(max_bytes + 1 - size)
        opening.append(line)
        size += len(line)
    return "urls" if urls else None


def _follow(
    addresses: Iterable[str | Failure], origin: _Origin, how: _How, inside: Literal["feed", "urls"]
) -> Iterator[Capture | Failure]:
    """Fetch what a feed or a list names. A list may name feeds; more than that would never end."""
    if how.inside == "feed" or how.inside == inside:
        what = "a feed" if inside == "feed" else "a list of URLs"
        raise InputError(
            f"{origin.name} is no page but {what}, named in another",
            remedy="give it as an input of its own if its pages are wanted",
        )
    each = replace(how, form="auto", inside=inside)
    for address in addresses:
        if isinstance(address, Failure):
            yield address
            continue
        try:
            yield from _read_url(address, each)
        except InputError as error:
            yield Failure(id=address, error=error)


def _opening(stream: BufferedIOBase, max_bytes: int) -> list[bytes]:
    """Read up to and with the first line that is not blank, at most one byte over ``max_bytes``."""
    opening: list[bytes] = []
    left = max_bytes + 1
    while left > 0 and (line := stream.readline(left)):
        opening.append(line)
        left -= len(line)
        if line.removeprefix(b"\xef\xbb\xbf").strip():
            break
    return opening


def _read_lines(
    source: Iterable[bytes | None], name: str, how: _How, *, urls: bool
) -> Iterator[Capture | Failure]:
    item = None
    items = read_lines(source, name, how.max_bytes)
    if urls:
        items = _follow(listed_addresses(source, name, how.max_bytes), _Origin(name=name), how, "urls")
    for item in items:
        yield item
    if item is None:
        raise _empty(name)


def _empty(shown: str) -> EmptyInput:
    return EmptyInput(f"{shown} is empty", remedy="give a page with an article")
