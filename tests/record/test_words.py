"""Words and queries as the index sees them."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.filters import Filters
from onrecord.record.query import parse
from onrecord.record.words import folded_words, words

LETTERS = "aeiouxyzABCÀÉèñÖüÅçŠžĀő“”‘’'\"«»-–,.!? \n0123456789ΑβγЖдй"


def indexed(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE VIRTUAL TABLE t USING fts5 (a, tokenize="unicode61 remove_diacritics 2")')
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
    found = [row[0] for row in connection.execute("SELECT term FROM v ORDER BY offset")]
    connection.close()
    return found


@settings(max_examples=200)
@given(st.text(LETTERS, max_size=60))
def test_words_are_those_of_the_index(text: str) -> None:
    assert [word.folded for word in words(text)] == indexed(text)


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_words_have_their_places(text: str) -> None:
    found = words(text)
    assert all(text[w.start : w.end] for w in found)
    assert [w.start for w in found] == sorted({w.start for w in found})


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("ferry to Northby", '(("ferry" AND "to" AND "northby"))'),
        ("“four words” here", '(("four words" AND "here"))'),
        ("troop*", '("troop" *)'),
        ("a AND b OR c", '((("a" AND "b") OR "c"))'),
        ("a NOT b", '(("a" NOT "b"))'),
        ("a AND NOT b", '(("a" NOT "b"))'),
        ("(a OR b) c", '((("a" OR "b") AND "c"))'),
        ("don't", '("don t")'),
        ('"not closed', '("not closed")'),
    ],
)
def test_queries_as_expressions(query: str, expression: str) -> None:
    assert parse(query).expression == expression


@pytest.mark.parametrize(
    ("query", "text", "fits"),
    [
        ('"a b"', "x a b", True),
        ('"a b"', "b a", False),
        ('a NOT "b c"', "a c b", True),
        ('a NOT "b c"', "a b c", False),
        ("a OR b", "b", True),
        ("(a OR b) c", "b", False),
        ("ab*", "abc", True),
    ],
)
def test_a_text_itself_says_the_same_as_the_index(query: str, text: str, fits: bool) -> None:
    parsed = parse(query)
    assert {term: term.times(folded_words(text)) for term in parsed.terms} == {
        term: len(term.places(words(text))) for term in parsed.terms
    }
    assert parsed.fits(words(text)) is fits
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    found = connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (parsed.expression,)).fetchall()
    loose = connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (parsed.loose,)).fetchall()
    connection.close()
    assert bool(found) is fits
    assert loose or not fits


def test_filters_say_whether_dates_matter() -> None:
    assert Filters(since="2024").dated
    assert not Filters(speaker="Quill").dated
