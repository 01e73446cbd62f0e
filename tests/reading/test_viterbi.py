from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.reading.tags import TAGS
from onrecord.reading.viterbi import best_tags


def lawful(tags: tuple[int, ...]) -> bool:
    names = [TAGS[t] for t in tags]
    if names.count("B-source") > 1:
        return False
    for before, after in itertools.pairwise(names):
        if after == "I-source" and before not in ("B-source", "I-source"):
            return False
        if after == "I-content" and before not in ("B-content", "I-content"):
            return False
    # A source already going on at the first word is the one source.
    return not (names[0] == "I-source" and "B-source" in names)


@pytest.mark.parametrize("seed", range(20))
def test_decoding_finds_the_best_lawful_path(seed: int) -> None:
    scores = np.log(np.random.default_rng(seed).dirichlet(np.full(5, 0.5), size=(2, 5))).astype(np.float32)
    closed = np.zeros((2, 5), dtype=bool)
    closed[0, 2] = True
    far = np.zeros((2, 5), dtype=bool)
    far[1, 3:] = True
    found = best_tags(scores, closed, far)
    for row in range(2):

        def total(path: tuple[int, ...], row: int = row) -> float:
            parts = [scores[row, w, t] for w, t in enumerate(path) if not closed[row, w]]
            return float(np.sum(parts))

        paths = [
            p
            for p in itertools.product(range(5), repeat=5)
            if lawful(p)
            and all(p[w] == 0 for w in range(5) if closed[row, w])
            and not any("source" in TAGS[p[w]] for w in range(5) if far[row, w])
        ]
        best = max(paths, key=total)
        chosen = tuple(found[row].tolist())
        assert lawful(chosen)
        assert total(chosen) == pytest.approx(total(best), abs=1e-4)
