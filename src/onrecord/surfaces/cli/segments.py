"""Spans that nest and overlap, cut into segments that do neither, so that markup can carry them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.core.values import Statement

__all__ = ["Role", "Segment", "segments"]

Role = Literal["source", "cue", "content", "to", "via"]
_ROLES: tuple[Role, ...] = ("content", "source", "cue", "to", "via")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which nothing begins or ends.

    Args:
        start: where it begins, in code points of the text.
        end: where it ends, exclusive.
        roles: what it is, with the statement's place in the list; the statement it belongs to
            most closely (with the shortest span here) comes last.
        opens: statements whose first word this segment begins with.
    """

    start: int
    end: int
    roles: tuple[tuple[Role, int], ...] = ()
    opens: tuple[int, ...] = ()


def segments(start: int, end: int, statements: Sequence[Statement]) -> Iterator[Segment]:
    """Cut ``text[start:end]`` at every border of a span; the pieces cover it without gap or overlap.

    Args:
        start: where the text shown begins.
        end: where it ends, exclusive; spans beyond are clipped.
        statements: whose spans point into the same text.
    """
    begins: dict[int, list[tuple[int, Role, int]]] = defaultdict(list)
    ends: dict[int, list[tuple[int, Role, int]]] = defaultdict(list)
    opens: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        first = end
        for role in _ROLES:
            for s, e in getattr(statement, role):
                s, e = max(s, start), min(e, end)
                if s < e:
                    begins[s].append((s - e, role, number))
                    ends[e].append((s - e, role, number))
                    first = min(first, s)
        if first < end:
            opens[first].append(number)
    active: list[tuple[int, Role, int]] = []
    borders = sorted({start, end, *begins, *ends})
    for here, there in pairwise(borders):
        for span in ends[here]:
            active.remove(span)
        active += begins[here]
        roles = tuple((role, number) for _, role, number in sorted(active))
        yield Segment(here, there, roles, tuple(opens[here]))
