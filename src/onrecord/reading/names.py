"""Who is named on the page? Names with their fullest forms and all their mentions.

Three stages: :mod:`.names_scan` finds runs of capitalised words and takes titles off, :mod:`.names_refine`
trims them by what the rest of the page writes, :mod:`.names_merge` joins short forms to full ones. No list
of known people stands behind it, only small lists of titles, roles and first names (``lexicon/``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.core.values import Spans
from onrecord.reading.names_lexicon import Gender, fold, roles, words
from onrecord.reading.names_merge import Bearer, merge
from onrecord.reading.names_refine import refine
from onrecord.reading.names_scan import scan

__all__ = ["Name", "NameKind", "find_names"]

NameKind = Literal["person", "other", "unknown"]
"""A person; an organisation, place or thing; not known."""

_LOOK_BACK = 60
_LOOK_AHEAD = 120
_MENTIONS_ASKED = 40
_BEFORE = re.compile(r"(?:[\w’'-]+[^\S\n]+){1,5}$")
_BEHIND = re.compile(r"\s?[,(–—]\s?([^,.;:()“”\"\n–—]{3,110})")


@dataclass(frozen=True, slots=True)
class Name:
    """A bearer of a name on the page.

    Args:
        name: the fullest form that occurs, white space folded, without titles.
        mentions: all places that name it, full form or variant, in text order.
        kind: person, other or unknown.
        gender: what titles and first name tell; None if nothing.
        roles: folded nouns that the page puts beside the name ("mayor", "tycoon").
    """

    name: str
    mentions: Spans
    kind: NameKind = "unknown"
    gender: Gender | None = None
    roles: frozenset[str] = frozenset()


def find_names(text: str) -> tuple[Name, ...]:
    """Find the names of a text and join their variants.

    Args:
        text: article or comment, any length; time grows linearly with it.

    Returns:
        Names in the order of their first mention; mentions are half-open ranges of code points of
        ``text`` and no two overlap.

    >>> [n.name for n in find_names("Mayor Ada Quill spoke. Ms. Quill and Bo Tern left. Quill was late.")]
    ['Ada Quill', 'Bo Tern']
    """
    candidates, lower = scan(text)
    return tuple(_name(text, bearer) for bearer in merge(refine(candidates, lower)))


def _name(text: str, bearer: Bearer) -> Name:
    found = {title for title in bearer.titles if title in roles()}
    for start, end in bearer.places[:_MENTIONS_ASKED]:
        found |= _roles_beside(text, start, end)
    kind: NameKind = "unknown" if bearer.person is None else "person" if bearer.person else "other"
    return Name(_fullest(text, bearer), tuple(bearer.places), kind, bearer.gender, frozenset(found))


def _fullest(text: str, bearer: Bearer) -> str:
    """Choose the form of most words; of several rather one not in capitals, with accents, frequent."""

    def rank(form: tuple[str, ...]) -> tuple[int, bool, bool, int]:
        spelled = "".join(form)
        return len(form), not spelled.isupper(), not spelled.isascii(), bearer.forms[form]

    best = max(bearer.forms, key=rank)
    start, end = bearer.spelled[best]
    return " ".join(text[start:end].split())


def _roles_beside(text: str, start: int, end: int) -> set[str]:
    """Nouns for a person in the words before a name and in the apposition behind it."""
    found = set()
    before = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if before:
        near = before.group().split()
        if near and fold(near[-1]) in roles():
            found |= {fold(word) for word in near if fold(word) in roles()}
    behind = _BEHIND.match(text, end, end + _LOOK_AHEAD)
    if behind:
        found |= apposition_roles(behind.group(1))
    return found


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
