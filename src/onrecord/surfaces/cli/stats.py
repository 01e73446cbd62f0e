"""``onrecord stats``: how much is on record, and who quotes how."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish

if TYPE_CHECKING:
    from onrecord.record import Share

__all__ = ["stats"]


class StatsFormat(StrEnum):
    """How figures are written."""

    table = "table"
    json = "json"


def stats(
    record: Record = Path("onrecord.db"),
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Rows of each table; 0 for all.")] = 12,
    format: Annotated[
        StatsFormat, typer.Option("--format", "-f", help="How to write the figures.")
    ] = StatsFormat.table,
) -> None:
    """Count what is on record: speakers, outlets and months, with the share of direct speech."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.joining import people_of
        from onrecord.surfaces.cli.rows import plain_table
        from onrecord.surfaces.cli.speakers import person_rows, write_people

        most = limit or None
        with people_of(record) as reader:
            counted = room.counts(reader)
            speakers = room.people(reader, limit=most)
            parts = {
                "outlets": room.shares(reader, "outlet", limit=most),
                "months": room.shares(reader, "month", limit=most),
            }
        if format is StatsFormat.json:
            import json

            told: dict[str, Any] = {**asdict(counted), "speakers": person_rows(speakers)}
            told |= {name: _rows(part) for name, part in parts.items()}
            typer.echo(json.dumps(told, ensure_ascii=False))
            return 0
        plain_table(list(asdict(counted).items()), ("On record", ""), sys.stdout)
        typer.echo()
        write_people(speakers, "table")
        for name, part in parts.items():
            typer.echo()
            head = (name.removesuffix("s").capitalize(), "Statements", "Direct", "Pages", "First", "Last")
            plain_table(map(_line, part), head, sys.stdout)
        return 0

    finish(action)


def _rows(shares: list[Share]) -> list[dict[str, Any]]:
    return [{**asdict(share), "direct_share": round(share.direct_share, 4)} for share in shares]


def _line(s: Share) -> tuple[object, ...]:
    return s.name or "not known", s.statements, f"{s.direct_share:.0%}", s.pages, s.first or "", s.last or ""
