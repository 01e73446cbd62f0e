"""Polls, reports and records speak for whoever gave them out: "a study by the Quill Institute"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, words

__all__ = ["issuers"]

_JOINED: Final = re.compile(r"['’]?s?\s?[-–/&]\s?|,?\s+and\s+(?:the\s+)?")
_GIVEN: Final = "(?:commissioned|conducted|done|issued|published|released|taken)"
_GIVEN_OUT: Final = re.compile(rf"\b(\w+)\s+(?:{_GIVEN}|out)\b")
_BY: Final = re.compile(
    r"(?:\s+of(?:\s+[a-z-]+){1,3}?)?\s*,?\s*"
    rf"(?:{_GIVEN}\s+(?:[\w-]+\s+){{0,3}}?)?"
    r"(?:by|for|from|(?P<where>in))\s+(?:the\s+(?:[a-z]+\s+){0,2})?"
)
_BESIDE: Final = re.compile(r"(?:['’]s?)?(?:\s+[a-z-]+|\s+\d{4}){0,2}\s+")
_WORD: Final = re.compile(r"[\w-]+")


def issuers(text: str, span: Span, border: int, mentions: list[Span]) -> list[Span] | None:
    """The names that gave out what a source is.

    Args:
        text: the text the spans point into.
        span: the source from its first to its last word.
        border: where its first noun phrase ends.
        mentions: name mentions inside the span, in order.

    Returns:
        Their mentions; none where the source names nobody ("the poll"); None where it is no such thing.

    >>> text = "a Quill Post/Orvane University poll"
    >>> issuers(text, (0, 35), 35, [(2, 12), (13, 30)])
    [(2, 12), (13, 30)]
    """
    given_out = _GIVEN_OUT.search(text, span[0], border)
    if given_out and fold(given_out.group(1)) in words("issued"):
        border = given_out.end(1)
    found = _WORD.findall(text[span[0] : border])
    if not found or fold(found[-1]) not in words("issued") or any(m[1] == border for m in mentions):
        return None
    noun = text.rindex(found[-1], span[0], border)
    before = [m for m in mentions if m[1] <= noun]
    behind = [m for m in mentions if m[0] >= border]
    link = _BY.fullmatch(text, border, behind[0][0]) if behind else None
    if link and (not link["where"] or fold(text[slice(*behind[0])].split()[-1]) in words("outlets")):
        return _chain(text, behind)
    if before and _BESIDE.fullmatch(text, before[-1][1], noun):
        return _chain(text, before[::-1])[::-1]
    return [] if not before else None


def _chain(text: str, mentions: list[Span]) -> list[Span]:
    """The first mention and those joined to it, in either direction."""
    kept = mentions[:1]
    for last, mention in pairwise(mentions):
        first, second = sorted((last, mention))
        if not _JOINED.fullmatch(text, first[1], second[0]):
            break
        kept.append(mention)
    return kept
