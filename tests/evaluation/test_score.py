from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.score import covered, pair, prepare, quoted_words, score, words_of

PIECES = [
    "Ada",
    "Okoro-Lind",
    "said",
    "won’t",
    "3.5",
    "“",
    "”",
    '"',
    "«",
    "»",
    "„",
    "``",
    "''",
    " ",
    "\n",
    "\n\n",
    ", ",
    ". ",
]

TEXT = (
    "“The dam will hold,” said Mira Tolland. The mayor of Quillhaven thinks that the “old” bridge is safe.\n"
    "Engineers warned on Monday that rain may come."
)


def place(words: str, text: str = TEXT) -> list[list[int]]:
    start = text.index(words)
    return [[start, start + len(words)]]


GOLD = {
    "id": "dam",
    "text": TEXT,
    "statements": [
        {"source": place("Mira Tolland"), "cue": place("said"), "content": place("“The dam will hold,”")},
        {
            "source": place("The mayor of Quillhaven"),
            "cue": place("thinks"),
            "content": place("the “old” bridge is safe"),
        },
        {"source": place("Engineers"), "cue": place("warned"), "content": place("rain may come")},
    ],
}
PRED = {
    "id": "dam",
    "statements": [
        # The quotation marks are missing and no word is: exact. The source is shorter and right.
        {"source": place("Tolland"), "cue": place("said"), "content": place("The dam will hold")},
        # Found (4 of 6 words), not exact; a wrong source; a cue that shares no word.
        {
            "source": place("Mira Tolland"),
            "cue": place("that"),
            "content": place("thinks that the “old” bridge is safe")[:1],
        },
        # Not found: one word of three.
        {"source": [], "cue": [], "content": place("rain")},
        # No word at all: counts nowhere.
        {"source": [], "cue": [], "content": [[0, 1]]},
    ],
}


def test_words_hold_hyphens_apostrophes_and_points_inside() -> None:
    text = "Okoro-Lind won’t pay 3.5 “now”."
    assert [text[s:e] for s, e in words_of(text)] == ["Okoro-Lind", "won’t", "pay", "3.5", "now"]


def test_a_line_break_ends_a_quotation_that_was_never_closed() -> None:
    text = "She said “one two\nthree “four"
    words = words_of(text)
    assert [text[slice(*words[i])] for i in sorted(quoted_words(text, words))] == ["one", "two", "four"]


def test_figures_of_a_document_counted_by_hand() -> None:
    result = score([GOLD], [PRED])
    assert (result["documents"], result["missing"]) == (1, 0)
    # Content words: gold 4 + 5 + 3, predicted 4 + 7 + 1, shared 4 + 5 + 1.
    assert result["content tokens"] == {"P": 83.3, "R": 83.3, "F1": 83.3, "gold": 12, "pred": 12}
    assert result["found"] == {"P": 66.7, "R": 66.7, "F1": 66.7, "gold": 3, "pred": 3}
    assert result["exact"] == {"P": 33.3, "R": 33.3, "F1": 33.3, "gold": 3, "pred": 3}
    assert result["attributed"] == {"P": 33.3, "R": 33.3, "F1": 33.3, "gold": 3, "pred": 3}
    assert result["cue"] == {"P": 33.3, "R": 33.3, "F1": 33.3, "gold": 3, "pred": 3}
    assert result["found/direct"] == {"P": 100.0, "R": 100.0, "F1": 100.0, "gold": 1, "pred": 1}
    assert result["attributed/mixed"] == {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 1, "pred": 1}
    assert result["found/indirect"] == {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 1, "pred": 1}


def test_a_kind_counts_for_precision_as_predicted_and_for_recall_as_gold() -> None:
    # Gold is all in quotation marks; the prediction takes the unquoted cue with it.
    gold = {"id": "a", "text": "“Rain is coming,” Ada said.", "statements": [{"content": [[0, 17]]}]}
    pred = {"id": "a", "statements": [{"content": [[0, 21]]}]}
    result = score([gold], [pred])
    assert (result["found/direct"]["R"], result["found/direct"]["pred"]) == (100.0, 0)
    assert (result["found/mixed"]["P"], result["found/mixed"]["gold"]) == (100.0, 0)


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("", 0),
        ("Berit", 1),
        ("aide Berit Solvang", 1),
        ("The aide Berit Solvang of Quillhaven", 1),
        ("Rain will come", 0),
    ],
)
def test_a_source_is_right_when_it_shares_half_of_the_shorter(source: str, right: int) -> None:
    text = "The aide Berit Solvang of Quillhaven said this. Rain will come."
    content = place("Rain will come", text)
    gold = {
        "id": "a",
        "text": text,
        "statements": [{"source": place("Berit Solvang", text), "content": content}],
    }
    pred = {"id": "a", "statements": [{"source": place(source, text) if source else [], "content": content}]}
    assert score([gold], [pred])["attributed"]["gold"] == 1
    assert score([gold], [pred])["attributed"]["F1"] == 100.0 * right


def test_a_sentence_for_a_name_is_no_source() -> None:
    text = "Berit said yesterday in the hall. Rain will come."
    content = place("Rain will come", text)
    gold = {"id": "a", "text": text, "statements": [{"source": [[0, 5]], "content": content}]}
    pred = {"id": "a", "statements": [{"source": [[0, 32]], "content": content}]}
    assert score([gold], [pred])["attributed"]["F1"] == 0.0


def test_pairing_is_one_to_one_and_prefers_the_larger_overlap_then_the_right_source() -> None:
    text = "Ada Bo one two three four"
    words = words_of(text)
    gold = prepare([{"source": [[0, 3]], "content": [[7, 25]]}], words, frozenset())
    pred = prepare(
        [
            {"source": [[4, 6]], "content": [[7, 25]]},
            {"source": [[0, 3]], "content": [[7, 20]]},
            {"source": [[0, 3]], "content": [[7, 25]]},
        ],
        words,
        frozenset(),
    )
    assert pair(gold, pred) == [(0, 2, 1.0)]
    assert pair(gold, pred[:2]) == [(0, 0, 1.0)]


def test_a_document_without_a_prediction_is_missing_and_costs_recall() -> None:
    result = score([GOLD, {**GOLD, "id": "other"}], [GOLD])
    assert (result["documents"], result["missing"]) == (2, 1)
    assert (result["attributed"]["P"], result["attributed"]["R"], result["attributed"]["F1"]) == (
        100.0,
        50.0,
        66.7,
    )


def test_the_words_of_many_spans_are_found_without_trying_every_pair() -> None:
    words = [(2 * i, 2 * i + 1) for i in range(200_000)]
    spans = [[4 * i, 4 * i + 1] for i in range(100_000)]
    assert len(covered(words, spans)) == 100_000  # every pair would be 2 × 10¹⁰ comparisons: never done


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6), st.text("ab -’\n", max_size=40)
)
def test_covered_is_overlap_and_nothing_else(spans: list[tuple[int, int]], text: str) -> None:
    words = words_of(text)
    expected = {i for i, (s, e) in enumerate(words) if any(s < b and a < e for a, b in spans)}
    assert covered(words, spans) == expected


# --- documents made by chance, scored by both -----------------------------------------------------


def spans_in(text: str) -> st.SearchStrategy[list[list[int]]]:
    place = st.integers(0, len(text) + 2)
    return st.lists(st.tuples(place, place).map(lambda pair: sorted(pair)), max_size=2)


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A gold document and a prediction that often repeats or half repeats its statements."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=40)))
    spans = spans_in(text)
    statement = st.fixed_dictionaries({"source": spans, "cue": spans, "content": spans})
    gold = draw(st.lists(statement, max_size=4))
    pred = draw(st.lists(statement, max_size=3))
    for row in gold:
        if draw(st.booleans()):
            change = draw(st.sampled_from(["source", "cue", "content", "nothing"]))
            pred.append({**row, change: draw(spans)})
    name = draw(st.sampled_from("abc"))
    other = draw(st.sampled_from([name, name, name, "z"]))
    return {"id": name, "text": text, "statements": gold}, {"id": other, "statements": pred}


@given(st.lists(documents(), max_size=4))
def test_every_figure_is_the_shared_scorers(
    shared_scorers: tuple[ModuleType, ModuleType], pairs: list[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    gold, pred = [g for g, _ in pairs], [p for _, p in pairs]
    assert score(gold, pred) == shared_scorers[0].score(gold, pred)
