"""What people said of who is who: judgements of pairs, and items of Wikidata they gave."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from onrecord.record.people_ids import appearance_id, family_of

__all__ = ["Said"]

Pair = tuple[str, str]
Place = tuple[str, str]
"""A page's id and a name there."""

_ITEMS = "SELECT page, name, qid FROM qids WHERE verdict = 'same' AND source = 'a person' ORDER BY page, name"


class Said:
    """All that people have said, loaded once for many names.

    Args:
        db: a connection that gives rows by name.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._pairs: list[tuple[Place, Place, str]] = [
            ((row["one_page"], row["one_name"]), (row["two_page"], row["two_name"]), row["verdict"])
            for row in db.execute("SELECT * FROM judged_people WHERE verdict <> 'unsure'")
        ]
        self._items: list[tuple[Place, str]] = [
            ((row["page"], row["name"]), row["qid"]) for row in db.execute(_ITEMS)
        ]
        self._beside = self._links()

    def _links(self) -> dict[int, set[int]]:
        """Which families must be judged together."""
        shared: defaultdict[str, set[int]] = defaultdict(set)
        for (_, name), qid in self._items:
            shared[qid].add(family_of(name))
        links = [*shared.values()]
        links += [
            {family_of(one[1]), family_of(two[1])} for one, two, verdict in self._pairs if verdict == "same"
        ]
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for link in links:
            for family in link if len(link) > 1 else ():
                beside[family] |= link
        return dict(beside)

    def groups(self, families: Iterable[int]) -> Iterator[set[int]]:
        """Give families with those that must be judged together with them, each family once."""
        done: set[int] = set()
        for family in families:
            if family in done:
                continue
            found, new = {family}, {family}
            while new:
                new = {each for one in new for each in self._beside.get(one, ())} - found
                found |= new
            done |= found
            yield found

    def pairs(self, by_page: Mapping[str, list[tuple[str, str]]]) -> tuple[list[Pair], list[Pair]]:
        """Give the pairs of ids that are one person, and those that are not.

        Args:
            by_page: of each page's id its names and the ids of their appearances.
        """
        found: dict[str, list[Pair]] = {"same": [], "different": []}
        for one, two, verdict in self._pairs:
            ids = _named(by_page, one), _named(by_page, two)
            if ids[0] is not None and ids[1] is not None and ids[0] != ids[1]:
                found[verdict].append((ids[0], ids[1]))
        told = {frozenset(pair) for pair in found["different"]}
        items = [(id, qid) for place, qid in self._items if (id := _named(by_page, place)) is not None]
        for (one_id, one_qid), (two_id, two_qid) in combinations(items, 2):
            if one_id != two_id and frozenset((one_id, two_id)) not in told:
                found["same" if one_qid == two_qid else "different"].append((one_id, two_id))
        return found["same"], found["different"]

    def conflicts(self) -> Iterator[str]:
        """Say of which two somebody said that they are two, where somebody also said what makes them one."""
        beside: defaultdict[Place, dict[Place, str]] = defaultdict(dict)
        first: dict[str, Place] = {}
        links = [(*pair[:2], "{} is {}") for pair in self._pairs if pair[2] == "same"]
        links += [
            (first.setdefault(qid, place), place, f"{{}} and {{}} are {qid}") for place, qid in self._items
        ]
        for one, two, told in links:
            beside[one][two] = told.format(appearance_id(*one), appearance_id(*two))
            beside[two][one] = beside[one][two]
        apart = [(*pair[:2], "{} is not {}") for pair in self._pairs if pair[2] == "different"]
        for one, two, told in apart:
            if steps := _steps(beside, one).get(two):
                yield f"{told.format(appearance_id(*one), appearance_id(*two))}, but {', '.join(steps)}"
        items = dict(self._items)
        for one, qid in self._items:
            for two, steps in _steps(beside, one).items():
                if one < two and items.get(two, qid) != qid:
                    told = f"{appearance_id(*one)} is {qid} and {appearance_id(*two)} is {items[two]}"
                    yield f"{told}, but {', '.join(steps)}"


def _steps(beside: Mapping[Place, Mapping[Place, str]], start: Place) -> dict[Place, list[str]]:
    """Give all that is one with something, each with what was said that makes it so."""
    found: dict[Place, list[str]] = {start: []}
    waiting = [start]
    for place in waiting:
        for other, told in sorted(beside.get(place, {}).items()):
            if other not in found:
                found[other] = [*found[place], told]
                waiting.append(other)
    return found


def _named(by_page: Mapping[str, list[tuple[str, str]]], place: Place) -> str | None:
    """Find a name on a page; where that was read anew, the only one there that has its last word."""
    page, name = place
    there = by_page.get(page, [])
    found = [id for each, id in there if each == name]
    found = found or [id for each, id in there if family_of(each) == family_of(name)]
    return found[0] if len(found) == 1 else None
