"""The words of a text, with what tells that one belongs to a name; stretches of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import words

__all__ = ["Intervals", "Word", "tokens"]

# A letter's accent may be a character of its own, or what a wrong encoding has left of one ("Ã±", "Â§").
_ACCENT = r"(?:[\u0300-\u036f\x80-\x9f]+[\xa1-\xbf]?|(?<=[ÂÃ])[\xa1-\xbf])\w*"
_WORD = re.compile(
    r"((?:[^\W\d_]\.-?){1,6}(?![^\W\d_])|(?:[Jj]r|[Ss]r)\.?(?!\w)"
    rf"|[^\W_]\w*(?:(?:['’‐‑&]|(?<=[A-Z])-|-(?![A-Z]{{2}}))[^\W_]\w*|{_ACCENT})*(?:\.(?:com|org|net)\b)?)",
)
_POSSESSIVES = frozenset(("'s", "’s", "'S", "’S"))
_INNER_CAPITAL = re.compile(r"(?:[aAeE][lnrszdLNRSZD]h?-|[dDlLoO]['’])(?=[^\W\d_])")

_APOSTROPHES = frozenset("'’")


class Word(NamedTuple):
    """A word of the text; a possessive ``'s`` does not belong to it.

    Args:
        text: as written.
        start: of its first character.
        end: behind its last.
        possessive: whether ``'s`` or an apostrophe follows.
        capital: whether it looks like a part of a name.
    """

    text: str
    start: int
    end: int
    possessive: bool
    capital: bool


@lru_cache(maxsize=1 << 16)
def _capital(text: str) -> bool:
    if _APOSTROPHES.intersection(text):
        stem = text.replace("’", "'").partition("'")[0]
        if stem.casefold() in words("function_words"):
            return False
    if text[0].isupper() or text[0].istitle():
        return True
    if text.islower():
        return False
    inner = _INNER_CAPITAL.match(text)
    return bool(inner) and text[inner.end() if inner else 0].isupper()


def tokens(text: str) -> list[Word]:
    """Split a text into its words."""
    found = []
    parts = _WORD.split(text)  # a gap, a word, a gap, …: quicker than a match object for each word
    at = 0
    for gap, spelled in zip(parts[::2], parts[1::2], strict=False):
        start = at + len(gap)
        at = end = start + len(spelled)
        possessive = text[at : at + 1] in "'’"
        if spelled[-2:] in _POSSESSIVES:
            spelled, end, possessive = spelled[:-2], end - 2, True
        found.append(Word(spelled, start, end, possessive, _capital(spelled)))
    return found


class Intervals:
    """Sorted stretches that do not overlap, with a quick test for a place.

    >>> 3 in Intervals([(2, 5)])
    True
    """

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self.spans[index][1]

    def at(self, place: int) -> Span | None:
        """Find the stretch that holds a place."""
        index = bisect_right(self._starts, place) - 1
        return self.spans[index] if index >= 0 and place < self.spans[index][1] else None
