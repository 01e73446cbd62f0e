"""Relays: "As reported by the Courier, Finch said …" was said by Finch, and came by way of the Courier.

Often the model finds two statements there. Both stay; the inner one is given the outer one's source as its
medium. Where it finds one, the words that lead in to it are looked at. What stands behind a statement
(", as reported by the Courier") is the Courier's and not a part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import BREAK, Words

__all__ = ["add_relays", "lead_ins", "relayed_cues", "with_tails"]

_RELAYS: Final = re.compile(
    r"\b(?:according|cited|cites|citing|quoted|quotes|quoting|relayed|report|reported|reporting|reports)\b",
    re.I,
)
_LEAD_IN: Final = re.compile(
    r"(?:as (?:[\w-]+ ){0,2}(?:reported|quoted|cited|relayed) (?:by|in)|according to) (?P<outlet>[^,;:]+)$"
    r"|as (?P<reporter>(?:the )?(?-i:[A-Z])[^,;:]*?)"
    r" (?:(?:has|had|also|first|recently) ){0,2}reported(?: [^,;:]{1,40})?$",
    re.I,
)
_SENTENCE_ENDS: Final = frozenset({BREAK, ".", "!", "?", "”", '"', ";"})
_STOPS: Final = _SENTENCE_ENDS | {",", ":", "“"}
_SAYING: Final = re.compile(
    r"accused|acknowledged|added|admitted|argued|asked|asserted|believes|called|claim(?:ed|s)|conceded|declared"
    r"|denied|described|expects|explained|fears|hopes|insisted|noted|plans|promised|sa(?:id|ys)|stated|stressed|suggested|thinks|told|tells"
    r"|urged|vowed|wants|warn(?:ed|s)|wrote"
)
_ADVERB: Final = re.compile(r"again|also|earlier|further|ha[ds]|have|later|recently|repeatedly|then")
_TAIL: Final = re.compile(r"as (?:\w+ )?(?:reported|quoted|relayed) by [^,;:]+")
TAIL_CONFIDENCE: Final = 0.7
"""A guess: the training articles have two such tails and mark one."""

_FARTHEST: Final = 40
"""Words between the two cues at most; beyond, they are no longer one sentence's."""


def lead_ins(words: Words) -> dict[int, tuple[int, ...]]:
    """Lead-ins such as "As reported by the Courier," at the beginning of a sentence.

    Args:
        words: the text's words.

    Returns:
        For the comma that ends each, "citing …," included, the words that name the outlet.
    """
    found = {}
    for i, form in enumerate(words.forms):
        if form not in ("According", "As") or (i and words.forms[i - 1] not in _SENTENCE_ENDS):
            continue
        comma = _next_stop(words, i)
        match = _LEAD_IN.match(" ".join(words.forms[i:comma])) if words.forms[comma] == "," else None
        if match:
            group = match.lastgroup or "outlet"
            first = i + len(match.string[: match.start(group)].split())
            outlet = tuple(range(first, first + len(match.group(group).split())))
            if words.forms[comma + 1 : comma + 2] == ["citing"]:
                stop = _next_stop(words, comma + 1)
                comma = stop if words.forms[stop : stop + 1] == [","] else comma
            found[comma] = outlet
    return found


def _next_stop(words: Words, start: int) -> int:
    return next((j for j in range(start, min(start + 25, len(words))) if words.forms[j] in _STOPS), start)


def relayed_cues(leads: Iterable[int], words: Words) -> dict[tuple[int, int], range]:
    """Cues inside a relay: "said" in "According to the Courier, Finch said …", "reported that Finch said …".

    The training articles mark only the outer statement of such a sentence, so that the model passes over the
    inner one's cue; shown it, it reads the statement.

    Args:
        leads: the commas of :func:`lead_ins`.
        words: the text's words.

    Returns:
        For the first word and one past the last of each cue, in order, the words before it: its source.
    """
    forms = words.forms
    reported = [i for i in range(1, len(words)) if forms[i] == "that" and forms[i - 1] == "reported"]
    return {
        cue: range(before + 1, cue[0])
        for before in sorted((*leads, *reported))
        for cue in _first_saying(words, before + 2)
    }


def _first_saying(words: Words, start: int) -> list[tuple[int, int]]:
    for i in range(start, min(start + 8, len(words))):
        if words.forms[i] in _STOPS:
            break
        if _SAYING.fullmatch(words.forms[i]):
            first = i
            while first > start and _ADVERB.fullmatch(words.forms[first - 1]):
                first -= 1
            return [] if words.forms[first - 1] in ("is", "was", "were") else [(first, i + 1)]
    return []


def with_tails(words: Words, found: Sequence[Found]) -> list[Found]:
    """Give ", as reported by the Courier" the sentence before it, and take it from the statement it relays.

    Args:
        words: the text's words.
        found: the statements.
    """
    out = sorted(found, key=lambda f: f.cue)
    starts = [f.cue[0] for f in out]
    made = []
    for at, end in _tails(words):
        start = at - 1
        while start and words.forms[start - 1] not in _SENTENCE_ENDS:
            start -= 1
        outlet = tuple(range(words.forms.index("by", at) + 1, end))
        made.append(Found.by_rule((at, outlet[0]), outlet, range(start, at - 1), confidence=TAIL_CONFIDENCE))
        for n in range(bisect_left(starts, at - _FARTHEST), bisect_left(starts, end)):
            out[n] = _before_tail(out[n], start, at, end, outlet)
    return sorted([*(f for f in out if f.content), *made], key=lambda f: f.cue)


def _tails(words: Words) -> Iterator[tuple[int, int]]:
    """Where "as reported by …" begins behind a comma, and where its sentence ends."""
    for i in range(1, len(words)):
        if words.forms[i] == "as" and words.forms[i - 1] == ",":
            end = next((j for j in range(i, min(i + 25, len(words))) if words.forms[j] in _SENTENCE_ENDS), i)
            if _TAIL.fullmatch(" ".join(words.forms[i:end])):
                yield i, end


def _before_tail(f: Found, start: int, at: int, end: int, outlet: tuple[int, ...]) -> Found:
    """The statement without the tail's words; one whose cue is the tail's has none left."""
    content = () if f.cue[0] >= at else tuple(w for w in f.content if not at - 1 <= w < end)
    return replace(f, content=content, via=outlet if start <= f.cue[0] else f.via)


def add_relays(
    found: Sequence[Found],
    leads: Mapping[int, tuple[int, ...]],
    relayed: Mapping[tuple[int, int], range],
    words: Words,
) -> list[Found]:
    """Give statements inside a relay the relaying outlet as their medium.

    Args:
        found: the statements of a text.
        leads: what :func:`lead_ins` finds in it.
        relayed: what :func:`relayed_cues` finds in it.
        words: the text's words.

    Returns:
        The same statements in the same order; those whose words another statement reports with that
        statement's source as ``via``, whatever the model took for it. Chains keep their order, outermost
        first.
    """
    found = [_with_source(_whole_relay(f, leads, words), relayed) for f in found]
    relays = [f for f in found if f.source and _RELAYS.search(" ".join(words.forms[slice(*f.cue)]))]
    relays.sort(key=lambda r: r.cue)
    starts = [r.cue[0] for r in relays]
    near = [
        relays[bisect_left(starts, f.cue[0] - _FARTHEST) : bisect_right(starts, f.cue[0] + _FARTHEST)]
        for f in found
    ]
    return [_with_relays(f, some, leads, words) for f, some in zip(found, near, strict=True)]


def _whole_relay(f: Found, leads: Mapping[int, tuple[int, ...]], words: Words) -> Found:
    """What follows a lead-in is all reported; a content that begins inside the lead-in has slipped."""
    comma = next((c for c in range(f.cue[1], f.cue[1] + 25) if c in leads), -1)
    if comma < 0 or set(leads[comma]).isdisjoint(f.source) or not f.cue[0] < f.content[0] <= comma:
        return f
    end = next((j for j in range(comma + 1, len(words)) if words.forms[j] in _SENTENCE_ENDS), len(words))
    return replace(f, content=tuple(range(comma + 1, end)))


def _with_source(f: Found, relayed: Mapping[tuple[int, int], range]) -> Found:
    """Give one inside a relay the words before its cue where the model took less than half of them."""
    before = relayed.get(f.cue, range(0))
    if 2 * len(set(before).intersection(f.source)) >= len(before):
        return f
    content = tuple(w for w in f.content if w not in before)
    return replace(f, source=tuple(before), content=content or f.content)


def _with_relays(
    inner: Found, relays: Sequence[Found], leads: Mapping[int, tuple[int, ...]], words: Words
) -> Found:
    outer = [r for r in relays if _reports(r, inner, words)]
    if not outer:
        first = min((*inner.source, *range(*inner.cue)))
        return replace(inner, via=leads[first - 1]) if first - 1 in leads else inner
    # Outermost first: the relay that holds more, and of two that hold the same the first.
    outer.sort(key=lambda r: (-len(r.content), r.cue))
    via = [w for r in outer for w in r.source]
    return replace(inner, via=tuple(dict.fromkeys(via)))


def _reports(outer: Found, inner: Found, words: Words) -> bool:
    """Whether ``outer`` is a relay of ``inner``: it stands before it in its sentence and holds its words."""
    low, high = sorted((outer.cue[0], inner.cue[0]))
    if outer.cue == inner.cue or high - low > _FARTHEST or BREAK in words.forms[low:high]:
        return False
    first_of_inner = min((*inner.source, *range(*inner.cue)))
    if max(outer.cue[1] - 1, *outer.source) >= first_of_inner or set(outer.source) & set(inner.source):
        return False
    held = set(outer.content)
    return 2 * len(held.intersection(inner.content)) >= len(inner.content)
