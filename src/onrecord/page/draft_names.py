"""Names in a draft, without the offices and little words whose capital makes them look like names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["NAME", "WHOSE", "bare", "fullest", "last_name", "names_in"]

_MONTH: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
# “said Falk May 3”: a month before a day is no part of a name.
_PART: Final = (
    rf"(?!(?:{_MONTH})\b\.? \d)"
    r"(?:[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Prof|St)\.|[A-ZÀ-ÖØ-Þ][\w’'-]*)"
)
_PARTICLE: Final = r"(?:de|da|del|van|von|der|den|bin|al|el|la|le|of|for|the)"
_ROLE: Final = (
    r"(?:campaign|administration|team|camp|transition|department|foundation|organi[sz]ation|committee|staff|"
    r"spokes(?:man|woman|person|people)|advis[eo]rs?|aides?|managers?|lawyers?|attorneys?|officials?|"
    r"directors?|surrogates?|supporters?|allies|ally|operatives?|strategists?|pollsters?|chair(?:man|woman)?)"
)
_CAPITALS: Final = rf"{_PART}(?: (?:{_PARTICLE} ){{0,2}}{_PART}){{0,5}}"
NAME: Final = rf"{_CAPITALS}(?:(?: {_ROLE})+\b)?"
"""A name; “the Falk campaign” and “a Falk aide” are not Falk."""
WHOSE: Final = rf"(?:{_CAPITALS}(?: {_ROLE})+,? )?"
"""What may stand before a name: “Falk campaign manager Ole Brandt” is Brandt."""

_CAPITAL: Final = re.compile(rf"\b{NAME}")
# Words with a capital at a sentence's start, and offices before a name.
_LEADING: Final = frozenset(
    "a an and as at but by for from he her his how however i if in it its last meanwhile mr mrs ms my no not "  # noqa: SIM905
    "now of on one or our she so some still that the their then there these they this those though to today "
    "tomorrow we what when where while who why with yes yesterday yet you your also later earlier after "
    "asked speaking monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may before june july august september october november december president senator sen rep gov "
    "governor secretary minister prime mayor chancellor dr professor prof judge sir lord lady king queen "
    "pope congressman congresswoman representative ambassador speaker captain "
    "general colonel according".split()
)
_TRAILING: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()  # noqa: SIM905
)
_ALSO_SURNAMES: Final = frozenset("king pope judge lord may march".split())  # noqa: SIM905


def names_in(text: str) -> list[str]:
    """All names of two words or more in a text, in order: what a last name alone may stand for.

    Args:
        text: the draft's text.

    >>> names_in("Then Mayor Nora Falk met Ole Brandt. Falk left.")
    ['Nora Falk', 'Ole Brandt']
    """
    found = (bare(match[0]) for match in _CAPITAL.finditer(text))
    return list(dict.fromkeys(name for name in found if name and " " in name))


def bare(name: str) -> str | None:
    """Take offices and words of a sentence's start off a name; None where nothing is left.

    Args:
        name: what :data:`NAME` found.

    >>> [bare(name) for name in ("Then Mayor Nora Falk", "Ole King", "Mr. King", "The President")]
    ['Nora Falk', 'Ole King', 'King', None]
    """
    parts = name.split()
    titled = False
    while len(parts) > 1 and parts[0].rstrip(".").lower() in _LEADING:
        titled = parts.pop(0).endswith(".")
    while len(parts) > 1 and parts[-1].lower() in _TRAILING:
        parts.pop()
    if len(parts) == 1 and (alone := parts[0].rstrip(".").lower()) in _LEADING | _TRAILING:
        # After “Mr.” even a title is a name.
        return parts[0] if titled and alone in _ALSO_SURNAMES else None
    words = " ".join(parts).rstrip(".,")
    return re.sub(r"[’']s?$", "", words) or None


def fullest(name: str, names: Sequence[str]) -> str:
    """The full name that a last name stands for, where only one of the draft's names ends in it.

    Args:
        name: the name.
        names: what :func:`names_in` gave.
    """
    if " " in name:
        return name
    full = [other for other in names if other.split()[-1] == name]
    return full[0] if len(set(full)) == 1 else name


def last_name(text: str, names: Sequence[str]) -> str | None:
    """The one of some names that stands last in a text.

    Args:
        text: the text.
        names: what :func:`names_in` gave.
    """
    places = [(text.rfind(name), name) for name in names]
    at, name = max(places, default=(-1, ""))
    return name if at >= 0 else None
