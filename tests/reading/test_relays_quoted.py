from __future__ import annotations

import pytest

from onrecord.reading.relays_quoted import with_quoted
from onrecord.reading.words import split_words
from word_statements import places, spelled, statement


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        ("“It is over,” Finch was quoted by the Courier as saying.", "Finch", "It is over ,", "the Courier"),
        (
            "Finch was later quoted as saying by the Courier that it fell.",
            "Finch",
            "that it fell .",
            "the Courier",
        ),
        ("Its head, Bo Tern, was quoted by RNA as saying it fell.", "Its head , Bo Tern", "it fell .", "RNA"),
        ('"It is over," the minister was quoted as saying.', "the minister", "It is over ,", ""),
    ],
)
def test_who_is_quoted_says_it(text: str, source: str, content: str, via: str) -> None:
    words = split_words(text)
    at = words.forms.index("quoted")
    stray = statement(words, "", "quoted", text.split()[0])
    (found,) = with_quoted(words, [stray])
    assert (spelled(words, found.source), spelled(words, found.content)) == (source, content)
    assert spelled(words, found.via) == via
    assert found.cue[0] == at


@pytest.mark.parametrize(
    ("text", "source", "content", "via"),
    [
        (
            "The Courier quoted Bo Tern, its owner, as saying it fell. So.",
            "Bo Tern , its owner ,",
            "it fell",
            "The Courier",
        ),
        ("“It is over,” Telex cited him as saying.", "him", "It is over ,", "Telex"),
    ],
)
def test_whom_an_outlet_quotes_says_it_beside_the_outlet(
    text: str, source: str, content: str, via: str
) -> None:
    words = split_words(text)
    verb = "quoted" if "quoted" in text else "cited"
    outer = statement(words, via, verb, content.removesuffix(" ,"))
    kept, inner = with_quoted(words, [outer])
    assert kept == outer
    assert (spelled(words, inner.source), spelled(words, inner.content)) == (source, content)
    assert spelled(words, inner.via) == via


def test_a_quoted_price_is_no_relay() -> None:
    words = split_words("The stock was quoted at nine pounds, as low as in May.")
    assert with_quoted(words, []) == []


def test_a_statement_before_the_outlet_that_reports_it_is_one_too() -> None:
    words = split_words("The quay is safe, mayor Finch said on Monday, the Courier reported.")
    outer = statement(words, "the Courier", "reported", "The quay is safe, mayor Finch said on Monday")
    inner, kept = with_quoted(words, [outer])
    assert kept == outer
    assert spelled(words, inner.source) == "mayor Finch"
    assert spelled(words, inner.content) == "The quay is safe"
    assert spelled(words, inner.via) == "the Courier"


@pytest.mark.parametrize(
    "text",
    [
        "The quay, which Finch said was old, is safe now, the Courier reported.",
        "The quay is safe, Finch was told on Monday, the Courier reported.",
    ],
)
def test_other_commas_hold_no_statement(text: str) -> None:
    words = split_words(text)
    outer = statement(words, "the Courier", "reported", text.removesuffix(", the Courier reported."))
    assert with_quoted(words, [outer]) == [outer]


def test_the_outlet_that_cites_is_the_one_that_reports() -> None:
    words = split_words("On Sunday the Courier, citing the cabinet, reported that it was over.")
    found = statement(words, "", "reported", "that it was over")
    (mended,) = with_quoted(words, [found])
    assert mended.source == places(words, "the Courier")
