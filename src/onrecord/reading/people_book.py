"""Appearances while it is found out who is who: what has been joined so far, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.core.people import Ruling, Seen, Why
from onrecord.reading.people_evidence import Profile
from onrecord.reading.people_names import parts

__all__ = ["Book"]


class Book:
    """Appearances and the people they have become; a person is known by one appearance, the root.

    Args:
        seen: the appearances.
        apart: pairs of ids that are not one person by somebody's word.
    """

    def __init__(self, seen: Sequence[Seen], apart: Iterable[tuple[str, str]]) -> None:
        self._seen = {each.id: each for each in seen}
        self._parent = {id: id for id in self._seen}
        self._members = {id: [id] for id in self._seen}
        self._profiles = {
            each.id: Profile() if each.private else Profile.of(each.about, parts(each.name), each.outlet)
            for each in seen
        }
        self._addresses = {each.id: {each.address} for each in seen}
        self._why: dict[str, tuple[str, Why]] = {}
        self._noted: dict[str, tuple[str, Why]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, two in apart:
            if one in self._seen and two in self._seen:
                self._apart[one].add(two)
                self._apart[two].add(one)

    def root(self, id: str) -> str:
        """Give the appearance that stands for the person of one."""
        while self._parent[id] != id:
            self._parent[id] = self._parent[self._parent[id]]
            id = self._parent[id]
        return id

    def roots(self, ids: Iterable[str]) -> list[str]:
        """Give the people of appearances, each once, in an order that depends on nothing else."""
        return sorted({self.root(id) for id in ids})

    def largest_first(self, roots: Iterable[str]) -> list[str]:
        """Sort people by how many appearances they have."""
        return sorted(self.roots(roots), key=lambda root: (-len(self._members[root]), root))

    def profile(self, id: str) -> Profile:
        """Give what is known of a person."""
        return self._profiles[self.root(id)]

    def pages(self, id: str) -> int:
        """Count the addresses that a person appears at."""
        return len(self._addresses[self.root(id)])

    def is_told(self, id: str) -> bool:
        """Tell whether anything is known that tells the person from others."""
        return self.profile(id).told or any(each in self._apart for each in self._members[self.root(id)])

    def is_thing(self, id: str) -> bool:
        """Tell whether one word is an organisation or place: "in Orvane", "ANSA"."""
        each = self._seen[id]
        return "in" in each.about.split() or (each.name.isupper() and 1 < len(each.name) < 7)

    def by_body(self, roots: Iterable[str]) -> Iterator[list[str]]:
        """Give people beside whom one organisation or place stands, for each of those."""
        held: defaultdict[str, list[str]] = defaultdict(list)
        for root in roots:
            for body in self.profile(root).bodies:
                held[body].append(root)
        for _, those in sorted(held.items()):
            yield sorted(those)

    def parted(self, one: str, two: str) -> bool:
        """Tell whether somebody said that two are not one person."""
        if not self._apart:
            return False
        other = self.root(two)
        return any(
            self.root(foe) == other
            for each in self._members[self.root(one)]
            for foe in self._apart.get(each, ())
        )

    def join(self, one: str, two: str, why: Why | None) -> None:
        """Make two people one, unless somebody said they are not; without a reason it is somebody's word."""
        one, two = self.root(one), self.root(two)
        if one == two or (why is not None and self.parted(one, two)):
            return
        if why is not None:
            for each in self._members[two]:
                self._why.setdefault(each, (one, why))
        self._parent[two] = one
        self._members[one] += self._members.pop(two)
        self._addresses[one] |= self._addresses.pop(two)
        self._profiles[one].take(self._profiles[two])

    def join_all(self, ids: Iterable[str], why: Why) -> None:
        """Make all of them one person."""
        first, *others = sorted(ids) or [""]
        for other in others:
            self.join(first, other, why)

    def note(self, one: str, other: str, why: Why | None) -> None:
        """Keep why a person was not joined to another; the first reason counts."""
        if why is not None:
            self._noted.setdefault(self.root(one), (other, why))

    def rulings(self) -> dict[str, Ruling]:
        """Give what came of each appearance; a person is named by the least of the ids."""
        made: dict[str, Ruling] = {}
        for root, members in self._members.items():
            person = min(members)
            noted = self._noted.get(root)
            for each in members:
                made[each] = Ruling(person, *self._why.get(each, noted or (None, None)))
        return made
