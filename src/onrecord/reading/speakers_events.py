"""What changes or asks the memory of who is spoken of, in text order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.values import Statement
from onrecord.reading.names_lexicon import gender_of
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_contents import place_of
from onrecord.reading.speakers_text import nameless_people, opening_groups, opening_roles, pronouns

__all__ = ["GROUP", "HE", "NAME", "NAMELESS", "ROLE", "STATEMENT", "Event", "events"]

STATEMENT, NAME, NAMELESS, HE, GROUP, ROLE = range(6)


@dataclass(frozen=True, slots=True)
class Event:
    """A place of the text at which somebody is spoken of.

    Args:
        place: its start.
        kind: a statement's source, a name, somebody without a name, or "he" and "she".
        number: of the statement or the name.
        gender: "m", "f" or not known.
        subject: whether a pronoun stands as a subject.
        noun: what somebody without a name is called.
    """

    place: int
    kind: int
    number: int = 0
    gender: str = ""
    subject: bool = False
    noun: str = ""


def events(text: str, statements: Sequence[Statement], cast: Cast) -> list[Event]:
    """All of them in text order; a source before the words it consists of.

    Args:
        text: the text that the statements' spans point into.
        statements: in any order.
        cast: the text's names.
    """
    found = [Event(place_of(s), STATEMENT, index) for index, s in enumerate(statements)]
    found += [Event(m[0], NAME, n) for m, n in zip(cast.mentions, cast.numbers, strict=True)]
    found += [
        Event(start, NAMELESS, gender=gender_of(noun) or "", noun=noun)
        for start, _, noun in nameless_people(text)
        if not cast.ends_before(text, start)
    ]
    sources = {event.place for event in found}
    found += [Event(at, ROLE, noun=phrase) for at, phrase in opening_roles(text) if at not in sources]
    found += [Event(start, GROUP, noun=phrase) for start, phrase in opening_groups(text)]
    found += [Event(place, HE, gender=gender, subject=subject) for place, gender, subject in pronouns(text)]
    return sorted(found, key=lambda event: (event.place, event.kind))
