"""Quotations that run over paragraphs: the next paragraph opens again what the last one left unclosed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.reading.quotes import STATES
from onrecord.reading.words import BREAK, Words

__all__ = ["join_continued", "linked_quotations"]

_OUT = STATES.index("out")
_OPENS = STATES.index("opens")
_CLOSES = STATES.index("closes")


def linked_quotations(words: Words) -> list[tuple[range, ...]]:
    """Quotations of several paragraphs, as the words inside each paragraph's part.

    A part is linked to the next where it is still open at its paragraph's end and the next paragraph
    begins with an opening mark.
    """
    breaks = [i for i, form in enumerate(words.forms) if form == BREAK]
    chains: list[tuple[range, ...]] = []
    chain: list[range] = []
    for at in breaks:
        begins = _opened_at(words, at)
        goes_on = at + 1 < len(words) and words.quotes[at + 1] == _OPENS
        if begins is None or not goes_on:
            chain = []
            continue
        if not chain or chain[-1].start != begins:
            chain = [range(begins, at)]
        following = range(at + 2, _end_of_quotation(words, at + 2))
        if chains and chain == list(chains[-1]):
            chains.pop()
        chain = [*chain, following]
        chains.append(tuple(chain))
    return chains


def _opened_at(words: Words, at: int) -> int | None:
    """First word inside the quotation that is still open before the break at ``at``."""
    i = at - 1
    while i >= 0 and words.quotes[i] not in (_OUT, _OPENS, _CLOSES) and words.forms[i] != BREAK:
        i -= 1
    return i + 1 if 0 <= i < at - 1 and words.quotes[i] == _OPENS else None


def _end_of_quotation(words: Words, start: int) -> int:
    i = start
    while i < len(words) and words.quotes[i] not in (_OUT, _OPENS, _CLOSES):
        i += 1
    return i


def join_continued(words: Words, contents: Sequence[Sequence[int]]) -> list[list[int]]:
    """Give each content the other paragraphs of a quotation that it holds a part of.

    Parts that mostly belong to another content stay with it.

    Args:
        words: the text's words.
        contents: the words of each content.
    """
    joined = [list(c) for c in contents]
    chains = linked_quotations(words)
    if not chains:
        return joined
    owner = np.full(len(words), -1)
    for n, content in enumerate(contents):
        owner[list(content)] = n
    for chain in chains:
        owners = [_main_owner(owner, part) for part in chain]
        for k, part in enumerate(chain):
            if owners[k] < 0:
                near = [
                    owners[j] for j in (*range(k - 1, -1, -1), *range(k + 1, len(chain))) if owners[j] >= 0
                ]
                owners[k] = near[0] if near else -1
            if owners[k] >= 0:
                joined[owners[k]] = sorted({*joined[owners[k]], *part})
    return joined


def _main_owner(owner: np.ndarray[tuple[int], np.dtype[np.int64]], part: range) -> int:
    owners = owner[part.start : part.stop]
    if not len(owners):
        return -1
    values, counts = np.unique(owners, return_counts=True)
    named = [(c, v) for v, c in zip(values.tolist(), counts.tolist(), strict=True) if v >= 0]
    if not named or max(named)[0] * 3 < len(part):
        return -1
    return int(max(named)[1])
