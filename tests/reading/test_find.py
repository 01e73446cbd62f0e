from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reading.find import told_once
from onrecord.reading.words import split_words
from word_statements import spelled, statement

TEXT = split_words("Finch hopes the mayor thinks the quay will hold, and said the harbour might close.")
OUTER = statement(TEXT, "Finch", "hopes", "the mayor thinks the quay will hold")
INNER = statement(TEXT, "the mayor", "thinks", "the quay will hold")
OTHER = statement(TEXT, "Finch", "said", "the harbour might close")


@pytest.mark.parametrize(
    ("outer", "inner", "kept"),
    [(0.8, 0.5, ["hopes", "said"]), (0.5, 0.8, ["hopes", "thinks", "said"]), (0.4, 0.4, ["hopes", "said"])],
)
def test_a_statement_whose_words_a_surer_one_has_is_left_out(
    outer: float, inner: float, kept: list[str]
) -> None:
    """Where the inner one is surer, the outer one stays too: it shares only four of its seven words."""
    found = [replace(OUTER, confidence=outer), replace(INNER, confidence=inner), OTHER]
    assert [spelled(TEXT, range(*f.cue)) for f in told_once(found, set())] == kept


def test_a_sure_cue_stays_inside_another() -> None:
    found = [replace(OUTER, confidence=0.8), replace(INNER, confidence=0.5)]
    assert told_once(found, set(range(*INNER.cue))) == found
