"""How large a record is, as a multiple of its texts gzipped alone; by table.

GOLD is JSON Lines of {"id", "text", "statements"}, as `onrecord evaluate` takes it; its statements are put on
record as a reader would find them, but with every source as a speaker. With --read the texts are read by the
reader that ships instead, which names speakers as users get them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from common import report, table

from onrecord.core.values import Page, Source, Spans, Statement
from onrecord.joining import settled
from onrecord.reading import Reader


def pages(path: Path, *, read: bool) -> Iterator[Page]:
    reader = Reader.load() if read else None
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            page = _page(json.loads(line))
            yield reader.read(replace(page, statements=())) if reader else page


def _page(value: dict[str, Any]) -> Page:
    text = value["text"]
    return Page(
        id=value["id"],
        source=Source(name=value["id"], sha256=sha256(text.encode()).hexdigest()),
        model="gold",
        published="2016-11-08",
        text=text,
        article=(0, len(text)),
        statements=tuple(_statement(s, text) for s in value["statements"]),
    )


def _spans(value: Any) -> Spans:
    return tuple((start, end) for start, end in value or ())


def _statement(value: dict[str, Any], text: str) -> Statement:
    source = _spans(value.get("source"))
    return Statement(
        id="",
        kind=value.get("kind", "indirect"),
        type=value.get("type") or "assertion",
        source=source,
        cue=_spans(value.get("cue")),
        content=_spans(value["content"]),
        speaker=text[slice(*source[0])] if source else None,
        confidence=0.5,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD")
    parser.add_argument("--read", action="store_true", help="read the texts, instead of gold statements")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    packed = count = 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        with settled(path) as writer:
            for gold in given.gold:
                for page in pages(gold, read=given.read):
                    writer.add(page)
                    packed += len(gzip.compress(page.text.encode()))
                    count += len(page.statements)
        size = path.stat().st_size
        connection = sqlite3.connect(path)
        sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        tables = dict(connection.execute(sql).fetchall())
        connection.close()
    table(["table", "bytes", "× gzip"], [[name, each, each / packed] for name, each in tables.items()])
    print(f"{count:,} statements, {size:,} bytes: {size / packed:.2f} × the texts gzipped alone ({packed:,})")
    report("size", {"bytes": size, "gzip": packed, "tables": tables}, given.json)


if __name__ == "__main__":
    main()
