"""Who said what? A page's statements, with their speakers; whether comments are civil; what a text means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading.meaning import Embedder
    from onrecord.reading.reader import Reader

__all__ = ["Embedder", "Reader"]


def __getattr__(name: str) -> object:
    # Civility is judged without the models, whose libraries take long to load.
    if name == "Reader":
        from onrecord.reading.reader import Reader

        return Reader
    if name == "Embedder":
        from onrecord.reading.meaning import Embedder

        return Embedder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
