from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.speakers import names_of, score_speakers, source_form, speaker_right

TEXT = (
    "Mira Tolland told the council that the dam will hold. She never promised a bridge.\n"
    "The mayor, according to the Quillhaven Gazette, wants two ferries. Somebody said rain may come."
)


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD = {
    "id": "dam",
    "text": TEXT,
    "statements": [
        {
            "id": "A",
            "source": [at("Mira Tolland")],
            "cue": [at("told")],
            "content": [at("the dam will hold")],
        },
        {"id": "B", "source": [at("She")], "cue": [at("promised")], "content": [at("a bridge")]},
        {"id": "C", "source": [at("The mayor")], "cue": [at("wants")], "content": [at("two ferries")]},
        {"id": "D", "source": [at("Somebody")], "cue": [at("said")], "content": [at("rain may come")]},
    ],
}
LABELS = {
    "id": "dam",
    "labels": {
        "A": {"speaker": "Mira Tolland", "type": "assertion", "to": at("the council")},
        "B": {"speaker": "Mira Tolland", "type": "assertion", "negated": True},
        "C": {"speaker": None, "type": "eventuality", "via": at("the Quillhaven Gazette"), "unsure": True},
        "D": {"speaker": None, "type": "assertion"},
    },
}


def predicted(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The gold statements with the labels' answers, changed by statement id."""
    rows = []
    for row in GOLD["statements"]:
        assert isinstance(row, dict)
        label = LABELS["labels"][row["id"]]  # type: ignore[index]
        answer = {k: [v] if k in ("to", "via") else v for k, v in label.items()}
        rows.append({**row, **answer, **changes.get(row["id"], {})})
    return rows


def test_the_labels_themselves_score_full() -> None:
    result = score_speakers([GOLD], [LABELS], [{"id": "dam", "statements": predicted()}])
    assert result["with speaker"] == {"P": 100.0, "R": 100.0, "F1": 100.0, "gold": 4, "pred": 4}
    assert result["named"] == {"P": 100.0, "R": 100.0, "F1": 100.0, "gold": 2, "pred": 2}
    assert [result[name]["gold"] for name in ("to", "via", "negated")] == [1, 1, 1]
    assert [result[name]["F1"] for name in ("to", "via", "negated")] == [100.0] * 3
    assert (result["articles"], result["accuracy"], result["type"]) == (1, 100.0, 100.0)
    assert result["accuracy by form"] == {"name": [100.0, 1], "nominal": [100.0, 1], "pronoun": [100.0, 1]}


def test_figures_of_a_prediction_counted_by_hand() -> None:
    changes: dict[str, dict[str, Any]] = {
        "A": {"speaker": "MIRA  Tolland’s", "to": [at("council")]},  # right: folded; shares a word
        "B": {"speaker": "Quillhaven Gazette", "negated": False},  # wrong, and the negation is lost
        "C": {"speaker": "The mayor", "type": "belief", "via": [at("mayor")]},  # all wrong, but unsure
        "D": {"content": [at("Somebody")]},  # pairs with nothing
    }
    result = score_speakers([GOLD], [LABELS], [{"id": "dam", "statements": predicted(**changes)}])
    assert result["with speaker"] == {"P": 25.0, "R": 25.0, "F1": 25.0, "gold": 4, "pred": 4}
    assert result["named"] == {"P": 33.3, "R": 50.0, "F1": 40.0, "gold": 2, "pred": 3}
    assert (result["accuracy"], result["accuracy by article"]) == (50.0, 50.0)
    assert result["accuracy by form"] == {"name": [100.0, 1], "pronoun": [0.0, 1]}
    assert result["type"] == 66.7
    assert result["to"]["F1"] == 100.0
    assert result["via"] == {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 1, "pred": 1}
    assert result["negated"] == {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 1, "pred": 0}


def test_an_article_without_labels_does_not_count_and_one_without_prediction_does() -> None:
    assert score_speakers([{**GOLD, "id": "other"}], [LABELS], [])["with speaker"]["gold"] == 0
    assert score_speakers([GOLD], [LABELS], [])["with speaker"]["gold"] == 4


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        (None, None, True),
        (None, "Ada Okoro", False),
        ("Ada Okoro", None, False),
        (["Ada Okoro", "Bo Lind"], ["Bo Lind"], True),
        (["Ada Okoro", "Bo Lind"], ("Bo Lind", "Ada Okoro"), True),
        (["Ada Okoro", "Bo Lind"], ["Bo Lind", "Cy Marsh"], False),
        ("The Quillhaven Gazette", "Quillhaven Gazette's", True),
        ("Ada Okoro", "Okoro", False),
    ],
)
def test_speakers_are_compared_by_folded_name(gold: Any, pred: Any, right: bool) -> None:
    assert speaker_right(gold, pred) is right


@pytest.mark.parametrize(
    ("source", "speaker", "form"),
    [
        ("", "Ada Okoro", "empty"),
        ("he", "Bo Lind", "pronoun"),
        ("her aides", None, "pronoun"),
        ("their two aides", None, "nominal"),
        ("the tall mayor Ada Okoro", "Ada Okoro", "name"),
        ("Ada", "Ada Okoro", "nominal"),
        ("Okoro", "Ada Okoro", "name"),
        ("Officials", None, "nominal"),
    ],
)
def test_the_form_of_a_source(source: str, speaker: str | None, form: str) -> None:
    assert source_form(source, [(0, len(source))] if source else [], speaker) == form


# --- documents made by chance, scored by both -----------------------------------------------------

NAMES = [
    "Ada Okoro",
    "ada  okoro’s",
    "Okoro",
    "The Quillhaven Gazette",
    "quillhaven gazette",
    "author",
    "the ’s",
]
WORDS = [
    "Ada",
    "Okoro",
    "the",
    "mayor",
    "she",
    "their",
    "said",
    "“",
    "”",
    ". ",
    "\n",
    "rain",
    "Officials",
    "’s",
]
speakers = st.none() | st.sampled_from(NAMES) | st.lists(st.sampled_from(NAMES), max_size=3)
types = st.sampled_from(["assertion", "belief", "fact", "eventuality"])


@st.composite
def labelled(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25)))
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = st.lists(span, max_size=2)
    gold: list[dict[str, Any]] = []
    pred: list[dict[str, Any]] = []
    labels: dict[str, dict[str, Any]] = {}
    for n in range(draw(st.integers(0, 4))):
        row: dict[str, Any] = {"id": f"E{n}", "source": draw(spans), "cue": [], "content": draw(spans)}
        label: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {"speaker": speakers},
                optional={
                    "type": types,
                    "to": span,
                    "via": span,
                    "negated": st.just(True),
                    "unsure": st.just(True),
                },
            )
        )
        gold.append(row)
        labels[row["id"]] = label
        for _ in range(draw(st.integers(0, 2))):
            answer: dict[str, Any] = {k: [label[k]] for k in ("to", "via") if k in label}
            change = draw(
                st.fixed_dictionaries(
                    {"speaker": st.just(label["speaker"]) | speakers, "type": types},
                    optional={"content": spans, "to": spans, "via": spans, "negated": st.booleans()},
                )
            )
            pred.append({**row, **answer, **change})
    name = draw(st.sampled_from("ab"))
    return (
        {"id": name, "text": text, "statements": gold},
        {"id": name, "labels": labels},
        {"id": name, "statements": pred},
    )


@given(st.lists(labelled(), max_size=3, unique_by=lambda docs: docs[0]["id"]), st.booleans(), st.booleans())
def test_every_figure_is_the_shared_scorers(
    shared_scorers: tuple[ModuleType, ModuleType],
    docs: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]],
    drop_label: bool,
    drop_pred: bool,
) -> None:
    gold = [g for g, _, _ in docs]
    labels = [label for _, label, _ in docs][int(drop_label) :]
    pred = [p for _, _, p in docs][: -1 if drop_pred else None]
    assert score_speakers(gold, labels, pred) == shared_scorers[1].score(gold, labels, pred)


@given(speakers)
def test_names_fold_the_same(shared_scorers: tuple[ModuleType, ModuleType], speaker: Any) -> None:
    assert names_of(speaker) == shared_scorers[1].names_of(speaker)
