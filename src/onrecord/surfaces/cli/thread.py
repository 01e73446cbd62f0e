"""The order and depth in which a thread is shown, the same in the table and in HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core.values import Civility, Comment, Reported

__all__ = ["DEEPEST", "UNCIVIL", "Place", "in_article", "outline", "why_uncivil"]

DEEPEST = 8
"""Deepest level that is indented; below it comments stand side by side and name whom they answer."""

UNCIVIL = 0.5
"""From this probability on a comment is marked as uncivil."""


@dataclass(frozen=True, slots=True)
class Place:
    """A comment where it is shown.

    Args:
        comment: the comment.
        depth: its level, 0 at the top, at most :data:`DEEPEST`.
        answers: the comment it answers, where the level does not show it.
    """

    comment: Comment
    depth: int
    answers: Comment | None = None


def outline(comments: Sequence[Comment]) -> Iterator[Place]:
    """Give comments in the order of reading a thread: each before its answers.

    A comment whose parent is unknown, itself, or comes after it stands at the top, so that none is lost.

    >>> thread = [Comment(n=1, text="a"), Comment(n=2, text="b"), Comment(n=3, parent=1, text="c")]
    >>> [(place.comment.n, place.depth) for place in outline(thread)]
    [(1, 0), (3, 1), (2, 0)]
    """
    by_number = {c.n: c for c in reversed(comments)}
    answers: dict[int | None, list[Comment]] = defaultdict(list)
    for c in comments:
        known = c.parent is not None and c.parent in by_number and c.parent < c.n
        answers[c.parent if known else None].append(c)
    waiting = [(c, 0) for c in reversed(answers[None])]
    while waiting:
        comment, depth = waiting.pop()
        beyond = depth > DEEPEST and comment.parent is not None
        yield Place(comment, min(depth, DEEPEST), by_number[comment.parent] if beyond else None)  # type: ignore[index]
        waiting += [(c, depth + 1) for c in reversed(answers.pop(comment.n, []))]


def why_uncivil(civility: Civility | None, text: str) -> str | None:
    """Say that a comment is uncivil, with the words that carry it; None where it is not, or was not judged.

    >>> from onrecord.core.values import UncivilWords
    >>> words = (UncivilWords(span=(4, 8), kind="insult"),)
    >>> why_uncivil(Civility(uncivil=0.9, words=words), "You fool.")
    'uncivil 90 %: insult “fool”'
    """
    if civility is None or civility.uncivil < UNCIVIL:
        return None
    words = [f"{w.kind} “{text[slice(*w.span)]}”" for w in civility.words]
    chance = f"uncivil {civility.uncivil:.0%}".replace("%", " %")
    return f"{chance}: {', '.join(words)}" if words else chance


def in_article(reported: Reported) -> str:
    """Say in a few words whether the article bears a comment's statement out."""
    return "supported by the article" if reported.verdict == "supported" else reported.verdict
