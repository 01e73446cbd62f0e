"""Whether a text says that something was *not* said, thought or wanted: "did not mention", "has no idea"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from onrecord.reading.names_lexicon import fold, words

__all__ = ["negated"]

_IDIOMS: Final = frozenset(
    {"no doubt", "no longer", "no question", "no secret", "not just", "not only", "not to", "not unlike"}
    | {"nothing but", "'t just", "'t only"}
    | {f"{negator} {verb}" for negator in ("not", "'t") for verb in ("forget", "mince", "mincing")}
)
"""A negator with the word behind it that deny nothing."""


_NOBODY: Final = frozenset({"neither", "no", "nobody", "none", "not"})
"""First words of a source that deny what its cue says."""


def negated(forms: Sequence[str], cue: tuple[int, int], source: Sequence[int] = ()) -> bool:
    """Whether a statement's cue, or the source before it, is negated.

    Args:
        forms: a text's words.
        cue: first word of the cue and one past the last.
        source: words of the source, in order.

    >>> negated("Neither Finch nor Brandt answered".split(), (4, 5), range(4))
    True
    >>> negated("Finch did not mention the quay".split(), (1, 4))
    True
    >>> negated("Finch left no doubt that it rains".split(), (1, 4))
    False
    """
    start, end = cue
    if source and source[0] < start and fold(forms[source[0]]) in _NOBODY:
        return True
    if start and fold(forms[start - 1]) in ("not", "never", "'t", "n't"):
        start -= 1
    cue_words = [fold(form) for form in forms[start : end + 1]]
    return any(
        word in words("negators") and f"{word} {after}" not in _IDIOMS
        for word, after in pairwise([*cue_words, ""][: end - start + 1])
    )
