"""Names that the page joins: "A and B", "A, B and C", for a later "the two" or "the agencies"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.core.values import Span

__all__ = ["Joined", "Lists"]

_COMMA: Final = re.compile(r",\s(?:the\s)?(?:[A-Z]\w+\.?\s){0,2}")
_AND: Final = re.compile(r"(?:,[^.!?\n“”\"]{0,60})? and (?:[a-z][\w-]* ){0,3}(?:[A-Z]\w+\.? ){0,2}")
_NEAR: Final = 700
_MOST: Final = 64


class Joined(NamedTuple):
    """Where the first of some joined names begins, and whose they are."""

    start: int
    members: tuple[int, ...]


class Lists:
    """Where names of one kind are joined, in text order.

    Args:
        text: the text.
        mentions: of names that may be members, in text order.
        numbers: whose they are.
    """

    def __init__(self, text: str, mentions: Sequence[Span], numbers: Sequence[int]) -> None:
        self._ends: list[int] = []
        self._joined: list[Joined] = []
        run: list[int] = []
        start = 0
        for at in range(1, len(mentions)):
            gap = mentions[at - 1][1], mentions[at][0]
            last = bool(_AND.fullmatch(text, *gap))
            if not (last or _COMMA.fullmatch(text, *gap)):
                run = []
                continue
            if not run:
                run, start = [numbers[at - 1]], mentions[at - 1][0]
            run.append(numbers[at])
            if last:
                self._ends.append(mentions[at][1])
                self._joined.append(Joined(start, tuple(dict.fromkeys(run))))
                run = []

    def before(self, place: int, size: int = 0) -> Joined | None:
        """The last of them shortly before a place, rather one of a given size; None where there is none.

        One of just that size may stand further off.
        """
        last = bisect_left(self._ends, place)
        near = bisect_left(self._ends, place - _NEAR)
        earlier = range(max(0, last - _MOST), last)[::-1]
        sizes = {at: len(self._joined[at].members) for at in earlier}
        fitting = [at for at in earlier if sizes[at] == size > 1]
        larger = [at for at in earlier if at >= near and sizes[at] > max(size, 1)]
        found = next(iter(fitting + larger), None)
        return None if found is None else self._joined[found]
