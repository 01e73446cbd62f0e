"""Articles as they might have been: other marks, paragraphs and names, hidden words, other windows.

Gold spans stay true because every change keeps each character's or each word's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.core.quotes import STATES
from onrecord.reading.windows import Splitter, cut_windows, split_pieces
from onrecord.reading.words import CASES, Words, split_words
from onrecord.training.data import WINDOW, Article, Row, encode, words_of

__all__ = ["Variation"]

_SHORTEST_WINDOW = 112
"""Word pieces of the shortest windows that articles are cut into."""

_MARKS = ("“”", '""', "‘’", "''", "«»", "„“", "  ")
"""Opening and closing marks of other houses; the last has lost them."""

_OPENS, _CLOSES = STATES.index("opens"), STATES.index("closes")
_BREAK = re.compile(r"\s*\n\s*")


class Variation:
    """Shows an article otherwise each time it is seen.

    Args:
        rows: the articles; their names are the ones that are given to others.
        splitter: knows the encoder's vocabulary.
        share: chance of each kind of change to an article.
        hidden: share of the words whose pieces are masked; marks and paragraph breaks stay.
        swapped: share of the words of one piece that give way to a neighbour.
        near: neighbours of each piece, (pieces, some); itself where it has none.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        splitter: Splitter,
        *,
        share: float,
        hidden: float,
        swapped: float = 0.0,
        near: NDArray[np.int64] | None = None,
    ) -> None:
        self.splitter = splitter
        self.share = share
        self.hidden = hidden
        self.swapped = swapped
        self.near = near
        self._names = sorted({form for row in rows for form in _person_words(row, split_words(row.text))})

    def __call__(self, row: Row, rng: np.random.Generator) -> Article:
        """The article, changed by chance.

        Args:
            row: the article.
            rng: decides what is changed.
        """
        if rng.random() < self.share:
            row = _with_marks(row, _MARKS[rng.integers(len(_MARKS))])
        if rng.random() < self.share:
            row = _joined(row, float(rng.random()), rng)
        article = encode(row, self.splitter)
        words = article.words
        if rng.random() < self.share:
            words = self._renamed(row, words, rng)
        pieces = split_pieces(words, self.splitter)
        ids = pieces.ids
        if self.near is not None:
            swap = (rng.random(len(words)) < self.swapped) & (np.diff(pieces.first) == 1)
            other = self.near[ids, rng.integers(self.near.shape[1], size=len(ids))]
            ids = np.where(swap[pieces.word], other, ids)
        hide = (rng.random(len(words)) < self.hidden) & (words.cases < CASES.index("mark"))
        pieces = replace(pieces, ids=np.where(hide[pieces.word], pieces.mask, ids))
        limit = int(rng.integers(_SHORTEST_WINDOW, WINDOW + 1))
        return replace(article, words=words, pieces=pieces, windows=cut_windows(words, pieces, limit=limit))

    def _renamed(self, row: Row, words: Words, rng: np.random.Generator) -> Words:
        """Half of the words of people's names changed for others, each alike wherever it stands."""
        forms = sorted(_person_words(row, words))
        others = rng.choice(self._names, size=len(forms)).tolist()
        new = {form: other for form, other in zip(forms, others, strict=True) if rng.random() < 0.5}
        return replace(words, forms=[new.get(form, form) for form in words.forms])


def _person_words(row: Row, words: Words) -> set[str]:
    spans = [(start, end) for start, end, kind in row.names or () if kind == "PERSON"]
    forms = {words.forms[w] for w in words_of(spans, words)}
    return {form for form in forms if len(form) > 2 and form.istitle()}


def _with_marks(row: Row, marks: str) -> Row:
    """The article with other quotation marks."""
    words = split_words(row.text)
    text = list(row.text)
    for w in np.flatnonzero((words.quotes == _OPENS) | (words.quotes == _CLOSES)).tolist():
        if len(words.forms[w]) == 1:
            text[words.starts[w]] = marks[int(words.quotes[w] == _CLOSES)]
    return replace(row, text="".join(text))


def _joined(row: Row, chance: float, rng: np.random.Generator) -> Row:
    """The article with some of its paragraphs run together."""

    def join(match: re.Match[str]) -> str:
        return " " * len(match.group()) if rng.random() < chance else match.group()

    return replace(row, text=_BREAK.sub(join, row.text))
