"""The small word lists behind the names: titles, roles, first names, words that are no name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

__all__ = [
    "Gender",
    "also_called",
    "fold",
    "gender_of",
    "is_first_name",
    "is_place",
    "lines",
    "nickname",
    "roles",
    "state",
    "words",
]

Gender = Literal["m", "f"]


def lines(name: str) -> list[list[str]]:
    """Give the lines of one list (``lexicon/NAME.txt``) as words, without its comments."""
    content = files("onrecord.reading").joinpath("lexicon", f"{name}.txt").read_text(encoding="utf-8")
    return [line.split() for line in content.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Give the words of one list (``lexicon/NAME.txt``), without the mark of gender behind them.

    >>> "senator" in words("titles")
    True
    """
    return frozenset(word.partition(":")[0] for line in lines(name) for word in line)


@cache
def roles() -> frozenset[str]:
    """Nouns for one person: what may be a title, and what never stands before a name."""
    return words("titles") | words("roles")


@cache
def _also() -> dict[str, frozenset[str]]:
    called: defaultdict[str, set[str]] = defaultdict(set)
    for noun, *bearers in lines("roles_also"):
        for role in bearers:
            called[role].add(noun)
    return {role: frozenset(nouns) for role, nouns in called.items()}


def also_called(role: str) -> frozenset[str]:
    """Give the nouns by which later words may call who has a role, without the role itself.

    >>> sorted(also_called("sen"))
    ['lawmaker', 'legislator', 'politician', 'senator']
    """
    return _also().get(role, frozenset())


@cache
def _states() -> dict[str, tuple[str, ...]]:
    return {form: tuple(name.split("-")) for name, *short in lines("states") for form in short}


def state(word: str) -> tuple[str, ...]:
    """Spell the abbreviation of a state out; a word that is none stays.

    >>> state("N.J."), state("Fla."), state("Orvane")
    (('new', 'jersey'), ('florida',), ('orvane',))
    """
    word = fold(word)
    return _states().get(word, (word,))


def is_place(name: str) -> bool:
    """Tell whether a name is on the own small list of places.

    >>> is_place("New Zealand"), is_place("Orvane")
    (True, False)
    """
    joined = "-".join(fold(name).split())
    return joined in words("places") or joined in _states()


@cache
def _genders() -> dict[str, Gender]:
    marked: dict[str, Gender] = {}
    for name in ("titles", "roles"):
        for line in lines(name):
            for entry in line:
                word, _, mark = entry.partition(":")
                if mark in ("m", "f"):
                    marked[word] = "m" if mark == "m" else "f"
    return marked


def gender_of(word: str) -> Gender | None:
    """Tell the gender of a title, a role or a first name; None if it tells none.

    >>> gender_of("Mrs"), gender_of("Boris"), gender_of("mayor")
    ('f', 'm', None)
    """
    word = fold(word)
    if word in _genders():
        return _genders()[word]
    female, male = word in words("first_names_f"), word in words("first_names_m")
    if female == male:
        return None
    return "f" if female else "m"


def is_first_name(word: str) -> bool:
    """Tell whether a word is on the own small list of first names.

    >>> is_first_name("Boris"), is_first_name("Table")
    (True, False)
    """
    word = fold(word)
    return word in words("first_names_f") or word in words("first_names_m")


@cache
def _nicknames() -> dict[str, str]:
    return {word: line[0] for line in lines("nicknames") for word in line}


def nickname(word: str) -> str:
    """Give all short forms of a first name one spelling; a name not on the list stays itself.

    >>> nickname("Bob") == nickname("robert")
    True
    """
    word = fold(word)
    return _nicknames().get(word, word)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Make a word comparable: case, kind of apostrophe and the dot behind it do not count."""
    return word.casefold().replace("’", "'").rstrip(".")
