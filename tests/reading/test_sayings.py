from __future__ import annotations

import pytest

from onrecord.reading.sayings import sure_cues
from onrecord.reading.words import split_words


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It rained. I suspect nobody knows.", "suspect"),
        ("I also think he has gone.", "think"),
        ("Bo admitted it, but he felt the price was high.", "felt"),
        ("She lives alone.\nShe wants to sell the boat.", "wants"),
        ("“Dear friends,” it began, “I leave.”", "began"),
    ],
)
def test_a_pronoun_and_a_verb_of_thinking_begin_a_statement(text: str, cue: str) -> None:
    words = split_words(text)
    at = words.forms.index(cue)
    assert sure_cues(words) == [(at, at + 1)]


def test_what_somebody_is_cited_for_is_sure() -> None:
    words = split_words("It had two boats, according to its secretary. Now it has one, according to law.")
    at = words.forms.index("according")
    assert sure_cues(words) == [(at, at + 2)]


@pytest.mark.parametrize(
    "text",
    [
        "“It rained. I suspect nobody knows.”",  # quoted: another's words
        "I suspect him of it.",
        "She thinks so.",
        "He left the pier.",
        "It was he who thinks the pier is old.",
        "“The Moor,” it was called.",
        "",
    ],
)
def test_other_words_are_no_sure_cues(text: str) -> None:
    assert sure_cues(split_words(text)) == []
