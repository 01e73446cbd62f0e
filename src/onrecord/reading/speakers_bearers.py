"""Who bears the role? "The Orvane mayor" is whom the page calls mayor and of Orvane."""

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.reading.names_lexicon import gender_of, words
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_head import Head
from onrecord.reading.speakers_salience import Memory, Referent

__all__ = ["bearer", "headed", "named_below", "named_next"]

_OF_SOMEBODY = frozenset(
    ("aunt", "brother", "cousin", "daughter", "husband", "nephew", "niece", "sister", "son", "uncle", "wife")
)
"""Who is called so without a name is new; "the grandmother" may be whom the page is about."""
_BREAK = re.compile(r"\n+")
_LEAD = 600
_NO_PLACES = frozenset(
    (
        *("conservative", "democrat", "democratic", "gop", "labour", "liberal", "libertarian", "republican"),
        *("house", "senate", "tory"),
    )
)


def bearer(
    head: Head, cast: Cast, memory: Memory, nameless: Collection[str], *, sentence: int
) -> Referent | None:
    """Who has the role on this page; else whoever is spoken of, unless somebody nameless came with it.

    Args:
        head: of a source that is a role.
        cast: the page's names.
        memory: who is spoken of.
        nameless: nouns that the page has used for people whom it does not name.
        sentence: number of the source's sentence.
    """
    fitting = cast.by_role.get(head.noun, frozenset())
    if fitting:
        told = {number: _told(head, cast.names[number].said_of) for number in fitting}
        most = max(told.values())
        if head.proper and not most[0] and not _only(head, fitting, cast):
            return None if head.owned else memory.person(gender_of(head.noun), sentence=sentence)
        fitting = frozenset(number for number in fitting if told[number] == most)
        only = cast.referents[next(iter(fitting))] if len(fitting) == 1 else None
        return memory.among(fitting, sentence=sentence) or only
    if head.owned or head.noun in nameless or head.noun in words("anybody") | _OF_SOMEBODY:
        return None
    meant = memory.person(gender_of(head.noun), sentence=sentence)
    if meant is None or meant.number is None:
        return meant
    return meant if meant.person or " " in cast.names[meant.number].name else None


def headed(head: Head, cast: Cast) -> Referent | None:
    """Whom a headline means by "Mayor" or "former rival": of the role's bearers the one named first."""
    fitting = [n for n in cast.by_role.get(head.noun, ()) if " " in cast.names[n].name]
    best = max(fitting, key=lambda n: (_told(head, cast.names[n].said_of), -n), default=None)
    return None if best is None else cast.referents[best]


def named_below(text: str, head: Head, cast: Cast) -> Referent | None:
    """Whom the page first leaves without a name: "A former banker said …"; later "The banker, Ada Quill"."""
    below = [n for n in cast.by_role.get(head.noun, ()) if cast.names[n].mentions[0][0] > head.places[0]]
    if len(below) != 1 or not text.endswith(f"The {head.noun}, ", 0, cast.names[below[0]].mentions[0][0]):
        return None
    return cast.referents[below[0]]


def named_next(text: str, head: Head, cast: Cast) -> Referent | None:
    """Whom the lead calls "The head of the guild" and the next paragraph just "Ada Quill", as known."""
    place = head.places[0]
    gap = _BREAK.search(text, place, place + _LEAD) if place < _LEAD else None
    named = cast.within((gap.end(), gap.end() + 1)) if gap else []
    if gap is None or not named:
        return None
    start, end = named[0]
    number = cast.number_at(start)
    between = any(cast.referents[cast.number_at(a)].person for a, _ in cast.within((place, start)))
    new = start == cast.names[number].mentions[0][0] and not cast.names[number].roles
    alone = " " in text[start:end] and text[end : end + 1] == " "
    return cast.referents[number] if new and alone and not between and cast.referents[number].person else None


def _only(head: Head, fitting: frozenset[int], cast: Cast) -> bool:
    """Whether a place's office has one bearer, of whom nothing says where: "the Orvane mayor"."""
    numbers = list(fitting)
    alone = len(numbers) == 1 and cast.referents[numbers[0]].person is True
    return alone and _NO_PLACES.isdisjoint(head.proper) and not cast.proper(numbers[0])


def _told(head: Head, said_of: frozenset[str]) -> tuple[int, int]:
    """How many of the words that tell who is meant the page says of somebody; proper ones count first."""
    return len(head.proper & said_of), len(head.words & said_of)
