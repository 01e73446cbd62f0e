"""What the memory of who is spoken of takes in between statements: names, pronouns, people without a name."""

from __future__ import annotations

from typing import Final

from onrecord.reading.names_lexicon import Gender, fold
from onrecord.reading.names_words import Intervals
from onrecord.reading.speakers_bearers import bearer
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_events import GROUP, HE, NAME, NAMELESS, Event
from onrecord.reading.speakers_groups import group_meant
from onrecord.reading.speakers_head import Head
from onrecord.reading.speakers_nouns import noun_head
from onrecord.reading.speakers_salience import Memory, Referent
from onrecord.reading.speakers_text import Sentences

__all__ = ["NAMELESS_GROUP", "Hearing"]

_SUBJECT, _OTHER, _PRONOUN, _MODIFIER, _NEW = 80.0, 50.0, 40.0, 30.0, 110.0
_QUOTED: Final = 0.15

NAMELESS_GROUP: Final = Referent(None, False, None)
"""What is no person and has no name."""


class Hearing:
    """Takes events in, in text order.

    Args:
        text: the text.
        quotations: its quoted stretches.
        sentences: its sentences.
        cast: its names.
        memory: who is spoken of.
    """

    def __init__(
        self, text: str, quotations: Intervals, sentences: Sentences, cast: Cast, memory: Memory
    ) -> None:
        self._text = text
        self._quotations = quotations
        self._sentences = sentences
        self._cast = cast
        self._memory = memory
        self._opened = -1  # number of the last sentence that a noun opens: no name is its subject
        self.spoken = quotations
        """What is said word for word, with marks or without."""
        self.meant: dict[int, Referent | None] = {}
        """Whom each "he" or "she" means, by its place."""
        self.nameless: set[str] = set()
        """Nouns used for people whom the page does not name."""

    def take(self, event: Event) -> None:
        """Let the memory take in whatever is no statement."""
        quoted = event.place in self._quotations or event.place in self.spoken
        referent, weight = self._heard(event, self._sentences.number(event.place), quoted=quoted)
        if referent:
            weight *= _QUOTED if quoted else 1.0
            self._memory.mention(referent, sentence=self._sentences.number(event.place), weight=weight)

    def relative(self, owner: str, noun: str, sentence: int) -> Referent | None:
        """Find who is "her husband"; ``owner`` is the possessive."""
        person = self._memory.person("f" if owner == "her" else "m", sentence=sentence)
        return self._cast.relative(person.number, noun) if person and person.number is not None else None

    def _heard(self, event: Event, sentence: int, *, quoted: bool) -> tuple[Referent | None, float]:
        if event.kind == NAME:
            return self._cast.referents[event.number], self._weight(event, sentence)
        if event.kind == NAMELESS:
            return self._somebody(event, sentence), _OTHER
        if event.kind == HE:
            if event.place not in self.meant and not quoted:
                self.meant[event.place] = self._memory.person(event.gender, sentence=sentence)
            return self.meant.get(event.place), _PRONOUN if event.subject else _PRONOUN / 3
        self._opened = sentence
        if event.kind == GROUP:
            phrase = event.noun.casefold().split()
            head = Head("group", (event.place,), phrase[-1], frozenset(phrase))
            meant = group_meant(head, self._cast, self._memory, sentence=sentence)
            return meant or NAMELESS_GROUP, _SUBJECT
        head = noun_head(self._text, event.place, event.place + len(event.noun), [])
        meant = bearer(head, self._cast, self._memory, self.nameless, sentence=sentence)
        return meant if head.kind == "role" else None, _SUBJECT

    def _weight(self, event: Event, sentence: int) -> float:
        """How much a name's mention counts: most where a sentence's subject is new."""
        if self._cast.modifies(self._text, event.place):
            return _MODIFIER
        if self._opened == sentence or not self._first_in_sentence(event.place):
            return _OTHER
        return _NEW if event.place == self._cast.names[event.number].mentions[0][0] else _SUBJECT

    def _first_in_sentence(self, place: int) -> bool:
        """Is it the sentence's first name? It is then mostly the subject."""
        index = self._cast.before(place)
        return index is None or self._cast.mentions[index][0] < self._sentences.start(place)

    def _somebody(self, event: Event, sentence: int) -> Referent:
        """Somebody without a name, or whose relative it is: "her brother"."""
        owner = fold(self._text[event.place : event.place + 3])
        kin = self.relative(owner, event.noun, sentence) if owner in ("his", "her") else None
        if kin:
            return kin
        self.nameless.add(event.noun)
        gender: Gender | None = "m" if event.gender == "m" else "f" if event.gender == "f" else None
        return Referent(None, True, gender)
