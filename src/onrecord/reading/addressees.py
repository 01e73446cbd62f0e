"""Who is spoken to: "told **reporters**", "asked **her** if", "wrote to **the court**".

The network learnt addressees from a hundred articles; what grammar says beside it holds by rule.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from onrecord.reading.names_lexicon import fold, words
from onrecord.reading.phrases import noun_phrase, sentence, title_at

__all__ = ["addressee"]

_BE: Final = frozenset({"am", "are", "be", "been", "being", "gets", "got", "is", "was", "were"})
_TO_DO: Final = frozenset(
    {
        ",",
        "about",
        "against",
        "along",
        "for",
        "he",
        "how",
        "i",
        "if",
        "into",
        "it",
        "not",
        "she",
        "that",
        "they",
        "to",
    }
    | {"we", "whether", "which"}
)
_PEOPLE: Final = frozenset({"him", "me", "staff", "them", "us", "you"})
_NEAR: Final = 12
"""Words before and behind the cue where "to" and "with" are looked for."""


def addressee(
    forms: Sequence[str], cue: tuple[int, int], source: Collection[int], content: Collection[int]
) -> range:
    """The words that name who is spoken to; empty where the sentence names nobody.

    Args:
        forms: a text's words.
        cue: a statement's first word of the cue and one past the last.
        source: its words.
        content: its words.

    >>> forms = "Finch told the harbour board that it rains".split()
    >>> addressee(forms, (1, 2), [0], range(5, 8))
    range(2, 5)
    """
    inside = sentence(forms, cue[0])
    teller = next((i for i in reversed(range(*cue)) if fold(forms[i]) in words("tellers")), None)
    if teller is not None:
        found = (() if source else _asked(forms, teller, inside, content)) or _told(
            forms, teller, inside, source, content
        )
        if found:
            return range(found[0], found[-1] + 1)
    return _spoken_to(forms, cue, inside, {*source, *content})


def _asked(forms: Sequence[str], verb: int, inside: range, content: Collection[int]) -> Sequence[int]:
    """Of a passive without a speaker: its subject, or that of the clause which "when asked," opens."""
    if fold(forms[verb]) not in words("asked"):
        return ()
    first = verb
    while first > inside.start and fold(forms[first - 1]) in words("helpers"):
        first -= 1
    if any(fold(forms[i]) in _BE for i in range(first, verb)):
        if first > inside.start and fold(forms[first - 1]) == "who":
            first -= 1
            while first > inside.start and forms[first - 1] == ",":
                first -= 1
        start = first
        while start > inside.start and _in_subject(forms, start - 1):
            start -= 1
        return range(start, first)
    if first == inside.start or fold(forms[first - 1]) in ("when", "if", "once"):
        for i in range(verb + 1, inside.stop):
            if forms[i] == "," and i + 1 not in content:
                return _subject(forms, noun_phrase(forms, i + 1, inside.stop, content))
    return ()


def _subject(forms: Sequence[str], phrase: range) -> range:
    """A clause's subject without its verb: where it begins with a name, it ends with one."""
    if not phrase or not forms[phrase[0]][0].isupper() or fold(forms[phrase[0]]) in words("determiners"):
        return phrase
    last = max(i for i in phrase if forms[i][0].isupper())
    return range(phrase.start, last + 1)


def _in_subject(forms: Sequence[str], i: int) -> bool:
    return (forms[i][0].isalnum() or forms[i] in ("’s", "'s", ".")) and fold(forms[i]) not in words(
        "phrase_ends"
    )


def _told(
    forms: Sequence[str], verb: int, inside: range, source: Collection[int], content: Collection[int]
) -> Sequence[int]:
    """The verb's object; within the content where that goes on with what is to be done."""
    start = verb + 1
    if fold(forms[verb]).startswith("call"):
        if forms[start : start + 1] not in (["on"], ["upon"]):
            return ()
        start += 1
    while start < inside.stop and fold(forms[start]) in ("again", "also"):
        start += 1
    if start in content:
        phrase = noun_phrase(forms, start, inside.stop, source)
        follows = phrase.stop < inside.stop and fold(forms[phrase.stop]) in _TO_DO
        return phrase if follows else ()
    phrase = noun_phrase(forms, start, inside.stop, {*source, *content})
    if any(fold(forms[i]) in words("not_told") for i in phrase):
        return ()
    return phrase or title_at(forms, start, inside.stop)


def _spoken_to(forms: Sequence[str], cue: tuple[int, int], inside: range, taken: set[int]) -> range:
    """What "to" or "with" names behind a word of speaking; before the cue only behind a noun."""
    for i in range(max(inside.start, cue[0] - _NEAR), min(inside.stop, cue[1] + _NEAR) - 1):
        if i in taken or forms[i] not in ("to", "with"):
            continue
        before = [fold(form) for form in forms[max(inside.start, i - 6) : i]]
        if forms[i] == "to":
            said = before[-1:] and before[-1] in words("spoken_to")
            fits = said and (i >= cue[0] or before[-1] in words("documents") | {"speech", "appeal"})
        else:
            fits = not words("talking_with").isdisjoint(before) and (i >= cue[0] or "call" in before)
        phrase = noun_phrase(forms, i + 1, inside.stop, taken) if fits else range(0)
        if phrase and _is_somebody(forms, phrase):
            return phrase
    return range(0)


def _is_somebody(forms: Sequence[str], phrase: range) -> bool:
    """Whether a phrase behind "to" can be one: "to build a wall" and "to cheers and boos" name nobody."""
    first, last = forms[phrase[0]], fold(forms[phrase[-1]])
    if last in ("request", "requests", "cheers", "boos", "applause", "laughter"):
        return False
    return (
        first[0].isupper()
        or fold(first) in words("determiners") | _PEOPLE
        or (len(phrase) == 1 and last.endswith("s"))
    )
