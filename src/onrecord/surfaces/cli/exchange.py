"""``onrecord export`` and ``onrecord import``: the tables as files for other tools, and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, notice

__all__ = ["EXPORT_EPILOG", "IMPORT_EPILOG", "export", "import_"]

EXPORT_EPILOG = """\b
Examples:
  onrecord export tables/ --format parquet
  duckdb -c "SELECT speaker, count(*) FROM 'tables/statements.parquet' GROUP BY 1"
"""
IMPORT_EPILOG = """\b
Examples:
  onrecord import tables/ --record other.db
"""


class TableFormat(StrEnum):
    """What files the tables are written to."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to; a file a table.", show_default=False)
    ],
    record: Record = Path("onrecord.db"),
    format: Annotated[
        TableFormat, typer.Option("--format", "-f", help="Parquet needs onrecord[parquet].")
    ] = TableFormat.jsonl,
) -> None:
    """Write the tables as files: Parquet, CSV or JSON Lines. Taken in again, nothing is lost."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.surfaces.cli.tablefiles import write_table

        with room.Reader(record) as reader:
            counted = {
                table: write_table(folder, table, format.value, room.rows(reader, table))
                for table in room.COLUMNS
            }
        told = ", ".join(f"{count:,} {table}" for table, count in counted.items() if count)
        notice(f"written to {folder}: {told or 'nothing, the record is empty'}")
        return 0

    finish(action)


def import_(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What `onrecord export` wrote.", show_default=False)
    ],
    record: Record = Path("onrecord.db"),
) -> None:
    """Take exported tables into a record, all or none; pages that are there stay as they are."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.joining import settled
        from onrecord.surfaces.cli.tablefiles import read_tables

        tables = read_tables(folder)
        with settled(record) as writer:
            new = room.take_in(writer, tables)
        notice(f"{new:,} versions of pages are new in {record}")
        return 0

    finish(action)
