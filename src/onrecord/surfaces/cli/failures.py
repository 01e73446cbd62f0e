"""``onrecord failures``: what could not be read, and why."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.surfaces.cli.options import Format, Record, RowFormat
from onrecord.surfaces.cli.people import finish, notice

__all__ = ["failures"]

COLUMNS = ("input", "code", "message", "remedy", "added")


def failures(record: Record = Path("onrecord.db"), format: Format = RowFormat.table) -> None:
    """List the inputs that could not be read, with the reason and what to do."""

    def action() -> int:
        from onrecord.record import Reader
        from onrecord.surfaces.cli.rows import plain_table, write_rows

        with Reader(record) as reader:
            found = reader.failures()
        if format is not RowFormat.table:
            write_rows(found, format.value, sys.stdout, COLUMNS)
        elif found:
            rows = [(f["input"], f["code"], f["message"], f["remedy"]) for f in found]
            plain_table(rows, ("Input", "Code", "Reason", "Remedy"), sys.stdout)
        if not found:
            notice("every input could be read")
        return 0

    finish(action)
