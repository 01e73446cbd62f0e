"""Passives: in "Finch was accused", Finch does not speak; who does is behind a "by" or not said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.reading.names_lexicon import fold, words

__all__ = ["spoken_of"]

_BE: Final = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_BETWEEN: Final = frozenset({"also", "been", "being", "never", "not", "once", "since", "still", "then", "'t"})
_FARTHEST: Final = 3


def spoken_of(forms: Sequence[str], cue: tuple[int, int], source: Sequence[int]) -> bool:
    """Whether what stands as a statement's source is the subject of a passive.

    Args:
        forms: a text's words.
        cue: first word of the cue and one past the last.
        source: words of the source, in order.

    >>> spoken_of("Finch was widely accused of theft".split(), (1, 4), [0])
    True
    >>> spoken_of("Finch was sure of it".split(), (1, 3), [0])
    False
    """
    if not source or source[-1] >= cue[0]:
        return False
    last = next((i for i in reversed(range(*cue)) if fold(forms[i]) in words("spoken_of")), None)
    if last is None:
        return False
    for i in range(last - 1, max(source[-1], last - 1 - _FARTHEST), -1):
        word = fold(forms[i])
        if word in _BE:
            return True
        if word not in _BETWEEN and not word.endswith("ly"):
            return False
    return False
