"""How much, how long, how often: every limit of this room in one place."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.errors import TooLarge

__all__ = ["DEFAULT_MAX_BYTES", "MAX_GZIP_LAYERS", "MAX_REDIRECTS", "Patience", "too_large"]

DEFAULT_MAX_BYTES = 20_000_000
"""Unpacked bytes one page may have; for JSON Lines, one line. A news page has well under a million."""

MAX_REDIRECTS = 5
"""How often a fetch may be sent on to another address."""

MAX_GZIP_LAYERS = 3
"""A server may gzip a file that is a gzip file already; more layers than this are not undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a fetch may take, in seconds.

    Args:
        connect: for each connection to be made.
        read: for each wait until the server sends something.
        total: for the whole fetch, redirects included; name look-ups are bounded by the system's resolver.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0


def too_large(name: str, max_bytes: int) -> TooLarge:
    """Make the error for an input over the limit.

    >>> str(too_large("a.html", 20_000_000))
    'a.html is larger than 20,000,000 bytes; raise the limit with --max-bytes if it is meant to be so large'
    """
    return TooLarge(
        f"{name} is larger than {max_bytes:,} bytes",
        remedy="raise the limit with --max-bytes if it is meant to be so large",
    )
