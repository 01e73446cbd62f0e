"""Groups of wordings for people: a timeline with what differs marked, and changes with what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from onrecord.surfaces.cli.people import counted, printable
from onrecord.surfaces.cli.table import console_for

if TYPE_CHECKING:
    from onrecord.core.findings import Difference
    from onrecord.grouping import Drifted
    from onrecord.wordings import Timeline, Wording

__all__ = ["write_drift", "write_timelines"]

_GRAVE = ("negation", "number", "name", "modality", "context")


def write_timelines(lines: Iterable[Timeline], out: TextIO) -> None:
    """Write each group: a wording a paragraph, in the order of time.

    Args:
        lines: the groups.
        out: where to write. Changed words are coloured on a terminal, and stand between ** elsewhere.
    """
    console = console_for(out)
    for line in lines:
        outlets = {wording.entry.outlet for wording in line.wordings if wording.entry.outlet}
        count = f"{counted(len(line.wordings), 'wording')} in {counted(len(outlets), 'outlet')}"
        console.print(Text(count, style="bold"))
        for number, wording in enumerate(line.wordings):
            console.print()
            console.print(Text(" · ").join(_head(wording, list(_marks(line, number)))))
            console.print(_words(wording, plain=not out.isatty()))
            for difference in wording.differences:
                console.print(Text("  ").append_text(_told(difference)))
            console.print(Text(_place(wording), style="dim", overflow="fold"))
        console.print()


def write_drift(found: Iterable[Drifted], out: TextIO) -> None:
    """Write each wording that was changed, with the one that it is compared with.

    Args:
        found: wordings with their groups.
        out: where to write.
    """
    console = console_for(out)
    for each in found:
        fullest = each.group.wordings[each.group.fullest]
        console.print(Text(" · ").join(_head(each.wording, [])))
        console.print(_words(each.wording, plain=not out.isatty()))
        for difference in each.wording.differences:
            console.print(Text("  ").append_text(_told(difference)))
        console.print(Text(_place(each.wording), style="dim", overflow="fold"))
        console.print(Text("where the fullest wording is: ", style="dim").append(_one_line(fullest.words)))
        console.print(Text(" · ").join(_head(fullest, [])))
        console.print(Text(_place(fullest), style="dim", overflow="fold"))
        console.print()


def _marks(line: Timeline, number: int) -> Iterator[str]:
    if number == line.first:
        yield "first seen"
    if number == line.most_common and line.wordings[number].copies > 1:
        yield "most common"
    if number == line.fullest:
        yield "compared with"


def _head(wording: Wording, marks: list[str]) -> list[Text]:
    entry, s = wording.entry, wording.entry.statement
    names = [s.speaker] if isinstance(s.speaker, str) else list(s.speaker or ())
    head = [Text((entry.published or "undated")[:10])]
    if entry.outlet:
        head.append(Text(_one_line(entry.outlet), style="bold"))
    head.append(Text(_one_line(", ".join(names) or "not known who")))
    head.append(Text(s.kind))
    if s.via:
        via = ", in turn via ".join(_one_line(entry.text[start:end]) for start, end in s.via)
        head.append(Text(f"via {via}"))
    if entry.comment is not None:
        head.append(Text(f"in comment {entry.comment}"))
    if wording.copies > 1:
        head.append(Text(f"{wording.copies} word for word"))
    return head + [Text(mark, style="green") for mark in marks]


def _words(wording: Wording, *, plain: bool) -> Text:
    shown, at, text = Text(), 0, wording.words
    for difference in wording.differences:
        start, end = difference.span
        if start < at or start == end:
            continue
        shown.append(printable(text[at:start]))
        words = printable(text[start:end])
        shown.append(f"**{words}**" if plain else words, style="bold reverse")
        at = end
    return shown.append(printable(text[at:]))


def _told(difference: Difference) -> Text:
    was, now = _one_line(difference.original), _one_line(difference.quotation)
    style = "red" if difference.kind in _GRAVE else "yellow"
    told = f"“{now}” for “{was}”" if was and now else f"“{now}” put in" if now else f"without “{was}”"
    if difference.kind == "joined":
        told = f"joined without ellipsis over “{was}”"
    elif difference.kind == "context":
        told = f"left out what governs it: “{was}”"
    return Text(difference.kind, style=style).append(f": {told}", style="not bold")


def _place(wording: Wording) -> str:
    entry = wording.entry
    return f"{_one_line(entry.url or entry.title or 'page')}  [{entry.statement.id} of page {entry.page}]"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
