"""Statements with one origin: which pairs belong together, and the groups that the pairs make.

An edge depends on its two statements alone and groups are the components of the edges. So the order in
which statements come makes no difference, and adding one never asks for more than its own edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from onrecord.core.values import Entry
from onrecord.wordings.differences import stem
from onrecord.wordings.names import same_name
from onrecord.wordings.reported import LIGHT
from onrecord.wordings.tokens import tokenise

__all__ = ["DAYS", "Edge", "Grouper", "components", "edge_between", "features_of"]

DAYS: Final = 30
"""Statements further apart in time are other utterances, however alike."""

_ENOUGH = 0.8
_NEARLY_IDENTICAL = 92
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two statements that have one origin.

    Args:
        a: the id of one, the smaller of the two.
        b: the id of the other.
        score: share of the shorter one's words that the other has in the same order, 0 to 1.
    """

    a: str
    b: str
    score: float


class _Features(NamedTuple):
    stems: tuple[str, ...]
    pairs: frozenset[str]
    day: int | None
    names: tuple[str, ...]


@lru_cache(maxsize=65536)
def _features(entry: Entry) -> _Features:
    tokens = tokenise(" ".join(entry.pieces)).tokens
    stems = tuple(stem(t.key) for t in tokens if t.key not in LIGHT)
    speaker = entry.statement.speaker
    return _Features(
        stems=stems,
        pairs=frozenset(f"{a} {b}" for a, b in pairwise(stems)),
        day=_day(entry.published),
        names=(speaker,) if isinstance(speaker, str) else speaker or (),
    )


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def features_of(entry: Entry) -> frozenset[str]:
    """Give what a store indexes a statement by: two statements without a common feature have no edge.

    They are pairs of neighbouring words that carry meaning, without their endings, so that direct and
    indirect forms of one utterance share some.

    Args:
        entry: a statement.
    """
    return _features(entry).pairs


def edge_between(one: Entry, two: Entry) -> Edge | None:
    """Say whether two statements have one origin.

    They do if one person can have said both, within thirty days, and the shorter one's words are mostly
    in the longer one, in order, two neighbours together at least once. Where a date or a speaker is not
    known they must be nearly identical.

    Args:
        one: a statement.
        two: another.
    """
    a, b = _features(one), _features(two)
    least = min(len(a.stems), len(b.stems))
    if one.statement.id == two.statement.id or least < _LEAST_WORDS or a.pairs.isdisjoint(b.pairs):
        return None
    dated = a.day is not None and b.day is not None
    if a.day is not None and b.day is not None and abs(a.day - b.day) > DAYS:
        return None
    decided = bool(a.names and b.names)
    if decided and not any(same_name(x, y) for x in a.names for y in b.names):
        return None
    shared = LCSseq.similarity(a.stems, b.stems)
    score = shared / least
    if shared < _LEAST_WORDS or score < _ENOUGH:
        return None
    if not (dated and decided) and not _nearly_identical(a, b):
        return None
    first, second = sorted((one.statement.id, two.statement.id))
    return Edge(first, second, round(score, 3))


def _nearly_identical(a: _Features, b: _Features) -> bool:
    long_enough = min(len(a.stems), len(b.stems)) >= 2 * _LEAST_WORDS
    return long_enough and fuzz.ratio(" ".join(a.stems), " ".join(b.stems)) >= _NEARLY_IDENTICAL


def _span(entry: Entry) -> int | None:
    day = _features(entry).day
    return None if day is None else day // (DAYS + 1)


def components(
    ids: Iterable[str], edges: Iterable[Edge], judgements: Mapping[tuple[str, str], bool] | None = None
) -> list[tuple[str, ...]]:
    """Group ids that edges join; the result does not depend on any order.

    Args:
        ids: all statements, those without edges too.
        edges: the edges.
        judgements: what people have decided of pairs, the smaller id first: True joins them, False takes
            their edge away.

    Returns:
        The groups, each sorted, in the order of their first ids.

    >>> components(["c", "b", "a"], [Edge("a", "c", 1.0)])
    [('a', 'c'), ('b',)]
    """
    judged = judgements or {}
    parent = {id_: id_ for id_ in ids}

    def root(id_: str) -> str:
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    pairs = {(edge.a, edge.b) for edge in edges if judged.get((edge.a, edge.b), True)}
    pairs |= {pair for pair, same in judged.items() if same}
    for a, b in pairs:
        if a in parent and b in parent:
            one, two = sorted((root(a), root(b)))
            parent[two] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(parent):
        groups[root(id_)].append(id_)
    return sorted(map(tuple, groups.values()))


class Grouper:
    """Groups kept in memory while statements are added one by one.

    Args:
        entries: statements to begin with.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        # By feature and span of thirty days: only neighbours in time are compared.
        self._found: dict[tuple[str, int | None], list[Entry]] = defaultdict(list)
        self._spans: dict[str, set[int | None]] = defaultdict(set)
        self._edges: set[Edge] = set()
        self._judgements: dict[tuple[str, str], bool] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> tuple[Edge, ...]:
        """Add a statement; adding one twice changes nothing.

        Returns:
            Its edges to the statements that were there.
        """
        if entry.statement.id in self._entries:
            return ()
        features = features_of(entry)
        others = {e.statement.id: e for feature in features for e in self._near(entry, feature)}
        edges = [edge for other in others.values() if (edge := edge_between(entry, other))]
        self._entries[entry.statement.id] = entry
        for feature in features:
            self._found[feature, _span(entry)].append(entry)
            self._spans[feature].add(_span(entry))
        self._edges.update(edges)
        return tuple(sorted(edges))

    def _near(self, entry: Entry, feature: str) -> Iterator[Entry]:
        span = _span(entry)
        spans = self._spans.get(feature, set()) if span is None else {span - 1, span, span + 1, None}
        for place in spans:
            yield from self._found.get((feature, place), ())

    def judge(self, one: str, two: str, same: bool | None) -> None:
        """Record that two statements have one origin, or have not; None takes the judgement back."""
        pair = (min(one, two), max(one, two))
        if same is None:
            self._judgements.pop(pair, None)
        else:
            self._judgements[pair] = same

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, in a fixed order."""
        return tuple(sorted(self._edges))

    def groups(self) -> list[tuple[str, ...]]:
        """The groups as they stand; see :func:`components`."""
        return components(self._entries, self._edges, self._judgements)
