"""A synthetic archive: utterances of invented people as many outlets print them, and stock phrases as traps.

Every printed form knows the utterance it comes from. Written before the method that groups them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.core.ids import statement_id
from onrecord.core.values import Entry, Kind, Statement

__all__ = ["Printed", "archive"]

_FIRST = ["Nora", "Ole", "Pia", "Ivo", "Lena", "Karl", "Mira", "Otto", "Ada", "Bo", "Cy", "Ida"]
_LAST = [
    "Falk",
    "Brandt",
    "Moss",
    "Lund",
    "Brook",
    "Wend",
    "Tolland",
    "Frey",
    "Okoro",
    "Lind",
    "Marsh",
    "Mohr",
]
_OUTLETS = [
    f"The {town} {paper}"
    for town in ("Ostrey", "Quill", "Harrow", "Tarn")
    for paper in ("Bell", "Post", "Mail")
]
_SUBJECTS = [
    "the clinic",
    "the harbour board",
    "our school",
    "the ferry company",
    "this council",
    "the water works",
    "the old bridge",
    "the railway",
    "the fishing fleet",
    "our library",
    "the power station",
    "the market hall",
]
_VERBS = [
    "will lose",
    "has paid for",
    "will sell",
    "cannot keep",
    "needs",
    "has promised",
    "will rebuild",
    "must defend",
    "has hidden",
    "will not touch",
    "refuses to share",
    "should publish",
    "will double",
    "has wasted",
]
_OBJECTS = [
    "forty beds",
    "the winter budget",
    "two of its boats",
    "every one of its papers",
    "a third of the staff",
    "12 million crowns",
    "the roof over the east wing",
    "its oldest crane",
    "three new wards",
    "the night trains",
    "the letters from the ministry",
    "half of the pilots",
    "the report on the flood",
    "90 of the lorries",
]
_TAILS = [
    "before the storms come back",
    "and nobody on the board has asked why",
    "because the money ran out in May",
    "if the ministry does not step in",
    "while the mayor looks the other way",
    "and I have said so for years",
    "although the engineers warned us twice",
    "and the people of this town know it",
    "without a word to the staff",
    "as soon as the ice is gone",
    "and that is the whole of the story",
    "when the new year begins",
]
_STOCK = [
    "We take this matter very seriously and will look into it.",
    "Our thoughts are with the families tonight.",
    "I will not comment on a case that is still open.",
    "We have nothing to hide and never had.",
    "This is a great day for the whole of our town.",
]
_SWAPS = {
    "will": "would",
    "has": "had",
    "cannot": "can not",
    "we": "we all",
    "town": "city",
    "budget": "plan",
}


@dataclass(frozen=True)
class Printed:
    """A printed form and the utterance it comes from."""

    entry: Entry
    utterance: int


def archive(utterances: int, seed: int = 7) -> list[Printed]:
    """Make an archive in the order of its dates; about five forms come of one utterance."""
    chance = random.Random(seed)
    people = [f"{first} {last}" for first in _FIRST for last in _LAST]
    out: list[Printed] = []
    for number in range(utterances):
        speaker = chance.choice(people)
        day = date(2031, 1, 1) + timedelta(days=chance.randrange(1500))
        stock = chance.random() < 0.06
        said = chance.choice(_STOCK) if stock else _utterance(chance)
        if stock:
            # A stock phrase is said again by others, and by the same person a year on: other utterances.
            day = date(2031, 1, 1) + timedelta(days=(number * 397) % 40_000)
        for _ in range(max(1, int(chance.expovariate(0.2)))):
            out.append(Printed(_form(chance, said, speaker, day, len(out)), number))
    out.sort(key=lambda p: (p.entry.published or "", p.entry.page))
    return out


def _utterance(chance: random.Random) -> str:
    sentences = []
    for _ in range(chance.choice([1, 1, 2, 3])):
        parts = [chance.choice(part) for part in (_SUBJECTS, _VERBS, _OBJECTS, _TAILS)]
        sentences.append(" ".join(parts).capitalize().replace(" i ", " I ") + ".")
    return " ".join(sentences)


def _form(chance: random.Random, said: str, speaker: str, day: date, number: int) -> Entry:
    """One outlet's form: a copy, an edited copy, a part, mixed or indirect."""
    kind = chance.choice(["copy", "copy", "edited", "part", "mixed", "indirect"])
    words = said
    if kind == "part":
        words = _part(chance, said)
    elif kind == "edited":
        words = _edited(chance, said)
    name = chance.choice([speaker, speaker, speaker, speaker.split()[-1]])
    undecided = chance.random() < 0.05
    text, content, statement_kind = _text(chance, kind, words, name)
    start = text.index(content)
    page = f"page-{number}"
    spans = ((start, start + len(content)),)
    statement = Statement(
        id=statement_id(page, None, (), (), spans),
        kind=statement_kind,
        type="assertion",
        source=((0, 1),),
        cue=(),
        content=spans,
        speaker=None if undecided else name,
        confidence=1.0,
    )
    published = day + timedelta(days=int(chance.expovariate(0.5)))
    return Entry(
        statement=statement,
        text=text,
        page=page,
        outlet=chance.choice(_OUTLETS),
        published=None if chance.random() < 0.03 else published.isoformat(),
    )


def _text(chance: random.Random, kind: str, words: str, name: str) -> tuple[str, str, Kind]:
    if kind == "indirect":
        content = _indirect(words)
        return f"{name} said that {content}.", content, "indirect"
    if kind == "mixed":
        clause = words.rstrip(".").split(". ")[0].split(" ")
        cut = len(clause) // 2
        content = f"{' '.join(clause[:cut]).lower()} “{' '.join(clause[cut:])}”"
        return f"{name} said that {content}.", content, "mixed"
    content = words
    frame = chance.choice(["“{}” {} said.", "“{}” said {} on Monday."])
    return frame.format(content, name), content, "direct"


def _indirect(words: str) -> str:
    first = words.rstrip(".").split(". ")[0]
    shifted = first[0].lower() + first[1:]
    for old, new in (("will", "would"), ("has", "had"), ("our", "their"), ("We", "they"), ("I", "she")):
        shifted = re.sub(rf"\b{old}\b", new, shifted)
    return shifted


def _part(chance: random.Random, said: str) -> str:
    words = said.rstrip(".").split(" ")
    size = max(7, int(len(words) * chance.uniform(0.5, 0.9)))
    start = chance.randrange(max(1, len(words) - size + 1))
    return " ".join(words[start : start + size])


def _edited(chance: random.Random, said: str) -> str:
    found = [word for word in said.split() if word in _SWAPS]
    if not found:
        return said.rstrip(".")
    word = chance.choice(found)
    return re.sub(rf"\b{word}\b", _SWAPS[word], said, count=1)


def shuffled(forms: list[Printed], seed: int) -> Iterator[Printed]:
    order = list(forms)
    random.Random(seed).shuffle(order)
    return iter(order)
