"""Which organisation is "the committee" or "it"? One that is spoken of, and whose name allows it."""

from __future__ import annotations

from onrecord.reading.names_lexicon import fold, is_place, words
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_head import Head
from onrecord.reading.speakers_salience import Memory, Referent

__all__ = ["group_meant"]

_PLACE = 0.1
_HOLDS_NOUN = 40.0
_HOLDS_BODY = 1e6
_MOST_ASKED = 200
_PRESS = frozenset(("newspaper", "paper", "magazine", "outlet", "network", "channel", "station"))
_NO_BODIES = words("geography") | words("no_bodies")
_FIRM = frozenset(("company", "firm"))
_NO_GROUP = frozenset(("college", "court", "library", "museum", "school", "university"))
_TOLD_BY = ((_PRESS, words("outlets")), (_FIRM, words("corporate")))
"""Nouns for a group with the words that its name may have."""


def group_meant(head: Head, cast: Cast, memory: Memory, *, sentence: int) -> Referent | None:
    """Find the organisation spoken of; rather one whose name has the noun ("the committee").

    Args:
        head: of a source that is a noun for a group, or "it".
        cast: the page's names.
        memory: who and what is spoken of.
        sentence: number of the source's sentence.
    """

    def fit(number: int | None) -> float:
        if number is None:
            return 0.0 if head.noun else 1.0
        name = cast.names[number]
        tail = fold(name.name.split()[-1])
        if (is_place(name.name) and head.noun not in ("government", "country")) or tail in _NO_BODIES:
            return _PLACE if not head.noun else 0.0
        if head.noun and head.noun in fold(name.name).split():
            return _HOLDS_BODY if head.noun in words("bodies") else _HOLDS_NOUN
        if (head.noun and number in cast.means) or not _may_be_called(head.noun, fold(name.name)):
            return 0.0
        modifiers = head.words - words("determiners") - {head.noun}
        if modifiers and not head.proper and head.noun in words("bodies") and not name.name.isupper():
            return 0.0
        if head.noun in words("bodies") - {"agency"} and (tail in words("outlets") or name.kind != "other"):
            return 0.0
        if head.noun in words("named_groups") or (head.noun and head.noun not in words("groups")):
            return 0.0
        kinds = [told for nouns, told in _TOLD_BY if head.noun in nouns]
        if kinds and not kinds[0].isdisjoint(fold(name.name).split()):
            return 3.0
        return 1.0 if name.kind == "other" else 0.3

    if not sentence and head.noun:  # a headline's "agency" is named below
        named = enumerate(cast.names[:_MOST_ASKED])
        below = (n for n, name in named if head.noun in fold(name.name).split())
        number = next(below, None)
        if number is not None:
            return cast.referents[number]
    return memory.thing(fit, sentence=sentence)


def _may_be_called(noun: str, name: str) -> bool:
    """Whether writers call a name so: a scholarly journal or a university is no "group" and no "paper"."""
    if name.startswith("journal of "):
        return noun in ("", "journal", "publication")
    group = noun == "group" or noun in _PRESS
    return not group or _NO_GROUP.isdisjoint(name.split())
