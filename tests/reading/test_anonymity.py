from __future__ import annotations

import pytest

from onrecord.reading.anonymity import without_wishes_for_anonymity
from onrecord.reading.words import split_words
from word_statements import statement


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        (
            "Bo asked not to be named because it is late.",
            "asked",
            "not to be named because it is late",
            False,
        ),
        ("Bo prefers to stay anonymous.", "prefers", "to stay anonymous", False),
        ("Bo asked not to be moved.", "asked", "not to be moved", True),
        ("Bo wants to be named captain of the team.", "wants", "to be named captain of the team", True),
    ],
)
def test_a_wish_to_stay_unnamed_is_no_statement(text: str, cue: str, content: str, kept: bool) -> None:
    words = split_words(text)
    found = [statement(words, "Bo", cue, content)]
    assert without_wishes_for_anonymity(words, found) == (found if kept else [])
