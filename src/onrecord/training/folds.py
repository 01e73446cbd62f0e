"""``make folds``: how well are addressees, mediums and negation found around gold statements? Five-fold.

Every labelled article of the corpus counts, with the source, cue and content that its annotators marked:
the figures say what becomes of a statement that was found. How sure the network must be is chosen for
each fifth of the articles on the other four. Two things flatter the figures: the heads of the network
learnt from the labels of the training articles, and the rules were written in view of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.errors import MissingInput, OnrecordError
from onrecord.evaluation.score import covered
from onrecord.evaluation.speakers import labelled_spans
from onrecord.reading.addressees import addressee
from onrecord.reading.find import NO_MEDIUM, RELAY, article_vectors, cue_scores
from onrecord.reading.mediums import medium
from onrecord.reading.negation import negated
from onrecord.reading.network import Network
from onrecord.reading.tags import RELAY_TAGS
from onrecord.reading.windows import statement_ends
from onrecord.reading.words import split_words

__all__ = ["Case", "Chosen", "cases", "crossed", "main"]

_FOLDS: Final = 5
_RESAMPLES: Final = 2000
_SURE: Final = (0.5, 0.6, 0.7, 0.8, 0.9)
_FLOORS: Final = {"to": (0.0,), "via": (0.0, 0.01, 0.03, 0.1), "negated": (0.0,)}
_SHIPPED: Final = {"to": (0.0, RELAY), "via": (NO_MEDIUM, RELAY), "negated": (0.0, RELAY)}

Chosen = tuple[float, float]
"""How likely the network must find what grammar names, and what grammar does not."""


@dataclass(frozen=True, slots=True)
class Case:
    """One field of one gold statement.

    Args:
        article: number of its article.
        gold: words of the label; for a negated statement its cue.
        ruled: words that grammar names.
        chances: of the words that the network may name, by word.
    """

    article: int
    gold: frozenset[int]
    ruled: frozenset[int]
    chances: dict[int, float]

    def count(self, chosen: Chosen) -> tuple[int, int, int]:
        """Whether it is right, given and asked for, each 0 or 1."""
        floor, sure = chosen
        given = self.ruled
        if floor and not any(self.chances.get(word, 0.0) >= floor for word in given):
            given = frozenset()
        given = given or frozenset(word for word, chance in self.chances.items() if chance >= sure)
        return bool(given & self.gold), bool(given), bool(self.gold)


def cases(rows: Sequence[tuple[dict[str, Any], dict[str, Any]]], network: Network) -> dict[str, list[Case]]:
    """The cases of each field.

    Args:
        rows: gold articles with the labels of their statements by id.
        network: the trained network.
    """
    found: dict[str, list[Case]] = {"to": [], "via": [], "negated": []}
    for number, (doc, labels) in enumerate(rows):
        for field, case in _of_article(number, doc, labels, network):
            found[field].append(case)
    return found


def _of_article(
    number: int, doc: dict[str, Any], labels: dict[str, Any], network: Network
) -> Iterator[tuple[str, Case]]:
    words = split_words(doc["text"])
    spans = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    vectors, ends = article_vectors(words, network), statement_ends(words)
    for row in doc["statements"]:
        marked = sorted(covered(spans, row["cue"]))
        if not marked:
            continue
        cue, label = (marked[0], marked[-1] + 1), labels[row["id"]]
        source, content = (sorted(covered(spans, row[part])) for part in ("source", "content"))
        chances = cue_scores(network, vectors, np.array([cue]), ends)[0].relay[0]
        for field, rule in (("to", addressee), ("via", medium)):
            gold = covered(spans, labelled_spans(label[field])) if label.get(field) else ()
            told = _chances(chances[:, RELAY_TAGS.index(field)], cue[0] - network.left, len(words))
            if field == "to":
                told = {word: told[word] for word in told.keys() - {*source, *content}}
            ruled = frozenset(rule(words.forms, cue, source, content))
            yield field, Case(number, frozenset(gold), ruled, told)
        denied = frozenset(marked if negated(words.forms, cue, source) else ())
        yield "negated", Case(number, frozenset(marked if label.get("negated") else ()), denied, {})


def _chances(column: NDArray[np.float32], first: int, words: int) -> dict[int, float]:
    return {first + i: chance for i, chance in enumerate(column.tolist()) if 0 <= first + i < words}


def crossed(of_field: Sequence[Case], floors: Sequence[float]) -> tuple[list[Chosen], list[list[int]]]:
    """Choose for each fifth of the articles what is best on the others, and count that fifth so.

    Args:
        of_field: the cases of one field.
        floors: how likely the network must find what grammar names, one to be chosen.

    Returns:
        What was chosen for each fifth; right, given and asked for of every article.
    """
    articles = 1 + max(case.article for case in of_field)
    fold = list(range(articles))
    random.Random(0).shuffle(fold)
    grid = list(product(floors, _SURE))
    tables = np.zeros((len(grid), articles, 3), dtype=np.int64)
    for n, chosen in enumerate(grid):
        for case in of_field:
            tables[n, case.article] += case.count(chosen)
    picked, counts = [], np.zeros((articles, 3), dtype=np.int64)
    for k in range(_FOLDS):
        own = np.array(fold) % _FOLDS == k
        best = max(range(len(grid)), key=lambda n: _f1(tables[n][~own].sum(axis=0)))
        picked.append(grid[best])
        counts[own] = tables[best][own]
    return picked, counts.tolist()


def _f1(counts: Sequence[int]) -> float:
    right, given, asked = counts
    return 200 * right / max(1, given + asked)


def _interval(counts: Sequence[Sequence[int]]) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval over articles; the draw is seeded."""
    table, draw = np.array(counts), np.random.default_rng(0)
    picks = draw.integers(len(table), size=(_RESAMPLES, len(table)))
    values = sorted(_f1(table[pick].sum(axis=0)) for pick in picks)
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES)]


def _rows(corpus: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rows = []
    for part in ("train", "dev"):
        labels = {row["id"]: row["labels"] for row in _lines(corpus / f"labels.{part}.jsonl")}
        rows += [(doc, labels[doc["id"]]) for doc in _lines(corpus / f"{part}.jsonl") if doc["id"] in labels]
    return rows


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise MissingInput(f"{path} is not here", remedy="give the folder of the corpus and its labels")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print F1 and its interval for each field; 0, or 3 where something needed cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.training.folds", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with train.jsonl, dev.jsonl and their labels")
    parser.add_argument("--model", type=Path, help="folder of another model")
    given = parser.parse_args(argv)
    try:
        rows = _rows(given.corpus)
        network = Network(given.model)
    except OnrecordError as error:
        print(f"error: {error.message}\n  {error.remedy}", file=sys.stderr)
        return 3
    print(f"{len(rows)} articles, {network.id}")
    print(f"{'':10}{'F1':>6}{'95 %':>14}{'as shipped':>12}{'gold':>7}{'given':>7}  chosen for each fifth")
    for field, of_field in cases(rows, network).items():
        picked, counts = crossed(of_field, _FLOORS[field])
        low, high = _interval(counts)
        total = np.array(counts).sum(axis=0).tolist()
        shipped = np.array([case.count(_SHIPPED[field]) for case in of_field]).sum(axis=0).tolist()
        choices = "" if field == "negated" else " ".join(f"{floor:g}/{sure:g}" for floor, sure in picked)
        figures = f"{_f1(total):6.1f}{low:8.1f}–{high:.1f}{_f1(shipped):12.1f}{total[2]:7}{total[1]:7}"
        print(f"{field:10}{figures}  {choices}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
