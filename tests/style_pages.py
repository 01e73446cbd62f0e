"""Pages in other styles: ``python tests/style_pages.py [NAME ...]`` prints what keeps each from passing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.core.values import Capture, Span, Statement
from onrecord.evaluation.score import covered, pair, prepare, quoted_words, source_right, words_of
from onrecord.evaluation.speakers import names_of

HERE = Path(__file__).parent / "styles"
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))
MOST_EXTRA = 1
Row = dict[str, Any]


def text_of(case: Path) -> str:
    return (case / "input.txt").read_bytes().decode("utf-8")


def expected_of(case: Path) -> list[Row]:
    """The statements of a page, the optional ones last."""
    rows: list[Row] = json.loads((case / "expected.json").read_text(encoding="utf-8"))["statements"]
    return sorted(rows, key=lambda row: row.get("optional", False))


@cache
def reader() -> Any:
    from onrecord.reading import Reader

    return Reader.load()


@cache
def statements_of(case: Path) -> tuple[Statement, ...]:
    from onrecord.pipeline import read_capture

    capture = Capture(data=(case / "input.txt").read_bytes(), name="input.txt", format="text")
    page = read_capture(capture, reader())
    assert page.text == text_of(case)
    return page.statements


def joined(rows: list[Row], found: list[frozenset[int]], words: list[Span]) -> list[Row]:
    """The rows, a quotation that stands alone put to the one before where a statement found holds both."""
    out: list[Row] = []
    for row in rows:
        if out and not row["cue"] and not row["source"]:
            both = [*out[-1]["content"], *row["content"]]
            if any(covered(words, both) <= content for content in found):
                out[-1] = out[-1] | {"content": both, "text": f"{out[-1]['text']} … {row['text']}"}
                continue
        out.append(row)
    return out


def complaints(case: Path) -> list[str]:
    """What keeps a page from passing."""
    text, expected, found = text_of(case), expected_of(case), statements_of(case)
    words = words_of(text)
    quoted = quoted_words(text, words)
    kept = [s for s in found if prepare([{"content": s.content}], words, quoted)]
    pred = prepare([{"source": s.source, "cue": s.cue, "content": s.content} for s in kept], words, quoted)
    expected = joined(expected, [row["content"] for row in pred], words)
    gold = prepare(expected, words, quoted)
    partner = {i: j for i, j, _ in pair(gold, pred)}
    told = []
    for i, row in enumerate(expected):
        if row.get("optional"):
            continue
        if i not in partner:
            told.append(f"missed: {row['text']}")
        elif not source_right(gold[i]["source"], pred[partner[i]]["source"]):
            told.append(f"wrong source: {row['text']}")
        elif names_of(kept[partner[i]].speaker) != names_of(row["speaker"]):
            told.append(f"speaker {kept[partner[i]].speaker}, not {row['speaker']}: {row['text']}")
    extra = [s for j, s in enumerate(kept) if j not in partner.values()]
    if len(extra) > MOST_EXTRA:
        told += [f"extra: {' … '.join(text[a:b] for a, b in s.content)}" for s in extra]
    return told


def main(names: Sequence[str]) -> None:
    """Print the complaints about the pages of these names, or of all, and how many are right."""
    cases = [case for case in CASES if case.name in names or not names]
    statements = right = passed = 0
    for case in cases:
        told = complaints(case)
        missed = sum(not line.startswith("extra") for line in told)
        wanted = sum(not row.get("optional") for row in expected_of(case))
        statements += wanted
        right += wanted - missed
        passed += not told
        if told:
            print(f"{case.name}: {wanted - missed} of {wanted}, {len(told) - missed} extra")
            print(*(f"    {line}" for line in told), sep="\n")
    print(f"{passed} of {len(cases)} pages pass; {right} of {statements} statements are right")


if __name__ == "__main__":
    main(sys.argv[1:])
