"""Dialogue that dashes open, as Spanish and French houses print it: "— I never left, said Marta. It is dry".

What a dash at a paragraph's beginning opens is spoken, on both sides of the words that say by whom. A line
with no such words is a statement of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.names_lexicon import fold
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.words import Words, paragraphs

__all__ = ["spoken_after_dashes"]

_DASHES: Final = frozenset("—–―")
"""Dashes that open speech; a hyphen opens an item of a list."""

_SENTENCE_ENDS: Final = frozenset(".!?…")
_STOPS: Final = _SENTENCE_ENDS | _DASHES | {",", "..."}
_PRONOUNS: Final = frozenset({"he", "i", "she", "they", "we"})
_DETERMINERS: Final = frozenset({"a", "an", "her", "his", "my", "our", "the", "their"})
_SOMEBODY: Final = frozenset(
    {"another", "both", "everybody", "everyone", "nobody", "one", "somebody", "someone"}
)
_LONGEST_SUBJECT: Final = 5
_COMMENTS: Final = frozenset(
    {"as", "from", "in", "pointing", "then", "when", "while", "who", "with", "without"}
)
"""Words that go on with how it was said: "he said, with a cup in his hand"."""

_AGE: Final = re.compile(r"\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|\w+teen")

_FEWEST_TAGGED: Final = 2
"""Lines that say who speaks, before one that does not is taken for speech."""

CONFIDENCE: Final = 0.7
"""A guess: PolNeAR's articles have no such dialogue."""

LONE: Final = 0.5
"""Of a line that does not say who speaks."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """The words that say who speaks: the stop before them, cue, source, and the stop that ends them."""

    start: int
    cue: int
    source: range
    end: int


def spoken_after_dashes(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make what a dash opens one spoken statement a line, in place of what was found for its "he said".

    Args:
        words: the text's words.
        found: the statements.
    """
    lines = [line for line in paragraphs(words) if len(line) > 2 and words.forms[line.start] in _DASHES]
    tags = {line.start: _tag(words, line) for line in lines}
    lone = sum(tag is not None for tag in tags.values()) >= _FEWEST_TAGGED
    line_of = {w: line.start for line in lines for w in line}
    held: defaultdict[int, list[Found]] = defaultdict(list)
    for f in found:
        held[line_of.get(f.cue[0], -1)].append(f)
    out = held[-1]
    for line in lines:
        here, tag = held[line.start], tags[line.start]
        if tag is None and not here and lone and words.forms[line.stop - 1] in _SENTENCE_ENDS:
            speech = range(line.start + 1, line.stop)
            here = [Found.by_rule((speech.start, speech.start), (), speech, confidence=LONE, spoken=True)]
        out += here if tag is None else _told(words, line, tag, here)
    return sorted(out, key=lambda f: f.cue)


def _tag(words: Words, line: range) -> _Tag | None:
    """The line's first; "It is late. The clock says ten, says Bo" has a sentence of its own before it."""
    return min(_tags(words, line), key=lambda tag: words.forms[tag.start] == ".", default=None)


def _tags(words: Words, line: range) -> Iterator[_Tag]:
    forms = words.forms
    for stop in line[2:-1]:
        if forms[stop] not in _STOPS:
            continue
        at = stop + 1
        if fold(forms[at]) in listed("saying") and at + 1 < line.stop:
            source = _with_name(words, _subject(words, at + 1, line.stop), line.stop)
            if source:
                yield _Tag(stop, at, source, _next_stop(words, source.stop, line.stop))
        source = _subject(words, at, line.stop)
        if source and source.stop < line.stop and fold(forms[source.stop]) in listed("saying"):
            yield _Tag(stop, source.stop, source, _next_stop(words, source.stop + 1, line.stop))


def _subject(words: Words, start: int, stop: int) -> range:
    """The words of a subject from ``start`` on: a pronoun, a name, or "her nephew Efraín"."""
    forms = words.forms
    if fold(forms[start]) in _PRONOUNS:
        return range(start, start + 1)
    if not forms[start][0].isupper() and fold(forms[start]) not in _DETERMINERS | _SOMEBODY:
        return range(0)
    end = start + 1
    while end < min(start + _LONGEST_SUBJECT, stop) and forms[end][0].isalpha():
        if fold(forms[end]) in listed("saying"):
            break
        end += 1
    alone = end == start + 1 and fold(forms[start]) in _DETERMINERS
    return range(0) if alone else range(start, end)


def _with_name(words: Words, source: range, stop: int) -> range:
    """The subject with the name behind its comma: "said the captain, Belmiro Canto."."""
    forms, end = words.forms, source.stop + 1
    if not source or forms[source.stop : end] != [","] or fold(forms[source.start]) not in _DETERMINERS:
        return source
    while end < stop and forms[end][0].isupper():
        end += 1
    named = source.stop + 1 < end and (end == stop or forms[end] in _STOPS)
    return range(source.start, end) if named else source


def _next_stop(words: Words, start: int, stop: int) -> int:
    return next((w for w in range(start, stop) if words.forms[w] in _STOPS), stop)


def _told(words: Words, line: range, tag: _Tag, here: Sequence[Found]) -> Iterator[Found]:
    """The line's statement, made from the one that the model found for its tag if there is one."""
    end = tag.end
    if end < line.stop and words.forms[end] == "," and _is_comment(words, range(end + 1, line.stop)):
        end = next((w for w in range(end, line.stop) if words.forms[w] in _SENTENCE_ENDS), line.stop)
    content = (*range(line.start + 1, tag.start + 1), *range(end + 1, line.stop))
    cue = (tag.cue, tag.cue + 1)
    model = next((f for f in here if f.cue[0] <= tag.cue < f.cue[1]), None)
    made = model or Found.by_rule(cue, (), (), confidence=CONFIDENCE)
    yield replace(made, source=tuple(tag.source), content=content, spoken=True)


def _is_comment(words: Words, rest: range) -> bool:
    """Whether the words behind "he said," tell how, or who: "nodding at the tram", "fifty-eight, a baker"."""
    first, second = (*(fold(words.forms[w]) for w in rest[:2]), "", "")[:2]
    told = first in _COMMENTS or _AGE.fullmatch(first)
    if told or (first.endswith("ing") and second not in ("is", "was")):
        return True
    third = fold(words.forms[rest[2]]) if len(rest) > 2 else ""
    return (
        first == "and" and second.endswith(("s", "ed")) and third in _DETERMINERS | {"him", "me", "us", "it"}
    )
