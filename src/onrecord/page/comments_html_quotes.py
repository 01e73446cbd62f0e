"""Where a comment repeats words that are not its writer's, as the page marks them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.core.values import Span

__all__ = ["quotes_of"]


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
