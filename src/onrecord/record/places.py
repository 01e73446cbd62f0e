"""Places of words as the tables hold them, and back; and the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from onrecord.core.values import IncivilityKind, Quote, Span, Spans, UncivilWords

__all__ = [
    "JOINT",
    "joined",
    "quotes_of",
    "quotes_text",
    "span_of",
    "spans_of",
    "spans_text",
    "uncivil_of",
    "uncivil_text",
]

JOINT = " … "
"""What stands between the pieces of a content in the tables."""


def spans_text(spans: Spans) -> str | None:
    """Write spans as the tables hold them.

    >>> spans_text(((3, 9), (12, 20))), spans_text(())
    ('3-9,12-20', None)
    """
    return ",".join([f"{start}-{end}" for start, end in spans]) or None


def spans_of(text: str | None) -> Spans:
    """Read what :func:`spans_text` wrote.

    Raises:
        ValueError: it is something else.
    """
    return tuple(span_of(part) for part in text.split(",")) if text else ()


def span_of(part: str) -> Span:
    """Read one span.

    Raises:
        ValueError: it is something else.
    """
    start, _, end = part.partition("-")
    return int(start), int(end)


def uncivil_text(words: Iterable[UncivilWords]) -> str | None:
    """Write uncivil words as the tables hold them.

    >>> uncivil_text([UncivilWords(span=(3, 9), kind="insult")])
    'insult:3-9'
    """
    return ",".join(f"{w.kind}:{w.span[0]}-{w.span[1]}" for w in words) or None


def uncivil_of(text: str | None) -> tuple[UncivilWords, ...]:
    """Read what :func:`uncivil_text` wrote.

    Raises:
        ValueError: it is something else.
    """
    parts = [part.rpartition(":") for part in (text or "").split(",") if part]
    # Places without a kind come from before words had one.
    return tuple(UncivilWords(span=span_of(place), kind=_kind(kind)) for kind, _, place in parts if kind)


def _kind(name: str) -> IncivilityKind:
    kinds: tuple[IncivilityKind, ...] = get_args(IncivilityKind)
    return kinds[kinds.index(name)]


def quotes_text(quotes: Iterable[Quote]) -> str | None:
    """Write quoted words as the tables hold them: their place, the comment they are of, their place there.

    >>> quotes_text([Quote(span=(0, 19), comment=1, at=(4, 20)), Quote(span=(30, 41))])
    '0-19>1@4-20,30-41>'
    """
    written = []
    for quote in quotes:
        to = "" if quote.comment is None else str(quote.comment)
        at = "" if quote.at is None else f"@{quote.at[0]}-{quote.at[1]}"
        written.append(f"{quote.span[0]}-{quote.span[1]}>{to}{at}")
    return ",".join(written) or None


def quotes_of(text: str | None) -> tuple[Quote, ...]:
    """Read what :func:`quotes_text` wrote.

    Raises:
        ValueError: it is something else.
    """
    quotes = []
    for part in (text or "").split(",") if text else ():
        place, _, there = part.partition(">")
        to, _, at = there.partition("@")
        quotes.append(
            Quote(span=span_of(place), comment=int(to) if to else None, at=span_of(at) if at else None)
        )
    return tuple(quotes)


def joined(text: str, spans: Spans) -> str | None:
    """Give the words of spans as one text; None where there are none."""
    if len(spans) == 1:
        start, end = spans[0]
        return text[start:end] or None
    return JOINT.join([text[start:end] for start, end in spans]) or None
