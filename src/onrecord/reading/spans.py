"""Words back to offsets: spans that begin and end where a careful editor would cut, and the kind by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.core.quotes import CLOSING, OPENING, STATES
from onrecord.core.values import Kind, Spans
from onrecord.reading.words import BREAK, MARK, Words

__all__ = ["content_spans", "kind_of", "plain_spans"]

_IN: Final = (STATES.index("in"), STATES.index("single"))
_IS_IN: Final = np.isin(np.arange(len(STATES)), _IN)
_MARKS: Final = OPENING | CLOSING | {'"', "＂", "‘", "’", "'"}
_STOPS: Final = frozenset(".,;:–—-")
_NOTHING_SAID: Final = frozenset({"a", "an", "and", "but", "or", "that", "the", "to"})
_ABBREVIATION: Final = re.compile(r"(?:^|\W)(?:[^\W\d_]\.)*[^\W\d_]$")


def runs(chosen: Sequence[int], words: Words) -> list[tuple[int, int]]:
    """Runs of neighbouring words, first and one past the last; a paragraph break ends a run."""
    out: list[tuple[int, int]] = []
    for w in chosen:
        if words.forms[w] == BREAK:
            continue
        if out and out[-1][1] == w:
            out[-1] = (out[-1][0], w + 1)
        else:
            out.append((w, w + 1))
    return out


def plain_spans(chosen: Sequence[int], words: Words) -> Spans:
    """Spans of a source, cue, addressee or medium, without marks at either end but brackets opened within.

    Args:
        chosen: words, in order.
        words: the text's words.
    """
    spans = []
    for start, end in runs(chosen, words):
        while start < end and not words.forms[start][0].isalnum():
            start += 1
        while end > start and not words.forms[end - 1][-1].isalnum() and not _closes(start, end, words):
            end -= 1
        if start < end:
            spans.append((int(words.starts[start]), int(words.ends[end - 1])))
    return tuple(spans)


def _closes(start: int, end: int, words: Words) -> bool:
    """Whether the last word is a bracket that was opened behind the first: "Ada Quill (D-Wis.)"."""
    return words.forms[end - 1] == ")" and "(" in words.forms[start + 1 : end]


def content_spans(chosen: Sequence[int], words: Words, text: str) -> Spans:
    """Spans of a content: the quoted words without the marks around them, a clause without its full stop.

    Marks inside a piece stay; so does the comma or stop that stands inside a quotation. Articles and
    conjunctions alone are no content.

    Args:
        chosen: words, in order.
        words: the text's words.
        text: the text they come from.
    """
    pieces = [_trim(start, end, words, text) for start, end in runs(_bridged(chosen, words), words)]
    kept = [(start, end) for start, end in pieces if start < end]
    said = {words.forms[w].lower() for start, end in kept for w in range(start, end)}
    if said <= _NOTHING_SAID:
        return ()
    return tuple((int(words.starts[start]), int(words.ends[end - 1])) for start, end in kept)


def _bridged(chosen: Sequence[int], words: Words) -> list[int]:
    """Close gaps that hold nothing but marks."""
    out: list[int] = []
    for w in chosen:
        if out and 1 < w - out[-1] <= 4 and all(_is_mark(words.forms[g]) for g in range(out[-1] + 1, w)):
            out.extend(range(out[-1] + 1, w))
        out.append(w)
    return out


def _is_mark(form: str) -> bool:
    return form != BREAK and not any(c.isalnum() for c in form)


def _trim(start: int, end: int, words: Words, text: str) -> tuple[int, int]:
    """Drop what does not belong to the words said at either end of a piece."""
    while start < end:
        first, last = words.forms[start], words.forms[end - 1]
        if first in _STOPS or (first in _MARKS and not _pair_inside(start, end, words, 1)):
            start += 1
        elif (last in _MARKS and not _pair_inside(start, end, words, -1)) or (
            last in _STOPS and not _kept_stop(end, words, text)
        ):
            end -= 1
        elif first in _MARKS and last in _MARKS and _whole(start, end, words):
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _pair_inside(start: int, end: int, words: Words, way: int) -> bool:
    """Whether the mark at the piece's first or last word has its partner in the piece."""
    if way > 0:
        return words.forms[start] not in CLOSING and any(
            words.forms[i] in _MARKS and words.quotes[i] != _IN[0] for i in range(start + 1, end)
        )
    return words.forms[end - 1] not in OPENING and any(
        words.forms[i] in _MARKS and words.quotes[i] != _IN[0] for i in range(start, end - 1)
    )


def _whole(start: int, end: int, words: Words) -> bool:
    """Whether one pair of marks holds the whole piece."""
    return all(words.quotes[i] in _IN for i in range(start + 1, end - 1))


def _kept_stop(end: int, words: Words, text: str) -> bool:
    """A stop inside a quotation is the speaker's; one after initials belongs to them."""
    if words.quotes[end - 1] in _IN:
        return True
    if words.forms[end - 1] != ".":
        return False
    return bool(
        _ABBREVIATION.search(text[max(0, int(words.starts[end - 1]) - 12) : int(words.starts[end - 1])])
    )


def kind_of(content: Spans, words: Words) -> Kind:
    """Direct where all words stand between quotation marks, mixed where some do, indirect where none.

    Args:
        content: spans as offsets.
        words: the text's words.
    """
    inside = outside = False
    for first, last in words.starts.searchsorted(content).reshape(-1, 2).tolist():
        said = words.cases[first:last] < MARK
        quoted = _IS_IN[words.quotes[first:last]][said]
        inside = inside or bool(quoted.any())
        outside = outside or not quoted.all()
    return "indirect" if not inside else "direct" if not outside else "mixed"
