"""Texts with marked sources, for tests of who speaks."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.names import find_names
from onrecord.reading.speakers import resolve

_MARKED = re.compile(r"\[([^\]]*)\]")


def speakers_of(marked: str) -> tuple[SpeakerName, ...]:
    """Every bracket is the source of a statement whose content is the letter behind it."""
    parts = _MARKED.split(marked)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    text = "".join(parts)
    statements = [
        Statement(
            id=str(span),
            kind="indirect",
            type="assertion",
            source=(span,),
            cue=(),
            content=((span[1], span[1] + 1),),
            confidence=1.0,
        )
        for span in list(pairwise(ends))[1::2]
    ]
    return resolve(text, statements, find_names(text))[0]
