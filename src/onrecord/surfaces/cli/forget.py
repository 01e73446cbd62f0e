"""``onrecord forget``: a page, or all that a commenter wrote, gone for good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.surfaces.cli.options import Record
from onrecord.surfaces.cli.people import finish, notice

__all__ = ["EPILOG", "forget"]

EPILOG = """\b
Examples:
  onrecord forget https://example.org/news/1
  onrecord forget "Grey Heron"
  onrecord forget "Grey Heron" --on https://example.org/news/1

Rows, search index and free space go; a salted hash stays and keeps the next
`add` from bringing it back. Backups and exports made before are yours to delete.
"""


def forget(
    target: Annotated[
        str,
        typer.Argument(
            metavar="PAGE|COMMENTER",
            help="A page's address, id or path, or a commenter's name.",
            show_default=False,
        ),
    ],
    record: Record = Path("onrecord.db"),
    on: Annotated[
        str | None, typer.Option(metavar="PAGE", help="Forget the commenter on this page only.")
    ] = None,
) -> None:
    """Forget a page in all its versions, or a person's comments, and all that derives from them."""

    def action() -> int:
        from onrecord import record as room
        from onrecord.joining import settled

        # Opened for reading first: a mistyped name must not make a record.
        room.Reader(record).close()
        with settled(record) as writer:
            done = room.forget(writer, target, on=on)
        if done.what == "page":
            notice(
                f"forgotten: {done.pages} versions of {target}, with {done.comments} comments "
                f"and {done.statements} statements"
            )
            return 0
        notice(
            f"forgotten: {done.comments} comments by {target} on {done.pages} pages, "
            f"with {done.statements} statements"
        )
        if done.stays:
            notice(f"{done.stays} pages and comments of others still hold that name in their own words")
        return 0

    finish(action)
