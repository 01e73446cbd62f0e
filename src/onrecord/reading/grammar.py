"""What grammar says beside the network: whom it was told, what carried it, whether it was *not* said."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.addressees import addressee
from onrecord.reading.find import Found
from onrecord.reading.mediums import medium
from onrecord.reading.negation import negated
from onrecord.reading.passives import spoken_of
from onrecord.reading.words import Words

__all__ = ["with_grammar"]


def with_grammar(words: Words, found: Found) -> Found:
    """The statement with addressee, medium and negation; where grammar names no words, the network's stay.

    Args:
        words: the text's words.
        found: the statement.
    """
    if spoken_of(words.forms, found.cue, found.source):
        found = replace(found, source=())
    to = addressee(words.forms, found.cue, found.source, found.content)
    via = medium(words.forms, found.cue, found.source, found.content)
    if found.maybe_via is not None and found.maybe_via.isdisjoint(via):
        via = range(0)
    return replace(
        found,
        to=tuple(to) or found.to,
        via=tuple(via) or found.via,
        negated=negated(words.forms, found.cue, found.source),
    )
