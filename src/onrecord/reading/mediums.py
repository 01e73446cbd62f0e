"""What carried the words: "told **CNN**", "in **a statement**", "wrote on **Twitter**".

The network learnt mediums from a hundred articles; what grammar says beside it holds by rule.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from onrecord.reading.names_lexicon import fold, words
from onrecord.reading.phrases import noun_phrase, outlet_in, sentence, title_at

__all__ = ["medium"]

_TELLS: Final = frozenset({"tell", "tells", "told", "telling"})
_CARRIES: Final = frozenset({"in", "on", "via", "through", "during"})
_THROUGH: Final = frozenset({"via", "through"})
_STAFF: Final = frozenset({"spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})
_NETWORKS: Final = frozenset(
    {"facebook", "instagram", "reddit", "snapchat", "telegram", "tumblr", "twitter", "youtube"}
)
_BEFORE, _BEHIND, _LONGEST = 25, 18, 6


def medium(
    forms: Sequence[str], cue: tuple[int, int], source: Collection[int], content: Collection[int]
) -> range:
    """The words that name what carried the statement; empty where its sentence names nothing.

    Args:
        forms: a text's words.
        cue: a statement's first word of the cue and one past the last.
        source: its words.
        content: its words.

    >>> forms = "Finch said in a statement that it rains".split()
    >>> medium(forms, (1, 2), [0], range(5, 8))
    range(3, 5)
    """
    inside = sentence(forms, cue[0])
    return (
        _told(forms, cue, inside, {*source, *content})
        or _issued(forms, cue, inside)
        or _carried(forms, cue, inside, source, content)
    )


def _told(forms: Sequence[str], cue: tuple[int, int], inside: range, taken: set[int]) -> range:
    for i in range(*cue):
        if fold(forms[i]) in _TELLS:
            title = title_at(forms, i + 1, inside.stop)
            phrase = noun_phrase(forms, i + 1, inside.stop, taken)
            if title or (len(phrase) == 1 and forms[i + 1].isupper() and 2 < len(forms[i + 1]) < 7):
                return title or phrase
            return _with_title(forms, outlet_in(forms, phrase), inside)
    return range(0)


def _issued(forms: Sequence[str], cue: tuple[int, int], inside: range) -> range:
    """A document inside the cue: "released a statement saying"."""
    if any(fold(forms[i]) in words("issuing") for i in range(*cue)):
        for i in range(*cue):
            if fold(forms[i]) in words("documents"):
                start = i
                while start > cue[0] and _in_phrase(forms[start - 1]):
                    start -= 1
                return _outlet_behind(forms, range(start, i + 1), inside, ()) or range(start, i + 1)
    return range(0)


def _in_phrase(form: str) -> bool:
    return form[0].isalnum() and fold(form) not in words("issuing") | words("phrase_ends")


def _carried(
    forms: Sequence[str],
    cue: tuple[int, int],
    inside: range,
    source: Collection[int],
    content: Collection[int],
) -> range:
    """A document, a network or an outlet behind a preposition in the cue's own clause."""
    outlet = range(0)
    for i in range(max(inside.start, cue[0] - _BEFORE), min(inside.stop, cue[1] + _BEHIND)):
        if fold(forms[i]) not in _CARRIES or i in content or i in source:
            continue
        between = range(i + 1, cue[0]) if i < cue[0] else range(cue[1], i)
        if any(_cuts(forms[k], i < cue[0]) for k in between if k not in content and k not in source):
            continue
        title = title_at(forms, i + 1, inside.stop)
        if title:
            return title
        document = _document(forms, i, inside, content)
        if document:
            return _outlet_behind(forms, document, inside, {*source, *content}) or document
        if fold(forms[i]) not in _THROUGH:
            phrase = noun_phrase(forms, i + 1, inside.stop, {*source, *content})
            outlet = outlet or _with_title(forms, outlet_in(forms, phrase), inside)
    return outlet


def _cuts(form: str, before: bool) -> bool:
    word = fold(form)
    return word in words("clause_openers") or word in (("that", "as") if before else ("and",))


def _document(forms: Sequence[str], at: int, inside: range, content: Collection[int]) -> range:
    """What a preposition names, up to a word for a document, a network or, behind "through", staff."""
    for i in range(at + 1, min(inside.stop, at + 1 + _LONGEST)):
        word = fold(forms[i])
        if i in content or not (forms[i][0].isalnum() or forms[i] in ("’s", "'s")):
            break
        if word in words("documents"):
            fits = word not in _STAFF or fold(forms[at]) in _THROUGH
            fits = fits and (word not in _NETWORKS or fold(forms[at]) in _THROUGH | {"on"})
            return range(at + 1, i + 1) if fits else range(0)
        if word in words("phrase_ends"):
            break
    return range(0)


def _outlet_behind(forms: Sequence[str], document: range, inside: range, taken: Collection[int]) -> range:
    """The outlet of "an interview with CBS News", "a column last week in the Courier"."""
    for i in range(document.stop, min(inside.stop, document.stop + 3)):
        if fold(forms[i]) in ("with", "on", "for", "in"):
            outlet = outlet_in(forms, noun_phrase(forms, i + 1, inside.stop, taken))
            return _with_title(forms, outlet, inside)
        if i in taken or not forms[i][0].isalnum():
            break
    return range(0)


def _with_title(forms: Sequence[str], outlet: range, inside: range) -> range:
    """An outlet with its programme: ABC’s “Morning Call”."""
    title = title_at(forms, outlet.stop + 1, inside.stop) if outlet else range(0)
    return range(outlet.start, title.stop) if title else outlet
