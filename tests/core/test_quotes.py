from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.quotes import STATES
from onrecord.reading.words import split_words


def inside(text: str) -> list[str]:
    """The words that stand between quotation marks."""
    words = split_words(text)
    states = [STATES[q] for q in words.quotes]
    return [
        f
        for f, s in zip(words.forms, states, strict=True)
        if s in ("in", "single") and any(c.isalnum() for c in f)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” said Ana.", ["No"]),
        ('"No," said Ana. "Never."', ["No", "Never"]),
        ("«Non», dit Ana.", ["Non"]),
        ("„Nein“, sagte Ana, „nie“.", ["Nein", "nie"]),
        ("»Nej«, sagde Ana.", ["Nej"]),
        ("``No,'' said Ana.", ["No"]),
        ("‘No,’ said Ana’s aide.", ["No"]),
        ("'We won't,' said Ana.", ["We", "won", "t"]),
        ("Ana’s dogs’ bowls don’t shine.", []),
        ("It's the boss's and the '90s.", []),
        ("“He said ‘no’ to me,” Ana said.", ["He", "said", "no", "to", "me"]),
        ("Ana said: “One.\n“Two,” she added.", ["One", "Two"]),
        ("A lost “ mark here.\nNothing quoted here.", ["mark", "here"]),
        ('A 6" pipe.\nThen "this".', ["this"]),
    ],
)
def test_words_inside_marks(text: str, expected: list[str]) -> None:
    assert [w.strip("’'") for w in inside(text)] == expected


def test_a_paragraph_break_ends_a_quotation_that_lost_its_mark() -> None:
    text = "“Open and never closed.\n" + "Plain words.\n" * 3
    assert inside(text) == ["Open", "and", "never", "closed"]


@given(st.text(alphabet="“”\"'‘’«»„ab \n.,", max_size=60))
def test_every_word_has_a_state(text: str) -> None:
    words = split_words(text)
    assert len(words.quotes) == len(words.forms)
    assert all(0 <= q < len(STATES) for q in words.quotes)
