"""The words of a text, with what tells that one belongs to a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.reading.names_lexicon import words

__all__ = ["Word", "tokens"]

_WORD = re.compile(
    r"(?:[^\W\d_]\.-?){1,6}(?![^\W\d_])|(?:[Jj]r|[Ss]r)\.?(?!\w)|[^\W_]\w*(?:(?:['’‐‑&]|(?<=[A-Z])-|-(?![A-Z]{2}))[^\W_]\w*)*(?:\.(?:com|org|net)\b)?",
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_INNER_CAPITAL = re.compile(r"(?:[aAeE][lnrszdLNRSZD]h?-|[dDlLoO]['’])(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; a possessive ``'s`` does not belong to it."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it looks like a part of a name."""
        first = self.text[0]
        stem, mark, _ = self.text.replace("’", "'").partition("'")
        if mark and stem.casefold() in words("function_words"):
            return False
        if first.isupper() or first.istitle():
            return True
        inner = _INNER_CAPITAL.match(self.text)
        return bool(inner) and self.text[inner.end() if inner else 0].isupper()


def tokens(text: str) -> list[Word]:
    """Split a text into its words."""
    found = []
    for match in _WORD.finditer(text):
        spelled, end = match.group(), match.end()
        cut = _POSSESSIVE.search(spelled)
        if cut and cut.start():
            spelled, end = spelled[: cut.start()], match.start() + cut.start()
        found.append(
            Word(spelled, match.start(), end, bool(cut) or text[match.end() : match.end() + 1] in "'’")
        )
    return found
