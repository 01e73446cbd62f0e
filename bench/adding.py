"""How fast pages that were read are put on record, beside sqlite-utils with the same rows.

Both write one transaction a page, in WAL with synchronous=NORMAL, and index pages, comments and statements
for full-text search with the same tokenizer. sqlite-utils keeps page texts plain: packed ones it cannot
index. "with wordings" is what ``onrecord add`` does: it also looks for the same words elsewhere, which
sqlite-utils does not. "sqlite-utils, as many rows" also inserts what those are found by, made beforehand; it
looks for nothing either.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from common import pin, report, table
from synthetic import A_PAGE, page

from onrecord.core.values import Page, Statement
from onrecord.grouping import open_to_add
from onrecord.record import Writer
from onrecord.record.places import joined, spans_text
from onrecord.record.rows import (
    PAGE_COLUMNS,
    identified,
    page_row,
    speaker_json,
)
from onrecord.record.rows_comments import COMMENT_COLUMNS, comment_rows
from onrecord.wordings import trace_of

FTS: dict[str, tuple[str, ...]] = {
    "pages": ("text", "title"),
    "comments": ("text", "author"),
    "statements": ("content", "speaker", "via"),
}


def ours(path: Path, pages: list[Page]) -> None:
    with Writer(path) as writer:
        for each in pages:
            writer.add(each)


def with_wordings(path: Path, pages: list[Page]) -> None:
    with open_to_add(path) as writer:
        for each in pages:
            writer.add(each)


def sqlite_utils(path: Path, pages: list[Page], kept: list[list[dict[str, int]]] | None = None) -> None:
    from sqlite_utils import Database

    db: Any = Database(path)
    db.conn.execute("PRAGMA journal_mode = WAL")
    db.conn.execute("PRAGMA synchronous = NORMAL")
    db.conn.execute("PRAGMA foreign_keys = ON")
    for n, each in enumerate(pages):
        with db.atomic():
            _insert(db, each)
            if kept is not None:
                db["shingles"].insert_all(kept[n], pk=("shingle", "wording"))
    db.close()


def shingles(pages: list[Page]) -> list[list[dict[str, int]]]:
    """Make the rows that wordings are found by, for each page; no two of its words are elsewhere."""
    keys = count(1)
    return [
        [
            {"shingle": number, "wording": key}
            for s, key in zip(page.statements, keys, strict=False)
            for number in trace_of(page.text[slice(*s.content[0])], (str(s.speaker),), page.published).kept
        ]
        for page in pages
    ]


def _insert(db: Any, each: Page) -> None:
    each, ids = identified(each)
    bare = replace(each, text="")  # it need not pack what it cannot index
    row = dict(zip(PAGE_COLUMNS, page_row(bare), strict=True)) | {"text": each.text}
    comments = [dict(zip(COMMENT_COLUMNS, c, strict=True)) for c in comment_rows(each, ids)]
    statements = [_row(s, each) for s in each.statements]
    first = not db["pages"].exists()
    db["pages"].insert(row, pk="id")
    if comments:
        db["comments"].insert_all(comments, pk="id")
    db["statements"].insert_all(statements, pk="id", foreign_keys=[("page", "pages", "id")])
    if first:
        for name in ("pages", "statements"):
            tokenizer = "unicode61 remove_diacritics 2"
            db[name].enable_fts(FTS[name], create_triggers=True, tokenize=tokenizer, fts_version="FTS5")


def _row(s: Statement, page: Page) -> dict[str, object]:
    """Give a statement as the columns that users see."""
    places = {"source": s.source, "cue": s.cue, "content": s.content, "addressee": s.to, "via": s.via}
    return {
        "id": s.id,
        "page": page.id,
        "kind": s.kind,
        "type": s.type,
        "speaker": speaker_json(s.speaker),
        "negated": int(s.negated),
        "confidence": s.confidence,
        "date": page.published,
        **{name: joined(page.text, spans) for name, spans in places.items()},
        **{f"{name}_at": spans_text(spans) for name, spans in places.items()},
    }


def seconds(run: Callable[[Path, list[Page]], None], pages: list[Page]) -> float:
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        run(Path(folder) / "record.db", pages)
        return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()
    pages = [page(n) for n in range(given.pages)]
    kept = shingles(pages)
    ways: dict[str, Callable[[Path, list[Page]], None]] = {
        "onrecord": ours,
        "with wordings": with_wordings,
        "sqlite-utils": sqlite_utils,
        "sqlite-utils, as many rows": lambda path, pages: sqlite_utils(path, pages, kept),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, run in ways.items():
            times[name].append(seconds(run, pages))
    statements = given.pages * A_PAGE
    rates = {name: statements / median(each) for name, each in times.items()}
    rows = [[name, round(rate), rate / rates["sqlite-utils"]] for name, rate in rates.items()]
    table(["", "statements/s", "× sqlite-utils"], rows)
    report("adding", {"statements": statements, "seconds": times, "rates": rates}, given.json)


if __name__ == "__main__":
    main()
