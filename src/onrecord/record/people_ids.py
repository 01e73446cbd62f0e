"""What an appearance is called: words that people can type, and a few digits made of page and name."""

from __future__ import annotations

import re
import zlib

from onrecord.core.ids import digest
from onrecord.record.words import folded_words

__all__ = ["appearance_id", "family_of", "is_person", "named_by"]

_ID = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-[0-9a-f]{8}")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def appearance_id(page: str, name: str) -> str:
    """Give the id of a name on a page, which names the person as well.

    >>> appearance_id("8610d52780fd140ed997ed62d65ee5a4", "Zoë Quill")
    'zoe-quill-c12116b9'
    """
    return f"{'-'.join(folded_words(name)) or 'x'}-{digest('appearance', page, name)[:8]}"


def family_of(name: str) -> int:
    """Give what names that can be one person's share: a number made of the last word."""
    held = folded_words(name)
    while len(held) > 1 and held[-1] in _SUFFIXES:
        held.pop()
    return zlib.crc32((held or [name])[-1].encode("utf-8", "surrogatepass"))


def named_by(id: str) -> str | None:
    """Give the words of the name in an id of an appearance; None for what is no such id.

    >>> named_by("zoe-quill-c12116b9"), named_by("Zoe Quill")
    ('zoe quill', None)
    """
    match = _ID.fullmatch(id)
    return match[1].replace("-", " ") if match else None


def is_person(id: str) -> bool:
    """Tell whether something looks like the id of an appearance or a person."""
    return _ID.fullmatch(id) is not None
