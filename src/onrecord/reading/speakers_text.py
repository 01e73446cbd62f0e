"""What the resolver sees of a text: quoted stretches, sentences, pronouns, people without a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import roles, words
from onrecord.reading.names_words import Intervals

__all__ = ["Sentences", "nameless_people", "opening_groups", "opening_roles", "pronouns", "quoted"]

_MARK = re.compile(r"[“”„«»\"]|''|``|\n")
# What must not stand before a mark is asked behind it: a search is quick that looks for few characters first.
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<![A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)[”\"’')]{0,3}\s++(?![a-z]))"
)
_PRONOUN = re.compile(r"\b(?:h(?:e|ers?|erself|im|imself|is)|she)\b", re.IGNORECASE)
_FEMALE = frozenset(("she", "her", "hers", "herself"))


def quoted(text: str) -> Intervals:
    """Stretches between quotation marks; a mark left open holds to its paragraph's end."""
    inward = 0 <= text.find("»") < text.find("«")  # »…«, as German and Danish houses print it
    closing = ("”", "«" if inward else "»")
    spans: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened is not None and mark in (*closing, '"', "''", "\n"):
            spans.append((opened, match.start()))
            opened = None
        elif opened is None and mark not in ("\n", *closing):
            opened = match.end()
    if opened is not None:
        spans.append((opened, len(text)))
    return Intervals(spans)


class Sentences:
    """Numbers of sentences; ends inside quotations do not count, so that a long quotation is no distance."""

    def __init__(self, text: str, quotations: Intervals) -> None:
        ends = [
            m.end() for m in _SENTENCE_END.finditer(text) if m.start() not in quotations or "\n" in m.group()
        ]
        self._ends = [*ends, len(text)]

    def number(self, place: int) -> int:
        """How many sentences end before a place."""
        return bisect_right(self._ends, place)

    def end(self, place: int) -> int:
        """Where the sentence of a place ends, with the space behind it."""
        return self._ends[min(bisect_right(self._ends, place), len(self._ends) - 1)]

    def start(self, place: int) -> int:
        """Where the sentence of a place begins."""
        index = bisect_right(self._ends, place) - 1
        return self._ends[index] if index >= 0 else 0


def pronouns(text: str) -> Iterator[tuple[int, str, bool]]:
    """Start, gender and "stands as a subject" of every he and she in their cases."""
    for match in _PRONOUN.finditer(text):
        word = match.group().casefold()
        yield match.start(), "f" if word in _FEMALE else "m", word in ("he", "she")


@cache
def _nameless() -> re.Pattern[str]:
    # One branch for each first letter, in it the longer of two forms before the one it begins with.
    by_letter = groupby(sorted(roles() | {"person", "spokesperson"}, reverse=True), key=itemgetter(0))
    people = "|".join(f"{letter}(?:{'|'.join(form[1:] for form in some)})" for letter, some in by_letter)
    kin = "aunt|boss|boyfriend|brother|colleague|companion|cousin|daughter|father|friend|girlfriend|husband"
    kin += "|mother|neighbou?r|nephew|niece|partner|sister|son|uncle|wife"
    return re.compile(
        rf"\b(?=[amoyht])(?:(?:an?|one|another)\s+(?:[a-z][\w-]*\s+){{0,3}}?({people})\b"
        rf"|(?:my|our|your|his|her|their)\s+(?:[a-z]+\s+)?({kin})\b(?!,?\s+(?-i:[A-Z])))",
        re.IGNORECASE,
    )


def nameless_people(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and noun of "a man", "my brother": people a pronoun may mean and nobody names."""
    for match in _nameless().finditer(text):
        yield match.start(), match.end(), (match.group(1) or match.group(2)).casefold()


@cache
def _opening(nouns: frozenset[str], most: int, behind: str) -> re.Pattern[str]:
    """A sentence's "The", at most some words and one of the nouns, before what ``behind`` says."""
    known = "|".join(sorted(nouns, key=len, reverse=True))
    return re.compile(
        rf"(?:^|[.!?][”\"’']?\s|\n)\s{{0,3}}(The\s(?:[\w’'-]+\s){{0,{most}}}?(?:{known}))\b(?={behind})"
    )


def opening_groups(text: str) -> Iterator[tuple[int, str]]:
    """Start and words of "The ministry" at the beginning of a sentence: what a later "it" may mean."""
    for match in _opening(words("groups") | words("documents"), 2, r",?\s(?!and\b)[a-z]").finditer(text):
        yield match.start(1), match.group(1)


def opening_roles(text: str) -> Iterator[tuple[int, str]]:
    """Start and words of "The Orvane mayor" at the beginning of a sentence: whom a later "she" may mean."""
    behind = r"['’]s\s|\s(?!(?:and|at|for|from|in|of|or|that|who\w*)\b|(?:is|was)\s[A-Z])[a-z]"
    for match in _opening(roles(), 4, behind).finditer(text):
        yield match.start(1), match.group(1)
