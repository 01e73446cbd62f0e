"""Whom the labels of a transcript mean: "AQ:" by the initials, a court's "Q." by who examines the witness."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from onrecord.core.values import Span
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_head import Head

__all__ = ["Examiners", "initialled"]

_BY = re.compile(r"\bBY (?:(?:DR|MISS|MRS?|MS)\.? )?([A-Z][A-Z'’-]+)\b")
_LABEL = re.compile(r"^(?:DR|MISS|MRS?|MS)\.? ([A-Z][A-Z'’-]+):", re.MULTILINE)


class Examiners:
    """Who asks from which place on: "CROSS-EXAMINATION BY MR. QUILL"; at first whoever spoke last.

    Args:
        text: the transcript.
        cast: its names.
    """

    def __init__(self, text: str, cast: Cast) -> None:
        self._text, self._cast = text, cast

    def at(self, place: int) -> int | None:
        """The number of the name that asks at a place."""
        index = bisect_right(self._told, (place, 0)) - 1
        return self._told[index][1] if index >= 0 else None

    @cached_property
    def _told(self) -> list[tuple[int, int]]:
        text, cast = self._text, self._cast
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
