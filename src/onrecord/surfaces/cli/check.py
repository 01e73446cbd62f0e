"""``onrecord check``: tells whether all is well with a record."""

from __future__ import annotations

from pathlib import Path

import typer

from onrecord.core.errors import DamagedRecord
from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import NOT_WELL, complain, finish, notice, printable

__all__ = ["check"]


def check(record: Record = Path("onrecord.db")) -> None:
    """Look a record through: file, tables, orphan rows, versions, offsets, ids, index, wordings, people."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.grouping import WORDS
        from onrecord.joining import PEOPLE

        try:
            with room.Reader(record) as reader:
                found = 0
                for told in room.problems(reader, WORDS, PEOPLE):
                    typer.echo(printable(told))
                    found += 1
                pages = room.counts(reader).versions if not found else 0
        except DamagedRecord as error:
            typer.echo(printable(error.message))
            complain(error)
            return NOT_WELL
        if found:
            notice(f"{record} is not clean; bring back a backup, or add the pages to a new record")
            return NOT_WELL
        notice(f"{record} is clean, {pages:,} versions of pages")
        return 0

    finish(action)
