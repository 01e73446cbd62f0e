"""A source without what is told of it aside: "Ada Quill, who runs the ferry, said …" is said by Ada Quill.

Of 380 such clauses behind a source of the training articles the annotators leave 116 out, and take 264 in.
What stands before them says who it was, whoever is right; twenty words more are hard to read in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import Words

__all__ = ["without_asides"]

_DASHES: Final = frozenset("—–") | {"--"}
_RELATIVES: Final = frozenset({"which", "who", "whom", "whose"})
_BEFORE_RELATIVE: Final = 4
"""Words from a comma to its relative at most: ", both of whom"."""


def without_asides(words: Words, found: Sequence[Found]) -> list[Found]:
    """Cut sources before a relative clause behind a comma, and before a dash.

    Args:
        words: the text's words.
        found: the statements.
    """
    return [replace(f, source=f.source[: _aside(words, f.source)]) for f in found]


def _aside(words: Words, source: Sequence[int]) -> int:
    """How many of a source's words stand before an aside; all where others are named behind it."""
    forms = [words.forms[w] for w in source]
    for i in range(1, len(forms)):
        clause = forms[i] == "," and not _RELATIVES.isdisjoint(forms[i + 1 : i + _BEFORE_RELATIVE])
        if clause or forms[i] in _DASHES:
            others = any(forms[j : j + 2] == [",", "and"] for j in range(i + 1, len(forms)))
            return len(forms) if others else i
    return len(forms)
