"""Words as the full-text index sees them: without case, accents and quotation marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Word", "fold", "folded_words", "words"]

# Letters, numbers, private characters, and marks that ride on them: what SQLite's unicode61 takes as a word.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


class Word(NamedTuple):
    """A word of a text: folded, with its place."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    parts = list(unicodedata.normalize("NFD", character))
    # SQLite takes accents off Latin letters only.
    if parts[0].isascii() and all(unicodedata.category(mark) == "Mn" for mark in parts[1:]):
        character = parts[0]
    lower = character.lower()
    return lower if len(lower) == len(character) else character


def fold(text: str) -> str:
    """Take case and accents off.

    >>> fold("Orbán said É")
    'orban said e'
    """
    if text.isascii():
        return text.lower()
    return "".join(_folded(c) for c in text if not "\u0300" <= c <= "\u036f")


def words(text: str) -> list[Word]:
    """Cut a text into folded words with their places.

    >>> [word.folded for word in words("“Don’t,” said Zoë.")]
    ['don', 't', 'said', 'zoe']
    """
    return [Word(fold(match[0]), *match.span()) for match in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """Cut a text into folded words without their places, which is quicker.

    >>> folded_words("Zoë didn’t")
    ['zoe', 'didn', 't']
    """
    return _WORD.findall(fold(text))
