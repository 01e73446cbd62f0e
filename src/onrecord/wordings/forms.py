"""A wording as it is compared: its words without endings, its day and speaker, and what it is found by.

Two statements with the same form have one origin and the same edges to others. Everything here depends on
the statement alone, so that the order in which statements come makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeVar
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from onrecord.core.forms import PAIR_AT, Form, Trace
from onrecord.wordings.differences import stem
from onrecord.wordings.letters import fold
from onrecord.wordings.names import initial, same_name
from onrecord.wordings.numerals import begins_numeral, numeral_at
from onrecord.wordings.reported import LIGHT
from onrecord.wordings.spelling import standard

__all__ = ["DAYS", "form_of", "likeness", "trace_of"]

_T = TypeVar("_T")

DAYS: Final = 30
"""Statements further apart in time are other utterances, however alike."""

_LEAST = 3
_LEAST_UNSURE = 6
_NEARLY_IDENTICAL = 92
_MAY_DIFFER = 0.2
"""Share of the shorter one's words that the other may lack."""

_WINDOW: Final = 4
"""Of so many neighbouring pairs of words at least one is kept: five words in a row are always found …"""

_SHORT: Final = 7
"""… and four in a form of at most so many pairs, where one changed word leaves little in a row."""

_FEW = 2
"""At least so many pairs are kept; by the least ones those of unknown day or speaker are found."""

_PERIOD = 4 * DAYS + 2
"""In days: long enough for half of all days to have nothing within thirty days in another period."""

# A number says which pair of words it is, in which period, and by whom: so many bits for each. What lacks a
# day or speaker has 0 in their place, and looks through all numbers of its pair. Those who are sure of both
# find each other by any chosen pair; the others, who must be nearly identical, by the least pairs alone.
_NAME_BITS = 4
_NAMES, _PERIODS = 1 << _NAME_BITS, 1 << PAIR_AT - _NAME_BITS
_PAIRS = (1 << 32 - PAIR_AT) - 1
_UNDATED = -1 << 31
_LETTERS = 4
_NO_TRACE = Trace((), ())
_WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_]+(?:['’‘][^\W\d_]+)*|[$£€¥%]")
# The same where no letter has an accent: much quicker.
_PLAIN_WORD = re.compile(r"[a-z]+(?:['’‘][a-z]+)*|\d+(?:[.,:]\d+)*[a-z]*|[$£€¥%]")
_ODD_LETTER = re.compile(r"[^\x00-\x7f’‘“”…—–£€]")
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


def trace_of(words: str, names: tuple[str, ...], published: str | None) -> Trace:
    """Give what a statement's wording is found by.

    Args:
        words: its content, as printed.
        names: who said it.
        published: when; begins with YYYY-MM-DD.

    >>> trace = trace_of("The ferry will not sail before noon", ("Ada Quill",), "2031-02-03")
    >>> set(trace.kept) <= set(trace.asked), trace_of("No comment", ("Ada Quill",), "2031-02-03").kept
    (True, ())
    """
    numbers = [number for word in _words(words) if (number := _NUMBERS[word])]
    periods = _PERIODS_OF[published] if published else ()
    people = _people(names)
    if len(numbers) < (_LEAST if periods and people else _LEAST_UNSURE):
        return _NO_TRACE
    chosen = _chosen(numbers)
    few = chosen[:_FEW]
    if not (periods and people):
        kept = periods[0] if periods else _UNDATED
        return Trace(tuple([pair + kept for pair in few]), ())
    here = [pair + periods[0] for pair in chosen]
    asked = [pair + period + one for pair in chosen for period in periods for one in people]
    asked += [pair + period for pair in few for period in (_UNDATED, *periods)]
    return Trace(tuple([pair + one for pair in here for one in people]), tuple(asked))


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
    trace = trace_of(words, names, published)
    stems = tuple([found for word in _words(words) if (found := _STEMS[word])])
    day = _ORDINALS[published] if published else None
    return Form(stems, day, _known(names), trace, "" if trace.kept else id)


def _words(text: str) -> list[str]:
    plain = text.lower()
    pattern = _PLAIN_WORD
    if _ODD_LETTER.search(plain):
        plain, pattern = fold(text).text.lower(), _WORD
    if "[" in plain:
        plain = plain.replace("[", "").replace("]", "")
    return pattern.findall(plain)


def _stem(word: str) -> str:
    """What stands for all forms of a word; nothing for one that carries little meaning."""
    word = _straight(word)
    if word in LIGHT:
        return ""
    key = standard(word)
    number = numeral_at([key], 0) if begins_numeral(key) else None
    return f"#{number.value}" if number else stem(key)


def _number(word: str) -> int:
    """A number for most forms of a word, by its first letters or value; 0 if it carries little meaning.

    What it costs decides how fast pages are put on record.
    """
    word = _straight(word)
    if word in LIGHT:
        return 0
    number = numeral_at([word], 0) if begins_numeral(word) else None
    key = f"#{number.value}" if number else word[:_LETTERS]
    return crc32(key.encode("utf-8", "surrogatepass")) & _PAIRS or _PAIRS


def _straight(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'")


def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


_STEMS, _NUMBERS, _ORDINALS = _Known(_stem), _Known(_number), _Known(_day)


@lru_cache(maxsize=1 << 14)
def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name != _NOBODY}))


def _chosen(numbers: list[int]) -> list[int]:
    """Choose some of the pairs of neighbouring words: of each few in a row the one with the least number.

    The same stretch of words gives the same choice wherever it stands.

    Args:
        numbers: of the words.

    Returns:
        The pairs' numbers, the least first, without a period and name.
    """
    pairs = [a * 3 + b & _PAIRS for a, b in pairwise(numbers)]
    if len(pairs) <= _WINDOW:
        chosen = sorted(set(pairs))[:_FEW]
    else:
        of_two = [a if a < b else b for a, b in pairwise(pairs)]
        rest = pairs[2:] if len(pairs) <= _SHORT else of_two[2:]
        chosen = sorted({a if a < b else b for a, b in zip(of_two, rest, strict=False)})
    return [pair << PAIR_AT for pair in chosen]


@lru_cache(maxsize=1 << 14)
def _people(names: tuple[str, ...]) -> tuple[int, ...]:
    """Give the codes of names, as they stand in numbers."""
    return tuple(sorted({1 + crc32(initial(name).encode()) % (_NAMES - 1) for name in _known(names)}))


def _periods_of(published: str) -> tuple[int, ...]:
    """Give the code of a day's period, and of the one beside it if that is near; none of what is no day."""
    day = _ORDINALS[published]
    if day is None:
        return ()
    here, into = divmod(day, _PERIOD)
    near = here - 1 if into < DAYS else here + 1 if into >= _PERIOD - DAYS else here
    return tuple([_UNDATED + (1 + n % (_PERIODS - 1) << _NAME_BITS) for n in dict.fromkeys((here, near))])


_PERIODS_OF = _Known(_periods_of)


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
    if (one.day and two.day and abs(one.day - two.day) > DAYS) or not _found(one, two):
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


def _found(one: Form, two: Form) -> bool:
    """Whether either finds the other by the numbers that it asks for."""
    if one.sure and two.sure:
        return not set(one.trace.kept).isdisjoint(two.trace.asked)
    return not _few(one).isdisjoint(_few(two))


def _few(form: Form) -> set[int]:
    """The least pairs of a form."""
    return set(sorted({number >> PAIR_AT for number in form.trace.kept})[:_FEW])
