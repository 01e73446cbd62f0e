"""What does the page put beside a name? Roles, as "mayor", and what tells two mayors apart, as "Orvane"."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, roles, state, words

__all__ = ["apposition_roles", "beside", "names_a_group"]

_LOOK_BACK: Final = 60
_LOOK_AHEAD: Final = 120
_BEFORE: Final = re.compile(r"(?:[\w’'-]+[^\S\n]+){0,5}[\w’'-]+,?[^\S\n]+$")
_BEHIND: Final = re.compile(r"\s?[,(–—]\s?([^,.;:()“”\"\n–—]{3,110})")
_HOME: Final = re.compile(r",?\sof\s(?:the\s)?((?:[A-Z]\w+\s?){1,3})")
_SEAT: Final = re.compile(r"\s?[,(]\s?([A-Z][a-z]{0,3})-([A-Z][\w. ]{1,15})[),]")
_IS: Final = re.compile(
    r"\b(?:the|our|his|her|their)\s([\w-]+)\s(?:is|was)\s(?:the\s)?(?:([\w-]+)\s)?$", re.I
)
_GROUP: Final = re.compile(r"\b(?:an?|the|its|their)\s(?:[\w-]+\s){0,3}([a-z]+)\s$", re.I)
_PARTIES: Final = {"D": "democrat", "I": "independent", "R": "republican"}
_WORD: Final = re.compile(r"\w[\w’'-]*")


def beside(text: str, start: int, end: int) -> tuple[set[str], set[str]]:
    """Find the roles beside a mention of a name, and the words of the phrases that hold them.

    Args:
        text: the text.
        start: of the mention.
        end: one past its last character.

    >>> found, said_of = beside("the kindly Orvane mayor Ada Quill, a tax lawyer from Quend, left", 24, 33)
    >>> sorted(found), sorted(said_of & {"kindly", "orvane", "quend"})
    (['lawyer', 'mayor'], ['kindly', 'orvane', 'quend'])
    """
    found: set[str] = set()
    said_of: set[str] = set()
    before = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if before:
        near = _own(before.group().replace(",", "").split())
        comma = "," in before.group()
        opens = [fold(w) in words("determiners") or w.endswith(("’s", "'s")) for w in before.group().split()]
        opened = not comma or any(opens)
        if near and opened and fold(near[-1]) in roles():
            found |= {fold(word) for word in near if fold(word) in roles()}
            said_of |= _folded(near)
    being = _IS.search(text, max(0, start - _LOOK_BACK), start)
    if being and text[end : end + 1] not in "'’":  # "The witness is the accountant Ada Quill."
        nouns = {fold(noun) for noun in being.groups() if noun}
        found |= nouns if nouns <= roles() else set()
    behind = _BEHIND.match(text, end, end + _LOOK_AHEAD)
    if behind:
        told = apposition_roles(behind.group(1))
        found |= told
        if told:
            said_of |= _folded(_WORD.findall(behind.group(1)))
    home = _HOME.match(text, end, end + _LOOK_AHEAD)
    if home:
        said_of |= _folded(home.group(1).split())
    seat = _SEAT.match(text, end, end + _LOOK_AHEAD)
    if seat and seat.group(1) in _PARTIES:
        found.add(_PARTIES[seat.group(1)])
        said_of |= set(state(seat.group(2)))
    return found, said_of


def names_a_group(text: str, places: Collection[Span]) -> bool:
    """Tell whether a noun for a group stands before a name: "the state news agency Telex".

    Args:
        text: the text.
        places: where it holds the name.
    """
    before = (_GROUP.search(text, max(0, start - _LOOK_BACK), start) for start, _ in places)
    return any(match and match.group(1) in words("groups") for match in before)


def _own(near: list[str]) -> list[str]:
    """The last words before a name without those of another phrase: "aide to | President"."""
    for at in range(len(near) - 1, -1, -1):
        word = fold(near[at])
        ends = word in words("phrase_ends") and word not in ("and", "of")
        if ends or near[at].endswith(("’s", "'s")):
            return near[at + 1 :]
    return near


def _folded(phrase: Collection[str]) -> set[str]:
    return {fold(re.sub(r"['’]s$", "", word)) for word in phrase}


def apposition_roles(phrase: str) -> set[str]:
    """Find the head noun of an apposition: the last role before its first border.

    >>> apposition_roles("the deputy mayor of Orvane")
    {'mayor'}
    """
    found: set[str] = set()
    seen = False
    for word in phrase.split():
        folded = fold(word.strip("'’"))
        if folded in words("role_borders") or (seen and folded in ("the", "a", "an")):
            break
        seen = True
        if folded in roles():
            found = {folded}
        elif folded.endswith(("’s", "'s")):
            found = set()
    return found
