"""What grammar says beside the network: whom it was told, what carried it, whether it was *not* said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.reading.addressees import addressee
from onrecord.reading.find import Found
from onrecord.reading.mediums import medium
from onrecord.reading.names_lexicon import fold
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.negation import negated
from onrecord.reading.passives import spoken_of
from onrecord.reading.sources import with_source
from onrecord.reading.words import Words

__all__ = ["with_grammar"]


_CALLS: Final = frozenset({"dear", "hey", "no", "oh", "sorry", "well", "wow", "yes", "you"})
_LONGEST_CALL: Final = 4


def with_grammar(words: Words, found: Found) -> Found:
    """The statement with addressee, medium and negation; where grammar names no words, the network's stay.

    Args:
        words: the text's words.
        found: the statement.
    """
    if spoken_of(words.forms, found.cue, found.source):
        found = replace(found, source=())
    found = with_source(words, found)
    found = replace(found, content=_without_call(words, found))
    to = addressee(words.forms, found.cue, found.source, found.content)
    via = medium(words.forms, found.cue, found.source, found.content)
    if found.maybe_via is not None and found.maybe_via.isdisjoint(via):
        via = range(0)
    guessed = () if found.via and fold(words.forms[found.via[-1]]) in listed("occasions") else found.via
    return replace(
        found,
        to=tuple(to) or found.to,
        via=tuple(via) or guessed,
        negated=negated(words.forms, found.cue, found.source),
    )


def _without_call(words: Words, found: Found) -> tuple[int, ...]:
    """The content without "You fool," before "Finch said it rains": that is the writer's own."""
    source, content = found.source, found.content
    if not source or source[-1] >= found.cue[0] or content[0] >= source[0] or content[-1] < found.cue[1]:
        return content
    before = [w for w in content if w < source[0]]
    goes_on = found.cue[1] in content and words.forms[found.cue[1]][0].isalnum()
    if goes_on and len(before) <= _LONGEST_CALL and fold(words.forms[before[0]]) in _CALLS:
        return content[len(before) :]
    return content
