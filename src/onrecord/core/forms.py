"""A wording as it is compared, and what it is found by: made by ``wordings``, kept by ``record``."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """What decides which wordings a wording belongs with; equal for the same words, speaker and day.

    Args:
        id: the same for equal forms, another for others; below 2 to the 63rd.
        stems: its words that carry meaning, without their endings.
        day: when it was published, as an ordinal; None where that is not known.
        names: who said it; empty where that is not known.
        kept: the numbers it is kept under.
        asked: the numbers under which all are kept that it may have an edge to.
    """

    id: int
    stems: tuple[str, ...]
    day: int | None
    names: tuple[str, ...]
    kept: tuple[int, ...]
    asked: tuple[int, ...]

    @property
    def sure(self) -> bool:
        """It is known who said it, and when."""
        return self.day is not None and bool(self.names)
