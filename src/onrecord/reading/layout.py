"""Statements by their layout: posts, signed quotations, and headlines that name who says it.

"The drums miss you. — Jonas Strell (@jstrell)"; "@jstrell: The drums miss you."; "“The drums miss you.” —
Jonas Strell"; "No new ferries before spring: minister".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.names_lexicon import fold, roles
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.words import BREAK, Words, paragraphs

__all__ = ["with_headline", "with_posts", "with_signatures", "without_line_heads"]

_OUT, _OPENS, _CLOSES = (STATES.index(name) for name in ("out", "opens", "closes"))
_DASHES: Final = frozenset("—–-―") | {"--"}
_TIME: Final = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]\.?m\.?)?", re.I)
_HOURS: Final = frozenset({"am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "est", "et"})
_LONGEST_DATELINE: Final = 14
_LONGEST_NAME: Final = 8
_NAME_STOPS: Final = frozenset(",(")
_LONGEST_HANDLE: Final = 7
_FEWEST_WORDS: Final = 3
_LONGEST_HEADLINE: Final = 24
_LONGEST_SOURCE: Final = 4

_LONGEST_PLACE: Final = 5
_FEWEST_BRIEFS: Final = 3
_MOST_ASKED: Final = 50
_BEFORE_PLACES: Final = frozenset({"at", "from", "in", "near", "of", "on", "the", "to"})

CONFIDENCE: Final = 0.7
"""A guess: PolNeAR's annotators mark hardly any posts, though none of them is in doubt."""

SIGNED: Final = 0.9
"""Of a signed quotation: the annotators mark all seven in the training articles."""


def without_line_heads(words: Words, found: Sequence[Found]) -> list[Found]:
    """Take times and datelines from sources and contents: "11:47 Foyle", "VARENHOLM, March 4 (PA) - A fire".

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    lines = paragraphs(words)
    heads = {w for line in lines for w in _line_head(words, line)} | set(_opening_place(words, lines[0]))
    heads |= _places_of_briefs(words, lines)
    out = []
    for f in found:
        if f.cue[0] in heads:
            continue
        if heads.isdisjoint(f.source) and heads.isdisjoint(f.content):
            out.append(f)
            continue
        source, content = (tuple(w for w in part if w not in heads) for part in (f.source, f.content))
        out.append(replace(f, source=source, content=content) if content else f)
    return out


def _line_head(words: Words, line: range) -> range:
    """The words of a time or of a dateline that a line begins with."""
    forms = words.forms[line.start : line.stop]
    if _TIME.fullmatch("".join(forms[:3])) and forms[1:2] == [":"]:
        return line[: 4 if forms[3:4] and forms[3].lower() in _HOURS else 3]
    if forms and _TIME.fullmatch(forms[0]):
        return line[:1]
    dash = next((i for i, form in enumerate(forms[:_LONGEST_DATELINE]) if form in _DASHES | {"-"}), 0)
    place = bool(forms) and len(forms[0]) > 2 and forms[0].isupper()
    named = all(form[0].isupper() or not form[0].isalpha() for form in forms[:dash])
    return line[: dash + 1] if dash and place and named else line[:0]


def _opening_place(words: Words, line: range) -> range:
    """The words of a dateline that a text begins with: "ORVANE: The bridge …"; a label would come again."""
    label, *behind = words.forms[line.start : line.start + 2] or [""]
    place = behind == [":"] and label.isupper() and len(label) > 2 and words.forms.count(label) == 1
    return line[:2] if place else line[:0]


def _places_of_briefs(words: Words, lines: Sequence[range]) -> set[int]:
    """The words of "Orvane:" in headings such as "Orvane: Bridge open"; below it is always "in Orvane"."""
    forms = words.forms
    heads = []
    for line in lines:
        colon = next((w for w in line[1:_LONGEST_PLACE] if forms[w] == ":"), 0)
        named = colon and all(form[0].isupper() for form in forms[line.start : colon])
        if named and line.stop - colon > 1 and forms[line.stop - 1][0].isalnum():
            heads.append(range(line.start, colon + 1))
    if len(heads) < _FEWEST_BRIEFS:
        return set()
    starts = defaultdict(list)
    for w, form in enumerate(forms):
        starts[form].append(w)
    return {w for head in heads if _is_place(forms, head, starts[forms[head.start]]) for w in head}


def _is_place(forms: Sequence[str], head: range, starts: Sequence[int]) -> bool:
    label = forms[head.start : head.stop - 1]
    told = [
        forms[w - 1] for w in starts[:_MOST_ASKED] if w != head.start and forms[w : w + len(label)] == label
    ]
    return bool(told) and all(word in _BEFORE_PLACES for word in told)


def with_posts(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make every post a statement, in place of what was found under its dash or colon.

    A post is signed ("… — Jonas Strell (@jstrell)") or headed by who wrote it ("@jstrell: …").

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    posts = [*_signed(words), *_headed(words)]
    marks = {post.cue[0] for post in posts}
    return sorted([*(f for f in found if f.cue[0] not in marks), *posts], key=lambda f: f.cue)


def _post(mark: int, source: range, content: range) -> Found:
    return Found.by_rule((mark, mark + 1), source, content, confidence=CONFIDENCE, spoken=True)


def _signed(words: Words) -> list[Found]:
    forms = words.forms
    posts = []
    for at, form in enumerate(forms):
        if form != "@" or forms[at - 1 : at] != ["("]:
            continue
        close = next((i for i in range(at + 2, at + _LONGEST_HANDLE) if forms[i : i + 1] == [")"]), 0)
        if close:
            dash = next(
                (i for i in range(at - 2, max(at - 2 - _LONGEST_NAME, 0), -1) if forms[i] in _DASHES), 0
            )
            start = _line_start(forms, dash)
            if dash - start >= _FEWEST_WORDS and BREAK not in forms[dash:at]:
                posts.append(_post(dash, range(dash + 1, close + 1), range(start, dash)))
    return posts


def _headed(words: Words) -> list[Found]:
    forms = words.forms
    posts = []
    for line in filter(None, paragraphs(words)):
        head = line[:_LONGEST_NAME]
        colon = next((i for i in head if forms[i] == ":"), line.start)
        at = next((i for i in head if forms[i] == "@"), colon)
        closes = forms[at - 1] == "(" and forms[colon - 1] == ")"
        if line.start <= at < colon and (at == line.start or closes) and line.stop - colon > _FEWEST_WORDS:
            posts.append(_post(colon, range(line.start, colon), range(colon + 1, line.stop)))
    return posts


def with_signatures(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make every quotation that a name behind a dash signs a statement, in place of what the dash was cue of.

    The dash may stand on the next line: "“We had no water.”", "- Ada Quill, baker".

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    dashes = [i for i, form in enumerate(words.forms) if form in _DASHES or form == "-"]
    signed = [f for dash in dashes for f in _signature(words, dash)]
    marks = {f.cue[0] for f in signed}
    return sorted([*(f for f in found if f.cue[0] not in marks), *signed], key=lambda f: f.cue)


def _signature(words: Words, dash: int) -> list[Found]:
    forms = words.forms
    end = dash - 1 if dash and forms[dash - 1] == BREAK else dash
    start = _line_start(forms, end)
    states = words.quotes[start:end].tolist()
    if len(states) <= _FEWEST_WORDS or (states[0], states[-1]) != (_OPENS, _CLOSES) or _OUT in states:
        return []
    stop = next((i for i in range(dash, len(forms)) if forms[i] == BREAK), len(forms))
    last = next((i for i in range(dash + 1, stop) if forms[i] in _NAME_STOPS), stop)
    name = range(dash + 1, last - (forms[last - 1] == "."))
    named = 0 < len(name) <= _LONGEST_NAME and all(forms[i][0].isupper() or forms[i] == "." for i in name)
    content = range(start + 1, end - 1)
    made = Found.by_rule((dash, dash + 1), name, content, confidence=SIGNED, spoken=True)
    return [made] if named else []


def _line_start(forms: Sequence[str], at: int) -> int:
    while at and forms[at - 1] != BREAK:
        at -= 1
    return at


def with_headline(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make a first line such as "No new ferries before spring: minister" a statement.

    Behind its only colon stands nothing but somebody who speaks: a role, a group, or a name in capitals.

    Args:
        words: the text's words.
        found: the statements found so far.
    """
    end = words.forms.index(BREAK) if BREAK in words.forms else 0
    line = words.forms[:end]
    if not _FEWEST_WORDS < end <= _LONGEST_HEADLINE or line.count(":") != 1:
        return list(found)
    colon = line.index(":")
    behind = line[colon + 1 :]
    if colon < _FEWEST_WORDS or not 0 < len(behind) <= _LONGEST_SOURCE or not _speaks(behind):
        return list(found)
    kept = [f for f in found if f.cue[0] >= end]
    made = Found.by_rule((colon, colon + 1), range(colon + 1, end), range(colon), confidence=CONFIDENCE)
    return [made, *kept]


def _speaks(forms: Sequence[str]) -> bool:
    """Whether words name somebody who speaks: "transport minister", "council", "Dahlvik"."""
    if not all(form[0].isalpha() or form in ("’s", "'s") for form in forms):
        return False
    return fold(forms[-1]) in roles() | listed("groups") or all(form[0].isupper() for form in forms)
