"""Sources that the network leaves out or cuts."""

from __future__ import annotations

import pytest

from onrecord.reading.sources import with_source
from onrecord.reading.words import split_words
from word_statements import spelled, statement


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("“Late?” asked Cllr. Ada Quill.", "", "asked", "Late?", "Cllr . Ada Quill"),
        ("“It was mine,” he appears to say.", "", "appears", "It was mine,", "he"),
        ("In May it blocked the deal, arguing that it is late.", "", "arguing", "it is late", "it"),
        (
            "Fullback fly-half Ada Quill lost, and said so.",
            "Fullback",
            "said",
            "so",
            "Fullback fly-half Ada Quill",
        ),
        ("Quill’s mother, Ada, wept and said no.", "Quill’s", "said", "no", "Quill ’s mother , Ada"),
        ("Quill’s old mother wept and said no.", "Quill’s", "said", "no", "Quill ’s old mother"),
        ("Quill’s mother, ADA, SAID NO", "Quill’s", "SAID", "NO", "Quill ’s mother , ADA"),
        ("Ada, who cooked and claims to have won.", "", "claims", "to have won", "who"),
        ("Asked by the Post, Bo said no.", "the Post, Bo", "said", "no", "Bo"),
    ],
)
def test_grammar_finds_what_is_missing(text: str, source: str, cue: str, content: str, expected: str) -> None:
    words = split_words(text)
    assert spelled(words, with_source(words, statement(words, source, cue, content)).source) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“Late,” it was called.", "", "called", "Late,"),  # nobody says who did
        ("It rained, they left, arguing that it is late.", "", "arguing", "it is late"),  # two subjects
        ("He is expected to win.", "", "expected", "to win"),
        ("The minister, in Quill, said no.", "The minister", "said", "no"),
        ("The Post, Bo said, is late.", "Bo", "said", "The Post"),
    ],
)
def test_other_sources_stay(text: str, source: str, cue: str, content: str) -> None:
    words = split_words(text)
    found = statement(words, source, cue, content)
    assert with_source(words, found) == found


def test_who_asked_was_no_addressee() -> None:
    words = split_words("“Late?” asked Bo.")
    found = statement(words, "", "asked", "Late?")
    assert with_source(words, found).to == ()


def test_who_claims_to_have_paid_is_the_source_and_no_content() -> None:
    words = split_words("A user claimed to have paid twice.")
    found = with_source(words, statement(words, "", "claimed", "A user", "to have paid twice"))
    assert (spelled(words, found.source), spelled(words, found.content)) == ("A user", "to have paid twice")
