"""Statements over the words of a text, for tests: named by the words they hold, and spelled again."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.reading.find import Found
from onrecord.reading.words import Words, split_words


def places(words: Words, part: str) -> tuple[int, ...]:
    """The words of a part, where it stands first."""
    forms = split_words(part).forms
    for i in range(len(words)):
        if words.forms[i : i + len(forms)] == forms:
            return tuple(range(i, i + len(forms)))
    raise AssertionError(part)


def statement(words: Words, source: str, cue: str, *contents: str) -> Found:
    """A statement of these words; no source where it is empty."""
    at = places(words, cue)
    content = [w for part in contents for w in places(words, part)]
    return Found.by_rule(
        (at[0], at[-1] + 1), places(words, source) if source else (), content, confidence=0.9
    )


def spelled(words: Words, chosen: Iterable[int]) -> str:
    """Words as a text again, without the breaks between paragraphs."""
    return " ".join(words.forms[w] for w in chosen if words.forms[w] != "\n")
