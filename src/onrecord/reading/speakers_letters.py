"""What a letter says: "he resigned in a letter. “Dear friends,” it began" is said by him."""

from __future__ import annotations

import re
from functools import cache

from onrecord.core.values import Statement
from onrecord.reading.names_lexicon import words

__all__ = ["letter_before", "quotes_letter"]

_RUNS = re.compile(r"(?:began|begins|ended|ends|opened|opens|ran|read|reads|runs)\b")
_IN = r"\b(in|issued|posted|published|released|sent|wrote) (?:an?|h(?:er|is)|the(?:ir)?) (?:[\w-]+ ){0,3}?"


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(rf"{_IN}(?:{'|'.join(sorted(words('documents')))})\b")


def quotes_letter(text: str, statement: Statement) -> bool:
    """Tell whether the cue is one of texts: "it began", "it reads".

    Args:
        text: the text the statement's spans point into.
        statement: one whose source is "it".
    """
    return any(_RUNS.match(text, start, end) for start, end in statement.cue)


def letter_before(passage: str) -> str:
    """The word before the last letter that somebody writes or writes in; empty where nobody does.

    >>> letter_before("Quill resigned in an open letter."), letter_before("The union sent a letter.")
    ('in', 'sent')
    >>> letter_before("Quill did not reply to my letter.")
    ''
    """
    found = _letter().findall(passage)
    return found[-1] if found else ""
