"""Words of a quotation beside words on record: which pair, which differ, which are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.wordings.tokens import ELLIPSIS, Text, Token

__all__ = ["Block", "align", "compounds", "ellipses", "joins"]

_REPLACED = 1.2
_ADDED = 1.3
_CUT, _CUT_MORE = 1.0, 0.35
_BRACKETED = 0.3
_OVER_ELLIPSIS = 0.02
_HUGE = 1e9

# Two words and their compound that mean different things.
_APART = frozenset(
    "a i no not some any every may all in on up out over can will an one to be for it so under along".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of one sort in an alignment; ``same`` may pair one word with two ("health care", "healthcare").

    Args:
        op: the words are the same, replaced, only in the quotation, or only on record.
        quotation: the tokens of the quotation, first and one past the last.
        original: the tokens on record.
    """

    op: Literal["same", "replaced", "added", "cut"]
    quotation: tuple[int, int]
    original: tuple[int, int]


def ellipses(quotation: Text) -> frozenset[int]:
    """Numbers of the tokens that stand behind an ellipsis."""
    return frozenset(i for i in range(1, len(quotation.tokens)) if ELLIPSIS.search(quotation.gaps[i]))


def joins(one: str, two: Sequence[str]) -> bool:
    """Whether two words are the compound: "health", "care" and "healthcare"; never "may", "be" and "maybe".

    >>> joins("healthcare", ["health", "care"]), joins("maybe", ["may", "be"])
    (True, False)
    """
    return one == two[0] + two[1] and _APART.isdisjoint(two) and len(one) > 4


def compounds(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of the words, at most, the others have in two as one or in one as two.

    >>> compounds(["our", "healthcare", "plan"], ["health", "care", "plan"])
    1
    """
    one, two = set(others), {a + b for a, b in pairwise(others) if joins(a + b, (a, b))}
    parts = sum(2 for a, b in pairwise(words) if a + b in one and joins(a + b, (a, b)))
    return parts + sum(word in two for word in words)


def align(quotation: Text, original: Sequence[Token]) -> list[Block]:
    """Pair the words of a quotation with a stretch of the words on record, at the least cost.

    What stands before and behind the stretch costs nothing, and little what an ellipsis stands for.

    Args:
        quotation: the quotation.
        original: tokens on record.

    Returns:
        Blocks in order, from the first to the last word of the quotation.
    """
    q, s = quotation.tokens, original
    open_at = ellipses(quotation)
    whole = _in_row(q, s)
    if whole is not None:
        return [Block("same", (0, len(q)), (whole, whole + len(q)))]
    cost, back = _table(q, s, open_at)
    end = min(range(len(s) + 1), key=lambda j: cost[len(q)][j])
    return _blocks(back, len(q), end)


def _in_row(q: Sequence[Token], s: Sequence[Token]) -> int | None:
    """Where all the words stand in a row, which needs no table."""
    keys, there = [token.key for token in q], [token.key for token in s]
    return next((j for j in range(len(s) - len(q) + 1) if there[j : j + len(q)] == keys), None) if q else None


def _table(
    q: Sequence[Token], s: Sequence[Token], open_at: frozenset[int]
) -> tuple[list[list[float]], list[list[str]]]:
    """Costs and ways back: = same, r replaced, a added, c cut, 1 one for two, 2 two for one."""
    n, m = len(q), len(s)
    cost = [[0.0] * (m + 1)]
    back = [["."] * (m + 1)]
    keys = [token.key for token in s]
    for i in range(1, n + 1):
        token = q[i - 1]
        key, before = token.key, cost[i - 1]
        replaced = _BRACKETED if token.bracketed else _REPLACED
        added = _BRACKETED if token.bracketed else _ADDED
        first_cut, more_cut = (_CUT, _CUT_MORE) if i not in open_at else (_OVER_ELLIPSIS, _OVER_ELLIPSIS)
        row, ways = [before[0] + added], ["a"]
        gap = _HUGE
        for j in range(1, m + 1):
            if key == keys[j - 1]:
                best, way = before[j - 1], "="
            else:
                best, way = before[j - 1] + replaced, "r"
            if before[j] + added < best:
                best, way = before[j] + added, "a"
            if j > 1 and joins(key, keys[j - 2 : j]) and before[j - 2] < best:
                best, way = before[j - 2], "1"
            if i > 1 and joins(keys[j - 1], (q[i - 2].key, key)) and cost[i - 2][j - 1] < best:
                best, way = cost[i - 2][j - 1], "2"
            # At the quotation's end what follows is not cut but not quoted.
            if i < n:
                gap = min(gap + more_cut, row[j - 1] + first_cut)
                if gap < best:
                    best, way = gap, "c"
            row.append(best)
            ways.append(way)
        cost.append(row)
        back.append(ways)
    return cost, back


def _blocks(back: list[list[str]], i: int, j: int) -> list[Block]:
    steps: list[tuple[Literal["same", "replaced", "added", "cut"], int, int]] = []
    while i > 0:
        way = back[i][j]
        if way == "=":
            steps.append(("same", 1, 1))
        elif way == "r":
            steps.append(("replaced", 1, 1))
        elif way == "a":
            steps.append(("added", 1, 0))
        elif way == "c":
            steps.append(("cut", 0, 1))
        else:
            steps.append(("same", 1, 2) if way == "1" else ("same", 2, 1))
        i, j = i - steps[-1][1], j - steps[-1][2]
    out: list[Block] = []
    a, b = 0, j
    for op, da, db in reversed(steps):
        last = out[-1] if out else None
        uneven = da != db and op == "same"
        if last and last.op == op and not uneven and not (op == "same" and _uneven(last)):
            out[-1] = Block(op, (last.quotation[0], a + da), (last.original[0], b + db))
        else:
            out.append(Block(op, (a, a + da), (b, b + db)))
        a, b = a + da, b + db
    return out


def _uneven(block: Block) -> bool:
    return block.quotation[1] - block.quotation[0] != block.original[1] - block.original[0]
