"""Relays: "As reported by the Courier, Finch said …" was said by Finch, and came by way of the Courier.

Often the model finds two statements there. Both stay; the inner one is given the outer one's source as its
medium. Where it finds one, the words that lead in to it are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.reading.find import VALID, Found
from onrecord.reading.words import BREAK, Words

__all__ = ["add_relays"]

_RELAYS: Final = re.compile(
    r"\b(?:according|cited|cites|citing|quoted|quotes|quoting|relayed|report|reported|reporting|reports)\b",
    re.I,
)
_LEAD_IN: Final = re.compile(
    r"(?:as (?:[\w-]+ ){0,2}(?:reported|quoted|cited|relayed) (?:by|in)|according to) (?P<outlet>[^,;:]+)$",
    re.I,
)
_SENTENCE_ENDS: Final = frozenset({BREAK, ".", "!", "?", "”", '"', ";"})
_FARTHEST: Final = 40
"""Words between the two cues at most; beyond, they are no longer one sentence's."""


def add_relays(found: Sequence[Found], words: Words) -> list[Found]:
    """Give statements inside a relay the relaying outlet as their medium; drop the unlikely ones elsewhere.

    Args:
        found: the statements of a text, unlikely ones among them.
        words: the text's words.

    Returns:
        The statements that are likely or relayed, in the same order; those whose words another statement
        reports with that statement's source as ``via``, whatever the model took for it. Chains keep their
        order, outermost first.
    """
    likely = [f for f in found if f.confidence >= VALID]
    relays = [f for f in likely if f.source and _RELAYS.search(" ".join(words.forms[slice(*f.cue)]))]
    return [
        _with_relays(f, relays, words)
        for f in found
        if f.confidence >= VALID or (f.source and any(_leads_in(r, f, words) for r in relays))
    ]


def _leads_in(outer: Found, inner: Found, words: Words) -> bool:
    """Whether a relay's content begins with the inner statement's source and cue."""
    return _reports(outer, inner, words) and min(inner.source) - min(outer.content) <= 1


def _with_relays(inner: Found, relays: Sequence[Found], words: Words) -> Found:
    outer = [r for r in relays if _reports(r, inner, words)]
    if not outer:
        return replace(inner, via=_lead_in(inner, words) or inner.via)
    # Outermost first: the relay that holds more, and of two that hold the same the first.
    outer.sort(key=lambda r: (-len(r.content), r.cue))
    via = [w for r in outer for w in r.source]
    return replace(inner, via=tuple(dict.fromkeys(via)))


def _lead_in(inner: Found, words: Words) -> tuple[int, ...]:
    """Words of the outlet in "As reported by the Courier, …" right before a statement, if it is so led in."""
    first = min((*inner.source, *range(*inner.cue)))
    if first < 3 or words.forms[first - 1] != ",":
        return ()
    start = first - 1
    while start > max(0, first - _FARTHEST) and words.forms[start - 1] not in _SENTENCE_ENDS:
        start -= 1
    match = _LEAD_IN.match(" ".join(words.forms[start : first - 1]))
    if match is None:
        return ()
    named = len(match.group("outlet").split())
    return tuple(range(first - 1 - named, first - 1))


def _reports(outer: Found, inner: Found, words: Words) -> bool:
    """Whether ``outer`` is a relay of ``inner``: it stands before it in its sentence and holds its words."""
    low, high = sorted((outer.cue[0], inner.cue[0]))
    if outer.cue == inner.cue or high - low > _FARTHEST or BREAK in words.forms[low:high]:
        return False
    first_of_inner = min((*inner.source, *range(*inner.cue)))
    if max(outer.cue[1] - 1, *outer.source) >= first_of_inner or set(outer.source) & set(inner.source):
        return False
    held = set(outer.content)
    return 2 * len(held.intersection(inner.content)) >= len(inner.content)
