"""``onrecord wordings``: the same words elsewhere, who printed them first, and who changed them."""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, notice

if TYPE_CHECKING:
    from onrecord.grouping import Grouped
    from onrecord.wordings import Timeline

__all__ = ["EPILOG", "told_aside", "wordings"]

EPILOG = """\b
Examples:
  onrecord wordings 8f94821d4130d8a8d15b74226b4e1072
  onrecord wordings "night ferry" --limit 3
  onrecord wordings '"four words here"' --format json

Wordings have one origin if one person can have said them within thirty days and
their words are mostly the same. Each is compared with the fullest quotation.
"""

_ID = re.compile(r"[0-9a-f]{32}")


class WordingsFormat(StrEnum):
    """How groups are written."""

    table = "table"
    json = "json"


def wordings(
    query: Annotated[
        str,
        typer.Argument(
            metavar="ID|QUERY", help="A statement's id, or words as `find` takes them.", show_default=False
        ),
    ],
    record: Record = Path("onrecord.db"),
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many groups at most, of a query.")] = 1,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help="Show wordings of old versions of pages too.")
    ] = False,
    format: Annotated[
        WordingsFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = WordingsFormat.table,
) -> None:
    """Show a statement in all its wordings, in the order of time: who printed it, and what was changed."""

    def action() -> int:
        from onrecord.grouping import Grouped

        with Grouped(record) as grouped:
            found = _found(grouped, query, limit, all_versions)
            told_aside(grouped)
        _write(found, format)
        if not found:
            notice("nothing found among the statements")
        return 0

    finish(action)


def _found(grouped: Grouped, query: str, limit: int, all_versions: bool) -> list[Timeline]:
    from onrecord.record import Filters

    if _ID.fullmatch(query):
        return [grouped.of(query, all_versions=all_versions)]
    return grouped.find(query, Filters(all_versions=all_versions), limit=limit)


def told_aside(grouped: Grouped) -> None:
    """Say where wordings had to be made for this look alone."""
    if grouped.aside:
        notice("not all statements on record have wordings; they were made for this look, `add` keeps them")


def _write(found: list[Timeline], format: WordingsFormat) -> None:
    if format is WordingsFormat.json:
        from onrecord.surfaces.cli.wordings_rows import timeline_row

        typer.echo(json.dumps([timeline_row(line) for line in found], ensure_ascii=False))
        return
    from onrecord.surfaces.cli.wordings_table import write_timelines

    write_timelines(found, sys.stdout)
