"""``onrecord speakers``: who is quoted, and how; under which names, and who they are in Wikidata."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.surfaces.cli.options import AllowPrivate, Format, Record, RowFormat
from onrecord.surfaces.cli.people import counted, finish, notice, printable

if TYPE_CHECKING:
    from onrecord.core.people import Appearance, Person
    from onrecord.record import Reader

__all__ = ["EPILOG", "person_rows", "show_person", "speakers", "write_people"]

EPILOG = """\b
Examples:
  onrecord speakers
  onrecord speakers quill --format csv --limit 0
  onrecord show ada-quill-c70684a0
  onrecord judge ada-quill-c70684a0 ada-quill-6134535c different
  onrecord speakers --qids people.csv

Names are joined across pages where the full name is the same and nothing beside it
denies it; `onrecord show ID` tells why, `onrecord judge` overrules it. Commenters are
joined with nobody. A line of people.csv is a name or an id, a comma and a QID.
Nothing is looked up anywhere unless a service is named.
"""

COLUMNS = (
    "id", "name", "names", "statements", "direct", "mixed", "direct_share", "pages", "outlets", "first",
    "last", "qid", "private",
)  # fmt: skip


def speakers(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only those of whom a name holds these words.")
    ] = None,
    record: Record = Path("onrecord.db"),
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many at most; 0 for all.")] = 20,
    qids: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="First take in a CSV file of names or ids and their QIDs."),
    ] = None,
    reconcile: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="First ask this reconciliation service (as OpenRefine does) for the QIDs of those quoted "
            "most who have none, as many as --limit; their names are sent there.",
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    format: Format = RowFormat.table,
) -> None:
    """List who is quoted, under all their names, the most quoted first."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.joining import people_of

        most = limit or None
        if qids is not None or reconcile is not None:
            _identify(record, qids, reconcile, name, most, allow_private)
        with people_of(record) as reader:
            # One more than is shown tells whether there are more.
            found = room.people(reader, name, limit=most and most + 1)
        if found or format is not RowFormat.table:
            write_people(found[:most], format.value)
        if not found:
            notice("no speaker found")
        elif most is not None and len(found) > most:
            notice(f"only the first {most:,} are shown; --limit 0 shows all")
        return 0

    finish(action)


def _identify(
    record: Path, qids: Path | None, service: str | None, name: str | None, most: int | None, private: bool
) -> None:
    from onrecord import record as room
    from onrecord.joining import identify_from, reconcile, settled

    # Opened for reading first: a mistyped name must not make a record.
    room.Reader(record).close()
    with settled(record) as writer:
        if qids is not None:
            notice(f"{counted(identify_from(writer, qids), 'row')} of {qids} taken in")
        if service is not None:
            asked = reconcile(writer, service, name, limit=most, allow_private=private)
            notice(
                f"{service} knew {asked.identified:,} people, was unsure of {asked.unsure:,} and did not "
                f"know {asked.unknown:,}; `onrecord show ID` lists what it gave"
            )


def person_rows(people: list[Person]) -> list[dict[str, Any]]:
    """Give people as rows for programs."""
    return [{**asdict(p), "names": list(p.names), "direct_share": round(p.direct_share, 4)} for p in people]


def write_people(people: list[Person], form: str) -> None:
    """Write people with their statements."""
    from onrecord.surfaces.cli.rows import plain_table, write_rows

    if form != "table":
        write_rows(person_rows(people), form, sys.stdout, COLUMNS)
        return
    head = ("Speaker", "Statements", "Direct", "Pages", "Outlets", "First, last")
    # The id has a line of its own, in the widest column: folded it could not be copied.
    rows = [
        (
            f"{_named(p)}\n{p.id} {p.qid or ''}", p.statements, f"{p.direct_share:.0%}", p.pages, p.outlets,
            f"{p.first or ''}\n{p.last or ''}",
        )
        for p in people
    ]  # fmt: skip
    plain_table(rows, head, sys.stdout)


def _named(person: Person) -> str:
    others = ", ".join(person.names)
    return person.name + (f" ({others})" if others else "")


def show_person(reader: Reader, id: str, form: str) -> None:
    """Write one person whole: all appearances, why they are joined, what people judged, which items."""
    from onrecord import record as room

    person = room.person(reader, id)
    found = room.appearances(reader, id)
    judged = room.judgements_of(reader, found)
    items = room.items_of(reader, person)
    if form == "json":
        [row] = person_rows([person])
        row["appearances"] = [asdict(each) for each in found]
        row["judgements"] = judged
        row["items"] = [item._asdict() for item in items]
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    said = f"{counted(person.statements, 'statement')} on {counted(person.pages, 'page')}"
    lines = [f"{_named(person)}: {said}  [{person.id}]"]
    for each in found:
        lines += _told(each)
    for row in judged:
        note = f": {row['note']}" if row["note"] else ""
        lines.append(
            f"judged {row['verdict']} by a person, {row['judged'][:10]}: {row['one']}, {row['two']}{note}"
        )
    for item in items:
        name = f" {item.note}" if item.note else ""
        lines.append(f"{item.qid}{name}: {item.verdict}, says {item.source}")
    typer.echo(printable("\n".join(lines)))


def _told(each: Appearance) -> list[str]:
    day = (each.published or "undated")[:10]
    parts = (day, each.outlet, each.address, ", ".join(each.about))
    lines = [f"  {each.name}  {' · '.join(part for part in parts if part)}  [{each.id}]"]
    if each.verdict is not None:
        said = {"same": "the same as", "different": "another than", "unsure": "perhaps"}[each.verdict]
        lines.append(f"    {said} {each.other}, {each.score:.2f}: {each.reason}  ({each.judge})")
    return lines
