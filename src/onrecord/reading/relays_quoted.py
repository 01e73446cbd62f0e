"""Relays that name their outlet in the middle or at the end of a sentence.

"“…,” Finch was quoted by the Courier as saying" is said by Finch, and so is what "the Courier quoted Finch
as saying"; "…, Finch said, the Courier reported" has
two statements; in "the Courier, citing two officials, reported that …" it is the Courier that reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.names_lexicon import fold
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.phrases import sentence
from onrecord.reading.words import BREAK, Words, sentences

__all__ = ["with_quoted"]

_OUT, _CLOSES = STATES.index("out"), STATES.index("closes")
_QUOTES: Final = frozenset({"cited", "quoted", "quotes"})
_BE: Final = frozenset({"is", "was", "were", "been", "are"})
_STOPS: Final = frozenset({",", ".", ";", ":", BREAK})
_FARTHEST: Final = 12
_LONGEST_NAME: Final = 10
_LONGEST_CONTENT: Final = 100
_SAID: Final = frozenset({"said", "says", "told", "added", "announced", "confirmed"})

CONFIDENCE: Final = 0.7
"""A guess: the training articles have one "quoted as saying"."""


def with_quoted(words: Words, found: Sequence[Found]) -> list[Found]:
    """Give those who are quoted what others quote them with, beside or in place of what was found.

    Args:
        words: the text's words.
        found: the statements.
    """
    sentence_of = sentences(words).tolist()
    made = [
        f for i in range(1, len(words)) if words.forms[i] in _QUOTES for f in _quoted(words, i, sentence_of)
    ]
    spots = {w for f in made for w in range(*f.cue)}
    kept = [_with_citer(words, f) for f in found if spots.isdisjoint(range(*f.cue))]
    inner = [i for f in kept for i in _said_inside(words, f)]
    taken = {w for f in kept for w in range(*f.cue)}
    made += [f for f in inner if f.cue[0] not in taken]
    return sorted([*kept, *made], key=lambda f: f.cue)


def _quoted(words: Words, at: int, sentence_of: list[int]) -> list[Found]:
    """The statement of "Finch was later quoted by the Courier as saying", where ``at`` is "quoted"."""
    forms = words.forms
    be = next((i for i in range(at - 1, max(at - 4, -1), -1) if forms[i] in _BE), None)
    saying = next((i for i in range(at, min(at + _FARTHEST, len(words) - 1)) if forms[i] == "as"), None)
    if saying is None or forms[saying + 1] not in ("saying", "telling"):
        return []
    if be is None:
        return _quoting(words, at, saying)
    source = _subject(words, be)
    stop = min(at + _LONGEST_CONTENT, len(words))
    last = next((i for i in range(at, stop) if sentence_of[i] != sentence_of[at]), stop)
    behind = saying + 2
    outlet = range(at + 2, saying) if forms[at + 1] in ("by", "in") else range(0)
    if forms[behind : behind + 1] in (["by"], ["in"], ["to"]) and not outlet:
        stop = next((i for i in range(behind, last) if forms[i] in _STOPS or forms[i] == "that"), last)
        outlet, behind = range(behind + 1, stop), stop
    content = _before(words, source.start) if _closes(words, source.start - 1) else range(behind, last)
    made = Found.by_rule((at, saying + 2), source, content, confidence=CONFIDENCE)
    return [replace(made, via=tuple(outlet))] if source and content else []


def _quoting(words: Words, at: int, saying: int) -> list[Found]:
    """The inner statement of "the Courier quoted Finch as saying": Finch's, by way of the Courier."""
    outlet, source = _subject(words, at), range(at + 1, saying)
    quoted = _closes(words, outlet.start - 1)
    behind = range(saying + 2, sentence(words.forms, saying).stop)
    content = _before(words, outlet.start) if quoted else behind
    made = Found.by_rule((saying, saying + 2), source, content, confidence=CONFIDENCE)
    return [replace(made, via=tuple(outlet))] if outlet and source and content else []


def _subject(words: Words, be: int) -> range:
    """The subject before "was", with its apposition: "Its spokeswoman, Ada Quill,"."""
    forms = words.forms
    end = be - (forms[be - 1] == ",")
    stops = _STOPS if end == be else _STOPS - {","}
    start = end
    while (
        start
        and end - start < _LONGEST_NAME
        and forms[start - 1] not in stops
        and not _closes(words, start - 1)
    ):
        start -= 1
    return range(start, end)


def _closes(words: Words, at: int) -> bool:
    return at >= 0 and bool(words.quotes[at] == _CLOSES)


def _before(words: Words, at: int) -> range:
    """The quotation that closes right before a word."""
    start = at - 1
    while start and words.quotes[start - 1] != _OUT and words.quotes[start - 1] != STATES.index("opens"):
        start -= 1
    return range(start, at - 1)


def _with_citer(words: Words, f: Found) -> Found:
    """Give "reported" in "the Courier, citing two officials, reported that …" its subject."""
    forms, at = words.forms, f.cue[0] - 1
    if not (at > 2 and forms[at] == "," and f.content and f.content[0] >= f.cue[1]):
        return f
    comma = next((i for i in range(at - 1, max(at - 2 * _FARTHEST, 0), -1) if forms[i] in _STOPS), 0)
    if forms[comma : comma + 2] != [",", "citing"]:
        return f
    start = comma
    while start and comma - start < _LONGEST_NAME and forms[start - 1] not in _STOPS:
        start -= 1
        if forms[start].lower() in listed("determiners"):
            break
    return (
        f
        if not set(f.source).isdisjoint(range(start, comma)) and len(f.source) > 1
        else replace(f, source=tuple(range(start, comma)))
    )


def _said_inside(words: Words, f: Found) -> list[Found]:
    """The inner statement of "…, Finch said on Tuesday, the Courier reported", found as the Courier's."""
    forms, before = words.forms, [w for w in f.content if w < f.cue[0]]
    if not before or not f.source or any(words.quotes[w] != _OUT for w in before):
        return []
    comma = next((w for w in reversed(before[:-2]) if forms[w] == ","), None)
    if comma is None:
        return []
    said = next((w for w in before if w > comma + 1 and forms[w] in _SAID), None)
    if said is None or before[-1] - said > 3 or fold(forms[said - 1]) in _BE:
        return []
    content = [w for w in before if w < comma]
    made = Found.by_rule((said, said + 1), range(comma + 1, said), content, confidence=CONFIDENCE)
    return [replace(made, via=f.source)] if len(content) > 2 else []
