"""What the resolver sees of a text: quoted stretches, sentences, pronouns, people without a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import roles, words
from onrecord.reading.names_words import Intervals

__all__ = ["Sentences", "nameless_people", "opening_groups", "pronouns", "quoted"]

_MARK = re.compile(r"[“”„«»\"]|''|``|\n")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][”\"’')]{0,3}\s+|\n+")
_PRONOUN = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
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
        self._ends = ends

    def number(self, place: int) -> int:
        """How many sentences end before a place."""
        return bisect_right(self._ends, place)

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
    people = "|".join(sorted(roles() | {"person", "spokesperson"}, key=len, reverse=True))
    kin = "aunt|boss|boyfriend|brother|colleague|cousin|daughter|father|friend|girlfriend|husband|mother"
    kin += "|neighbou?r|nephew|niece|partner|sister|son|uncle|wife"
    return re.compile(
        rf"\b(?:an?|one|another)\s+(?:[a-z][\w-]*\s+){{0,3}}?({people})\b"
        rf"|\b(?:my|our|your|his|her|their)\s+(?:[a-z]+\s+)?({kin})\b(?!,?\s+(?-i:[A-Z]))",
        re.IGNORECASE,
    )


def nameless_people(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and noun of "a man", "my brother": people a pronoun may mean and nobody names."""
    for match in _nameless().finditer(text):
        yield match.start(), match.end(), (match.group(1) or match.group(2)).casefold()


@cache
def _opening() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("groups") | words("documents"), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[.!?][”\"’']?\s|\n)\s{{0,3}}(The\s(?:[a-z’'-]+\s){{0,2}}?(?:{nouns}))\b(?!['’])(?=,?\s(?!and\b)[a-z])"
    )


def opening_groups(text: str) -> Iterator[tuple[int, str]]:
    """Start and words of "The ministry" at the beginning of a sentence: what a later "it" may mean."""
    for match in _opening().finditer(text):
        yield match.start(1), match.group(1)
