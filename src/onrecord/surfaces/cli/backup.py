"""``onrecord backup``: a whole copy, also while others write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, notice

__all__ = ["backup"]


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to; must not be there yet.", show_default=False)
    ],
    record: Record = Path("onrecord.db"),
) -> None:
    """Copy the record as it is at this moment into one file."""

    def action() -> int:
        from onrecord import record as room

        with room.Reader(record) as reader:
            room.backup(reader, file)
        notice(f"{record} copied to {file}, {file.stat().st_size:,} bytes")
        return 0

    finish(action)
