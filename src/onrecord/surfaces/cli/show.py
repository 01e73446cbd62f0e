"""``onrecord show``: one page, statement, comment or speaker, whole."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.core.errors import NotOnRecord
from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, printable

if TYPE_CHECKING:
    from onrecord.core.values import Entry
    from onrecord.record import Reader

__all__ = ["EPILOG", "show"]

EPILOG = """\b
Examples:
  onrecord show https://example.org/news/1
  onrecord show 8f94821d4130d8a8d15b74226b4e1072 --format json
  onrecord show ada-quill-c70684a0
"""


class ShowFormat(StrEnum):
    """How it is written."""

    table = "table"
    json = "json"


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of a page, statement, comment or speaker, or a page's address or path.",
            show_default=False,
        ),
    ],
    record: Record = Path("onrecord.db"),
    format: Annotated[ShowFormat, typer.Option("--format", "-f", help="How to write it.")] = ShowFormat.table,
) -> None:
    """Show a page with all that stands on it, one statement or comment with its page, or one speaker.

    Of a speaker all appearances are shown, with what stands beside the name there, and why they are
    taken for one person's.
    """

    def action() -> int:
        from onrecord.joining import people_of
        from onrecord.record import Reader, is_person
        from onrecord.surfaces.cli.speakers import show_person

        if is_person(name):
            with people_of(record) as reader, suppress(NotOnRecord):
                show_person(reader, name, format.value)
                return 0
        with Reader(record) as reader:
            for ask in (_statement, _comment, _page):
                with suppress(NotOnRecord):
                    ask(reader, name, format.value)
                    return 0
        raise NotOnRecord(
            f"{name} is no page, statement, comment or speaker on record",
            remedy="look for it with `onrecord find`, or `onrecord speakers`",
        )

    finish(action)


def _page(reader: Reader, name: str, form: str) -> None:
    from onrecord.linking import linked

    page = linked(reader.page(name))
    if form == "json":
        from onrecord.surfaces.cli.json import write_json

        write_json([page], sys.stdout, single=lambda: True)
    else:
        from onrecord.surfaces.cli.table import write_tables

        write_tables([page], sys.stdout)


def _comment(reader: Reader, name: str, form: str) -> None:
    from dataclasses import replace

    from onrecord.linking import linked

    page, n = reader.page_of_comment(name)
    page = linked(page)
    comment = next(c for c in page.comments if c.n == n)
    if form == "json":
        from onrecord.wire import dumps, page_to_wire

        wire: Any = page_to_wire(replace(page, comments=(comment,)))
        typer.echo(dumps({"page": page.id, "url": page.url, **wire["comments"][0]}))
        return
    typer.echo(printable(f"{comment.author or 'someone'} · {comment.date_iso or 'undated'} · comment {n}"))
    typer.echo(printable(comment.text))
    typer.echo(printable(f"under {page.title or page.url or page.source.name}  [page {page.id}]"))


def _statement(reader: Reader, name: str, form: str) -> None:
    entry = reader.statement(name)
    judged = reader.judgement(name)
    if form == "json":
        import json

        typer.echo(json.dumps({**_row(entry), "judgement": judged}, ensure_ascii=False))
        return
    row = _row(entry)
    for label in (
        "speaker", "kind", "type", "negated", "source", "cue", "content", "to", "via", "confidence",
        "context", "title", "outlet", "published", "url", "page", "comment",
    ):  # fmt: skip
        value = row[label]
        if value not in (None, [], False):
            shown = " … ".join(value) if isinstance(value, list) else str(value)
            typer.echo(f"{label:<11}" + " ".join(printable(shown).split()))
    if judged is not None:
        said = f"{judged['verdict']}, {judged['judged'][:10]}"
        more = [f"speaker {judged['speaker']}" if judged["speaker"] else "", judged["note"] or ""]
        typer.echo(printable(f"{'judged':<11}" + "; ".join(part for part in (said, *more) if part)))


CONTEXT = 120
"""How many characters before and after a statement are shown."""


def _row(entry: Entry) -> dict[str, Any]:
    s, text = entry.statement, entry.text
    spans = [span for part in (s.source, s.cue, s.content) for span in part]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    row: dict[str, Any] = {
        "id": s.id,
        "speaker": list(s.speaker) if isinstance(s.speaker, tuple) else s.speaker,
    }
    for name in ("kind", "type", "negated", "confidence"):
        row[name] = getattr(s, name)
    for name in ("source", "cue", "content", "to", "via"):
        row[name] = [text[a:b] for a, b in getattr(s, name)]
        row[f"{name}_at"] = getattr(s, name)
    row["context"] = text[max(start - CONTEXT, 0) : end + CONTEXT]
    for name in ("page", "comment", "url", "title", "outlet", "published"):
        row[name] = getattr(entry, name)
    return row
