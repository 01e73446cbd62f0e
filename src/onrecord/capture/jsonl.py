"""JSON Lines of ``{"id", "text"}`` or ``{"id", "html"}``: a capture a line, one line in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from io import BufferedIOBase

from onrecord.capture.limits import too_large
from onrecord.core.errors import BadLine, InputError
from onrecord.core.values import Capture, Failure, Format

__all__ = ["lines", "read_lines", "without_surrogates"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMATS: tuple[Format, ...] = ("text", "html")
_EXAMPLE = 'write each line as {"id": "1", "text": "..."} or {"id": "1", "html": "..."}'


def without_surrogates(text: str) -> str:
    r"""Put U+FFFD for each lone surrogate, which no encoding can write; its length stays.

    >>> without_surrogates("\ud83d!") == "\ufffd!"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def lines(stream: BufferedIOBase, max_bytes: int) -> Iterator[bytes | None]:
    """Give the lines of a stream, None for one longer than ``max_bytes`` (its line end included)."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(1 << 16)):
            pass
        yield None


def read_lines(source: Iterable[bytes | None], name: str, max_bytes: int) -> Iterator[Capture | Failure]:
    """Give a capture for each line, or a failure that names it by number; pass over blank lines.

    The text or HTML of a line is unchanged but for lone surrogates, which become U+FFFD. A line with both
    is read by its text. A capture is named by its id; a failure by the id if there is one, else by
    ``NAME:LINE``.

    Args:
        source: the lines as bytes; None for one that was too long.
        name: what the user called the input.
        max_bytes: the limit that was applied, for the message.

    >>> [capture, failure] = read_lines([b'{"id": 7, "text": "Rain."}', b"[]"], "in.jsonl", 1000)
    >>> capture.id, capture.data, failure.id
    ('7', b'Rain.', 'in.jsonl:2')
    """
    for number, line in enumerate(source, 1):
        if line is None:
            error = too_large(f"line {number} of {name}", max_bytes)
            yield Failure(id=f"{name}:{number}", error=error)
            continue
        if number == 1:  # a byte order mark may stand at the very start, and only there
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _read_line(line, number, name)


def _read_line(line: bytes, number: int, name: str) -> Capture | Failure:
    given: str | None = None
    try:
        value = _parse(line, number, name)
        given = _id(value)
        if given is None:
            raise _bad(number, name, "has no id that is a string or a number")
        for form in _FORMATS:
            body = value.get(form)
            if isinstance(body, str):
                data = without_surrogates(body).encode()
                return Capture(data=data, name=given, id=given, format=form, encoding="utf-8")
            if body is not None:
                raise _bad(number, name, f'has a "{form}" that is not a string')
        raise _bad(number, name, "has neither text nor html")
    except InputError as error:
        return Failure(id=given or f"{name}:{number}", error=error)


def _parse(line: bytes, number: int, name: str) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise _bad(number, name, "is not UTF-8", remedy="save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise _bad(number, name, f"is not valid JSON ({error.msg} at character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise _bad(number, name, "is not JSON that can be used") from error
    if not isinstance(value, dict):
        raise _bad(number, name, "is not a JSON object")
    return value


def _refuse(constant: str) -> object:
    raise ValueError(constant)  # NaN and the infinities: Python's own addition to JSON


def _id(value: dict[str, object]) -> str | None:
    given = value.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return None
    try:
        return without_surrogates(str(given)) or None
    except ValueError:  # more digits than Python will print
        return None


def _bad(number: int, name: str, what: str, *, remedy: str = _EXAMPLE) -> BadLine:
    return BadLine(f"line {number} of {name} {what}", remedy=remedy)
