"""Groups of wordings for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.core.findings import Difference
    from onrecord.grouping import Drifted
    from onrecord.wordings import Timeline, Wording

__all__ = ["drifted_row", "timeline_row", "wording_row"]


def timeline_row(line: Timeline) -> dict[str, Any]:
    """Give a group; ``first``, ``most_common`` and ``fullest`` are places in ``wordings``."""
    return {
        "first": line.first,
        "most_common": line.most_common,
        "fullest": line.fullest,
        "wordings": [wording_row(wording) for wording in line.wordings],
    }


def wording_row(wording: Wording) -> dict[str, Any]:
    """Give one wording; the spans of differences point into ``text``, offsets into the fullest's page."""
    entry, s = wording.entry, wording.entry.statement
    return {
        "id": s.id,
        "published": entry.published,
        "outlet": entry.outlet,
        "speaker": list(s.speaker) if isinstance(s.speaker, tuple) else s.speaker,
        "kind": s.kind,
        "via": [entry.text[start:end] for start, end in s.via],
        "text": wording.words,
        "copies": wording.copies,
        "differences": [_difference(difference) for difference in wording.differences],
        "title": entry.title,
        "url": entry.url,
        "page": entry.page,
        "comment": entry.comment,
    }


def _difference(d: Difference) -> dict[str, Any]:
    return {
        "kind": d.kind,
        "words": d.quotation,
        "original": d.original,
        "span": d.span,
        "offsets": d.offsets,
    }


def drifted_row(found: Drifted) -> dict[str, Any]:
    """Give a wording that departs from its group, with the one it is compared with."""
    fullest = found.group.wordings[found.group.fullest]
    return {
        **wording_row(found.wording),
        "fullest": wording_row(fullest),
        "group": len(found.group.wordings),
    }
