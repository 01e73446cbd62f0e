"""Nicknames between marks belong to the name: Robert “Bob” Quill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.reading.names_lexicon import is_first_name
from onrecord.reading.names_words import Word

__all__ = ["behind_nickname"]

_MARKS: Final = {"“": "”", '"': '"', "‘": "’", "'": "'", "''": "''", "(": ")"}


def behind_nickname(text: str, every: Sequence[Word], last: int) -> int | None:
    """Find the word with which a name goes on behind its nickname; None where none stands there.

    Args:
        text: the text.
        every: its words.
        last: index of a first name or initial.
    """
    if last + 2 >= len(every) or every[last].possessive:
        return None
    before, called, behind = every[last : last + 3]
    closes = _MARKS.get(text[before.end : called.start].lstrip(".").strip())
    if closes is None or text[called.end : behind.start].strip() != closes:
        return None
    fits = called.capital and behind.capital and behind.text[0].isalpha()
    return last + 2 if fits and (is_first_name(before.text) or before.text.endswith(".")) else None
