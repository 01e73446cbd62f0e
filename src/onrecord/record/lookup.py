"""A quotation looked up: the statements likeliest to hold its words, and where they stand in a row.

The index is asked for rare words first, and for common ones only as runs that are rare, so that the size of
the record hardly matters: no answer of the index is read further than :data:`RARE` rows.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import log
from typing import NamedTuple

from onrecord.core.values import Entry, Span
from onrecord.record.faults import faults
from onrecord.record.filters import mark
from onrecord.record.hits import entry_at
from onrecord.record.query import Term
from onrecord.record.reader import Reader
from onrecord.record.rows import unzipped
from onrecord.record.words import folded, folded_words, words

__all__ = ["GIVEN", "PAGES", "RARE", "Place", "name_of_page", "places_of", "size", "statements_like"]

RARE = 400
"""A word or run that stands in more statements than this says too little about any of them."""

GIVEN = 24
"""How many statements are given for a quotation."""

PAGES = 60
"""In so many pages that hold all words of a quotation it is looked whether they stand in a row."""

_RANKED = 120
_LONGEST_RUN = 5
_MOST_WORDS = 60
_PLACES = 5
_OLD = mark("old")


class Place(NamedTuple):
    """A place on a page, or in a comment, where words stand in a row.

    Args:
        page: the page's id.
        text: the text they stand in.
        span: their place in it.
        url: the page's address.
        comment: the comment's ``n``; None outside the thread.
    """

    page: str
    text: str
    span: Span
    url: str | None
    comment: int | None = None


def statements_like(reader: Reader, quotation: str, speaker: str | None = None) -> list[Entry]:
    """Give the statements of current pages that share most words with a quotation, the likeliest first.

    Args:
        reader: the open record.
        quotation: its words.
        speaker: who is said to have said them: some places are kept for this person's statements.

    Raises:
        RecordError: the record could not be read.
    """
    with faults(reader.path):
        db = reader.connection
        looked = _Looked(db, folded_words(quotation)[:_MOST_WORDS], folded_words(speaker or ""))
        return [entry_at(db, key) for key in looked.best()]


class _Looked:
    """The rows found for a quotation, with what each of its words tells."""

    def __init__(self, db: sqlite3.Connection, held: list[str], names: list[str]) -> None:
        self._db, self._held = db, held
        # The last word of a name is the one that most pages give.
        self._name = names[-1] if names else None
        self._weights: dict[str, float] = {}
        self._scores: defaultdict[int, float] = defaultdict(float)
        self._much_used: set[str] = set()
        common = self._rare_words()
        stayed_common = self._rare_runs(common)
        # Around one changed word a run of half the words is left: if such runs are rare, they were taken in.
        if len(self._scores) < GIVEN and stayed_common >= min(_LONGEST_RUN, len(held) // 2):
            self._nearly_all()

    def _rows(self, expression: str) -> list[int]:
        sql = f"SELECT rowid FROM statement_words WHERE statement_words MATCH ? LIMIT {RARE + 1}"
        return [row[0] for row in self._db.execute(sql, (f"({expression}) NOT {_OLD}",))]

    def _count(self, keys: Iterable[int], weight: float) -> None:
        for key in keys:
            self._scores[key] += weight

    def _rare_words(self) -> set[Span]:
        """Take in the rows of rare words; give the places of common ones, as runs of one."""
        common: set[Span] = set()
        for word in dict.fromkeys(self._held):
            rows = self._rows(f'content : "{word}"')
            self._weights[word] = _weight(rows)
            if len(rows) <= RARE:
                self._count(rows, self._weights[word])
            else:
                common |= {(i, 1) for i, other in enumerate(self._held) if other == word}
                own = self._of_speaker(f'content : "{word}"')
                self._count(own, self._weights[word])
                if len(own) > RARE:
                    self._much_used.add(word)
        return common

    def _of_speaker(self, expression: str) -> list[int]:
        return self._rows(f'{expression} AND speaker : "{self._name}"') if self._name else []

    def _rare_runs(self, common: set[Span]) -> int:
        """Lengthen runs of common words until they are rare; what never is, is taken in as far as it goes.

        Returns:
            How many words the longest run has that stayed common.
        """
        asked: dict[str, list[int]] = {}
        longest = min(1, len(common))
        for n in range(2, _LONGEST_RUN + 1):
            longer: set[Span] = set()
            for i, _ in sorted(common):
                if (i + 1, n - 1) not in common:
                    continue
                run = f'content : "{" ".join(self._held[i : i + n])}"'
                if run not in asked:
                    asked[run] = self._rows(run)
                    if len(asked[run]) <= RARE:
                        self._count(asked[run], n * _weight(asked[run]))
                    elif n in (_LONGEST_RUN, len(self._held)):
                        # Some of many: they must not crowd out what has a rare word.
                        self._count(asked[run], 0.01 * n)
                    # All the speaker's statements with a word that the speaker seldom uses are there already.
                    if len(asked[run]) > RARE and self._much_used.issuperset(self._held[i : i + n]):
                        self._count(self._of_speaker(run), 1.0 * n)
                if len(asked[run]) > RARE:
                    longer.add((i, n))
                    longest = n
            common = longer
        return longest

    def _nearly_all(self) -> None:
        """Look for statements with all words but one of each stretch, in any order: one word was changed."""
        size = 8
        for start in range(0, max(len(self._held) - 3, 1), size // 2):
            stretch = list(dict.fromkeys(self._held[start : start + size]))
            if len(stretch) < 3:
                continue
            for left_out in stretch:
                kept = " AND ".join(f'"{word}"' for word in stretch if word != left_out)
                self._count(self._rows(f"content : ({kept})"), float(len(stretch)))

    def best(self) -> list[int]:
        """The keys of the likeliest statements, by the words and neighbours they share."""
        first = sorted(self._scores, key=lambda key: (-self._scores[key], key))[:_RANKED]
        wanted = set(pairwise(self._held))
        ranked: list[tuple[float, int]] = []
        own: set[int] = set()
        for key, content, speaker in self._db.execute(
            "SELECT key, content, speaker FROM statements WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(first),),
        ):
            there = folded_words(content)
            score = sum(self._weights[word] for word in set(there) & self._weights.keys())
            score += sum(self._weights[a] + self._weights[b] for a, b in wanted & set(pairwise(there)))
            ranked.append((-score, key))
            if self._name is not None and self._name in folded_words(speaker):
                own.add(key)
        keys = [key for _, key in sorted(ranked)]
        return list(dict.fromkeys([*keys[:GIVEN], *[key for key in keys if key in own][: GIVEN // 2]]))


def _weight(rows: Sequence[int]) -> float:
    """How much a word or run tells: more the rarer it is."""
    return 1 + log((RARE + 2) / (len(rows) + 1))


def places_of(reader: Reader, quotation: str) -> Iterator[Place]:
    """Give places on current pages and in their comments where a quotation's words stand in a row.

    Case, accents and marks do not matter. Five places are given at most.

    Args:
        reader: the open record.
        quotation: its words.

    Raises:
        RecordError: the record could not be read.
    """
    held = folded_words(quotation)
    if held:
        with faults(reader.path):
            yield from islice(_places(reader.connection, held), _PLACES)


def _places(db: sqlite3.Connection, held: list[str]) -> Iterator[Place]:
    row = " ".join(held)
    for found in db.execute(
        "SELECT p.id, c.text, p.url, c.n FROM comment_words"
        " CROSS JOIN comments c ON c.key = comment_words.rowid"
        f" JOIN pages p ON p.key = c.page WHERE comment_words MATCH ? LIMIT {_PLACES}",
        (f'(text : "{row}") NOT {_OLD}',),
    ):
        yield from _in_row(held, found["id"], found["text"], found["url"], found["n"])
    each = " AND ".join(f'"{word}"' for word in dict.fromkeys(held))
    in_row = re.compile(" +".join(held))
    for found in db.execute(
        "SELECT p.id, p.text, p.url FROM page_words CROSS JOIN pages p ON p.key = page_words.rowid"
        f" WHERE page_words MATCH ? LIMIT {PAGES}",
        (f"({each}) NOT {_OLD}",),
    ):
        text = unzipped(found["text"])
        # Without the places of the words it is known sooner whether they are worth finding.
        if in_row.search(folded(text)):
            yield from _in_row(held, found["id"], text, found["url"], None)


def _in_row(
    held: Sequence[str], page: str, text: str, url: str | None, comment: int | None
) -> Iterator[Place]:
    there = words(text)
    for first, last in Term(tuple(held)).places(there)[:1]:
        yield Place(page, text, (there[first].start, there[last - 1].end), url, comment)


def size(reader: Reader) -> tuple[int, int]:
    """Count the statements on current pages, and those pages.

    Raises:
        RecordError: the record could not be read.
    """
    with faults(reader.path):
        db = reader.connection
        statements, pages, versions = db.execute(
            "SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM pages WHERE current = 1),"
            " (SELECT count(*) FROM pages)"
        ).fetchone()
        if versions > pages:
            statements -= db.execute(
                "SELECT count(*) FROM statements WHERE page IN (SELECT key FROM pages WHERE current = 0)"
            ).fetchone()[0]
    return statements, pages


def name_of_page(reader: Reader, id: str) -> str | None:
    """Give what people know a page by, its address; None where it is not on record.

    Args:
        reader: the open record.
        id: the page's id.

    Raises:
        RecordError: the record could not be read.
    """
    with faults(reader.path):
        row = reader.connection.execute("SELECT address FROM pages WHERE id = ?", (id,)).fetchone()
    return None if row is None else str(row["address"])
