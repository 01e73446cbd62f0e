"""Who is being spoken of? A memory of people and groups that fades with the sentences.

After Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution": every mention adds weight,
the weight fades with each sentence (they halve it, 0.4 was better on our labels),
and a pronoun means the heaviest that agrees with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.reading.names_lexicon import Gender

__all__ = ["Memory", "Referent"]

_MOST = 40
_FADE = 0.4
_UNSURE_GENDER = 0.8
_UNSURE_KIND = 0.1


@dataclass(frozen=True, slots=True)
class Referent:
    """Someone or something that later words can mean.

    Args:
        number: of the name; None for a person nobody names.
        person: True, False or not known.
        gender: "m", "f" or not known.
    """

    number: int | None
    person: bool | None
    gender: Gender | None

    def agrees(self, gender: str | None) -> float:
        """How well "he" ("m"), "she" ("f") or a noun for a person (None) fits, from 0 to 1."""
        if self.person is False or (gender and self.gender not in (None, gender)):
            return 0.0
        return (1.0 if self.gender or not gender else _UNSURE_GENDER) * (1.0 if self.person else _UNSURE_KIND)


class Memory:
    """The most recent referents with their weights.

    >>> memory = Memory()
    >>> memory.mention(Referent(0, True, "f"), sentence=0, weight=80)
    >>> memory.mention(Referent(1, True, "m"), sentence=0, weight=50)
    >>> memory.person("m", sentence=1)
    Referent(number=1, person=True, gender='m')
    """

    def __init__(self) -> None:
        self._weights: OrderedDict[Referent, tuple[float, int]] = OrderedDict()

    def weight(self, referent: Referent, sentence: int) -> float:
        """Tell what is left of a referent's weight."""
        return _left(self._weights.get(referent, (0.0, sentence)), sentence)

    def mention(self, referent: Referent, *, sentence: int, weight: float) -> None:
        """Add a mention's weight."""
        self._weights[referent] = (self.weight(referent, sentence) + weight, sentence)
        self._weights.move_to_end(referent)
        if len(self._weights) > _MOST:
            self._weights.popitem(last=False)

    def person(self, gender: str | None, *, sentence: int, but: Iterable[int] = ()) -> Referent | None:
        """Whom "he" or "she" means in a sentence; never one of the names in ``but``."""
        banned = frozenset(but)
        scored = (
            (r.agrees(gender) * _left(kept, sentence), r)
            for r, kept in self._weights.items()
            if r.number is None or r.number not in banned
        )
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] > 0 else None

    def thing(self, fit: Callable[[int | None], float], *, sentence: int) -> Referent | None:
        """Find the heaviest that is no person; ``fit`` gives a factor for its number."""
        scored = (
            (self.weight(r, sentence) * fit(r.number), r) for r in self._weights if r.person is not True
        )
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] > 0 else None

    def among(self, numbers: frozenset[int], *, sentence: int) -> Referent | None:
        """Find the heaviest of some names."""
        scored = [(self.weight(r, sentence), r) for r in self._weights if r.number in numbers]
        return max(scored, key=lambda pair: pair[0])[1] if scored else None

    def latest_people(self, many: int) -> list[int]:
        """Numbers of the last people named, the last one first."""
        found = [r.number for r in reversed(self._weights) if r.person and r.number is not None]
        return found[:many]


def _left(kept: tuple[float, int], sentence: int) -> float:
    """What is left in a sentence of a weight and the sentence it was noted in."""
    weight, since = kept
    return float(weight * _FADE ** (sentence - since))
