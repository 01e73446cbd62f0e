from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.words import BREAK, CASES, sentences, split_words


def cases(text: str) -> list[str]:
    return [CASES[c] for c in split_words(text).cases]


def test_words_are_cut_before_a_possessive_and_kept_at_a_hyphen() -> None:
    assert split_words("Vell’s well-known U.N. envoy").forms == [
        "Vell",
        "’s",
        "well-known",
        "U.N",
        ".",
        "envoy",
    ]


def test_any_run_of_newlines_is_one_break() -> None:
    assert split_words("One.\n \n\nTwo.\r\nThree").forms == ["One", ".", BREAK, "Two", ".", BREAK, "Three"]


def test_case() -> None:
    assert cases("the Mayor NATO McVell 2019 ,\nx A") == [
        *("lower", "title", "upper", "mixed", "digit", "mark", "break", "lower", "title")
    ]


def test_a_megabyte_without_a_space_is_many_words() -> None:
    words = split_words("x" * 10_000)
    assert len(words) > 100
    assert max(words.ends - words.starts) <= 64 * 9 + 8


@given(st.text(max_size=200))
def test_offsets_give_the_words_back(text: str) -> None:
    words = split_words(text)
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        assert form == BREAK or text[start:end] == form
    assert np.all(words.starts[1:] >= words.ends[:-1])
    covered = "".join(text[s:e] for s, e in zip(words.starts, words.ends, strict=True))
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        ("One fell. Two fell! Three?", ["One", "Two", "Three"]),
        ("One fell\nTwo fell", ["One", "Two"]),
        ("Mr. One met Sen. Two in J. Three v. Four.", ["Mr"]),
        ("“One. Two,” he said. “Three.” Four fell.", ["“", "“", "Four"]),
        ("“One?” Ada asked. Two fell.", ["“", "Two"]),
        ("Ada called it “one and two”. Three fell.", ["Ada", "Three"]),
        ("Jeb! ran. it rained.", ["Jeb"]),
    ],
)
def test_sentences_end_outside_quotations(text: str, firsts: list[str]) -> None:
    words = split_words(text)
    numbers = sentences(words).tolist()
    first = [i for i, n in enumerate(numbers) if words.forms[i] != BREAK and n not in numbers[:i]]
    assert [words.forms[i] for i in first] == firsts
