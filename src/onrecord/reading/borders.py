"""Where a reported statement ends: with its sentence, and not before an "of".

The model tags word by word: it runs on into the writer's next sentence, or stops within a phrase. Of the
14,641 unquoted contents of the training articles 174 go on behind a sentence's end, and 3 end before "of".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.words import BREAK, Words, sentences

__all__ = ["with_borders"]

_OUT, _CLOSES = STATES.index("out"), STATES.index("closes")
_FARTHEST: Final = 60
"""Words of a rest at most; a longer one was left out for a reason."""

_ANSWERERS: Final = frozenset({"he", "i", "it", "she", "the", "they", "we"})
_DEED: Final = re.compile(r"\w+ed|said|told|went|gave|took|left|made")
_JOINTS: Final = frozenset({"and", "because", "but", "so"})
_BREAKS: Final = frozenset({BREAK})
_SENTENCE_ENDS: Final = frozenset('.?!”"') | _BREAKS
_PHRASE_ENDS: Final = frozenset(",.;:?!—–()") | {BREAK, "--"}


def with_borders(words: Words, found: Sequence[Found]) -> list[Found]:
    """Cut what statements report in the writer's words at the end of the cue's sentence; finish cut phrases.

    Args:
        words: the text's words.
        found: the statements.
    """
    sentence = sentences(words).tolist()
    taken = {w for f in found for w in (*range(*f.cue), *f.source)}
    told = taken.union(*(f.content for f in found))
    cut = [(f, sorted({*_cut(words, f, sentence), *_told_on(words, f, told)})) for f in found]
    return [
        replace(f, content=_without_joint(words, _finished(words, _one_verbs(words, content), taken)))
        for f, content in cut
    ]


def _one_verbs(words: Words, content: Sequence[int]) -> Sequence[int]:
    """The content without its source's next deed: "accepted that ‘checks were missed’ *and apologised*"."""
    if words.forms[content[0]] != "that":
        return content
    quoted = [words.quotes[w] != _OUT for w in content]
    if not any(quoted[1:2]):
        return content
    behind = quoted.index(False, 1) if False in quoted[1:] else len(content)
    second = [words.forms[w] for w in content[behind : behind + 2]]
    return content[:behind] if second[:1] == ["and"] and _DEED.fullmatch(second[-1]) else content


def _without_joint(words: Words, content: tuple[int, ...]) -> tuple[int, ...]:
    """The content without an "and" at its end, which joins it to what is not reported."""
    end = len(content)
    while end > 1 and words.forms[content[end - 1]] in ("and", "but", "or"):
        end -= 1
    return content[:end]


def _told_on(words: Words, f: Found, told: set[int]) -> range:
    """What follows the comma in "…, she says, and each time she sent it back": hers, but in no content."""
    first, last = min((*f.source, f.cue[0])), max((*f.source, f.cue[1] - 1))
    joint = last + 2
    aside = joint < len(words) and words.forms[first - 1] == "," == words.forms[last + 1]
    if not aside or words.forms[joint] not in ("and", "but") or not f.source or f.content[0] > first:
        return range(0)
    end = _next(words, joint, _SENTENCE_ENDS)
    rest = range(joint, end)
    free = told.isdisjoint(rest) and all(words.quotes[w] == _OUT for w in (*rest, first - 2))
    return rest if free else range(0)


def _cut(words: Words, f: Found, sentence: list[int]) -> tuple[int, ...]:
    own = sentence[f.cue[0]]
    if words.forms[f.cue[0]] == "Asked" and not f.source:
        return _question(words, f)
    if f.content[0] < f.cue[0]:
        return _before(words, f, sentence)
    # What stands behind "NAME:" is hers, whatever marks were lost.
    spoken = f.spoken or not words.forms[f.cue[0]][0].isalpha()
    if spoken or all(sentence[w] != own for w in f.content):
        return f.content
    return tuple(w for w in f.content if sentence[w] <= own or words.quotes[w] != _OUT)


def _question(words: Words, f: Found) -> tuple[int, ...]:
    """The content of "Asked when it would open, he gave no date" without the answer."""
    commas = (w for w in f.content[:-1] if words.forms[w] == "," and words.forms[w + 1].lower() in _ANSWERERS)
    end = next(commas, f.content[-1] + 1)
    return tuple(w for w in f.content if w < end) or f.content


def _before(words: Words, f: Found, sentence: list[int]) -> tuple[int, ...]:
    """The content that begins before "she said": in her sentence, and without the writer's own words behind.

    Of 2,344 without marks in the training articles 7 begin before the sentence, of 3,263 with marks 6; of 659
    rests of a sentence behind "“…,” she said" 634 are in no content.
    """
    told = (*f.source, *range(*f.cue))
    first, last = min(told), max(told)
    if all(words.quotes[w] == _OUT for w in f.content) and not f.spoken:
        own = tuple(w for w in f.content if sentence[w] >= sentence[first])
        return own if own and own[0] < first else f.content
    mark = first - 1 - (words.forms[first - 1] == ",")  # the comma stands behind the mark in some houses
    if f.content[0] > first or words.quotes[mark] != _CLOSES:
        return f.content
    rest = [w for w in range(last + 1, min(last + _FARTHEST, len(words))) if sentence[w] == sentence[last]]
    writers = () if any(words.quotes[w] != _OUT for w in rest) else rest
    return tuple(
        w
        for w in f.content
        if w not in writers and (words.quotes[w] != _OUT or sentence[w] >= sentence[first])
    )


def _finished(words: Words, content: Sequence[int], taken: set[int]) -> tuple[int, ...]:
    """The content with what is left of a phrase before "of", and of a sentence before the next paragraph."""
    held = set(content)
    for w, following in pairwise([*content, len(words)]):
        if following == w + 1:
            continue
        joint = following - 1
        if (
            following < len(words)
            and words.forms[joint] in _JOINTS
            and words.forms[joint - 1] == ","
            and joint not in taken
        ):
            held.add(joint)  # "The offer, she says, came late, *and* they sent it back."
        rest = range(w + 1, w + 1)
        if w - 1 in held and words.forms[w + 1] == "of":
            rest = range(w + 1, _next(words, w + 1, _PHRASE_ENDS))
        line_end = _next(words, w + 1, _BREAKS)
        if line_end < following < len(words) and _OUT not in words.quotes[line_end + 1 : following]:
            rest = range(w + 1, _next(words, w + 1, _SENTENCE_ENDS))
        if taken.isdisjoint(rest):
            held.update(rest)
    return tuple(sorted(held))


def _next(words: Words, start: int, ends: frozenset[str]) -> int:
    stop = min(start + _FARTHEST, len(words))
    return next((w for w in range(start, stop) if words.forms[w] in ends), start)
