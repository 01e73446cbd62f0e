"""Search by meaning, alone or beside words: two rankings of statements become one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from onrecord.record.filters import Filters
from onrecord.record.find import RANKED, Sort, best, keys_of, undated
from onrecord.record.hits import Found, load
from onrecord.record.meaning import Meaning, Vector
from onrecord.record.query import Term

__all__ = ["find_like"]

_LATE = 60
"""Of reciprocal rank fusion (Cormack et al., 2009): the larger, the less the first places weigh."""


def find_like(
    db: sqlite3.Connection,
    text: str | None,
    meaning: Meaning,
    vector: Vector,
    filters: Filters,
    *,
    sort: Sort = "relevance",
    limit: int | None = 20,
) -> Found:
    """Find the statements that mean much the same; where there is a query, those that fit it as well.

    Every statement means something: the nearest are found, 500 at most, however far away they are. With a
    query, the places in both rankings are joined by reciprocal rank fusion.

    Args:
        db: a reading connection that gives rows by name.
        text: words to look for too; None for meaning alone.
        meaning: the vectors on record.
        vector: that of what is looked for.
        filters: what to narrow down by; they hold for both.
        sort: by relevance, or the found by date, newest first.
        limit: how many hits at most; None for as many as are ranked.

    Raises:
        UsageError: the query or a filter cannot be understood.
    """
    count = RANKED if limit is None else max(limit, RANKED)
    narrow = filters != Filters(all_versions=filters.all_versions)
    among = keys_of(db, filters) if narrow else None
    ranked = meaning.nearest(vector, count, among=among, all_versions=filters.all_versions)
    terms: tuple[Term, ...] = ()
    if text is not None:
        by_words, terms = best(db, text, filters, count)
        ranked = _fused([key for key, _ in ranked], by_words)
    total = len(ranked) if limit is None else min(len(ranked), limit)
    hits = [load(db, "statements", key, terms, score) for key, score in ranked[:total]]
    if sort == "date":
        hits.sort(key=lambda hit: hit.date or "", reverse=True)
    return Found(
        hits=tuple(hits),
        total=total,
        undated=undated(db, text, filters, "statements") if filters.dated else 0,
        lacking=meaning.lacking,
    )


def _fused(*rankings: Sequence[int]) -> list[tuple[int, float]]:
    """Join rankings: what stands high in several of them stands highest.

    >>> [key for key, _ in _fused([1, 2, 3], [3, 4])]
    [3, 1, 4, 2]
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for place, key in enumerate(ranking, 1):
            scores[key] += 1 / (_LATE + place)
    return sorted(scores.items(), key=lambda item: (-item[1], -item[0]))
