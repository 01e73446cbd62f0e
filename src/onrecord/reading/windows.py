"""Long texts in windows: what the encoder sees at once, cut at paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.core.quotes import STATES
from onrecord.reading.words import BREAK, Words

__all__ = [
    "LIMIT",
    "Pieces",
    "Splitter",
    "Window",
    "cut_windows",
    "reach",
    "split_pieces",
    "statement_ends",
    "words_around",
]

LIMIT: Final = 160
"""Word pieces of a window at most."""

_MOST_PIECES_A_WORD: Final = 8
_REMEMBERED: Final = 200_000
_BREAK_PIECE: Final = "[unused0]"

_SENTENCE_ENDS: Final = frozenset(".!?…”’»\"'") | {"''"}
_IN, _OPENS, _SINGLE = (STATES.index(name) for name in ("in", "opens", "single"))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text.

    Args:
        ids: vocabulary index of each piece.
        word: for each piece the word it belongs to.
        first: for each word its first piece, and one past the last piece at the end.
        cls: the piece that begins a window.
        sep: the piece that ends a window.
        mask: the piece that hides a word in training.
    """

    ids: NDArray[np.int64]
    word: NDArray[np.int64]
    first: NDArray[np.int64]
    cls: int
    sep: int
    mask: int


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of a text."""

    start: int
    end: int


class Splitter:
    """Splits words into the word pieces of the encoder's vocabulary; remembers how.

    A word without pieces (control characters) is the unknown piece.

    Args:
        tokenizer: the encoder's, without padding or truncation.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, forms: Iterable[str]) -> dict[str, list[int]]:
        """The pieces of each form."""
        if len(self._known) > _REMEMBERED:
            self._known = {}
        known = self._known
        known[BREAK] = [self.tokenizer.token_to_id(_BREAK_PIECE)]
        fresh = sorted(form for form in set(forms) if form not in known)
        encodings = self.tokenizer.encode_batch(fresh, add_special_tokens=False)
        for form, encoding in zip(fresh, encodings, strict=True):
            known[form] = encoding.ids[:_MOST_PIECES_A_WORD] or [self.tokenizer.token_to_id("[UNK]")]
        return known


def split_pieces(words: Words, splitter: Splitter) -> Pieces:
    """Split the words of a text into word pieces.

    Args:
        words: the text's words.
        splitter: knows the vocabulary.
    """
    known = splitter(words.forms)
    split = [known[form] for form in words.forms]
    tokenizer = splitter.tokenizer
    counts = np.array([len(some) for some in split], dtype=np.int64)
    return Pieces(
        ids=np.array(list(chain.from_iterable(split)), dtype=np.int64),
        word=np.repeat(np.arange(len(words)), counts),
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        cls=tokenizer.token_to_id("[CLS]"),
        sep=tokenizer.token_to_id("[SEP]"),
        mask=tokenizer.token_to_id("[MASK]"),
    )


def cut_windows(words: Words, pieces: Pieces, *, limit: int = LIMIT) -> list[Window]:
    """Cut a text into windows, in order, together all of its words.

    A window ends at the last paragraph break of its second half, else at the last full stop there,
    else where it is full. The windows of one text are made about equally long.

    Args:
        words: the text's words.
        pieces: their word pieces.
        limit: word pieces of a window at most.
    """
    windows: list[Window] = []
    total, start = int(pieces.first[-1]), 0
    while start < len(words):
        left = total - int(pieces.first[start])
        parts = -(-left // limit)
        aim = min(limit, -(-left // parts) + limit // 8)
        full = int(np.searchsorted(pieces.first, pieces.first[start] + aim, side="right")) - 1
        end = len(words) if parts == 1 else _good_end(words, start, full)
        windows.append(Window(start, end))
        start = end
    return windows


def _good_end(words: Words, start: int, full: int) -> int:
    middle = start + (full - start) // 2
    for mark in (BREAK, "."):
        for i in range(full - 1, middle, -1):
            if words.forms[i] == mark:
                return i + 1
    return full


def statement_ends(words: Words) -> NDArray[np.int64]:
    """Where no statement goes on: the end, and breaks after a whole sentence and outside quotations.

    Of PolNeAR's training statements 99.7 in 100 stay inside a paragraph but for what they quote.

    Args:
        words: the text's words.
    """
    breaks = [i for i, form in enumerate(words.forms) if form == BREAK and _ends_statements(words, i)]
    return np.array([*breaks, len(words)], dtype=np.int64)


def _ends_statements(words: Words, at: int) -> bool:
    before, after = max(at - 1, 0), min(at + 1, len(words) - 1)
    goes_on = words.quotes[before] == _IN or words.quotes[after] in (_OPENS, _SINGLE)
    return words.forms[before] in _SENTENCE_ENDS and not goes_on


def reach(ends: NDArray[np.int64], cues: NDArray[np.int64], *, left: int, right: int) -> NDArray[np.int64]:
    """The words that the statement of each cue may reach: first and one past the last, (cues, 2).

    Args:
        ends: what :func:`statement_ends` gives.
        cues: first word of each, (cues,).
        left: words before a cue's first word at most.
        right: words from there on at most.
    """
    after = np.searchsorted(ends, cues)
    low = np.where(after > 0, ends[after - 1] + 1, 0)
    return np.stack([np.maximum(low, cues - left), np.minimum(ends[after], cues + right)], axis=1)


def words_around(reach: NDArray[np.int64], none: int) -> NDArray[np.int64]:
    """Index of the words that each cue may reach, in order, (cues, longest).

    Args:
        reach: first word and one past the last, (cues, 2).
        none: what stands behind the last word of those that reach less far.
    """
    around = reach[:, :1] + np.arange((reach[:, 1] - reach[:, 0]).max(initial=0))
    around[around >= reach[:, 1:]] = none
    return around
