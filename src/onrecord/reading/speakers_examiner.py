"""Who asks the questions of a court's transcript, "Q. Who had a key?"."""

from __future__ import annotations

import re

from onrecord.reading.speakers_cast import Cast

__all__ = ["examiners"]

_BY = re.compile(r"\bBY (?:(?:DR|MISS|MRS?|MS)\.? )?([A-Z][A-Z'’-]+)\b")
_LABEL = re.compile(r"^(?:DR|MISS|MRS?|MS)\.? ([A-Z][A-Z'’-]+):", re.MULTILINE)


def examiners(text: str, cast: Cast) -> list[tuple[int, int]]:
    """From which place on who examines the witness: "CROSS-EXAMINATION BY MR. QUILL"; first whoever spoke last.

    Args:
        text: the transcript.
        cast: its names.

    Returns:
        Places in text order, each with the number of a name.
    """
    before = [*_LABEL.finditer(text, 0, text.find("\nQ. ") + 1)][-1:]
    found = []
    for match in (*before, *_BY.finditer(text)):
        named = cast.within(match.span(1))
        found += [(match.start(), cast.number_at(named[0][0]))] if named else []
    return sorted(found)
