"""Who said what? A page's statements, with their speakers; and whether its comments are civil."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> object:
    # Civility is judged without the model, whose libraries take long to load.
    if name == "Reader":
        from onrecord.reading.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
