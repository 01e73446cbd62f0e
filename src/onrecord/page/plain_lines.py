"""Lines of a text without markup, and where their words begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.values import Span

__all__ = ["Line", "lines_of", "trimmed"]

_EDGE = "\x00\ufeff"
"""Characters at the edge of a file that are no words and that ``str.strip`` leaves."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, white space at its ends left out.

    Args:
        start: where it begins in the text.
        end: where it ends, half-open.
        after_blank: whether an empty line stands before it.
        words: the text between.
    """

    start: int
    end: int
    after_blank: bool
    words: str


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave out white space at the ends of a span; empty, at its start, where nothing is left.

    >>> trimmed("  a b ", 0, 6)
    (2, 5)
    """
    left, right = start, end
    while left < right and _is_edge(text[left]):
        left += 1
    while right > left and _is_edge(text[right - 1]):
        right -= 1
    return (left, right) if left < right else (start, start)


def lines_of(text: str, start: int = 0) -> list[Line]:
    r"""List the lines from ``start`` on that are not empty.

    >>> [(line.words, line.after_blank) for line in lines_of("a\n\n b \nc")]
    [('a', False), ('b', True), ('c', False)]
    """
    lines: list[Line] = []
    at, blank = start, False
    for raw in text[start:].splitlines(keepends=True):
        left, right = trimmed(text, at, at + len(raw))
        if left == right:
            blank = True
        else:
            lines.append(Line(left, right, blank, text[left:right]))
            blank = False
        at += len(raw)
    return lines


def _is_edge(ch: str) -> bool:
    return ch.isspace() or ch in _EDGE
