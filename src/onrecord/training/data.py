"""Gold articles to arrays: words, pieces, windows, and the tags of every statement and name."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.tags import TYPES
from onrecord.reading.windows import Pieces, Splitter, Window, cut_windows, split_pieces
from onrecord.reading.words import Words, split_words

__all__ = [
    "NAME_TAGS",
    "WINDOW",
    "Article",
    "Gold",
    "Row",
    "as_read",
    "batches",
    "encode",
    "read_rows",
    "words_of",
]

WINDOW = 272
"""Word pieces of a training window at most."""

NAME_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-LOCATION", "I-LOCATION")
"""Tags of the names that the encoder learns to find beside the cues."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the corpus gives it.

    Args:
        text: its text; all spans are code points in it.
        statements: gold statements, as in PolNeAR's JSON Lines.
        labels: the project's labels by statement id; None where the article has none.
        names: machine-made names, (start, end, kind); None where there are none.
    """

    text: str
    statements: list[dict[str, Any]]
    labels: dict[str, Any] | None
    names: list[tuple[int, int, str]] | None


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold statement over words.

    Args:
        start: the cue's first word.
        end: one past the cue's last word.
        tags: words with a tag other than O, as (word, index into TAGS).
        relay: the same for RELAY_TAGS; None where the article has no such labels.
        type: index into TYPES; -1 where not labelled.
        negated: 0 or 1; -1 where not labelled.
    """

    start: int
    end: int
    tags: tuple[tuple[int, int], ...]
    relay: tuple[tuple[int, int], ...] | None
    type: int
    negated: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article ready for the model."""

    words: Words
    pieces: Pieces
    windows: list[Window]
    gold: tuple[Gold, ...]
    cue_tags: NDArray[np.int64]
    name_tags: NDArray[np.int64] | None


def read_rows(path: Path, labels: Path, silver: Path) -> list[Row]:
    """Read gold articles as in PolNeAR's JSON Lines, with labels and machine-made names where there are some.

    Args:
        path: lines of ``{"id", "text", "statements"}``, spans in code points.
        labels: lines of ``{"id", "labels": {statement id: {"type", "to", "via", "negated"}}}``.
        silver: lines of ``{"id", "names": [[start, end, kind]]}``.
    """
    by_id = {row["id"]: row["labels"] for row in _lines(labels)}
    names = {row["id"]: [tuple(name) for name in row["names"]] for row in _lines(silver)}
    return [
        Row(row["text"], row["statements"], by_id.get(row["id"]), names.get(row["id"]))
        for row in _lines(path)
    ]


def batches(rows: Sequence[Row], characters: int, rng: random.Random) -> Iterator[list[Row]]:
    """Shuffle articles into steps of at least so many characters each."""
    order = list(rows)
    rng.shuffle(order)
    batch: list[Row] = []
    size = 0
    for row in order:
        batch.append(row)
        size += len(row.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def encode(row: Row, splitter: Splitter) -> Article:
    """Turn one gold article into an :class:`Article`.

    Args:
        row: the article.
        splitter: knows the encoder's vocabulary.
    """
    words = split_words(row.text)
    pieces = split_pieces(words, splitter)
    gold = sorted(_gold(row.statements, row.labels, words), key=lambda g: (g.start, g.end))
    cue_tags = np.zeros(len(words), dtype=np.int64)
    for g in gold:
        cue_tags[g.start + 1 : g.end] = 2
    for g in gold:
        cue_tags[g.start] = 1
    return Article(
        words=words,
        pieces=pieces,
        windows=cut_windows(words, pieces, limit=WINDOW),
        gold=tuple(gold),
        cue_tags=cue_tags,
        name_tags=None if row.names is None else _name_tags(row.names, words),
    )


def as_read(row: Row, splitter: Splitter) -> Article:
    """Turn one gold article into an :class:`Article`, in the windows of reading.

    Args:
        row: the article.
        splitter: knows the encoder's vocabulary.
    """
    article = encode(row, splitter)
    return replace(article, windows=cut_windows(article.words, article.pieces))


def _name_tags(names: Iterable[tuple[int, int, str]], words: Words) -> NDArray[np.int64]:
    tags = np.zeros(len(words), dtype=np.int64)
    for start, end, kind in names:
        inside = words_of([(start, end)], words)
        if inside and f"B-{kind}" in NAME_TAGS:
            tags[inside] = NAME_TAGS.index(f"I-{kind}")
            tags[inside[0]] = NAME_TAGS.index(f"B-{kind}")
    return tags


def _gold(
    statements: Iterable[dict[str, Any]], labels: dict[str, Any] | None, words: Words
) -> Iterator[Gold]:
    for statement in statements:
        cue = words_of(statement["cue"], words)
        if not cue:
            continue
        tags: list[tuple[int, int]] = []
        for name, begin in (("source", 1), ("content", 3)):
            for span in statement[name]:
                inside = words_of([span], words)
                tags += [(w, begin if k == 0 else begin + 1) for k, w in enumerate(inside)]
        label = labels.get(statement["id"]) if labels is not None else None
        yield Gold(
            start=cue[0],
            end=cue[-1] + 1,
            tags=tuple(tags),
            relay=_relay(label, words) if label is not None else None,
            type=TYPES.index(label["type"]) if label and label.get("type") in TYPES else -1,
            negated=int(bool(label.get("negated"))) if label is not None else -1,
        )


def _relay(label: dict[str, Any], words: Words) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for tag, name in ((1, "to"), (2, "via")):
        span = label.get(name)
        if span:
            spans = [span] if isinstance(span[0], int) else span
            out += [(w, tag) for w in words_of(spans, words)]
    return tuple(out)


def words_of(spans: Sequence[Sequence[int]], words: Words) -> list[int]:
    """Words of which at least half lies in the spans; no paragraph break begins or ends them."""
    found: list[int] = []
    for start, end in spans:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        for w in range(first, last):
            shared = min(end, int(words.ends[w])) - max(start, int(words.starts[w]))
            if 2 * shared >= int(words.ends[w] - words.starts[w]):
                found.append(w)
        while found and words.forms[found[-1]] == "\n":
            found.pop()
    return found
