"""A wording as it is compared: its words without endings, its day and speaker, and what it is found by.

Two statements with the same form have one origin and the same edges to others. Everything here depends on
the form alone, so that the order in which statements come makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Final, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from onrecord.core.forms import Form
from onrecord.wordings.differences import stem
from onrecord.wordings.letters import fold
from onrecord.wordings.names import initial, same_name
from onrecord.wordings.numerals import numeral_at
from onrecord.wordings.reported import LIGHT
from onrecord.wordings.spelling import standard

__all__ = ["DAYS", "form_of", "likeness"]

_T = TypeVar("_T")

DAYS: Final = 30
"""Statements further apart in time are other utterances, however alike."""

_LEAST = 3
_LEAST_UNSURE = 6
_NEARLY_IDENTICAL = 92
_MAY_DIFFER = 0.2
"""Share of the shorter one's words that the other may lack."""

_WINDOW = 3
"""Of so many neighbouring pairs of words at least one is kept: four words in a row are always found."""

_PERIOD = 4 * DAYS + 2
"""In days: long enough for half of all days to have nothing within thirty days in another period."""

_BITS = 34
_MASK = (1 << _BITS) - 1
_ODD = 0x1E3779B9
_WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_]+(?:'[^\W\d_]+)*|[$£€¥%]")
_USUAL = str.maketrans(
    {"’": "'", "‘": "'", "“": " ", "”": " ", "…": " ", "—": " ", "–": " ", "[": "", "]": ""}
)
_NOBODY: Final = "author"
"""Who speaks in a text that does not name its writer: another person on each page."""


class _Known(dict[str, _T]):
    """What was worked out once, by text; looking up costs less than a call."""

    _MOST = 1 << 17

    def __init__(self, work_out: Callable[[str], _T]) -> None:
        self._work_out = work_out

    def __missing__(self, text: str) -> _T:
        if len(self) >= self._MOST:
            self.clear()
        self[text] = made = self._work_out(text)
        return made


@lru_cache(maxsize=1 << 14)
def form_of(id: str, words: str, names: tuple[str, ...], published: str | None) -> Form:
    """Give the form of a statement.

    Args:
        id: of the statement; what is too short to be compared has a form of its own.
        words: its content, as printed.
        names: who said it.
        published: when; begins with YYYY-MM-DD.

    >>> one = form_of("a", "The ferry will not sail before noon", ("Ada Quill",), "2031-02-03")
    >>> two = form_of("b", "the ferry would not sail before noon", ("Ada Quill",), "2031-02-03T10:00")
    >>> one == two, one.stems
    (True, ('fer', 'not', 'sail', 'befor', 'noon'))
    """
    stems = _stems(words)
    day = _ORDINALS[published] if published else None
    known = tuple(sorted({name for name in names if name != _NOBODY}))
    told = "\0".join((*stems, str(day), *known))
    if len(stems) < (_LEAST if day is not None and known else _LEAST_UNSURE):
        return Form(_hashed(f"{told}\1{id}") >> 1, stems, day, known, (), ())
    kept, asked = _places(_chosen(stems), day, known)
    return Form(_hashed(told) >> 1, stems, day, known, kept, asked)


def _stems(words: str) -> tuple[str, ...]:
    plain = words.translate(_USUAL)
    if not plain.isascii():
        plain = fold(plain).text
    return tuple([found for word in _WORD.findall(plain.lower()) if (found := _STEMS[word])])


def _stem(word: str) -> str:
    """What stands for all forms of a word; nothing for one that carries little meaning."""
    if word in LIGHT:
        return ""
    key = standard(word)
    number = numeral_at([key], 0)
    return f"#{number.value}" if number else stem(key)


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _short(text: str) -> int:
    return _hashed(text) & _MASK


def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


_STEMS, _NUMBERS, _ORDINALS = _Known(_stem), _Known(_short), _Known(_day)


def _chosen(stems: Sequence[str]) -> list[int]:
    """Choose some of the pairs of neighbouring words: of each few in a row the one with the least number.

    The same stretch of words gives the same choice wherever it stands.
    """
    numbers = [_NUMBERS[word] for word in stems]
    pairs = [(a * _ODD + b) & _MASK for a, b in pairwise(numbers)]
    if len(pairs) <= _WINDOW:
        return [min(pairs)]
    return sorted(set(map(min, *(pairs[i:] for i in range(_WINDOW)))))


def _places(
    chosen: list[int], day: int | None, names: tuple[str, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a form is kept, and where it looks: by period and speaker's initial, or, if unsure, without.

    Those who are sure of both find each other by any chosen pair. The others must be nearly identical and
    are found by one; they are kept apart too, so that a sure one need not look through all of its like.
    """
    least = chosen[:1]
    kept = _under("all", 0, least)
    asked = _under("undated", 0, least)
    if day is None:
        kept, asked = kept + asked, asked + kept
    else:
        periods = _periods(day)
        here = periods[0]
        for period in periods:
            asked += _under("unnamed", period, least)
        if not names:
            kept += _under("unnamed", here, least)
            for period in periods:
                asked += _under("dated", period, least)
        kept += _under("dated", here, least)
        for letter in sorted({initial(name) for name in names}):
            kept += _under(letter, here, chosen)
            for period in periods:
                asked += _under(letter, period, chosen)
    return tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(asked))


def _periods(day: int) -> tuple[int, ...]:
    """The period of a day, and the one beside it if that begins or ends within thirty days of it."""
    here, into = divmod(day, _PERIOD)
    if into < DAYS:
        return here, here - 1
    return (here, here + 1) if into >= _PERIOD - DAYS else (here,)


def _under(of: str, period: int, pairs: list[int]) -> list[int]:
    # The period first: what was published together lies together in the index.
    first, number = (period + 1) << _BITS, _NUMBERS[of]
    return [first | pair ^ number for pair in pairs]


def likeness(one: Form, two: Form) -> float | None:
    """Say how alike two forms are that may have one origin; None where they have not.

    They have if one person can have said both, within thirty days, and the shorter one's words are mostly
    in the longer one, in order. Where a day or speaker is not known they must be nearly identical.

    Args:
        one: a form.
        two: another.

    Returns:
        Share of the shorter one's words that the other has in the same order; a thousandth less where the
        other is longer, so that a copy comes before what holds the same words and more.
    """
    if set(one.kept).isdisjoint(two.asked) or (one.day and two.day and abs(one.day - two.day) > DAYS):
        return None
    if one.names and two.names and not any(same_name(x, y) for x in one.names for y in two.names):
        return None
    least = min(len(one.stems), len(two.stems))
    shared = LCSseq.similarity(one.stems, two.stems)
    if shared < _LEAST or shared < least - int(_MAY_DIFFER * least):
        return None
    if not (one.sure and two.sure):
        alike = fuzz.ratio(" ".join(one.stems), " ".join(two.stems))
        if alike < _NEARLY_IDENTICAL:
            return None
    longer = len(one.stems) != len(two.stems)
    return round(shared / least - 0.001 * longer, 3)
