"""Statements of invented people, for tests of wordings."""

from onrecord.core.quotes import quoted
from onrecord.core.values import Entry, Kind, Statement
from onrecord.wordings import Shelf

FALK = "Nora Falk"


def entry(
    text: str,
    *pieces: str,
    speaker: str | None = FALK,
    kind: Kind = "direct",
    page: str = "p1",
    cue: str = "said",
    negated: bool = False,
    published: str | None = None,
    outlet: str | None = None,
) -> Entry:
    """A statement of a page; without pieces its content is all that stands between double marks."""
    spans = tuple((text.index(p), text.index(p) + len(p)) for p in pieces) or tuple(
        (q.start, q.end) for q in quoted(text)
    )
    at = text.find(cue)
    statement = Statement(
        id=f"{page}-{spans[0][0]}-{speaker}",
        kind=kind,
        type="assertion",
        source=((0, 1),),
        cue=((at, at + len(cue)),) if at >= 0 else (),
        content=spans,
        speaker=speaker,
        negated=negated,
        confidence=0.9,
    )
    return Entry(
        statement=statement,
        text=text,
        page=page,
        url=f"https://bell.example/{page}",
        published=published,
        outlet=outlet,
    )


def shelf(*entries: Entry) -> Shelf:
    return Shelf(entries)
