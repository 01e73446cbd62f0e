"""What does the page put beside a name? Roles, as "mayor", and what tells two mayors apart, as "Orvane"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, roles, state, words

__all__ = ["apposition", "before", "beside", "is_where", "names_a_group"]

_LOOK_BACK: Final = 70
_LOOK_AHEAD: Final = 120
_MOST: Final = 6
_BORDER: Final = re.compile(r"[\n;:()“”\"!?–—]|,(?!\s*$)")
_BEHIND: Final = re.compile(r"(?:['’]s)?\s?[,(–—]\s?([^,.;:()“”\"\n–—]{3,110})")
_WHERE: Final = re.compile(r"\b(?:across|in|near|outside|throughout)\s+$", re.IGNORECASE)
_WHERE_REACH: Final = 14
_HOME: Final = re.compile(r",?\sof\s(?:the\s)?((?:[A-Z]\w+\s?){1,3})")
_SEAT: Final = re.compile(r"\s?[,(]\s?([A-Z][a-z]{0,3})-([A-Z][\w. ]{1,15})[),]")
_IS: Final = re.compile(
    r"\b(?:the|our|his|her|their)\s([\w-]+)\s(?:is|was)\s(?:the\s)?(?:([\w-]+)\s)?$", re.I
)
_GROUP: Final = re.compile(r"\b(?:an?|the|its|their)\s(?:[\w-]+\s){0,3}[a-z]+\s$", re.I)
_PARTIES: Final = {"D": "democrat", "I": "independent", "R": "republican"}
_FINITE: Final = frozenset(("had", "has", "is", "was", "would"))
_OBJECTS: Final = frozenset(("a", "an", "her", "his", "its", "that", "the", "their"))
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
    near = before(text, start)
    if near and fold(near[-1]) in roles():
        found |= {fold(word) for word in near if fold(word) in roles()}
        said_of |= _folded(near)
    found |= _being(text, start, end)
    told = apposition(text, end)
    found |= apposition_roles(told)
    said_of |= _folded(told)
    home = _HOME.match(text, end, end + _LOOK_AHEAD)
    if home:
        said_of |= _folded(home.group(1).split())
    seat = _SEAT.match(text, end, end + _LOOK_AHEAD)
    if seat and seat.group(1) in _PARTIES:
        found.add(_PARTIES[seat.group(1)])
        said_of |= set(state(seat.group(2)))
    return found, said_of


def _being(text: str, start: int, end: int) -> set[str]:
    """The roles of "The witness is the accountant Ada Quill"; none before "Ada Quill's"."""
    piece = text[max(0, start - _LOOK_BACK) : start]
    if not (" is " in piece or " was " in piece) or text[end : end + 1] in ("'", "’"):
        return set()
    being = _IS.search(piece)
    nouns = {fold(noun) for noun in being.groups() if noun} if being else set()
    return nouns if nouns <= roles() else set()


def names_a_group(text: str, places: Collection[Span]) -> bool:
    """Tell whether a noun for a group stands before a name: "the state news agency Telex".

    Args:
        text: the text.
        places: where it holds the name.
    """
    pieces = (text[max(0, start - _LOOK_BACK) : start] for start, _ in places)
    return any(_last(piece) in words("groups") and _GROUP.search(piece) for piece in pieces)


def _last(piece: str) -> str:
    return piece[piece[:-1].rfind(" ") + 1 : -1]


def before(text: str, start: int) -> list[str]:
    """The words of the phrase that ends at a name: "the Orvane mayor", not "aide to | the mayor".

    Args:
        text: the text.
        start: of the name.
    """
    piece = text[max(0, start - _LOOK_BACK) : start]
    near = _BORDER.split(piece)[-1].split()[-_MOST:] if piece[-1:].isspace() else []
    owned = False
    for at in range(len(near) - 1, -1, -1):
        word = fold(near[at])
        if word == "of" or (word == "and" and at and fold(near[at - 1]) in roles()):
            continue  # "founder and chair of Orvane"
        ends = word in words("saying") or word in words("phrase_ends")
        stop = near[at].endswith(".") and word not in words("titles")
        owned = near[at].endswith(("’s", "'s"))
        if ends or stop or owned:
            near = near[at + 1 :]
            break
    if near and near[-1].endswith(","):
        near[-1] = near[-1].rstrip(",")
        return near if owned or any(fold(word) in words("determiners") for word in near) else []
    return near


def is_where(text: str, start: int) -> bool:
    """Tell whether a name stands behind "in" or "near", as that of a place.

    Args:
        text: the text.
        start: of the name.
    """
    return bool(_WHERE.search(text, max(0, start - _WHERE_REACH), start))


def apposition(text: str, end: int) -> list[str]:
    """The words of "the mayor of Orvane" behind a name and its comma; none if they hold no role.

    Args:
        text: the text.
        end: one past the name.
    """
    behind = _BEHIND.match(text, end, end + _LOOK_AHEAD)
    told = _WORD.findall(behind.group(1)) if behind else []
    return told if apposition_roles(told) else []


def _folded(phrase: Collection[str]) -> set[str]:
    return {fold(re.sub(r"['’]s$", "", word)) for word in phrase}


def _is_verb(word: str, behind: str) -> bool:
    """Tell whether a word behind a role goes on with what its bearer did."""
    return word in _FINITE or word in words("saying") or (word.endswith("ed") and behind in _OBJECTS)


def apposition_roles(phrase: Sequence[str]) -> set[str]:
    """Find the head noun of an apposition: the last role before its first border.

    >>> apposition_roles("the deputy mayor of Orvane".split())
    {'mayor'}
    """
    found: set[str] = set()
    seen = False
    for word, behind in zip(phrase, [*phrase[1:], ""], strict=False):
        folded = fold(word.strip("'’"))
        if found and _is_verb(folded, behind):
            return set()  # "In Orvane, the mayor said"
        if folded in words("role_borders") or (seen and folded in ("the", "a", "an")):
            break
        seen = True
        if folded in roles():
            found = {folded}
        elif folded.endswith(("’s", "'s")):
            found = set()
    return found
