"""``onrecord find``: who said it, when and where."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.surfaces.cli.options import Format, Record, RowFormat
from onrecord.surfaces.cli.people import finish, notice

if TYPE_CHECKING:
    from onrecord.record import Found, Hit

__all__ = ["EPILOG", "find"]

EPILOG = """\b
Examples:
  onrecord find "night ferry" --speaker Aalto
  onrecord find '"four words here"' --since 2024-05 --kind direct
  onrecord find 'ferr* AND (harbour OR pier) NOT strike' --sort date
  onrecord find --speaker "Ada Quill" --format csv --limit 0
  onrecord find --in comments --uncivil --since 2024-05
  onrecord find --like "no ferry will be built" --outlet "Harbour Bell"

All words must be there unless OR stands between them; case, accents and the form
of quotation marks do not matter. --like finds by meaning what `onrecord embed` has
prepared; with a QUERY, what both find comes first.
"""

COLUMNS = (
    "id", "in", "speaker", "kind", "type", "negated", "source", "cue", "text", "to", "via", "confidence",
    "marks", "start", "end", "comment", "author", "date", "title", "outlet", "page", "url", "link", "current",
    "score", "uncivil", "uncivil_words", "uncivil_at",
)  # fmt: skip


class Where(StrEnum):
    """What is searched."""

    statements = "statements"
    comments = "comments"
    pages = "pages"


class Order(StrEnum):
    """How hits are sorted."""

    relevance = "relevance"
    date = "date"


class Kind(StrEnum):
    """How much of a content stands between quotation marks."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


class Type(StrEnum):
    """What is done with a content."""

    assertion = "assertion"
    belief = "belief"
    fact = "fact"
    eventuality = "eventuality"


_Speaker = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Any form of the name, or a person's id; of comments, their author."),
]
_Uncivil = Annotated[
    bool, typer.Option("--uncivil", help="Only comments that are more likely uncivil than not.")
]
_Like = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Find statements that mean this, in whatever words.")
]
_AllVersions = Annotated[bool, typer.Option("--all-versions", help="Search old versions of pages too.")]


def find(
    query: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help='Words, "a phrase", begin*, AND, OR, NOT, brackets.'),
    ] = None,
    record: Record = Path("onrecord.db"),
    like: _Like = None,
    field: Annotated[Where, typer.Option("--in", help="What to search.")] = Where.statements,
    speaker: _Speaker = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Words of its name, or its host.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From 2024, 2024-05 or 2024-05-31 on.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to and with that time.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Direct, mixed or indirect.")] = None,
    type: Annotated[Type | None, typer.Option(help="What is done with the content.")] = None,
    via: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet or document between.")] = None,
    uncivil: _Uncivil = False,
    all_versions: _AllVersions = False,
    sort: Annotated[Order, typer.Option(help="Best first, or newest first.")] = Order.relevance,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many hits at most; 0 for all.")] = 20,
    format: Format = RowFormat.table,
) -> None:
    """Find statements, comments or pages by words, meaning, people, places and times."""

    def action() -> int:
        from onrecord.adding import embedder
        from onrecord.joining import to_find
        from onrecord.record import Filters
        from onrecord.surfaces.cli.thread import UNCIVIL

        filters = Filters(
            speaker=speaker,
            outlet=outlet,
            since=since,
            until=until,
            kind=None if kind is None else kind.value,
            type=None if type is None else type.value,
            via=via,
            uncivil=UNCIVIL if uncivil else None,
            all_versions=all_versions,
        )
        with to_find(record, speaker, embedder) as reader:
            found = reader.find(
                query,
                filters,
                like=like,
                field=field.value,
                sort=sort.value,
                limit=None if limit == 0 else limit,
            )
        _write(found, format.value)
        _tell(found, field.value)
        return 0

    finish(action)


def _write(found: Found, form: str) -> None:
    if form == "table":
        from onrecord.surfaces.cli.find_table import write_hits

        write_hits(found.hits, sys.stdout)
        return
    from onrecord.surfaces.cli.rows import write_rows

    write_rows((hit_row(hit) for hit in found), form, sys.stdout, COLUMNS)


def _tell(found: Found, what: str) -> None:
    if not found.total:
        notice(f"nothing found among the {what}")
    elif len(found) < found.total:
        total = f"more than {found.total - 1:,}" if found.more else f"{found.total:,}"
        notice(f"{len(found):,} of {total} are shown; --limit 0 shows all")
    if found.undated:
        notice(f"{found.undated:,} more would fit, but it is not known when they were published")
    if found.lacking:
        notice(f"{found.lacking:,} statements cannot be found by meaning yet; `onrecord embed` prepares them")


def hit_row(hit: Hit) -> dict[str, Any]:
    """Give a hit as the row it is in JSON and CSV; what a comment or page does not have is null."""
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    for name in (
        "id", "text", "comment", "author", "date", "title", "outlet", "page", "url", "link", "current"
    ):  # fmt: skip
        row[name] = getattr(hit, name)
    row |= {"in": hit.field, "marks": hit.marks, "start": hit.place[0], "end": hit.place[1]}
    row["score"] = round(hit.score, 4)
    if hit.civility is not None:
        row["uncivil"] = hit.civility.uncivil
        row["uncivil_words"] = [f"{w.kind}: {hit.text[slice(*w.span)]}" for w in hit.civility.words]
        row["uncivil_at"] = [w.span for w in hit.civility.words]
    if hit.entry is not None:
        s, text = hit.entry.statement, hit.entry.text
        for name in ("source", "cue", "to", "via"):
            row[name] = [text[start:end] for start, end in getattr(s, name)]
        for name in ("speaker", "kind", "type", "negated", "confidence"):
            row[name] = getattr(s, name)
    return row
