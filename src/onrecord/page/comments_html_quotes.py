"""Where a comment repeats words that are not its writer's, as the page marks them, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.core.values import Comment, Quote, Span

__all__ = ["quotes_of", "with_sources"]

_REACH = 200
"""How many comments up the quoted words are looked for; keeps the time linear."""

_SHORTEST = 8


def quotes_of(text: str, blocks: Iterable[str]) -> list[Span]:
    r"""Find the quoted blocks in a comment's text.

    Args:
        text: the comment's text, a line a paragraph.
        blocks: what its quotation elements hold, each on one line, in document order.

    >>> quotes_of("Bo wrote:\nIt rains.\nIt does not.", ["Bo wrote: It rains."])
    [(0, 19)]
    """
    flat = text.replace("\n", " ")
    found: list[Span] = []
    at = 0
    for block in blocks:
        start = flat.find(block, at) if block else -1
        if start >= 0:
            at = start + len(block)
            found.append((start, at))
    return found


def with_sources(comments: Sequence[Comment]) -> list[Comment]:
    r"""Tell of each quoted block which earlier comment holds its words.

    >>> thread = [Comment(n=1, text="It rains again."),
    ...           Comment(n=2, text="It rains again.\nIt does not.", quotes=(Quote(span=(0, 15)),))]
    >>> with_sources(thread)[1].quotes[0].comment
    1
    """
    out: list[Comment] = []
    for comment in comments:
        quotes = tuple(replace(quote, comment=_source(comment, quote, out)) for quote in comment.quotes)
        out.append(replace(comment, quotes=quotes) if quotes else comment)
    return out


def _source(comment: Comment, quote: Quote, earlier: Sequence[Comment]) -> int | None:
    # The longest line: the first often only says who is quoted.
    words = max(comment.text[slice(*quote.span)].split("\n"), key=len).strip()
    if len(words) < _SHORTEST:
        return None
    for other in reversed(earlier[-_REACH:]):
        if words in other.text or words in other.text.replace("\n", " "):
            return other.n
    return None
