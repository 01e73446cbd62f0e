"""Statements and pages held in memory, found by the words they share with a quotation."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Protocol

from onrecord.core.values import Entry, Page, Span
from onrecord.wordings.names import is_one_of
from onrecord.wordings.tokens import Text, tokenise

__all__ = ["Passage", "Shelf", "Sources", "entries_of"]

_COMMON = 2000
"""A pair of words found in more statements than this tells nothing about any of them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand on a page, whether or not anyone is on record as having said them.

    Args:
        page: the page's id.
        text: the text they stand in.
        spans: their places in it.
        url: the page's address.
        comment: the comment's number, if they stand in one.
    """

    page: str
    text: str
    spans: tuple[Span, ...]
    url: str | None = None
    comment: int | None = None


class Sources(Protocol):
    """What a quotation is checked against. A record is one, a :class:`Shelf` of pages another."""

    def candidates(self, quotation: str, speaker: str | None = None) -> Iterable[Entry]:
        """Statements that share words with a quotation, the likeliest first; a few dozen at most.

        Where many fit, some of the named speaker's are among them.
        """
        ...

    def passages(self, quotation: str) -> Iterable[Passage]:
        """Places on the pages, statements or not, where a quotation's words stand one after the other."""
        ...

    def searched(self) -> str:
        """What is searched, as a phrase: "12 statements of 2 pages"."""
        ...


def entries_of(page: Page) -> Iterator[Entry]:
    """Yield the statements of a page and of its comments, each with what is known of the page.

    Args:
        page: a page that was read.
    """
    places = [(None, page.text, page.statements), *((c.n, c.text, c.statements) for c in page.comments)]
    for number, text, statements in places:
        for statement in statements:
            yield Entry(
                statement=statement,
                text=text,
                page=page.id,
                comment=number,
                url=page.url,
                title=page.title,
                outlet=page.outlet,
                published=page.published,
            )


class Shelf:
    """An index in memory over statements and texts.

    Args:
        entries: statements.
        texts: passages that cover whole texts, to find words outside every statement.
        most: how many candidates to give for a quotation.
    """

    def __init__(self, entries: Iterable[Entry], texts: Iterable[Passage] = (), *, most: int = 24) -> None:
        self._entries = list(entries)
        self._texts = [(passage, tokenise(passage.text)) for passage in texts]
        self._lines = [_line(text) for _, text in self._texts]
        self._most = most
        self._found: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(self._entries):
            for feature in _features(" ".join(entry.pieces)):
                self._found[feature].append(n)

    @classmethod
    def of_pages(cls, pages: Iterable[Page]) -> Shelf:
        """Put pages on a shelf, their statements and their texts.

        Args:
            pages: pages that were read.
        """
        pages = list(pages)
        texts = [
            *(Passage(p.id, p.text, (p.article,), p.url) for p in pages),
            *(Passage(p.id, c.text, ((0, len(c.text)),), p.url, c.n) for p in pages for c in p.comments),
        ]
        return cls((entry for page in pages for entry in entries_of(page)), texts)

    def candidates(self, quotation: str, speaker: str | None = None) -> list[Entry]:
        """Statements that share pairs of words with a quotation, those with the rarest first."""
        features = _features(quotation)
        scores: dict[int, float] = defaultdict(float)
        for feature in features:
            found = self._found.get(feature, [])
            if len(found) <= _COMMON:
                # A pair weighs more than its two words: order is what makes a wording.
                weight = math.log(1 + len(self._entries) / (1 + len(found))) * (2 if " " in feature else 0.5)
                for n in found:
                    scores[n] += weight
        ranked = sorted(scores, key=lambda n: (-scores[n], n))
        given = ranked[: self._most]
        if speaker is not None:
            rest = (n for n in ranked[self._most :] if is_one_of(speaker, self._entries[n].statement.speaker))
            given += islice(rest, self._most // 2)
        return [self._entries[n] for n in given]

    def passages(self, quotation: str) -> Iterator[Passage]:
        """Places in the texts where a quotation's words stand one after the other."""
        keys = _line(tokenise(quotation))
        if not keys.strip():
            return
        for (passage, text), line in zip(self._texts, self._lines, strict=True):
            at = line.find(keys)
            if at >= 0:
                first = line.count(" ", 0, at)
                last = first + keys.count(" ") - 2
                span = (text.tokens[first].start, text.tokens[last].end)
                yield Passage(passage.page, passage.text, (span,), passage.url, passage.comment)

    def searched(self) -> str:
        """What is searched, as a phrase."""
        pages = len({entry.page for entry in self._entries} | {passage.page for passage, _ in self._texts})
        said = len(self._entries)
        return f"{said} statement{'s' * (said != 1)} of {pages} page{'s' * (pages != 1)}"


def _line(text: Text) -> str:
    return " " + " ".join(key.replace(" ", "") for key in text.keys) + " "


def _features(words: str) -> set[str]:
    keys = tokenise(words).keys
    return {*keys, *(f"{a} {b}" for a, b in pairwise(keys))}
