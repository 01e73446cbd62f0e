"""Drafts that embed ten quotations in prose, with the verdict that each must get."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verify.cases import Case

__all__ = ["Draft", "drafts"]

_LEADS = [
    "The debate went on for most of the week.",
    "Not everybody in the room agreed.",
    "The question had come up before.",
    "There was little time left.",
    "What followed was shorter.",
]
_FRAMES = [
    "“{words},” said {name}.",
    "{name} said: “{words}.”",
    "“{words},” {name} told reporters.",
    "According to {name}, “{words}”.",
    "In an interview on Monday {name} said, “{words}.”",
]
TEN = 10


@dataclass(frozen=True)
class Draft:
    """A draft with the places of its quotations' words and the cases they stand for."""

    text: str
    places: tuple[tuple[int, int], ...]
    cases: tuple[Case, ...]


def drafts(cases: Sequence[Case], seed: int = 7) -> Iterator[Draft]:
    """Yield drafts of ten cases each; cases whose words hold double marks or lines are left out.

    The words' own last mark is dropped, since the frame sets its own.
    """
    chance = random.Random(seed)
    fit = [case for case in cases if not set(case.words) & set('“”"\n«»„')]
    chance.shuffle(fit)
    for i in range(0, len(fit) - TEN + 1, TEN):
        yield _draft(chance, fit[i : i + TEN])


def _draft(chance: random.Random, cases: Sequence[Case]) -> Draft:
    text, places = "# A long week\n\n", []
    for case in cases:
        words = case.words.rstrip(".,;:!—–- ")
        head, tail = chance.choice(_FRAMES).format(words="\x00", name=case.speaker).split("\x00")
        text += f"{chance.choice(_LEADS)} {head}"
        places.append((len(text), len(text) + len(words)))
        text += f"{words}{tail}\n\n"
    return Draft(text, tuple(places), tuple(cases))
