"""Posts set into a page: "The drums miss you. — Jonas Strell (@jstrell)" is said by who signs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import BREAK, Words

__all__ = ["with_posts"]

_DASHES: Final = frozenset("—–-―") | {"--"}
_LONGEST_NAME: Final = 8
_FEWEST_WORDS: Final = 3

CONFIDENCE: Final = 0.7
"""A guess: PolNeAR's annotators mark hardly any posts, though none of them is in doubt."""


def with_posts(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make every signed post a statement, in place of what was found under its dash.

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    posts = _posts(words)
    dashes = {post.cue[0] for post in posts}
    return sorted([*(f for f in found if f.cue[0] not in dashes), *posts], key=lambda f: f.cue)


def _posts(words: Words) -> list[Found]:
    forms = words.forms
    posts = []
    for at, form in enumerate(forms):
        if form == "@" and forms[at - 1 : at] == ["("] and forms[at + 2 : at + 3] == [")"]:
            dash = next(
                (i for i in range(at - 2, max(at - 2 - _LONGEST_NAME, 0), -1) if forms[i] in _DASHES), 0
            )
            start = _line_start(forms, dash)
            if dash - start >= _FEWEST_WORDS and BREAK not in forms[dash:at]:
                posts.append(_post(start, dash, at + 3))
    return posts


def _line_start(forms: Sequence[str], at: int) -> int:
    while at and forms[at - 1] != BREAK:
        at -= 1
    return at


def _post(start: int, dash: int, end: int) -> Found:
    return Found(
        cue=(dash, dash + 1),
        source=tuple(range(dash + 1, end)),
        content=tuple(range(start, dash)),
        to=(),
        via=(),
        type=0,
        negated=False,
        signals=(),
        confidence=CONFIDENCE,
    )
