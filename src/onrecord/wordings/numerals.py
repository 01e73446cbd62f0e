"""Numbers in words and in figures, as one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

__all__ = ["Numeral", "begins_numeral", "numeral_at"]

_SMALL: Final = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "  # noqa: SIM905
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
_ORDINALS: Final = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_SCALES: Final = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_FIRST: Final = frozenset({"a", "an", *_SMALL, *_TENS, *_ORDINALS})
_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(st|nd|rd|th|k|m|mn|bn|tn)?", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number that some words stand for: how many words, the value, whether it tells a rank."""

    words: int
    value: Fraction
    ordinal: bool = False


def begins_numeral(word: str) -> bool:
    """Whether a number can begin with a word; most words are told by this at once.

    >>> begins_numeral("twelve"), begins_numeral("5,000"), begins_numeral("ferry")
    (True, True, False)
    """
    return word[0].isdigit() or word in _FIRST


def numeral_at(words: Sequence[str], i: int) -> Numeral | None:
    """Read the number that begins with a word, as far as it goes.

    Args:
        words: words in lower case, without hyphens.
        i: the place to begin at.

    >>> numeral_at("twenty five thousand and ten men".split(), 0)
    Numeral(words=5, value=Fraction(25010, 1), ordinal=False)
    >>> numeral_at(["5,000"], 0).value, numeral_at(["1.5", "million"], 0).value
    (Fraction(5000, 1), Fraction(1500000, 1))
    """
    figure = _FIGURE.fullmatch(words[i])
    if figure:
        return _figure(figure, words, i)
    if words[i] in _ORDINALS:
        return Numeral(1, Fraction(_ORDINALS[words[i]]), True)
    # “a million” is a number, “a” alone is none.
    article = words[i] in ("a", "an") and i + 1 < len(words) and words[i + 1] in {"hundred", *_SCALES}
    if article or words[i] in _SMALL or words[i] in _TENS:
        return _spelt(words, i)
    return None


def _figure(figure: re.Match[str], words: Sequence[str], i: int) -> Numeral:
    whole, part, suffix = figure.groups()
    value = Fraction(whole.replace(",", "") + (part or ""))
    suffix = (suffix or "").lower()
    if suffix in ("st", "nd", "rd", "th"):
        return Numeral(1, value, True)
    if suffix:
        return Numeral(1, value * _SCALES[suffix])
    following = words[i + 1] if i + 1 < len(words) else ""
    if len(following) > 2 and following in _SCALES:
        return Numeral(2, value * _SCALES[following])
    return Numeral(1, value)


def _spelt(words: Sequence[str], i: int) -> Numeral:
    start, total = i, 0
    while True:
        value, i, ordinal = _below_thousand(words, i)
        scale = words[i] if i < len(words) else ""
        if ordinal or len(scale) < 3 or scale not in _SCALES:
            return Numeral(i - start, Fraction(total + value), ordinal)
        total += value * _SCALES[scale]
        i += 1
        after = i + 1 if i < len(words) and words[i] == "and" else i
        if after >= len(words) or (words[after] not in _SMALL and words[after] not in _TENS):
            return Numeral(i - start, Fraction(total))
        i = after


def _below_thousand(words: Sequence[str], i: int) -> tuple[int, int, bool]:
    """The value, the place after it, and whether it ended in an ordinal."""
    value, i, ordinal = _below_hundred(words, i)
    if ordinal or i >= len(words) or words[i] != "hundred":
        return value, i, ordinal
    value, i = value * 100, i + 1
    after = i + 1 if i < len(words) and words[i] == "and" else i
    if after < len(words) and (words[after] in _SMALL or words[after] in _TENS):
        rest, i, ordinal = _below_hundred(words, after)
        value += rest
    return value, i, ordinal


def _below_hundred(words: Sequence[str], i: int) -> tuple[int, int, bool]:
    if words[i] in ("a", "an"):
        return 1, i + 1, False
    if words[i] in _SMALL:
        return _SMALL[words[i]], i + 1, False
    tens = _TENS[words[i]]
    following = words[i + 1] if i + 1 < len(words) else ""
    if 0 < _SMALL.get(following, 0) < 10:
        return tens + _SMALL[following], i + 2, False
    if 0 < _ORDINALS.get(following, 0) < 10:
        return tens + _ORDINALS[following], i + 2, True
    return tens, i + 1, False
