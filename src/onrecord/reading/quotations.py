"""Whole quotations: a content takes all of the quoted words it holds a part of, over paragraphs too.

A quotation that stands alone, with no cue, is a statement of its own.

The model tags word by word and sees only so far from a cue; quotation marks tell where a quotation that
it has found begins and ends. A quotation goes on where its mark is not closed at a paragraph's end and the
next paragraph opens it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, starmap
from typing import Final

import numpy as np

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.words import BREAK, Words

__all__ = ["lone_quotations", "quotations", "whole_quotations"]

_OUT, _OPENS, _CLOSES = (STATES.index(name) for name in ("out", "opens", "closes"))

_ENOUGH: Final = 0.3
"""Share of a quotation's words that a content must hold to get them all."""

_FEWEST_WORDS: Final = 4
"""Words of a lone quotation at least; fewer are a title or a nickname."""

_SENTENCE_ENDS: Final = frozenset(".!?")

CONFIDENCE: Final = 0.5
"""Of a lone quotation: that it is one is sure, whose it is is likely."""

Quotation = tuple[range, ...]
"""The words of a quotation, a range for each paragraph."""


def quotations(words: Words) -> list[Quotation]:
    """The quotations of a text: the words inside each pair of marks, linked over paragraphs.

    Args:
        words: the text's words.
    """
    found: list[Quotation] = []
    inside = np.isin(words.quotes, (_OUT, _OPENS, _CLOSES), invert=True)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    for part in starmap(range, edges.reshape(-1, 2).tolist()):
        if found and _goes_on(words, found[-1][-1], part):
            found[-1] = (*found[-1], part)
        else:
            found.append((part,))
    return found


def _goes_on(words: Words, part: range, following: range) -> bool:
    """Whether only a paragraph break and the mark that opened the first stand between two parts."""
    return (
        following.start - part.stop == 2
        and words.forms[part.stop] == BREAK
        and words.quotes[part.stop + 1] == _OPENS
        and words.forms[part.start - 1] == words.forms[following.start - 1]
    )


def whole_quotations(words: Words, found: Sequence[Found]) -> list[list[int]]:
    """Give each quotation whole to the statement it belongs to, and take stray parts of it from others.

    It belongs to the statement whose cue is nearest among those that hold enough of it; one whose cue
    stands in the same paragraph comes first. A statement whose cue stands inside the quotation is one
    within it and keeps what it has. A quotation over paragraphs of which two have cues of their own, is
    two: a mark was lost. One that holds turns of a transcript is left to them.

    Args:
        words: the text's words.
        found: the statements.

    Returns:
        The words of each statement's content, in the order given.
    """
    contents = [set(f.content) for f in found]
    holders: dict[int, list[int]] = {}
    for n, f in enumerate(found):
        for w in f.content:
            holders.setdefault(w, []).append(n)
    paragraph = list(accumulate(form == BREAK for form in words.forms))
    turns = {f.cue[0] for f in found if f.spoken}
    last = (-1, -1)
    for quotation in quotations(words):
        if not all(turns.isdisjoint(part) for part in quotation):
            continue
        owners = [_owners(part, found, contents, holders, paragraph) for part in quotation]
        beside = {min(o)[-1] for o in owners if o and not min(o)[0]}
        units = [quotation] if len(beside) < 2 else [(part,) for part in quotation]
        for unit in units:
            held = [o for part, own in zip(quotation, owners, strict=True) if part in unit for o in own]
            here = paragraph[unit[0].start]
            if held:
                _assign(unit, min(held)[-1], found, contents, holders)
                last = here, min(held)[-1]
            elif last[0] == here and holders.keys().isdisjoint(unit[0]) and _is_sentence(words, unit[0]):
                contents[last[1]].update(unit[0])  # "“No,” said Finch. Then she left. “Or yes.”"
    kept = [_in_paragraph(words, f, c, paragraph) for f, c in zip(found, contents, strict=True)]
    return [_without_afterword(words, sorted(c)) for c in kept]


def _is_sentence(words: Words, part: range) -> bool:
    """Whether a quotation is sentences of its own, and nothing follows it in its paragraph."""
    before = words.forms[max(0, part.start - 2) : part.start - 1]
    ends = words.forms[part.stop - 1] in _SENTENCE_ENDS and words.forms[part.stop + 1 : part.stop + 2] in (
        [],
        [BREAK],
    )
    return ends and before in (["."], ["!"], ["?"])


def _in_paragraph(words: Words, f: Found, content: set[int], paragraph: Sequence[int]) -> set[int]:
    """Only quotations and turns go over paragraphs, and what a paragraph of its own follows."""
    own = paragraph[f.cue[0]]
    if f.spoken or all(paragraph[w] != own for w in content):
        return content
    return {w for w in content if paragraph[w] == own or words.quotes[w] != _OUT}


def _without_afterword(words: Words, content: list[int]) -> list[int]:
    """Leave out the sentence that follows one which is all quotation: there the statement has ended."""
    if not words.quotes[content].any():
        return content
    kept: list[int] = []
    before, quoted, ended = -1, False, False
    for w in content:
        outside = words.quotes[w] == _OUT
        gap = words.forms[before + 1 : w]
        if before < 0 or any(form[0].isalnum() or form == BREAK for form in gap):
            quoted, ended = not outside, False
        elif not outside:
            ended = False
        elif words.forms[w][0].isalnum() and not ended:
            ended = quoted and _sentence_ended(words, w)
            quoted = quoted and ended
        if not ended:
            kept.append(w)
        before = w
    return kept


def _sentence_ended(words: Words, w: int) -> bool:
    """Whether a full stop and a closing mark, in either order, stand before a word."""
    marks = words.forms[max(0, w - 2) : w]
    closes = any(words.quotes[i] == _CLOSES for i in range(max(0, w - 2), w))
    inside = words.quotes[w - 1] == _CLOSES and words.forms[max(0, w - 2)] in _SENTENCE_ENDS
    return closes and (inside or marks[-1] in _SENTENCE_ENDS)


def _owners(
    part: range,
    found: Sequence[Found],
    contents: Sequence[set[int]],
    holders: Mapping[int, Sequence[int]],
    paragraph: Sequence[int],
) -> list[tuple[bool, int, int]]:
    """Statements that may own a part: whether their cue is in another paragraph, how far it is, which one."""
    near = {n for w in part for n in holders.get(w, ()) if found[n].cue[0] not in part}
    return [
        (paragraph[found[n].cue[0]] != paragraph[part.start], _distance(found[n].cue, part), n)
        for n in near
        if len(contents[n].intersection(part)) >= _ENOUGH * len(part)
    ]


def _distance(cue: tuple[int, int], part: range) -> int:
    return max(part.start - cue[1], cue[0] - part.stop, 0)


def _assign(
    unit: Quotation,
    owner: int,
    found: Sequence[Found],
    contents: Sequence[set[int]],
    holders: Mapping[int, Sequence[int]],
) -> None:
    for part in unit:
        near = {n for w in part for n in holders.get(w, ()) if found[n].cue[0] not in part} - {owner}
        for n in near:
            # One that holds all of it on purpose keeps it; one that holds some has strayed.
            if len(unit) > 1 or not contents[n].issuperset(part):
                contents[n].difference_update(part)
        contents[owner].update(part)


def lone_quotations(words: Words, contents: Sequence[Sequence[int]]) -> list[Found]:
    """Quotations that fill a paragraph, follow one with a statement, and belong to no statement.

    Args:
        words: the text's words.
        contents: the words of each statement's content.
    """
    held = {w for content in contents for w in content}
    paragraph = list(accumulate(form == BREAK for form in words.forms))
    told = {paragraph[w] for w in held}
    found = []
    for quotation in quotations(words):
        first, last = quotation[0], quotation[-1]
        alone = all(_fills_paragraph(words, part) for part in quotation)
        if alone and paragraph[first.start] - 1 in told and sum(map(len, quotation)) >= _FEWEST_WORDS:
            content = tuple(w for part in quotation for w in part)
            if held.isdisjoint(content):
                told.add(paragraph[last.start])
                lone = Found.by_rule((first.start, first.start), (), content, confidence=CONFIDENCE)
                found.append(lone)
    return found


def _fills_paragraph(words: Words, part: range) -> bool:
    before = words.forms[max(0, part.start - 2) : part.start]
    after = words.forms[part.stop : part.stop + 2]
    opens = len(before) < 2 or before[0] == BREAK
    closes = not after or BREAK in after or len(after) < 2
    return opens and closes
