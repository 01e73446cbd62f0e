"""Which words a plain line must hold for a pattern to find anything in it.

The pattern is taken apart by Python's own parser of regular expressions, so this runs when the rules are made
and never while a page is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["needs_of"]

_BLANK, _FIRST_SIGN = ord(" "), 0xE000

# Words that stand in so many comments that they tell little.
_COMMON = frozenset(
    "the a an and of to in is are was be been not no you your i we he she they them him her his their it "  # noqa: SIM905
    "that this these those who what all so for on at from with like just only as or if by will would "
    "should must can could do does did have has get go had want here there back when how where why me us "
    "NAME about out up down one some any people man more than think know see take make made time good way "
    "say said too even now then over into been being other really still very because after every much well "
    "years day work need put give look come going us also new old".split()
)
_PRICE_OF_COMMON = 40
_PRICE_OF_BEGINNING = {1: 400, 2: 100, 3: 10}
"""By length; what is no whole word is the beginning of many."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """What was found in a part of a pattern.

    Args:
        needs: beginnings of words, whole words with a blank behind them, and signs, one of which is in
            whatever the part matches; None if none must be.
        begun: the word that the part ends in, from its beginning; None where that is not known.
    """

    needs: frozenset[str] | None
    begun: str | None


def needs_of(pattern: str, common: Collection[str]) -> frozenset[str] | None:
    """Find such words.

    Args:
        pattern: a regular expression over plain lines; what it matches begins and ends with a word.
        common: signs that many words carry.

    Returns:
        Beginnings of words, whole words with a blank behind them, and signs, one of which stands in any line
        in which the pattern finds something. None where the pattern needs no word.

    >>> sorted(needs_of("(?:you are an? )?(?:foolish|daft(?:er)?) man", ()))
    ['daft', 'foolish ']
    """
    parser: Any = importlib.import_module("re._parser")
    return _Needs(common).walk(parser.parse(pattern), "", closed=True).needs


class _Needs:
    def __init__(self, common: Collection[str]) -> None:
        self._common = common

    def walk(self, sequence: Iterable[tuple[Any, Any]], begun: str | None, *, closed: bool) -> _Walk:
        """Go along a sequence, with the word it begins in; ``closed``: no word goes on behind it."""
        best: frozenset[str] | None = None
        items = [(str(op), given) for op, given in sequence if not _passes_over_signs(str(op), given)]
        for n, (op, given) in enumerate(items):
            if op == "LITERAL" and given != _BLANK:
                begun = None if begun is None else begun + chr(given)
                continue
            ends = items[n + 1] == ("LITERAL", _BLANK) if n + 1 < len(items) else closed
            inside = self._inside(op, given, begun, ends)
            best = self._better(best, _word(begun) if inside.begun is None else None, inside.needs)
            begun = inside.begun
        whole = closed and bool(items) and items[-1][0] == "LITERAL"
        return _Walk(self._better(best, _word(begun, whole=whole)), begun)

    def _inside(self, op: str, given: Any, begun: str | None, ends: bool) -> _Walk:
        """What one element of a sequence needs; the word before it is known up to it."""
        if op == "LITERAL":
            return _Walk(_word(begun, whole=True), "")
        if op == "SUBPATTERN":
            return self.walk(given[3], begun, closed=ends)
        if op == "BRANCH":
            return self._branch(given[1], begun, ends)
        if op in ("MAX_REPEAT", "MIN_REPEAT"):
            repeated = self.walk(given[2], begun, closed=False)
            # Whole words that may stand before another leave it whole.
            after = "" if begun == "" and repeated.begun == "" else None
            return _Walk(repeated.needs if given[0] > 0 else None, after)
        if op == "ASSERT":
            signs = {chr(x) for inner, x in given[1] if str(inner) == "LITERAL" and x >= _FIRST_SIGN}
            return _Walk(frozenset(signs) or None, begun)
        if op in ("AT", "ASSERT_NOT"):
            return _Walk(None, begun)
        return _Walk(None, None)

    def _branch(self, branches: Sequence[Any], begun: str | None, ends: bool) -> _Walk:
        walks = [self.walk(branch, begun, closed=ends) for branch in branches]
        needs: frozenset[str] | None = frozenset()
        for walked in walks:
            needs = None if needs is None or walked.needs is None else needs | walked.needs
        left = {walked.begun for walked in walks}
        return _Walk(needs, left.pop() if len(left) == 1 else None)

    def _better(self, *needs: frozenset[str] | None) -> frozenset[str] | None:
        return min((each for each in needs if each is not None), key=self._price, default=None)

    def _price(self, needs: frozenset[str]) -> int:
        return sum(
            _PRICE_OF_COMMON
            if word.strip() in _COMMON or word in self._common
            else _PRICE_OF_BEGINNING.get(len(word), 1)
            if word[-1] != " " and ord(word[0]) < _FIRST_SIGN
            else 1
            for word in needs
        )


def _passes_over_signs(op: str, given: Any) -> bool:
    """Whether an element is what stands between words for the signs that they may carry."""
    if op != "MAX_REPEAT" or given[0] > 0 or len(given[2]) != 1:
        return False
    inner, listed = given[2][0]
    return str(inner) == "IN" and str(listed[0][0]) == "RANGE" and listed[0][1][0] == _FIRST_SIGN


def _word(begun: str | None, *, whole: bool = False) -> frozenset[str] | None:
    if not begun or not begun[0].isalnum():
        return None
    return frozenset({f"{begun} " if whole else begun})
