"""Which words stand together? Words of one phrase, a broadcaster and its number, a word before a role.

"Q." and "A." at the beginning of lines belong to no name.
"""

from __future__ import annotations

import re

from onrecord.reading.names_lexicon import fold, roles, words
from onrecord.reading.names_words import Word

__all__ = ["asks", "before_role", "day_in_name", "joined", "numbered"]

_GAP = re.compile(r"[^\S\n\r]{1,3}")
_DOTTED_GAP = re.compile(r"\.[^\S\n\r]{1,3}")


def asks(text: str, word: Word) -> bool:
    """Tell whether a word is a transcript's "Q." or "A." at the beginning of a line, and no initial."""
    return word.text in ("Q.", "A.") and text[word.start - 1 : word.start] == "\n" and "\nQ. " in text


def day_in_name(text: str, every: list[Word], at: int) -> bool:
    """Tell whether a weekday belongs to a name: "the Sunday Plate"."""
    if not 0 < at < len(every) - 1 or not every[at].text.endswith("day"):
        return False
    behind = every[at + 1]
    named = behind.capital and behind.text[0].isalpha() and fold(behind.text) not in words("calendar")
    article = fold(every[at - 1].text) == "the" and joined(text, every[at - 1], every[at])
    return article and named and joined(text, every[at], behind)


def joined(text: str, left: Word, right: Word) -> bool:
    """Tell whether two words stand in one phrase: a gap, a short form's dot, "the Readers' Union"."""
    gap = text[left.end : right.start]
    if _GAP.fullmatch(gap):
        return not left.possessive
    if gap in ("' ", "’ ") and fold(right.text) in words("of_members"):
        return left.text.endswith("s")  # "the Readers' Union"
    return (
        bool(_DOTTED_GAP.fullmatch(gap))
        and fold(left.text) in words("abbreviations")
        and left.text[0].isupper()
    )


def numbered(text: str, word: Word, number: Word) -> bool:
    """Tell whether a number belongs to a broadcaster's name: "Kanal 4"."""
    known = fold(word.text) in words("stations") and joined(text, word, number)
    return known and len(number.text) < 3 and number.text.isdigit()


def before_role(text: str, every: list[Word], last: int) -> bool:
    """Tell whether words in lower case, of which the last is a role, lead from a word to a name."""
    at = last + 1
    while at < len(every) and at - last < 5 and joined(text, every[at - 1], every[at]):
        if every[at].capital:
            role = fold(every[at - 1].text)
            return at > last + 1 and (role in roles() or role.removesuffix("s") in roles())
        at += 1
    return False
