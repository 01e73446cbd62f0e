"""Lists of URLs: one a line, with blank lines and comments between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.capture.limits import too_large
from onrecord.capture.urls import is_url
from onrecord.core.errors import BadLine
from onrecord.core.values import Failure

__all__ = ["in_url_list", "is_comment", "listed_addresses"]

_BOM = b"\xef\xbb\xbf"


def is_comment(line: bytes) -> bool:
    """Tell whether a line is blank or begins with ``#``."""
    line = line.removeprefix(_BOM).strip()
    return not line or line.startswith(b"#")


def in_url_list(line: bytes, *, first: bool) -> bool:
    """Tell whether a line that is no comment could stand in a list of URLs, rather than in a text.

    The first must be an http or https URL; those after it may be misspelt, but not have several words.

    >>> in_url_list(b"https://bell.example/1", first=True), in_url_list(b"Rain fell.", first=False)
    (True, False)
    """
    words = line.removeprefix(_BOM).split()
    return len(words) == 1 and (not first or words[0].lower().startswith((b"http://", b"https://")))


def listed_addresses(source: Iterable[bytes | None], name: str, max_bytes: int) -> Iterator[str | Failure]:
    """Give the URLs of a list in its order, a failure ``NAME:LINE`` for a line that is none.

    Args:
        source: the lines as bytes; None for one that was too long.
        name: what the user called the list.
        max_bytes: the limit that was applied, for the message.

    >>> [url, failure] = listed_addresses([b"# news", b"https://bell.example/1", b"rain"], "news.urls", 1000)
    >>> url, failure.id
    ('https://bell.example/1', 'news.urls:3')
    """
    for number, line in enumerate(source, 1):
        if line is None:
            yield Failure(id=f"{name}:{number}", error=too_large(f"line {number} of {name}", max_bytes))
        elif not is_comment(line):
            url = line.removeprefix(_BOM).decode("utf-8", "replace").strip()
            yield url if is_url(url) else Failure(id=f"{name}:{number}", error=_no_url(number, name, url))


def _no_url(number: int, name: str, line: str) -> BadLine:
    remedy = "write one URL a line, with https:// before it, and # before a comment"
    if line.startswith("www.") and len(line) < 500:
        remedy = f"write https://{line} to fetch it"
    return BadLine(f"line {number} of {name} is not a URL", remedy=remedy)
