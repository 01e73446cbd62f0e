"""The best lawful tags of each cue's pass: at most one source, pieces that begin before they go on."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tags"]

# States and the tag each emits. Contents before and after the source are states of their own,
# since only so can the path remember that its one source has been.
_STATES: Final = ("O", "B-c", "I-c", "B-s", "I-s", "O'", "B-c'", "I-c'")
_EMITS: Final = np.array([0, 3, 4, 1, 2, 0, 3, 4])
_IS_SOURCE: Final = (_EMITS == 1) | (_EMITS == 2)
_MAY_FOLLOW: Final = {
    "O": ("O", "B-c", "B-s"),
    "B-c": ("I-c", "O", "B-c", "B-s"),
    "I-c": ("I-c", "O", "B-c", "B-s"),
    "B-s": ("I-s", "O'", "B-c'"),
    "I-s": ("I-s", "O'", "B-c'"),
    "O'": ("O'", "B-c'"),
    "B-c'": ("I-c'", "O'", "B-c'"),
    "I-c'": ("I-c'", "O'", "B-c'"),
}
# The words seen may begin in the middle of a content or of the source.
_MAY_BEGIN: Final = ("O", "B-c", "I-c", "B-s", "I-s")
_NEVER: Final = -1e9

_STEP: Final = np.full((8, 8), _NEVER, dtype=np.float32)
for _from, _follow in _MAY_FOLLOW.items():
    for _to in _follow:
        _STEP[_STATES.index(_from), _STATES.index(_to)] = 0.0
_BEGIN: Final = np.array([0.0 if s in _MAY_BEGIN else _NEVER for s in _STATES], dtype=np.float32)


def best_tags(
    scores: NDArray[np.float32], closed: NDArray[np.bool_], far: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Decode the tags of every cue at once (Viterbi, 1967).

    Args:
        scores: log probabilities of TAGS, (cues, words, 5).
        closed: words that must be outside (the cue itself, places beyond the text), (cues, words).
        far: words that must not be source (other sentences than the cue's), (cues, words).

    Returns:
        Index into TAGS for every word, (cues, words).
    """
    emitted = scores[:, :, _EMITS]
    emitted[far] = np.where(_IS_SOURCE, _NEVER, emitted[far])
    emitted[closed] = np.where(_EMITS == 0, 0.0, _NEVER)
    cues, words, _ = emitted.shape
    # Cues last: numpy is quick where what it adds and compares lies side by side.
    best = np.ascontiguousarray(emitted.transpose(1, 2, 0))
    best[0] += _BEGIN[:, None]
    for w in range(1, words):
        best[w] += (best[w - 1][:, None] + _STEP[:, :, None]).max(0)
    path = np.empty((words, cues), dtype=np.int64)
    path[-1] = best[-1].argmax(0)
    for w in range(words - 1, 0, -1):
        path[w - 1] = (best[w - 1] + _STEP[:, path[w]]).argmax(0)
    return _EMITS[path.T]
