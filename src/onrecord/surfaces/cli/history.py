"""``onrecord history``: what a page said before."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, printable

if TYPE_CHECKING:
    from onrecord.core.values import Entry
    from onrecord.record import Change, Version

__all__ = ["history"]


class HistoryFormat(StrEnum):
    """How versions are written."""

    table = "table"
    json = "json"


def history(
    page: Annotated[
        str,
        typer.Argument(metavar="URL", help="A page's address, id, or path.", show_default=False),
    ],
    record: Record = Path("onrecord.db"),
    format: Annotated[
        HistoryFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = HistoryFormat.table,
) -> None:
    """Show the versions of a page, and which statements came, went or changed from one to the next."""

    def action() -> int:
        from onrecord import record as room

        with room.Reader(record) as reader:
            versions = room.history(reader, page)
        if format is HistoryFormat.json:
            typer.echo(json.dumps([_row(version) for version in versions], ensure_ascii=False))
            return 0
        for number, version in enumerate(versions, 1):
            for line in _lines(number, version):
                typer.echo(printable(line))
        return 0

    finish(action)


def _row(version: Version) -> dict[str, Any]:
    p = version.page
    return {
        "id": p.id,
        "added": version.added,
        "captured": p.source.captured,
        "current": version.current,
        "title": p.title,
        "statements": len(p.statements) + sum(len(c.statements) for c in p.comments),
        "changes": [
            {"what": c.what, "before": _side(c.before), "after": _side(c.after)} for c in version.changes
        ],
    }


def _side(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    s = entry.statement
    return {
        "id": s.id,
        "speaker": s.speaker,
        "kind": s.kind,
        "type": s.type,
        "text": " … ".join(entry.pieces),
    }


def _lines(number: int, version: Version) -> list[str]:
    row = _row(version)
    when = row["captured"] or version.added
    mark = ", current" if version.current else ""
    lines = [f"version {number}{mark} · {when} · {row['statements']} statements · {version.page.id}"]
    for change in version.changes:
        lines += _change(change)
    if number > 1 and not version.changes:
        lines.append("  no statement came, went or changed")
    return lines


def _change(change: Change) -> list[str]:
    if change.before is None and change.after is not None:
        return [f"  + {_told(change.after)}"]
    if change.after is None and change.before is not None:
        return [f"  - {_told(change.before)}"]
    assert change.before is not None, "a change has a side"
    assert change.after is not None, "and this one has two"
    return [f"  ~ {_told(change.before)}", f"    {_told(change.after)}"]


def _told(entry: Entry) -> str:
    s = entry.statement
    name = s.speaker if isinstance(s.speaker, str) else ", ".join(s.speaker or ())
    told = f"{name or 'someone'} ({s.kind}{', negated' * s.negated}): " + " … ".join(entry.pieces)
    return " ".join(told.split())
