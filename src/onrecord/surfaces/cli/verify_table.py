"""Findings as text for people: the verdict, the words, who, why, and where it stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.core.findings import Checked, Difference, Evidence, Finding
from onrecord.surfaces.cli.people import printable

__all__ = ["STYLES", "write_findings"]

PIPE_WIDTH = 100
STYLES = {
    "verbatim": "green",
    "supported": "green",
    "altered": "red",
    "spliced": "red",
    "misattributed": "red",
    "reported": "yellow",
    "unattributed": "yellow",
    "not on record": "magenta",
}


class _Pipe(Console):
    """A console that leaves it to the command to say what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def write_findings(checked: Checked, names: Mapping[str, str], out: TextIO, *, skipped: bool = True) -> None:
    """Write the findings, the ones skipped, and how many there are of each verdict.

    Args:
        checked: what checking gave.
        names: what to call a page, by its id.
        out: where to write; colours only where it is a terminal.
        skipped: whether to list what was not checked.
    """
    wide = None if out.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    console = _Pipe(file=out, width=wide, highlight=False, markup=False, emoji=False)
    for finding in checked.findings:
        console.print(_finding(finding, names))
    if skipped and checked.skipped:
        console.print(Text("Not checked", style="bold"))
        for item in checked.skipped:
            console.print(
                Padding(Text(f"“{_words(item.quotation)}”: {item.reason}", style="dim"), (0, 0, 0, 2))
            )
        console.print()
    counts: dict[str, int] = {}
    for finding in checked.findings:
        counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    told = ", ".join(f"{n} {verdict}" for verdict, n in counts.items())
    console.print(Text(told or "No quotations to check.", style="bold"))


def _finding(finding: Finding, names: Mapping[str, str]) -> RenderableType:
    who = f"  {_words(finding.speaker)}" if finding.speaker else ""
    lines: list[RenderableType] = [
        Text.assemble((finding.verdict.upper(), f"bold {STYLES[finding.verdict]}"), (who, "bold")),
        Padding(Text(f"“{_words(finding.quotation)}”"), (0, 0, 0, 2)),
        Padding(Text(printable(finding.reason)), (0, 0, 0, 2)),
    ]
    lines += [Padding(_difference(d), (0, 0, 0, 4)) for d in finding.difference]
    lines += [Padding(_evidence(e, names), (0, 0, 0, 4)) for e in finding.evidence]
    return Group(*lines, Text())


def _difference(difference: Difference) -> Text:
    now, was = _words(difference.quotation), _words(difference.original)
    parts: list[str | tuple[str, str]] = [f"{difference.kind}: "]
    if difference.kind == "context":
        return Text.assemble(*parts, (was, "red"), " was cut off")
    parts += [
        ("+ " + now, "red") if now else "",
        " " if now and was else "",
        ("- " + was, "green") if was else "",
    ]
    return Text.assemble(*parts)


def _evidence(evidence: Evidence, names: Mapping[str, str]) -> Text:
    name = evidence.speaker if isinstance(evidence.speaker, str) else " and ".join(evidence.speaker or ())
    place = evidence.url or names.get(evidence.page, evidence.page)
    start, end = evidence.offsets[0][0], evidence.offsets[-1][1]
    comment = f", comment {evidence.comment}" if evidence.comment else ""
    return Text(
        _words(f"{name or 'no name'}: “{evidence.text}” ({place}{comment}, {start}–{end})"), style="dim"
    )


def _words(text: str) -> str:
    return " ".join(printable(text).split())
