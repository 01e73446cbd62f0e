from __future__ import annotations

import pytest

from onrecord.reading.asides import without_asides
from onrecord.reading.words import split_words
from word_statements import spelled, statement


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ada Quill, who runs the ferry, which is new", "Ada Quill"),
        ("Ada Quill, a baker, whose shop burned down", "Ada Quill , a baker"),
        ("Two bakers, both of whom know the ferry", "Two bakers"),
        ("Ada Quill -- now the mayor --", "Ada Quill"),
        # Which one is told by the clause.
        ("The baker who runs the ferry", "The baker who runs the ferry"),
        ("Who", "Who"),
        # Others are named behind it.
        ("Ada Quill, who bakes, and Bo Fay", "Ada Quill , who bakes , and Bo Fay"),
    ],
)
def test_a_source_ends_before_what_is_told_aside(source: str, expected: str) -> None:
    words = split_words(f"{source} said it rained.")
    (found,) = without_asides(words, [statement(words, source, "said", "it rained")])
    assert spelled(words, found.source) == expected
