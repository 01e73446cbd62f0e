"""Words as the full-text index sees them: without case, accents and quotation marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Word", "fold", "folded", "folded_words", "words"]

# Letters, numbers, private characters, and marks that ride on them: what SQLite's unicode61 takes as a word.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


class Word(NamedTuple):
    """A word of a text: folded, with its place."""

    folded: str
    start: int
    end: int


class _Table(dict[int, str]):
    """What each character becomes, for ``str.translate``; worked out when it is first met."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        self[code] = made = self._become(chr(code))
        return made


def _folded(character: str) -> str:
    if "\u0300" <= character <= "\u036f":
        return ""
    parts = list(unicodedata.normalize("NFD", character))
    # SQLite takes accents off Latin letters only.
    if parts[0].isascii() and all(unicodedata.category(mark) == "Mn" for mark in parts[1:]):
        character = parts[0]
    lower = character.lower()
    return lower if len(lower) == len(character) else character


def _folded_or_blank(character: str) -> str:
    return _folded(character) if character.isalnum() or "\u0300" <= character <= "\u036f" else " "


_FOLDED, _WORDS_ALONE = _Table(_folded), _Table(_folded_or_blank)
_OTHERS = re.compile(r"[^\x00-\x7f]+")
_ASCII_ALONE = bytes(ord(_folded_or_blank(chr(code))) if code < 128 else 32 for code in range(256))


def fold(text: str) -> str:
    """Take case and accents off.

    >>> fold("Orbán said É")
    'orban said e'
    """
    return text.translate(_FOLDED)


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
    return folded(text).split()


def folded(text: str) -> str:
    """Fold a text, with blanks for all that is between words.

    >>> folded("Zoë didn’t")
    'zoe didn t'
    """
    # Few characters of most texts are others: those go through the table, all the rest by bytes.
    plain = _OTHERS.sub(lambda run: run[0].translate(_WORDS_ALONE), text)
    if plain.isascii():
        return plain.encode("ascii").translate(_ASCII_ALONE).decode("ascii")
    return plain.translate(_WORDS_ALONE)
