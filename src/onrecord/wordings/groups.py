"""Which wordings make a group: the components of their edges, but for what holds two of them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.wordings.names import same_name

__all__ = ["components"]

Pair = tuple[str, str]


def components(
    nodes: Mapping[str, tuple[tuple[str, ...], bool]],
    edges: Iterable[tuple[str, str, float]],
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Group wordings that edges join; the result depends on no order.

    The best edges come first. One is passed over if it would bring two people into a group that cannot be
    one ("Falk" may be Nora or Ole Falk, but not both), or two wordings that a person has told apart. A
    wording without a day or speaker joins none where it could join two: a stock phrase makes no bridge.

    Args:
        nodes: of each wording who said it, and whether both that and its day are known.
        edges: pairs of them with their likeness.
        same: pairs that a person has said have one origin.
        apart: pairs that a person has said have not.

    Returns:
        The groups, each sorted, in the order of their first members.

    >>> nodes = {"a": (("Nora Falk",), True), "b": (("Falk",), True), "c": (("Ole Falk",), True)}
    >>> components(nodes, [("a", "b", 1.0), ("b", "c", 0.9)])
    [('a', 'b'), ('c',)]
    """
    groups = _Groups(nodes, apart)
    for one, two in sorted(same):
        groups.join(one, two, judged=True)
    known = sorted((-likeness, min(a, b), max(a, b)) for a, b, likeness in edges if a in nodes and b in nodes)
    for sure in (True, False):
        for _, one, two in known:
            if nodes[one][1] == nodes[two][1] == sure:
                groups.join(one, two)
    groups.attach((one, two) for _, one, two in known if nodes[one][1] != nodes[two][1])
    return groups.all()


class _Groups:
    """Groups while they grow; each is known by its first member."""

    def __init__(self, nodes: Mapping[str, tuple[tuple[str, ...], bool]], apart: Iterable[Pair]) -> None:
        self._nodes, self._apart = nodes, list(apart)
        self._parent = {id: id for id in nodes}
        self._names = {id: {names} if names else set() for id, (names, _) in nodes.items()}
        self._judged = dict.fromkeys(nodes, False)
        self._sure = {id: sure for id, (_, sure) in nodes.items()}

    def root(self, id: str) -> str:
        while self._parent[id] != id:
            self._parent[id] = self._parent[self._parent[id]]
            id = self._parent[id]
        return id

    def join(self, one: str, two: str, *, judged: bool = False) -> None:
        """Make two groups one, unless something holds them apart; a judgement overrules names."""
        one, two = sorted((self.root(one), self.root(two)))
        if one == two or self._told_apart(one, two) or not (judged or self._one_person(one, two)):
            return
        self._parent[two] = one
        self._names[one] |= self._names[two]
        self._judged[one] |= self._judged[two] or judged
        if self._judged[one]:
            # Said to be one utterance: from now on any of its names will do.
            self._names[one] = {tuple(sorted({name for names in self._names[one] for name in names}))}
        self._sure[one] |= self._sure[two]

    def _told_apart(self, one: str, two: str) -> bool:
        return any({self.root(a), self.root(b)} == {one, two} for a, b in self._apart)

    def _one_person(self, one: str, two: str) -> bool:
        return all(
            not names or not others or any(same_name(x, y) for x in names for y in others)
            for names in self._names[one]
            for others in self._names[two]
        )

    def attach(self, pairs: Iterable[Pair]) -> None:
        """Join groups of the unsure to the one group of the sure that their edges lead to, if it is one."""
        leads: defaultdict[str, set[str]] = defaultdict(set)
        for one, two in pairs:
            unsure, sure = (one, two) if self._nodes[two][1] else (two, one)
            if not self._sure[self.root(unsure)]:
                leads[self.root(unsure)].add(self.root(sure))
        for unsure, others in sorted(leads.items()):
            if len(others) == 1:
                self.join(unsure, *others)

    def all(self) -> list[tuple[str, ...]]:
        """The groups as they stand."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for id in sorted(self._parent):
            groups[self.root(id)].append(id)
        return sorted(map(tuple, groups.values()))
