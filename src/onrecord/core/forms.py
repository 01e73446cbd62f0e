"""A wording as it is compared, and what it is found by: made by ``wordings``, kept by ``record``."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

__all__ = ["PAIR_AT", "Form", "Trace"]

PAIR_AT = 11
"""From this bit on, the numbers that wordings are kept under say which pair of words it is."""


class Trace(NamedTuple):
    """What a wording is found by: made in much less time than its form.

    Args:
        kept: the numbers it is kept under, each of 32 bits with a sign; none where its words are too few to
            be compared with any other's.
        asked: the numbers under which all are kept that it may have an edge to; none where its day or speaker
            is not known: it then looks through all that share a pair of words it is kept under.
    """

    kept: tuple[int, ...]
    asked: tuple[int, ...]


class Form(NamedTuple):
    """What decides which wordings a wording belongs with; equal for the same words, speaker and day.

    Args:
        stems: its words that carry meaning, without their endings.
        day: when it was published, as an ordinal; None where that is not known.
        names: who said it; empty where that is not known.
        trace: what it is found by.
        alone: the statement's id, where its words are too few to be compared with any other's.
    """

    stems: tuple[str, ...]
    day: int | None
    names: tuple[str, ...]
    trace: Trace
    alone: str = ""

    @property
    def sure(self) -> bool:
        """It is known who said it, and when."""
        return self.day is not None and bool(self.names)

    @property
    def id(self) -> str:
        """The same for equal forms, another for others."""
        told = "\0".join((*self.stems, str(self.day), *self.names, self.alone))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
