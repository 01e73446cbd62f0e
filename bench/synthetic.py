"""Made-up pages, as many as wanted and the same each time, and a record of them built in bulk."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import accumulate
from pathlib import Path
from sqlite3 import Connection

from onrecord import grouping
from onrecord.core.values import Page, Source, Statement
from onrecord.record import Writer

A_PAGE = 20
"""Statements a page."""

WORDS = 40_000
SPEAKERS = 20_000
OUTLETS = 200
YEARS = range(2005, 2025)

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_FREQUENT = list(accumulate(1 / (n + 5) for n in range(WORDS)))
_LOUD = list(accumulate(1 / (n + 10) for n in range(SPEAKERS)))
_KINDS = ("direct", "mixed", "indirect", "indirect")
_TYPES = ("assertion",) * 8 + ("belief", "fact", "eventuality")


def _spelt(number: int, least: int) -> str:
    """Spell a number in syllables: each number one word, all of them pronounceable."""
    word = ""
    while number or least:
        number, rest = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[rest]
        least = max(least - 1, 0)
    return word


VOCABULARY = [_spelt(n, 2) for n in range(WORDS)]
"""The commonest word first; how often a word comes falls with its place, as in any language."""


def speaker(number: int) -> str:
    """Name a speaker; the first one is quoted most."""
    return f"{_spelt(number % 997, 2).title()} {_spelt(number, 3).title()}"


def page(number: int, statements: int = A_PAGE) -> Page:
    """Make up one page."""
    draw = random.Random(number)
    text, found = "", []
    names = draw.choices(range(SPEAKERS), cum_weights=_LOUD, k=statements)
    for name in names:
        words = draw.choices(VOCABULARY, cum_weights=_FREQUENT, k=draw.randint(8, 36))
        start = len(text)
        content = "“" + " ".join(words) + ",”"
        who = speaker(name)
        text += f"{content} said {who}. "
        said = start + len(content) + 1
        found.append(
            Statement(
                id="",
                kind=draw.choice(_KINDS),  # type: ignore[arg-type]
                type=draw.choice(_TYPES),  # type: ignore[arg-type]
                source=((said + 5, said + 5 + len(who)),),
                cue=((said, said + 4),),
                content=((start, start + len(content)),),
                speaker=who,
                confidence=draw.random(),
            )
        )
    outlet = number % OUTLETS
    year, month, day = draw.choice(YEARS), draw.randint(1, 12), draw.randint(1, 28)
    return Page(
        id="",
        source=Source(name=f"{number}.html", sha256=hashlib.sha256(text.encode()).hexdigest()),
        model="made-up",
        url=f"https://outlet{outlet}.example/{number}",
        title=f"Page {number}",
        outlet=f"The {_spelt(outlet, 2).title()} Herald",
        published=f"{year}-{month:02}-{day:02}",
        language="en",
        text=text,
        article=(0, len(text)),
        statements=tuple(found),
    )


class Bulk(Writer):
    """Writes many pages in one transaction: only for building what is measured afterwards."""

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        yield self._db

    def add_all(self, first: int, last: int) -> None:
        """Add the pages from ``first`` to ``last``, which is left out."""
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")
        for number in range(first, last):
            self.add(page(number))
        self._db.execute("COMMIT")


def grow(path: Path, statements: int) -> None:
    """Bring a record up to so many statements, with their wordings."""
    with closing(Bulk(path, grouping.WORDS)) as writer:
        row = writer._db.execute("SELECT count(*) FROM pages").fetchone()
        at = int(row[0])
        while at < statements // A_PAGE:
            upto = min(at + 2000, statements // A_PAGE)
            writer.add_all(at, upto)
            at = upto
