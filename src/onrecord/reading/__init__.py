"""Who said what? A page's statements, with their speakers."""

from onrecord.reading.reader import Reader

__all__ = ["Reader"]
