"""What speaks for and against two bearers of one name being one person, and how much it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from onrecord.core.people import Why
from onrecord.reading.names_lexicon import Gender, fold, gender_of, lines, words
from onrecord.reading.people_names import Parts

__all__ = ["Profile", "against"]

_ENDING = re.compile(r"(?:ians?|ia|ans?|ns?|s|ese|ish|a|y)$")
_HONORIFICS = frozenset(
    ("mr", "mister", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "in", "former", "first")
)
_IN_FULL = {
    "sen": "senator", "sens": "senator", "senators": "senator", "gov": "governor", "govs": "governor",
    "governors": "governor", "rep": "representative", "reps": "representative", "prof": "professor",
    "representatives": "representative", "congressman": "representative", "congresswoman": "representative",
}  # fmt: skip
_NEAR = frozenset(
    frozenset(pair.split())
    for pair in (
        "politics law", "politics military", "politics business", "politics media", "politics science",
        "business media", "arts media", "arts business", "science health", "science media", "law science",
        "police military", "law police", "science business", "sport media", "trade business", "arts science",
    )
)  # fmt: skip
"""Walks of life that many people have both of."""


@dataclass(slots=True)
class Profile:
    """What is known of a bearer of a name, from one page or several.

    Args:
        roles: nouns for a person that stand beside the name.
        bodies: organisations and places beside it, without endings; those that tell nothing are left out.
        middles: middle names, and suffixes such as "Jr.".
        genders: what titles tell.
        outlets: who published it.
    """

    roles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    middles: set[str] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, about: str, name: Parts, outlet: str) -> Profile:
        """Make the profile of one appearance."""
        made = cls(middles=set(name.middle), suffixes={name.suffix} - {""}, outlets={outlet} - {""})
        for word in about.split():
            if word[0].isupper():
                if fold(word) not in words("said_of_many"):
                    made.bodies.add(_stem(word))
                continue
            gender = gender_of(word) if word in _HONORIFICS else None
            made.genders |= {gender} if gender else set()
            made.roles |= {_IN_FULL.get(word, word)} - _HONORIFICS
        return made

    @property
    def told(self) -> bool:
        """Whether anything is known that tells people apart."""
        return bool(self.roles or self.bodies or self.middles or self.genders or self.suffixes)

    def take(self, other: Profile) -> None:
        """Add what is known of another bearer who is the same."""
        for mine, more in zip(self._sets(), other._sets(), strict=True):
            mine |= more

    def _sets(self) -> tuple[set[Any], ...]:
        return self.roles, self.bodies, self.middles, self.suffixes, self.genders, self.outlets


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Give a place and what is of it one form: Russia, Russian.

    >>> _stem("Russia") == _stem("Russian"), _stem("Germany") == _stem("German")
    (True, True)
    """
    cut = fold(word)
    while len(cut) > 4 and (shorter := _ENDING.sub("", cut)) != cut and len(shorter) > 2:
        cut = shorter
    return cut


@cache
def _fields() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for first, *others in lines("fields"):
        for word in others:
            held.setdefault(word, set()).add(first)
    return {word: frozenset(names) for word, names in held.items()}


def _walks(roles: Iterable[str]) -> set[str]:
    return {walk for role in roles for walk in _fields().get(role, ())}


def against(one: Profile, two: Profile) -> Why | None:
    """Say what speaks against two bearers of one full name being one person; None if nothing does.

    Args:
        one: what is known of a bearer.
        two: of the other.
    """
    if one.suffixes and two.suffixes and not one.suffixes & two.suffixes:
        return Why(
            "different", 0.1, "the same first and last name, but Jr., Sr. or a number tells them apart"
        )
    if not _middles_agree(one.middles, two.middles):
        return Why("different", 0.1, "the same first and last name, but other middle names")
    if one.genders and two.genders and not one.genders & two.genders:
        return Why("different", 0.15, "the same name, but a man on one page and a woman on the other")
    if one.bodies & two.bodies:
        return None
    walks, others = _walks(one.roles), _walks(two.roles)
    if walks and others and not walks & others and not any({a, b} in _NEAR for a in walks for b in others):
        return Why("different", 0.2, "the same full name, but roles that few people have both of")
    offices = one.roles & two.roles & words("offices")
    if offices and one.bodies and two.bodies:
        return Why("unsure", 0.4, "the same full name and office, but of another place or organisation")
    if one.bodies and two.bodies and one.roles and two.roles and not one.roles & two.roles:
        return Why("unsure", 0.5, "the same full name, but no role, organisation or place in common")
    return None


def _middles_agree(one: set[str], two: set[str]) -> bool:
    return not one or not two or any(a.startswith(b) or b.startswith(a) for a in one for b in two)
