"""Options that several commands share."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AllowPrivate", "Form", "Format", "InputForm", "Inputs", "MaxBytes", "Model", "NoThread", "Quiet",
    "Record", "RowFormat", "Workers", "byte_count",
]  # fmt: skip


class InputForm(StrEnum):
    """What the inputs are."""

    auto = "auto"
    html = "html"
    text = "text"
    jsonl = "jsonl"
    warc = "warc"
    feed = "feed"
    urls = "urls"


def byte_count(value: str) -> int:
    """Read a number of bytes: ``20000000``, ``20MB``, ``1.5 GB``, ``64KiB``.

    Raises:
        typer.BadParameter: it is no such number, or not above zero.

    >>> byte_count("20MB"), byte_count("64 KiB")
    (20000000, 65536)
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:([kmg])(i?)b?|b)?", value.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        raise typer.BadParameter(f"{value!r} is no number of bytes; write 20000000 or 20MB")
    number, prefix, binary = match.groups()
    base = 1024 if binary else 1000
    count = int(float(number) * base ** (" kmg".index(prefix.lower()) if prefix else 0))
    if count < 1:
        raise typer.BadParameter("the limit must be at least one byte")
    return count


class RowFormat(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (pages as HTML or text, JSON Lines, WARC, feeds, lists of URLs), http(s) URLs, or - for "
        "standard input.",
        show_default=False,
    ),
]
Model = Annotated[
    Path | None, typer.Option("--model", metavar="PATH", help="Use another model: the folder of its files.")
]
MaxBytes = Annotated[
    int | None,
    typer.Option(
        "--max-bytes",
        parser=byte_count,
        metavar="N",
        help="Refuse inputs larger than this: 20000000 or 20MB.",
        show_default="20MB",
    ),
]
Record = Annotated[
    Path,
    typer.Option(
        "--record",
        metavar="FILE",
        envvar="ONRECORD_RECORD",
        help="The record: one SQLite file.",
    ),
]
Format = Annotated[RowFormat, typer.Option("--format", "-f", help="How to write what was found.")]
Form = Annotated[
    InputForm,
    typer.Option(
        "--input",
        "-i",
        help="What the inputs are, where the guess by name, media type and first bytes is wrong: a page as "
        "html or text; jsonl, a page a line; warc, a web archive; feed, RSS or Atom, or urls, one URL a "
        "line, whose pages are fetched.",
    ),
]
NoThread = Annotated[
    bool, typer.Option("--no-thread", help="Leave out comments; plain text is then all article.")
]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="Read in N processes. Results are the same.")]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch URLs on private, loopback and link-local addresses too."),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No notices and no progress bar; errors are still told.")
]
