from __future__ import annotations

import pytest

from onrecord.reading.sayings import sure_cues, with_tail_cues
from onrecord.reading.words import split_words
from word_statements import spelled, statement


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It rained. I suspect nobody knows.", "suspect"),
        ("I also think he has gone.", "think"),
        ("Bo admitted it, but he felt the price was high.", "felt"),
        ("She lives alone.\nShe wants to sell the boat.", "wants"),
        ("The owner of the boat denied that it was his.", "denied"),
        ("The jury heard how he left.", "heard"),
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
        "Ada, who denied that it was hers, left.",
        "Two states that voted have left.",
        "The jury heard a shot.",
        "He left the pier.",
        "It was he who thinks the pier is old.",
        "“The Moor,” it was called.",
        "",
    ],
)
def test_other_words_are_no_sure_cues(text: str) -> None:
    assert sure_cues(split_words(text)) == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("A man wore two hats, an inquest heard on Monday.", "heard", "an inquest"),
        ("Mayor Quill is to go, the Post reported on Monday, quoting aides.", "reported", "the Post"),
    ],
)
def test_what_was_heard_or_reported_stands_before_it(text: str, cue: str, source: str) -> None:
    words = split_words(text)
    expected = text[: text.index(",")]
    for found in ([], [statement(words, source, cue, expected.split()[0])]):
        (made,) = with_tail_cues(words, found)
        assert (spelled(words, made.source), spelled(words, made.content)) == (source, expected)


def test_what_the_network_has_found_of_it_stays() -> None:
    words = split_words("A man wore two hats, an inquest heard on Monday.")
    found = [statement(words, "an inquest", "heard", "man wore two hats")]
    assert with_tail_cues(words, found) == found
