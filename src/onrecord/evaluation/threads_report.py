"""``python -m onrecord.evaluation.threads_report CORPUS``: how well the threads of saved pages are read.

CORPUS is a folder with ``gold.jsonl`` and ``pages/``, each page packed with gzip. Only the page is read, no
statement in it, so this takes seconds. Figures are those of :mod:`onrecord.evaluation.threads`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.capture import captures, decode
from onrecord.core.errors import InputError, MissingInput, OnrecordError
from onrecord.core.values import Comment, Failure, Page
from onrecord.evaluation.threads import Thread, figures, judge
from onrecord.page import read_html

__all__ = ["main"]

_COLUMNS = ("found P", "found R", "found F1", "thread F1", "author", "day", "parent", "same words")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the figures by page and by platform, and return the exit status (3: no corpus)."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.threads_report", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", metavar="PAGE", help="list what went wrong on pages of this name")
    parser.add_argument("--json", action="store_true", help="print the figures of all pages as JSON")
    given = parser.parse_args(argv)
    try:
        gold = _gold(given.corpus)
        judged = {page["page"]: judge(page["comments"], _read(given.corpus, page["page"])) for page in gold}
    except OnrecordError as error:
        print(f"error: {error.message}\n  {error.remedy}", file=sys.stderr)
        return 3
    if given.errors is not None:
        for name, thread in judged.items():
            if given.errors in name:
                print(name, *_errors(thread), sep="\n  ")
    elif given.json:
        print(json.dumps(figures(judged.values())))
    else:
        print(*_lines(gold, judged), sep="\n")
    return 0


def _gold(corpus: Path) -> list[dict[str, Any]]:
    try:
        lines = (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MissingInput(f"{corpus} holds no gold.jsonl", remedy="give the folder of the corpus") from error
    return [json.loads(line) for line in lines if line.strip()]


def _read(corpus: Path, name: str) -> Page | None:
    for item in captures([str(corpus / "pages" / f"{name}.gz")], form="html"):
        if isinstance(item, Failure):
            raise item.error
        try:
            return read_html(item, decode(item).text)
        except InputError as error:
            print(f"not read: {name}: {error}", file=sys.stderr)
    return None


def _lines(gold: Sequence[Mapping[str, Any]], judged: Mapping[str, Thread]) -> Iterator[str]:
    width = max((len(name) for name in judged), default=0)
    yield " " * width + "".join(f"{name:>12}" for name in _COLUMNS)
    for name, thread in judged.items():
        yield name.ljust(width) + _row(figures([thread]))
    platforms: dict[str, list[Thread]] = defaultdict(list)
    for page in gold:
        platforms[page["platform"].partition(":")[0]].append(judged[page["page"]])
    yield ""
    for platform, threads in sorted(platforms.items()):
        yield f"{platform} ({len(threads)})".ljust(width) + _row(figures(threads))
    yield ""
    for key, value in figures(judged.values()).items():
        yield f"{key:18}{value}"
    yield ""
    yield "no rule of an outlet or platform exists: these are figures of the general method alone"


def _row(of_page: Mapping[str, float]) -> str:
    return "".join(f"{of_page[name]:12.1f}" for name in _COLUMNS)


def _errors(thread: Thread) -> Iterator[str]:
    for gold in thread.missed:
        yield f"missed {gold['n']}: {gold.get('author')}, {gold.get('date_iso')}: {_short(gold['text'])}"
    for comment in thread.extra:
        yield f"extra  {comment.n}: {comment.author}, {comment.date_iso}: {_short(comment.text)}"
    for gold, comment in thread.pairs:
        for key, asked, read in _differences(gold, comment):
            yield f"{key} of {gold['n']}: {asked!r}, read {read!r}"


def _differences(gold: Mapping[str, Any], comment: Comment) -> Iterator[tuple[str, object, object]]:
    asked = (gold.get("author"), (gold.get("date_iso") or "")[:10], gold["parent"])
    read = (comment.author, (comment.date_iso or "")[:10], comment.parent)
    for key, a, b in zip(("author", "day", "parent"), asked, read, strict=True):
        if a != b:
            yield key, a, b
    if gold["text"].split() != comment.text.split():
        yield "text", gold["text"], comment.text


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


if __name__ == "__main__":
    sys.exit(main())
