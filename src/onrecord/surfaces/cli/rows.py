"""Rows of any kind as JSON, JSON Lines or CSV; tables are drawn by the command they belong to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

__all__ = ["plain_table", "write_rows"]

Row = Mapping[str, Any]


def write_rows(rows: Iterable[Row], form: str, out: TextIO, columns: Sequence[str]) -> None:
    """Write rows in a form for programs.

    Args:
        rows: each with all of ``columns``.
        form: ``json`` for one list, ``jsonl`` for a line each, ``csv`` with a head; a list in a cell of CSV
            is parted by "; ".
        out: where to write.
        columns: in this order.
    """
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    elif form == "jsonl":
        for row in rows:
            out.write(json.dumps({c: row[c] for c in columns}, ensure_ascii=False) + "\n")
    else:
        listed = [{c: row[c] for c in columns} for row in rows]
        out.write(json.dumps(listed, ensure_ascii=False, indent=2 if out.isatty() else None) + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        return "; ".join("-".join(map(str, v)) if isinstance(v, list | tuple) else str(v) for v in value)
    return value


def plain_table(rows: Iterable[Sequence[object]], head: Sequence[str], out: TextIO) -> None:
    """Draw a table for people: numbers to the right, words folded, never cut off."""
    from rich import box
    from rich.table import Table

    from onrecord.surfaces.cli.people import printable
    from onrecord.surfaces.cli.table import console_for

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    listed = [list(row) for row in rows]
    for number, title in enumerate(head):
        right = any(isinstance(row[number], int | float) for row in listed)
        table.add_column(title, justify="right" if right else "left", overflow="fold")
    for row in listed:
        table.add_row(*(f"{v:,}" if isinstance(v, int) else printable(str(v)) for v in row))
    console_for(out).print(table)
