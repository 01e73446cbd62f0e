"""``onrecord stats``: how much is on record, and who quotes how."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish

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
        from onrecord.surfaces.cli.rows import plain_table
        from onrecord.surfaces.cli.speakers import share_rows, write_shares

        most = limit or None
        with room.Reader(record) as reader:
            counted = room.counts(reader)
            parts = {
                "speakers": room.speakers(reader, limit=most),
                "outlets": room.shares(reader, "outlet", limit=most),
                "months": room.shares(reader, "month", limit=most),
            }
        if format is StatsFormat.json:
            import json

            told = {**asdict(counted), **{name: share_rows(part) for name, part in parts.items()}}
            typer.echo(json.dumps(told, ensure_ascii=False))
            return 0
        plain_table(list(asdict(counted).items()), ("On record", ""), sys.stdout)
        for name, part in parts.items():
            typer.echo()
            write_shares(part, name.removesuffix("s").capitalize(), "table")
        return 0

    finish(action)
