"""Tables as files: CSV and JSON Lines by the standard library, Parquet by pyarrow where it is installed."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.core.errors import MissingInput, UsageError
from onrecord.record import COLUMNS, INTEGERS, REALS

__all__ = ["read_tables", "write_table"]

BATCH = 10_000
"""Rows of Parquet in memory at a time."""

NEVER_NULL = {
    "pages": {"text", "authors", "speakers", "notices", "source", "sha256", "address"},
    "comments": {"text"},
    "statements": {"content", "speaker"},
    "failures": {"input", "message", "remedy"},
    "sources": {"input"},
}
"""CSV has one empty cell for no text and for empty text; in these columns it is empty text."""

Row = dict[str, Any]


def write_table(folder: Path, table: str, form: str, rows: Iterable[Row]) -> int:
    """Write one table as ``FOLDER/TABLE.FORM`` and give the number of its rows.

    Args:
        folder: made if it is not there.
        table: its name.
        form: parquet, csv or jsonl.
        rows: with the columns that are exported of it.

    Raises:
        UsageError: pyarrow is needed and not installed, or the file cannot be written.
    """
    write = {"parquet": _write_parquet, "csv": _write_csv, "jsonl": _write_lines}[form]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write(folder / f"{table}.{form}", table, rows)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {(error.strerror or str(error)).lower()}",
            remedy="name another folder",
        ) from error


def _write_csv(path: Path, table: str, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[table], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def _write_lines(path: Path, table: str, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed",
            remedy="pip install 'onrecord[parquet]', or use --format csv or jsonl",
        ) from error
    return pyarrow


def _write_parquet(path: Path, table: str, rows: Iterable[Row]) -> int:
    arrow = _pyarrow()
    kinds = {True: arrow.int64(), False: arrow.string()}
    schema = arrow.schema(
        [(c, arrow.float64() if c in REALS else kinds[c in INTEGERS]) for c in COLUMNS[table]]
    )
    count, source = 0, iter(rows)
    with arrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(source, BATCH)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def read_tables(folder: Path) -> dict[str, Iterator[Row]]:
    """Give the rows of each table that has a file in a folder.

    Raises:
        MissingInput: there is no such folder, or no table in it.
        UsageError: pyarrow is needed and not installed.
    """
    found: dict[str, Iterator[Row]] = {}
    for table in COLUMNS:
        for form, read in (("parquet", _read_parquet), ("csv", _read_csv), ("jsonl", _read_lines)):
            path = folder / f"{table}.{form}"
            if table not in found and path.is_file():
                found[table] = read(path, table)
    if "pages" not in found:
        raise MissingInput(f"{folder} holds no table of pages", remedy="give what `onrecord export` wrote")
    return found


def _read_csv(path: Path, table: str) -> Iterator[Row]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: _value(table, column, row.get(column)) for column in COLUMNS[table]}


def _value(table: str, column: str, cell: str | None) -> Any:
    if cell is None or (cell == "" and column not in NEVER_NULL.get(table, ())):
        return None
    try:
        return int(cell) if column in INTEGERS else float(cell) if column in REALS else cell
    except ValueError as error:
        raise UsageError(f"{cell!r} is no number for {column}", remedy="give what export wrote") from error


def _read_lines(path: Path, table: str) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                yield {column: row[column] for column in COLUMNS[table]}
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(
                    f"line {number} of {path} is no row of {table}", remedy="give what export wrote"
                ) from error


def _read_parquet(path: Path, table: str) -> Iterator[Row]:
    arrow = _pyarrow()
    try:
        with arrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                yield from batch.to_pylist()
    except arrow.ArrowInvalid as error:
        raise UsageError(f"{path} is no Parquet file", remedy="give what export wrote") from error
