"""The benchmark: quotations with the verdict they must get, and the record they are checked against."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EACH", "Case"]

EACH = 220
"""Cases of a class."""


@dataclass(frozen=True)
class Case:
    """One quotation as a draft might print it.

    Args:
        name: the class.
        accepted: the verdicts that are right; more than one only where the issue's words leave it open.
        words: what stands between the draft's marks.
        speaker: whom the draft names.
        origin: ids of the statements it was made from.
    """

    name: str
    accepted: frozenset[str]
    words: str
    speaker: str
    origin: tuple[str, ...] = ()
