"""Dates told from the moment of reading: "2 days ago", in many languages."""

from __future__ import annotations

import re
from functools import cache

from onrecord.page.plain_words import words

__all__ = ["find_ago"]

_WORD = re.compile(r"[a-z]+")
_BETWEEN_ALTERNATIVES = re.compile(r"\|(?![^(]*\))")
_NOT_LITERAL = re.compile(r"\\[wd]|\([^)]*\)|\[[^\]]*\]")


def find_ago(text: str) -> re.Match[str] | None:
    """Find the first such date in a text.

    >>> find_ago("Ada, 3 hours ago")[0], find_ago("Bus 3 was late")
    ('3 hours ago', None)
    """
    # The pattern tries every language at every word, and most texts hold none of its own words.
    if text.isascii() and _own_words().isdisjoint(_WORD.findall(text.lower())):
        return None
    return _pattern().search(text)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words().ago})(?!\w)", re.IGNORECASE)


@cache
def _own_words() -> frozenset[str]:
    """For each alternative that ASCII can match, the longest word that stands in it as it is."""
    literal = (_NOT_LITERAL.sub(" ", one) for one in _BETWEEN_ALTERNATIVES.split(words().ago))
    found = (_WORD.findall(one) for one in literal if one.isascii())
    return frozenset(max(said, key=len) for said in found if said)
