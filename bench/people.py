"""How often speakers of different pages are rightly taken for one person: invented people, and real articles.

The invented ones have a role, an organisation or place and outlets; some share their full name with another
one. Their pages name them in several spellings and say or leave out who they are. Figures are over pairs of
appearances, and B-cubed; "by name" joins whatever has the same full name, as a list of names would.

With --corpus, articles of PolNeAR: speakers as the labels have them, or names inside sources. There, a full
name is taken for one person, which is right but for a few; and pairs of real people are given one name, to
see whether they are told apart by what real pages put beside them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from common import report, table

from onrecord.core.people import Seen
from onrecord.core.values import Span
from onrecord.reading.names import find_names
from onrecord.reading.people import rule
from onrecord.reading.people_about import about
from onrecord.reading.people_names import parts
from onrecord.record.people_ids import family_of

FIRST = [
    "Ada",
    "Bob",
    "Robert",
    "Ida",
    "Otto",
    "Lena",
    "Karl",
    "Mira",
    "Nora",
    "Ole",
    "Peter",
    "Ruth",
    "Samuel",
    "Tessa",
    "Ursula",
    "Victor",
    "Wanda",
    "Zoë",
]
SYLLABLES = "bran cor del fal gor hask jorn kel lun mar nor quil rost sten tarn ulv vex wend".split()  # noqa: SIM905
ENDS = ("", "er", "man", "sen", "by", "ov", "ström")
PLACES = [
    a.title() + b
    for a in ("north", "south", "ost", "har", "quay", "mill")
    for b in ("by", "wick", "ford", "ham")
]
BODIES = [
    f"{a} {b}" for a in ("Tern", "Heron", "Orvane", "Gull") for b in ("Bank", "United", "Group", "University")
]
ROLES = {
    "politics": ("mayor of {p}", "senator from {p}", "{p} councillor", "candidate for {p}"),
    "business": ("chief executive of {b}", "{b} founder", "owner of {b}"),
    "sport": ("striker for {b}", "coach of {b}"),
    "science": ("professor at {b}", "{b} researcher"),
    "law": ("{p} prosecutor", "judge in {p}", "lawyer"),
    "police": ("sheriff of {p}", "{p} police inspector"),
    "none": ("resident of {p}", "witness", "teacher in {p}"),
}
SHORT = {"Robert": "Bob", "Samuel": "Sam", "Peter": "Pete"}


class Figures(NamedTuple):
    """Precision, recall and F1 over pairs and B-cubed, in per cent."""

    pair_p: float
    pair_r: float
    pair_f: float
    cubed_p: float
    cubed_r: float
    cubed_f: float


def figures(gold: Mapping[str, Hashable], made: Mapping[str, Hashable]) -> Figures:
    """Compare who is who with who is taken for whom."""
    both = Counter((gold[id], made[id]) for id in gold)
    wanted, found = Counter(gold.values()), Counter(made[id] for id in gold)
    right = sum(n * (n - 1) for n in both.values())
    pairs = [_ratio(right, sum(n * (n - 1) for n in each.values())) for each in (found, wanted)]
    cubed = [
        mean(both[gold[id], made[id]] / each for id in gold for each in [size[key[id]]])
        for size, key in ((found, made), (wanted, gold))
    ]
    return Figures(*(100 * x for x in (*pairs, _f1(*pairs), *cubed, _f1(*cubed))))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def ruled(seen: Iterable[Seen]) -> dict[str, str]:
    """Judge appearances family by family, as the record does; give the person of each."""
    families: defaultdict[int, list[Seen]] = defaultdict(list)
    for each in seen:
        families[family_of(each.name)].append(each)
    return {id: ruling.person for held in families.values() for id, ruling in rule(held).items()}


def by_name(seen: Iterable[Seen]) -> dict[str, Hashable]:
    """Take a name for a person."""
    return {each.id: each.name for each in seen}


# -- invented people


class Made(NamedTuple):
    """An invented person."""

    name: str
    told: tuple[str, ...]
    outlets: tuple[str, ...]


def invent(seed: int, people: int, shared: float) -> tuple[list[Seen], dict[str, Hashable]]:
    """Make up people and their appearances.

    Args:
        seed: the same makes the same.
        people: how many.
        shared: which part of them shares a full name with another.
    """
    draw = random.Random(seed)
    cast: list[Made] = []
    while len(cast) < people:
        last = draw.choice(SYLLABLES).title() + draw.choice(SYLLABLES) + draw.choice(ENDS)
        name = f"{draw.choice(FIRST)} {last}"
        for _ in range(2 if draw.random() < shared else 1):
            cast.append(_person(draw, name))
    seen: list[Seen] = []
    gold: dict[str, Hashable] = {}
    for number, person in enumerate(cast):
        for page in range(min(40, int(draw.paretovariate(0.8)))):
            id = f"{number}-{page}"
            gold[id] = number
            seen.append(_appearance(draw, id, person))
    draw.shuffle(seen)
    return seen, gold


def _person(draw: random.Random, name: str) -> Made:
    field, place, body = draw.choice(list(ROLES)), draw.choice(PLACES), draw.choice(BODIES)
    fields = [field] if draw.random() < 0.7 else [field, draw.choice(list(ROLES))]
    told = tuple(draw.choice(ROLES[each]).format(p=place, b=body) for each in fields)
    outlets = [f"The {place} {kind}" for kind in ("Bell", "Post", "Mail", "Star")]
    return Made(name, told, (*draw.sample(outlets, 2), draw.choice(("The World", "The Wire"))))


def _appearance(draw: random.Random, id: str, person: Made) -> Seen:
    first, last = person.name.split()
    spelled = draw.choices(
        (person.name, f"{SHORT.get(first, first)} {last}", person.name.upper(), f"{first[0]}. {last}", last),
        (80, 6, 2, 4, 8),
    )[0]
    told = draw.choice(person.told)
    text = draw.choices(
        (
            f"{spelled}, the {told}, said that rain fell.",
            f"Rain fell, said {spelled}, {told}.",
            f"The {told} {spelled} said that rain fell.",
            f"Rain fell, said {spelled}.",
        ),
        (30, 15, 10, 45),
    )[0]
    return Seen(id, spelled, id, draw.choice(person.outlets), about(text, spelled, ()), False)


# -- real articles


def real(corpus: Path, split: str) -> list[Seen]:
    """Give the speakers of real articles: as labelled, elsewhere the names of people inside sources."""
    labelled = {}
    with (corpus / f"labels.{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            labelled[value["id"]] = {
                n for each in value["labels"].values() for n in _list(each.get("speaker"))
            }
    seen = []
    with (corpus / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            id, text = value["id"], value["text"]
            found = {name.name: name for name in find_names(text)}
            sources = [span for s in value["statements"] for span in s.get("source") or ()]
            names = labelled.get(id, set()) - {"author"}
            for name, each in found.items() if id not in labelled else ():
                if each.kind != "other" and any(_in(m, sources) for m in each.mentions):
                    names.add(name)
            for name in sorted(names):
                places = found[name].mentions if name in found else ()
                seen.append(
                    Seen(f"{id} {name}", name, id, id.split("_")[0], about(text, name, places), False)
                )
    return seen


def _in(mention: Span, spans: Sequence[Span]) -> bool:
    return any(start <= mention[0] and mention[1] <= end for start, end in spans)


def _list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def twins(seen: Sequence[Seen], trials: int) -> Figures:
    """Give two real people, who appear on two to twelve pages each, one name; many times over."""
    held: defaultdict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for each in seen:
        name = parts(each.name)
        if name.kind == "full":
            held[name.key].append(each)
    people = [those for _, those in sorted(held.items()) if 2 <= len(those) <= 12]
    draw = random.Random(1)
    gold: dict[str, Hashable] = {}
    made: dict[str, Hashable] = {}
    for trial in range(trials):
        pair = draw.sample(people, 2)
        given = [
            each._replace(name="Zed Quorn", id=f"{trial} {side} {each.id}")
            for side, those in enumerate(pair)
            for each in those
        ]
        gold |= {each.id: tuple(each.id.split()[:2]) for each in given}
        made |= {id: f"{trial} {ruling.person}" for id, ruling in rule(given).items()}
    return figures(gold, made)


def full_names(seen: Sequence[Seen]) -> tuple[list[Seen], dict[str, Hashable]]:
    """Give the appearances under a full name, each full name taken for one person."""
    held = [each for each in seen if parts(each.name).kind == "full"]
    return held, {each.id: parts(each.name).key for each in held}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--corpus", type=Path, help="folder of PolNeAR as JSON Lines, with its labels")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    rows: list[list[object]] = []
    ways: dict[str, Callable[[list[Seen]], Mapping[str, Hashable]]] = {"judge": ruled, "by name": by_name}
    for shared in (0.0, 0.05, 0.2):
        drawn = [invent(seed, given.people, shared) for seed in range(given.seeds)]
        for way, ask in ways.items():
            each = [figures(gold, ask(seen)) for seen, gold in drawn]
            rows.append([f"invented, {shared:.0%} share a name, {way}", *map(mean, zip(*each, strict=True))])
    if given.corpus is not None:
        seen = real(given.corpus, "train") + real(given.corpus, "dev")
        held, gold = full_names(seen)
        made = ruled(seen)
        rows.append([f"real, {len(held):,} full names", *figures(gold, made)])
        rows.append(["real, two people given one name", *twins(seen, 400)])
        split = {key for one, two in pairs_of(held) if made[one.id] != made[two.id] for key in [gold[one.id]]}
        print(f"names of several pages that are more than one person: {len(split)}")
    table(["per cent", *Figures._fields], rows)
    report("people", {"rows": rows}, given.json)


def pairs_of(held: Sequence[Seen]) -> Iterable[tuple[Seen, Seen]]:
    """Give the pairs of appearances under one full name."""
    by: defaultdict[Hashable, list[Seen]] = defaultdict(list)
    for each in held:
        by[parts(each.name).key].append(each)
    for those in by.values():
        yield from combinations(those, 2)


if __name__ == "__main__":
    main()
