"""Whom do "who", "which" and "that" mean? The name or the role right before them."""

from __future__ import annotations

import re
from typing import Final

from onrecord.reading.names_lexicon import fold, is_place
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_salience import Memory

__all__ = ["antecedent"]

_REACH: Final = 60
_OF: Final = re.compile(r"(?:,[^.!?;:“”\"\n]{0,80})?\s(?:at|for|from|in|of)\s(?:the\s)?")
_FAR: Final = 200
_ROLE: Final = re.compile(r"\bthe\s+(?:[a-z-]+\s+){0,2}?([a-z-]+),?\s+$")
_APPOSITION: Final = re.compile(
    r",[^.]{0,58},|(?:, (?:age )?\d+)?,\s(?:an?|the|one of)\s[^,.;:“”()]{2,80}", re.DOTALL
)


def antecedent(text: str, place: int, cast: Cast, memory: Memory, *, sentence: int) -> tuple[int, ...] | None:
    """Find the name before a relative pronoun, with at most an apposition between them; else the role there.

    Args:
        text: the text.
        place: start of the pronoun.
        cast: the text's names.
        memory: who is spoken of.
        sentence: number of the pronoun's sentence.
    """
    index = cast.before(place)
    if index is not None:
        start, end = cast.mentions[index]
        who = text[place : place + 3].casefold() == "who"
        while index and not cast.is_person(index) and (who or is_place(text[slice(*cast.mentions[index])])):
            if not _OF.fullmatch(text, cast.mentions[index - 1][1], cast.mentions[index][0]):
                break
            index -= 1
            start = cast.mentions[index][0]  # "Ada Quill, 24, a lawyer from Orvane, who"
        between = text[end : min(place, end + _FAR)].strip()
        if between in ("", ",", ", and", "and", "—", "–", "(") or _APPOSITION.fullmatch(between):
            return (cast.number_at(start),)
    role = _ROLE.search(text, max(0, place - _REACH), place)  # "the mayor, who"
    fitting = cast.by_role.get(fold(role.group(1))) if role else None
    found = memory.among(fitting, sentence=sentence) if fitting else None
    return None if found is None or found.number is None else (found.number,)
