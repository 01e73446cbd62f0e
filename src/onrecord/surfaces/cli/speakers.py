"""``onrecord speakers``: who is quoted, and how."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.surfaces.cli.options import Format, Record, RowFormat
from onrecord.surfaces.cli.people import finish, notice

if TYPE_CHECKING:
    from onrecord.record import Share

__all__ = ["EPILOG", "share_rows", "speakers"]

EPILOG = """\b
Examples:
  onrecord speakers
  onrecord speakers quill --format csv --limit 0
"""

COLUMNS = ("name", "statements", "direct", "mixed", "direct_share", "pages", "first", "last")


def speakers(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only those whose name holds these words.")
    ] = None,
    record: Record = Path("onrecord.db"),
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many at most; 0 for all.")] = 20,
    format: Format = RowFormat.table,
) -> None:
    """List who is quoted, the most quoted first, with how much of it in their own words."""

    def action() -> int:
        from onrecord import record as room

        with room.Reader(record) as reader:
            found = room.speakers(reader, name, limit=limit or None)
        write_shares(found, "Speaker", format.value)
        if not found:
            notice("no speaker found")
        return 0

    finish(action)


def share_rows(shares: list[Share]) -> list[dict[str, Any]]:
    """Give shares as rows for programs."""
    return [{**asdict(share), "direct_share": round(share.direct_share, 4)} for share in shares]


def write_shares(shares: list[Share], what: str, form: str) -> None:
    """Write speakers, outlets or months with their statements."""
    from onrecord.surfaces.cli.rows import plain_table, write_rows

    if form != "table":
        write_rows(share_rows(shares), form, sys.stdout, COLUMNS)
        return
    head = (what, "Statements", "Direct", "Pages", "First", "Last")
    rows = [
        (s.name or "not known", s.statements, f"{s.direct_share:.0%}", s.pages, s.first or "", s.last or "")
        for s in shares
    ]
    plain_table(rows, head, sys.stdout)
