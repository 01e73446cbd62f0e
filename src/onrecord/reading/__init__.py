"""Who said what? A page's statements, with their speakers. And what does a text mean? A vector."""

from onrecord.reading.meaning import Embedder
from onrecord.reading.reader import Reader

__all__ = ["Embedder", "Reader"]
