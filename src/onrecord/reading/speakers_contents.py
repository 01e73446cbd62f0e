"""Where statements stand: whose words hold a place, and where a statement itself is resolved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.core.values import Span, Statement

__all__ = ["Contents", "place_of"]

_LOOK_BACK = 12


class Contents:
    """Which statement's content holds a place? Looks back over a bounded number of them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        pieces = [(start, end, i) for i, s in enumerate(statements) for start, end in s.content]
        self._pieces = sorted(pieces)
        self._starts = [start for start, _, _ in self._pieces]

    def around(self, place: int, own: int) -> int | None:
        """Find the innermost other statement whose content holds a place."""
        at = bisect_right(self._starts, place)
        for start, end, index in reversed(self._pieces[max(0, at - _LOOK_BACK) : at]):
            if index != own and start <= place < end:
                return index
        return None

    def touching(self, span: Span, own: int) -> int | None:
        """Another statement with words in a stretch."""
        first = bisect_left(self._starts, span[0])
        for start, end, index in self._pieces[max(0, first - 2) : first + _LOOK_BACK]:
            if index != own and start < span[1] and end > span[0]:
                return index
        return None


def place_of(statement: Statement) -> int:
    """Where a statement is resolved: at its source, else at its cue or content."""
    pieces = statement.source or statement.cue or statement.content
    return pieces[0][0] if pieces else 0
