"""Sources that the network leaves out or cuts, where grammar is sure of them.

"“…?” asked Captain Finch"; "It blocked the deal, arguing that …"; "Replacement | fly-half Ada Quill";
"Finch's | mother".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.names_lexicon import fold, roles
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.phrases import noun_phrase, sentence
from onrecord.reading.words import Words

__all__ = ["with_source"]

_OUT, _CLOSES = STATES.index("out"), STATES.index("closes")
_LEAD_INS: Final = frozenset(
    {
        "Addressing",
        "Approached",
        "Asked",
        "Contacted",
        "Interviewed",
        "Pressed",
        "Questioned",
        "Reached",
        "Reacting",
        "Speaking",
    }
)
_CLAIMS: Final = frozenset(
    {"claimed", "claims", "hoped", "hopes", "pledged", "promised", "promises", "vowed", "vows"}
)
_TO: Final = re.compile(r"(?:(?:never|not) )?to\b")
_POSSESSIVE: Final = frozenset({"’s", "'s"})
_SUBJECTS: Final = frozenset({"he", "i", "it", "she", "they", "we"})


def with_source(words: Words, found: Found) -> Found:
    """The statement with its source, where that was left empty or ends before a role and its bearer's name.

    Args:
        words: the text's words.
        found: the statement.
    """
    forms = words.forms
    if found.source:
        found = replace(found, source=_behind_opening(words, found))
        end = found.source[-1] + 1
        more = _rest(words, end, found.cue[0]) if end < found.cue[0] else range(0)
        return replace(found, source=(*found.source, *more)) if set(more).isdisjoint(found.content) else found
    first, end = found.cue
    if end == first + 1 and forms[first] in _CLAIMS and _TO.match(" ".join(forms[end : end + 2])):
        return _claims(words, found)
    behind = range(0)
    if first and words.quotes[first - 1] == _CLOSES and fold(forms[first]) in listed("saying"):
        behind = noun_phrase(forms, end, sentence(forms, first).stop, found.content)
    if behind:
        to = () if set(behind) & set(found.to) else found.to
        return replace(found, source=tuple(behind), to=to)
    if first > 1 and fold(forms[first - 1]) in _SUBJECTS and words.quotes[first - 2] == _CLOSES:
        return replace(found, source=(first - 1,))
    if forms[first].endswith("ing") and end == first + 1 and forms[first - 1] == ",":
        before = range(sentence(forms, first).start, first)
        subjects = [w for w in before if fold(forms[w]) in _SUBJECTS and words.quotes[w] == _OUT]
        return replace(found, source=tuple(subjects)) if len(subjects) == 1 else found
    return found


def _claims(words: Words, found: Found) -> Found:
    """Give "A user claimed to have paid twice" its user, and "who cooked at sea and claims to" its "who"."""
    first = found.cue[0]
    before = tuple(w for w in found.content if w < first)
    after = tuple(w for w in found.content if w > first)
    if before and after:
        return replace(found, source=before, content=after)
    own = range(sentence(words.forms, first).start, first)
    relatives = [w for w in own if words.forms[w] == "who"] if words.forms[first - 1] == "and" else []
    return replace(found, source=tuple(relatives[-1:]))


def _behind_opening(words: Words, found: Found) -> tuple[int, ...]:
    """The source without what leads in to it: "Asked by the Courier, | Finch said"."""
    start = sentence(words.forms, found.cue[0]).start
    if words.forms[start] not in _LEAD_INS or found.source[0] > found.cue[0]:
        return found.source
    comma = next((w for w in range(start, found.cue[0]) if words.forms[w] == ","), start)
    return tuple(w for w in found.source if w > comma) or found.source


def _rest(words: Words, at: int, cue: int) -> range:
    """What a source goes on with: a role and its bearer's name, or whose it is: "Finch's | mother, Ada,"."""
    forms = words.forms
    if forms[at - 1] in _POSSESSIVE:
        phrase = noun_phrase(forms, at, cue)
        end = next((w + 1 for w in reversed(phrase) if fold(forms[w]) in roles()), phrase.stop)
        named = _names(words, end + 1, cue) if forms[end] == "," else end
        return range(at, named if forms[named] == "," else end)
    end = _names(words, at + 1, cue) if fold(forms[at]) in roles() else at
    return range(at, end if end > at + 1 else at)


def _names(words: Words, at: int, stop: int) -> int:
    """One past the last of the capitalised words from a place on."""
    return next((w for w in range(at, stop) if not words.forms[w][0].isupper()), stop)
