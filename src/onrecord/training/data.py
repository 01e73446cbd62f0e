"""Gold articles to arrays: words, pieces, windows, and the tags of every statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.tags import TYPES
from onrecord.reading.windows import Pieces, Splitter, Window, cut_windows, split_pieces
from onrecord.reading.words import CASES, Words, split_words

__all__ = ["Article", "Gold", "encode", "read_articles", "varied"]

_WINDOW = 272
"""Word pieces of a training window at most."""

_SHORTEST_WINDOW = 112
"""Word pieces of the shortest windows that varied articles are cut into."""


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


def read_articles(path: Path, labels: Path | None, splitter: Splitter) -> list[Article]:
    """Read gold articles as in PolNeAR's JSON Lines, with the project's labels where there are some.

    Args:
        path: lines of ``{"id", "text", "statements"}``, spans in code points.
        labels: lines of ``{"id", "labels": {statement id: {"type", "to", "via", "negated"}}}``.
        splitter: knows the encoder's vocabulary.
    """
    by_id = {row["id"]: row["labels"] for row in _rows(labels)} if labels else {}
    return [encode(row, by_id.get(row["id"]), splitter) for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def encode(row: dict[str, Any], labels: dict[str, Any] | None, splitter: Splitter) -> Article:
    """Turn one gold article into an :class:`Article`."""
    words = split_words(row["text"])
    pieces = split_pieces(words, splitter)
    gold = sorted(_gold(row["statements"], labels, words), key=lambda g: (g.start, g.end))
    cue_tags = np.zeros(len(words), dtype=np.int64)
    for g in gold:
        cue_tags[g.start + 1 : g.end] = 2
    for g in gold:
        cue_tags[g.start] = 1
    return Article(
        words=words,
        pieces=pieces,
        windows=cut_windows(words, pieces, limit=_WINDOW),
        gold=tuple(gold),
        cue_tags=cue_tags,
    )


def varied(article: Article, hidden: float, rng: np.random.Generator) -> Article:
    """The article cut into other windows and with some of its words hidden: seen again, it is not the same.

    Args:
        article: as encoded.
        hidden: share of the words whose pieces are masked; marks and paragraph breaks stay.
        rng: decides which.
    """
    words, pieces = article.words, article.pieces
    hide = (rng.random(len(words)) < hidden) & (words.cases < CASES.index("mark"))
    ids = np.where(hide[pieces.word], pieces.mask, pieces.ids)
    limit = int(rng.integers(_SHORTEST_WINDOW, _WINDOW + 1))
    return replace(article, pieces=replace(pieces, ids=ids), windows=cut_windows(words, pieces, limit=limit))


def _gold(
    statements: Iterable[dict[str, Any]], labels: dict[str, Any] | None, words: Words
) -> Iterator[Gold]:
    for statement in statements:
        cue = _words_of(statement["cue"], words)
        if not cue:
            continue
        tags: list[tuple[int, int]] = []
        for name, begin in (("source", 1), ("content", 3)):
            for span in statement[name]:
                inside = _words_of([span], words)
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
            out += [(w, tag) for w in _words_of(spans, words)]
    return tuple(out)


def _words_of(spans: Sequence[Sequence[int]], words: Words) -> list[int]:
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
