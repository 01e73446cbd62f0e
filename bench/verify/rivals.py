"""What people use now, on the same quotations: exact search, difflib, rapidfuzz, sentence vectors.

They know no speakers and answer one question, verbatim or not. But for exact search the likeness from which
a quotation counts as verbatim is the best single one for the benchmark itself, which favours them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from onrecord.core.values import Entry
from onrecord.reading import Embedder
from verify.cases import Case
from verify.material import sentences

__all__ = ["RIVALS", "best_threshold", "score"]


def exact(words: str, texts: Sequence[str]) -> float:
    return float(any(words.rstrip(".,") in text for text in texts))


def by_difflib(words: str, texts: Sequence[str]) -> float:
    best = 0.0
    for text in texts:
        blocks = SequenceMatcher(None, text, words, autojunk=False).get_matching_blocks()
        best = max(best, sum(block.size for block in blocks) / max(1, len(words)))
    return best


def by_partial_ratio(words: str, texts: Sequence[str]) -> float:
    return max((fuzz.partial_ratio(words, text) / 100 for text in texts), default=0.0)


def by_vectors(words: str, texts: Sequence[str]) -> float:
    """The nearest of the statements and of their sentences."""
    parts = dict.fromkeys(part for text in texts for part in (text, *sentences(text)))
    return max((float(_vector(words) @ _vector(part)) for part in parts), default=0.0)


@cache
def _vector(text: str) -> NDArray[np.float32]:
    vectors = _embedder()([text])
    return vectors.reshape(-1)


@cache
def _embedder() -> Embedder:
    return Embedder()


RIVALS: dict[str, Callable[[str, Sequence[str]], float]] = {
    "exact substring": exact,
    "difflib": by_difflib,
    "rapidfuzz partial_ratio": by_partial_ratio,
    "sentence vectors": by_vectors,
}


def texts_of(entries: Sequence[Entry]) -> list[str]:
    return [" ".join(entry.pieces) for entry in entries]


def score(
    rival: Callable[[str, Sequence[str]], float], cases: Sequence[tuple[Case, Sequence[Entry]]]
) -> list[tuple[float, bool]]:
    """Likeness of each case to what is likest on record, and whether it is verbatim in truth."""
    return [(rival(case.words, texts_of(found)), "verbatim" in case.accepted) for case, found in cases]


def best_threshold(scores: Sequence[tuple[float, bool]]) -> tuple[float, float, float]:
    """The threshold with the least mean of the two rates of error, so that refusing everything does not win.

    Returns:
        threshold, share of others passed as verbatim, share of verbatim ones refused.
    """
    good = sum(truth for _, truth in scores)
    rates = []
    for threshold in sorted({s for s, _ in scores}):
        passed = sum(s >= threshold and not truth for s, truth in scores) / max(1, len(scores) - good)
        refused = sum(s < threshold and truth for s, truth in scores) / max(1, good)
        rates.append((passed + refused, threshold, passed, refused))
    _, threshold, passed, refused = min(rates)
    return threshold, passed, refused
