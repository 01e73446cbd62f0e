"""Turns of a transcript or an interview: "WALLACE: …", "Q: …", "A: …" are statements by their layout.

A text has turns where lines begin with labels that come again: names in capitals, or Q and A. A turn goes
on over the lines without a label before the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import Words, paragraphs

__all__ = ["Turn", "find_turns", "with_turns"]

_LONGEST_LABEL: Final = 5
_FEWEST_WORDS: Final = 2
_QUESTION_AND_ANSWER: Final = frozenset({"Q", "A"})

CONFIDENCE: Final = 0.7
"""A guess: of 60 turns in the training articles 21 are marked whole, and 38 of one interview not at all."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn over the words of a text.

    Args:
        label: words of the label.
        colon: the word between label and speech.
        end: one past the last word of the speech.
    """

    label: range
    colon: int
    end: int


def find_turns(words: Words) -> list[Turn]:
    """The turns of a text; none where no label comes again.

    Args:
        words: the text's words.
    """
    lines = paragraphs(words)
    colons = [_colon(words, line) for line in lines]
    labels = [" ".join(words.forms[line.start : c]) for line, c in zip(lines, colons, strict=True) if c]
    counts = Counter(labels)
    if len(counts) < 2 or sum(n > 1 for n in counts.values()) < 2:
        return []
    return list(_turns(lines, colons))


def _colon(words: Words, line: range) -> int:
    """Place of the colon behind a line's label; 0 where it has none."""
    for i in line[1 : _LONGEST_LABEL + 1]:
        form = words.forms[i]
        if form == ":":
            said = sum(f[0].isalpha() for f in words.forms[i + 1 : line.stop])
            return i if said >= _FEWEST_WORDS and _is_label(words.forms[line.start : i]) else 0
    return 0


def _is_label(forms: Sequence[str]) -> bool:
    if len(forms) == 1 and forms[0] in _QUESTION_AND_ANSWER:
        return True
    spelled = [form for form in forms if form[0].isalpha()]
    return bool(spelled) and all(form.isupper() for form in spelled) and max(map(len, spelled)) > 2


def _turns(lines: Sequence[range], colons: Sequence[int]) -> Iterator[Turn]:
    labelled = [n for n, colon in enumerate(colons) if colon]
    for n, following in zip(labelled, [*labelled[1:], None], strict=True):
        # What follows the last turn is seldom a part of it.
        last = n if following is None else following - 1
        yield Turn(range(lines[n].start, colons[n]), colons[n], lines[last].stop)


def with_turns(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make every turn a statement, and take its words from statements that are reported outside it.

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    turns = find_turns(words)
    if not turns:
        return list(found)
    turn_of = {w: n for n, turn in enumerate(turns) for w in range(turn.label.start, turn.end)}
    kept = []
    for f in found:
        here = turn_of.get(f.cue[0])
        if here is not None and f.cue[0] <= turns[here].colon:
            continue
        content = tuple(w for w in f.content if turn_of.get(w) == here)
        if content:
            kept.append(replace(f, content=content))
    made = [
        Found.by_rule(
            (turn.colon, turn.colon + 1),
            turn.label,
            range(turn.colon + 1, turn.end),
            confidence=CONFIDENCE,
            spoken=True,
        )
        for turn in turns
    ]
    return sorted([*kept, *made], key=lambda f: f.cue)
