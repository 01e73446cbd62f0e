"""Hits for people: who, how and when, the words with the matches marked, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from onrecord.surfaces.cli.people import printable
from onrecord.surfaces.cli.table import console_for
from onrecord.surfaces.cli.thread import why_uncivil

if TYPE_CHECKING:
    from onrecord.record import Hit

__all__ = ["write_hits"]

MARK = "bold reverse"


def write_hits(hits: Iterable[Hit], out: TextIO) -> None:
    """Write each hit in three lines, with a blank one between.

    Args:
        hits: as they were found.
        out: where to write. Matched words are coloured on a terminal, and stand between ** elsewhere.
    """
    console = console_for(out)
    for hit in hits:
        console.print(Text(" · ").join(_head(hit)))
        console.print(_marked(hit, plain=not out.isatty()))
        console.print(Text(_place(hit), style="dim", overflow="fold"))
        console.print()


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _head(hit: Hit) -> Iterator[Text]:
    if hit.entry is not None:
        s = hit.entry.statement
        names = [s.speaker] if isinstance(s.speaker, str) else list(s.speaker or ())
        source = " ".join(hit.entry.text[start:end] for start, end in s.source)
        yield Text(_one_line(", ".join(names) or f"({source})"), style="bold")
        yield Text(s.kind + (f", {s.type}" if s.type != "assertion" else "") + (", negated" * s.negated))
    elif hit.field == "comments":
        yield Text(_one_line(hit.author or "someone"), style="bold")
        if uncivil := why_uncivil(hit.civility, hit.text):
            yield Text(_one_line(uncivil), style="red")
    else:
        yield Text(_one_line(hit.title or hit.url or hit.page), style="bold")
    if hit.date:
        yield Text(hit.date[:10])
    if hit.outlet:
        yield Text(_one_line(hit.outlet))
    if hit.comment is not None and hit.entry is not None:
        yield Text(f"in comment {hit.comment} by {_one_line(hit.author or 'someone')}")
    if not hit.current:
        yield Text("old version", style="yellow")


def _marked(hit: Hit, *, plain: bool) -> Text:
    shown, at = Text(), 0
    for start, end in hit.marks:
        shown.append(printable(hit.text[at:start]))
        words = printable(hit.text[start:end])
        shown.append(f"**{words}**" if plain else words, style=MARK)
        at = end
    return shown.append(printable(hit.text[at:]))


def _place(hit: Hit) -> str:
    where = hit.link or hit.title or "page"
    # The place is given whole: it can be pasted into `onrecord show`.
    return f"{_one_line(where)}  [{hit.id} at {hit.place[0]}-{hit.place[1]} of page {hit.page}]"
