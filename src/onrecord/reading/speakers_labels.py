"""Whom the labels of a transcript mean: "AQ:" by the initials, a court's "Q." by who examines the witness."""

from __future__ import annotations

import re

from onrecord.core.values import Span
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_head import Head

__all__ = ["examiners", "initialled"]

_BY = re.compile(r"\bBY (?:(?:DR|MISS|MRS?|MS)\.? )?([A-Z][A-Z'’-]+)\b")
_LABEL = re.compile(r"^(?:DR|MISS|MRS?|MS)\.? ([A-Z][A-Z'’-]+):", re.MULTILINE)


def examiners(text: str, cast: Cast) -> list[tuple[int, int]]:
    """From which place on who asks: "CROSS-EXAMINATION BY MR. QUILL"; at first whoever spoke last.

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


def initialled(text: str, span: Span, cast: Cast) -> Head | None:
    """The person whose initials a turn's label is; None where it is no such label.

    Args:
        text: the transcript.
        span: the source.
        cast: the transcript's names.
    """
    label = text[slice(*span)]
    if not (len(label) in (2, 3) and label.isupper() and text[span[1] : span[1] + 1] == ":"):
        return None
    found = cast.by_initials.get(label, ())
    return Head("named", (cast.names[found[0]].mentions[0][0],)) if len(found) == 1 else None
