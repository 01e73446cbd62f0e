"""Turns of a transcript or an interview: "WALLACE: …", "Q: …", "A. …" are statements by their layout.

A text has turns where lines begin with labels that come again: names in capitals, names that the text also
has in full, their initials, or Q and A. A time may stand before them: "[00:12] Wallace: …". A turn goes on
over the lines without a label before the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import BREAK, Words, paragraphs

__all__ = ["Turn", "find_turns", "with_turns"]

_LONGEST_LABEL: Final = 14
_LONGEST_TIME: Final = 9
_AROUND_TIMES: Final = frozenset("[]():.")
_FIRST_PERSON: Final = frozenset({"i", "my", "our", "we", "you"})
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
    lines = [_behind_time(words, line) for line in paragraphs(words)]
    asked = any(words.forms[line.start : line.start + 2] == ["Q", "."] for line in lines)
    names = _names(words)
    initials = {first[0] + last[0] for first, last in names}
    colons = [_colon(words, line, initials, dotted=asked) for line in lines]
    labels = [_bare(words.forms[line.start : c]) for line, c in zip(lines, colons, strict=True)]
    named = {last.upper() for _, last in names} | initials
    whose = [
        colon if label and (_is_label(label, shouted=True) or label[-1].upper() in named) else 0
        for label, colon in zip(labels, colons, strict=True)
    ]
    counts = Counter(label[-1].upper() for label, colon in zip(labels, whose, strict=True) if colon)
    if sum(n > 1 for n in counts.values()) < 2:
        return []
    return list(_turns(lines, whose))


def _behind_time(words: Words, line: range) -> range:
    """The line without the time that it begins with: "[00:01:12]", "(12:30)", "09:14"."""
    at, digits = line.start, False
    while at < min(line.stop, line.start + _LONGEST_TIME):
        if not words.forms[at].isdigit() and words.forms[at] not in _AROUND_TIMES:
            break
        digits = digits or words.forms[at].isdigit()
        at += 1
    return range(at, line.stop) if digits else line


def _colon(words: Words, line: range, initials: Collection[str], *, dotted: bool) -> int:
    """Place of the colon behind a line's label, or of a court's "Q." the dot; 0 where it has none."""
    forms = words.forms
    for i in line[1 : _LONGEST_LABEL + 1]:
        if forms[i] == ":" or (dotted and forms[i] == "." and forms[line.start] in _QUESTION_AND_ANSWER):
            said = any(form[0].isalpha() for form in forms[i + 1 : line.stop])
            label = _bare(forms[line.start : i])
            return i if said and (_is_label(label) or "".join(label) in initials) else 0
    return 0


def _bare(label: Sequence[str]) -> Sequence[str]:
    """A label without what stands behind it in brackets: "ADA QUILL (Orvane Post)"."""
    return label[: label.index("(")] if "(" in label and label[-1] == ")" else label


def _is_label(forms: Sequence[str], *, shouted: bool = False) -> bool:
    """Whether words may be a label: Q, A, a name in capitals or, unless it must be shouted, any name."""
    if len(forms) == 1 and forms[0] in _QUESTION_AND_ANSWER:
        return True
    spelled = [form for form in forms if form[0].isalpha()]
    if not spelled or max(map(len, spelled)) <= 2:
        return False
    return all(form.isupper() for form in spelled) or (
        not shouted and all(form[0].isupper() for form in spelled)
    )


def _names(words: Words) -> set[tuple[str, str]]:
    """Pairs of words that may be a name's first and last: both have a capital."""
    return {
        (first, last)
        for first, last in pairwise(words.forms)
        if len(first) > 1 and first[0].isupper() and first.isalpha() and last[0].isupper()
    }


def _turns(lines: Sequence[range], colons: Sequence[int]) -> Iterator[Turn]:
    labelled = [n for n, colon in enumerate(colons) if colon]
    for n, following in zip(labelled, [*labelled[1:], None], strict=True):
        # What follows the last turn, or a headline, is seldom a part of it.
        last = n if following is None or n == 0 else following - 1
        yield Turn(range(lines[n].start, colons[n]), colons[n], lines[last].stop)


def with_turns(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make every turn a statement, and take its words from statements that are reported outside it.

    What a speaker says of himself, "I find that …", is no statement beside the turn; no other colon is a cue.

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    told = {f.source[0] for f in found if f.source and words.forms[f.source[0]].lower() not in _FIRST_PERSON}
    turns = [_without_narration(words, turn, told) for turn in find_turns(words)]
    if not turns:
        return list(found)
    turn_of = {w: n for n, turn in enumerate(turns) for w in range(turn.label.start, turn.end)}
    kept = []
    for f in found:
        here = turn_of.get(f.cue[0])
        in_label = words.forms[f.cue[0]] == ":" if here is None else f.cue[0] <= turns[here].colon
        own = here is not None and f.source and words.forms[f.source[0]].lower() in _FIRST_PERSON
        if in_label or own:
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


def _without_narration(words: Words, turn: Turn, told: set[int]) -> Turn:
    """The turn up to the line that begins with whom the writer reports: "She says the last service …"."""
    starts = (w + 1 for w in range(turn.colon, turn.end) if words.forms[w] == BREAK and w + 1 in told)
    return replace(turn, end=next(starts, turn.end + 1) - 1)
