"""``onrecord drift``: misquotations worth a look; ``onrecord judge``: what people say of them."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import counted, finish, notice
from onrecord.surfaces.cli.wordings import told_aside

__all__ = ["EPILOG", "JUDGE_EPILOG", "drift", "judge"]

EPILOG = """\b
Examples:
  onrecord drift --since 2024-05
  onrecord drift --speaker Aalto --outlet "The Bell"
  onrecord drift --limit 0 --format json

A change is not always a mistake: two papers may have heard it differently.
"""

JUDGE_EPILOG = """\b
Examples:
  onrecord judge 8f94821d4130d8a8d15b74226b4e1072 0b1f6bd6e9a7c64c1a5a8f1c5f5e9d10 different
  onrecord judge 8f94821d4130d8a8d15b74226b4e1072 0b1f6bd6e9a7c64c1a5a8f1c5f5e9d10 same \\
    --note "one press conference"
  onrecord judge ada-quill-c70684a0 ada-quill-6134535c different
"""


class DriftFormat(StrEnum):
    """How changed wordings are written."""

    table = "table"
    json = "json"


class Judged(StrEnum):
    """What two statements or two speakers are."""

    same = "same"
    different = "different"
    unsure = "unsure"


def drift(
    record: Record = Path("onrecord.db"),
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Any form of the name.")] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who printed it: words of its name, or its host.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From 2024, 2024-05 or 2024-05-31 on.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to and with that time.")] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many at most; 0 for all.")] = 20,
    format: Annotated[
        DriftFormat, typer.Option("--format", "-f", help="How to write what was found.")
    ] = DriftFormat.table,
) -> None:
    """List wordings that depart from others of the same statement: negations, numbers, names first."""

    def action() -> int:
        from onrecord.grouping import LOOKED, Grouped
        from onrecord.record import Filters

        narrow = Filters(speaker=speaker, outlet=outlet, since=since, until=until)
        with Grouped(record) as grouped:
            found = grouped.drift(narrow, limit=limit or None)
            told_aside(grouped)
        if format is DriftFormat.json:
            from onrecord.surfaces.cli.wordings_rows import drifted_row

            typer.echo(json.dumps([drifted_row(each) for each in found], ensure_ascii=False))
        else:
            from onrecord.surfaces.cli.wordings_table import write_drift

            write_drift(found, sys.stdout)
        if len(found) < found.total:
            notice(f"{len(found):,} of {found.total:,} are shown; --limit 0 shows all")
        elif not found.total:
            notice(_nothing(found.groups))
        if found.more:
            notice(f"only the newest {LOOKED:,} groups were looked through; --until leads to earlier ones")
        return 0

    finish(action)


def _nothing(groups: int) -> str:
    if not groups:
        return "there is nothing to compare: no statement asked for is on record in several wordings"
    return f"no changed wording found in {counted(groups, 'group')} of several wordings"


def judge(
    one: Annotated[
        str, typer.Argument(metavar="ID", help="A statement's id, or a speaker's.", show_default=False)
    ],
    other: Annotated[str, typer.Argument(metavar="ID", help="Another's.", show_default=False)],
    verdict: Annotated[
        Judged,
        typer.Argument(
            metavar="VERDICT",
            help="same, different, or unsure, which takes either back.",
            show_default=False,
        ),
    ],
    record: Record = Path("onrecord.db"),
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
) -> None:
    """Say whether two statements have one origin, or two speakers are one person.

    Groups and `onrecord speakers` heed it before all else, and new readings keep it. A speaker's id is that
    of the person, or of one appearance on a page, as `onrecord show` lists them.
    """

    def action() -> int:
        from onrecord import record as room
        from onrecord.joining import judge, settled

        # Opened for reading first: a mistyped name must not make a record.
        room.Reader(record).close()
        with settled(record) as writer:
            try:
                judge(writer, one, other, verdict.value, note=note)
            except NotOnRecord as error:
                # Nothing was judged: an id that is on no record is a wrong call.
                raise UsageError(error.message, remedy=error.remedy) from error
        notice(f"kept: {one} and {other} are judged {verdict.value}")
        return 0

    finish(action)
