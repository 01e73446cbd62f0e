"""Sentences and noun phrases by their words alone: enough to tell who is spoken to and by what medium."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from onrecord.reading.names_lexicon import fold, words
from onrecord.reading.words import BREAK

__all__ = ["noun_phrase", "outlet_in", "sentence", "title_at"]

_POSSESSIVE: Final = frozenset({"’s", "'s", "’", "'"})
_ALONE: Final = frozenset({"everyone", "him", "journalists", "me", "reporters", "them", "us", "you"})
_SUBJECTS: Final = frozenset({"he", "i", "she", "they", "we"})
_IN_TITLES: Final = frozenset({"and", "of", "the", "with"})
_MAY_END: Final = frozenset({"!", "?", BREAK, "."})
_FARTHEST: Final = 80
"""Words of a sentence on either side: text without full stops must not make reading slow."""

_LONGEST: Final = 9
"""Words of a noun phrase at most."""


def sentence(forms: Sequence[str], at: int) -> range:
    """The words of the sentence that holds a word, its last mark left out; of a very long one those near it.

    Args:
        forms: a text's words.
        at: a word.

    >>> sentence(["No", ".", "Mr", ".", "Finch", "left", "."], 4)
    range(2, 6)
    """
    start = end = at
    first, last = max(0, at - _FARTHEST), min(len(forms), at + _FARTHEST)
    while start > first and not (forms[start - 1] in _MAY_END and _ends(forms, start - 1)):
        start -= 1
    while end < last and not (forms[end] in _MAY_END and _ends(forms, end)):
        end += 1
    return range(start, end)


def _ends(forms: Sequence[str], i: int) -> bool:
    if forms[i] != ".":
        return True
    before = forms[i - 1] if i else ""
    return not (fold(before) in _dotted() or (len(before) == 1 and before.isupper()))


@cache
def _dotted() -> frozenset[str]:
    """Words that a full stop may stand behind within a sentence."""
    return words("titles") | words("abbreviations") | words("calendar")


def noun_phrase(forms: Sequence[str], start: int, end: int, taken: Collection[int] = ()) -> range:
    """The noun phrase that begins at a word; empty where none does.

    Args:
        forms: a text's words.
        start: its first word.
        end: one past the last word it may have.
        taken: words that cannot belong to it.

    >>> noun_phrase("told the mayor 's aides on Monday".split(), 1, 7)
    range(1, 5)
    """
    i = start
    while i < min(end, start + _LONGEST) and i not in taken:
        word = fold(forms[i])
        if forms[i] == "." and i > start and fold(forms[i - 1]) in words("titles"):
            i += 1  # "asked Mrs. Quill"
            continue
        if not forms[i][0].isalnum() and not (i > start and forms[i] in _POSSESSIVE):
            break
        if i > start and word in _SUBJECTS:
            break
        joins = i > start and word in ("of", "and") and forms[i + 1 : i + 2] and _goes_on(word, forms[i + 1])
        if word in words("phrase_ends") and not forms[i].isupper() and not joins:
            break
        i += 1
        if word in _ALONE and i == start + 1:
            break
    alone = i == start + 1 and fold(forms[start]) in words("determiners") - {"her", "these", "those"}
    return range(start, start if alone else i)


def _goes_on(joint: str, word: str) -> bool:
    return joint == "of" or word[0].isupper()


def outlet_in(forms: Sequence[str], phrase: range) -> range:
    """The words of a noun phrase that name an outlet, as "the Courier" in "the Courier's editor".

    Args:
        forms: a text's words.
        phrase: a noun phrase.

    Returns:
        Empty where it names none.

    >>> outlet_in(["the", "Morning", "Post", "’s", "editor"], range(0, 5))
    range(0, 3)
    """
    if not phrase or not (forms[phrase[0]][0].isupper() or forms[phrase[0]] in ("the", "a")):
        return range(0)
    for i in phrase:
        if fold(forms[i]) in words("outlets") and (
            i == phrase[-1]
            or forms[i + 1] in _POSSESSIVE
            or fold(forms[i + 1]) in words("journalists")
            or (forms[i][0].isupper() and not forms[i + 1][0].isupper())
        ):
            return range(phrase[0], i + 1)
    return range(0)


def title_at(forms: Sequence[str], at: int, end: int) -> range:
    """The words of a programme's name between quotation marks: on “Morning Call”.

    Args:
        forms: a text's words.
        at: where its opening mark would stand.
        end: one past the last word it may have.

    >>> title_at(["on", "“", "Morning", "Call", "”"], 1, 5)
    range(2, 4)
    """
    if forms[at : at + 1] not in (["“"], ['"'], ["‘"], ["''"]):
        return range(0)
    i = at + 1
    while i < end and (forms[i][0].isupper() or (i > at + 1 and fold(forms[i]) in _IN_TITLES)):
        i += 1
    return range(at + 1, i)
