"""Whether two names are one person's, as a draft and a page may print them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from onrecord.core.values import SpeakerName
from onrecord.wordings.letters import fold

__all__ = ["initial", "is_one_of", "same_name", "transliterated"]

_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor president vice sen senator rep representative congressman "  # noqa: SIM905
    "congresswoman gov governor secretary minister prime chancellor judge justice king queen pope sir dame "
    "lord lady mayor gen general col colonel capt captain sgt sergeant lt lieutenant ambassador speaker "
    "former ex the chairman chairwoman chief attorney".split()
)
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii"))
_ALSO_SURNAMES: Final = frozenset(("king", "pope", "judge", "lord"))


def is_one_of(name: str, speaker: SpeakerName) -> bool:
    """Whether a name is the speaker's, or one of the speakers'.

    Args:
        name: as a draft gives it.
        speaker: as the record gives it.

    >>> is_one_of("Falk", ("Nora Falk", "Ole Brandt")), is_one_of("Falk", None)
    (True, False)
    """
    if speaker is None:
        return False
    return any(same_name(name, other) for other in ((speaker,) if isinstance(speaker, str) else speaker))


@lru_cache(maxsize=50_000)
def same_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: by last name, unless first names or initials differ.

    >>> [same_name(name, "Nora Falk") for name in ("Sen. Falk", "N. Falk", "Ole Falk")]
    [True, True, False]
    >>> same_name("Petro Zelensky", "Petro Zelenskyy"), same_name("Nora Falk of the Herald", "Nora Falk")
    (True, True)
    """
    return _same(a, b) or (
        (" of " in a and _same(_without_house(a), b)) or (" of " in b and _same(a, _without_house(b)))
    )


def _without_house(name: str) -> str:
    """A person's name without where the person belongs; the name itself where that could be a part of it."""
    head = name.split(" of ")[0]
    return head if len(_parts(head)) > 1 else name


def _same(a: str, b: str) -> bool:
    one, two = _parts(a), _parts(b)
    if not one or not two:
        return _plain(a) == _plain(b)
    if one == two:
        return True
    if not (one[-1] == two[-1] or transliterated(one[-1], two[-1])):
        return False
    if len(one) == 1 or len(two) == 1:
        return True
    return _first_agree(one[0], two[0]) or _first_agree(one[0], two[1]) or _first_agree(one[1], two[0])


@lru_cache(maxsize=50_000)
def initial(name: str) -> str:
    """The letter that all names share which can be one person's.

    >>> initial("Sen. Petro Zelenskyy"), initial("The President")
    ('z', 't')
    """
    return ((_parts(name) or [_plain(name)])[-1] or " ")[0]


def _first_agree(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short, long = sorted((a, b), key=len)
    # Ted and Theodore begin alike too rarely to be told by rule; Chris and Christopher do.
    return a == b or (len(short) > 2 and long.startswith(short)) or transliterated(a, b)


def transliterated(a: str, b: str) -> bool:
    """Whether two spellings can be one name brought over from another script: Zelensky, Zelenskyy.

    >>> transliterated("zelensky", "zelenskyy"), transliterated("obama", "osama")
    (True, False)
    """
    a, b = a.lower(), b.lower()
    return min(len(a), len(b)) > 5 and a[0] == b[0] and fuzz.ratio(a, b) >= 85


def _plain(name: str) -> str:
    return fold(name).text.casefold().strip()


def _parts(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", _plain(name))
    words = [word.removesuffix("'s") for word in words]
    while words and words[-1] in _SUFFIXES:
        words.pop()
    # The last word may be a name though it is a title elsewhere: Ole King.
    last = words[-1:] if words[-1:] and words[-1] in _ALSO_SURNAMES and words[0] != "the" else []
    return [word for word in words[: len(words) - len(last)] if word not in _TITLES] + last
