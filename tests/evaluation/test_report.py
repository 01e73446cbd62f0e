from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.errors import BadLine, EmptyInput, MissingInput
from onrecord.core.values import Page, Statement
from onrecord.evaluation.report import evaluate

TEXT = (
    "“The ferry sails,” said Ada Okoro. Bo Lind wants a bridge.\n\nComments (1)\n\n@Cy said it never sails."
)
OTHER = "Mira Tolland said that the dam will hold."
GOLD: list[dict[str, Any]] = [
    {
        "id": "ferry",
        "text": TEXT,
        "statements": [
            {"id": "A", "source": [[24, 33]], "cue": [[19, 23]], "content": [[0, 18]]},
            {"id": "B", "source": [[35, 42]], "cue": [[43, 48]], "content": [[49, 57]]},
        ],
    },
    {
        "id": "dam",
        "text": OTHER,
        "statements": [{"id": "A", "source": [[0, 12]], "cue": [[13, 17]], "content": [[23, 40]]}],
    },
]
LABELS = [{"id": "ferry", "labels": {"A": {"speaker": "Ada Okoro"}, "B": {"speaker": "Bo Lind"}}}]


def statement(source: str, cue: str, content: str, text: str) -> Statement:
    def place(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    return Statement(
        id=content,
        kind="direct",
        type="assertion",
        source=place(source),
        cue=place(cue),
        content=place(content),
        speaker=source,
        confidence=1.0,
    )


class OneStatement:
    """Finds the first statement of the first text, if the whole text is the article, and nothing else."""

    def read(self, page: Page) -> Page:
        if page.text != TEXT:
            return replace(page, model="fake-1")
        assert page.article == (0, len(TEXT)) and page.comments == ()
        return replace(
            page, model="fake-1", statements=(statement("Ada Okoro", "said", "“The ferry sails,”", TEXT),)
        )


def write(path: Path, docs: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(doc) + "\n" for doc in docs), encoding="utf-8")
    return path


def test_texts_are_read_whole_and_scored(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD)
    report = evaluate(gold, reader=OneStatement())
    assert report.model == "fake-1"
    assert report.digests == {"gold": hashlib.sha256(gold.read_bytes()).hexdigest()}
    assert report.figures["attributed.P"] == 100.0
    assert report.figures["attributed.R"] == 33.3
    assert report.figures["found/direct.F1"] == 100.0
    assert report.figures["missing"] == 0
    assert report.interval[0] <= report.figures["attributed.F1"] <= report.interval[1]
    assert report.speakers is None and "accuracy" not in report.figures


def test_labels_add_the_speaker_figures(tmp_path: Path) -> None:
    gold, labels = write(tmp_path / "g", GOLD), write(tmp_path / "l", LABELS)
    report = evaluate(gold, labels=labels, reader=OneStatement())
    assert (report.figures["with speaker.R"], report.figures["accuracy by form.name"]) == (50.0, 100.0)
    assert set(report.digests) == {"gold", "labels"}
    assert any(line.split()[:2] == ["with", "speaker"] for line in report.lines())


def test_a_text_that_cannot_be_read_counts_as_found_empty(tmp_path: Path) -> None:
    gold = write(tmp_path / "g", [*GOLD, {"id": "blank", "text": " \n", "statements": []}])
    report = evaluate(gold, reader=OneStatement())
    assert [failure.id for failure in report.failures] == ["blank"]
    assert (report.figures["documents"], report.figures["missing"]) == (3, 1)


def test_the_table_has_the_shared_scorers_layout(tmp_path: Path) -> None:
    lines = evaluate(write(tmp_path / "g", GOLD), reader=OneStatement()).lines()
    assert lines[:4] == [
        "2 documents, 0 without a prediction",
        "                              P      R     F1    gold    pred",
        "content tokens            100.0   33.3   50.0       9       3",
        "found                     100.0   33.3   50.0       3       1",
    ]
    assert lines[4] == "  direct                  100.0  100.0  100.0       1       1"


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        ("", EmptyInput, "no document"),
        ("{", BadLine, "line 1"),
        ('\n{"id": "a", "text": "b"}', BadLine, "line 2"),
        ('{"id": "a", "text": "b", "statements": [{"content": ["x"]}]}', BadLine, '"a"'),
    ],
)
def test_gold_that_cannot_be_used_is_refused_by_place(
    tmp_path: Path, content: str, error: type[Exception], told: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(content, encoding="utf-8")
    with pytest.raises(error, match=told):
        evaluate(gold, reader=OneStatement())


def test_a_missing_file_and_a_missing_label_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        evaluate(tmp_path / "none.jsonl", reader=OneStatement())
    gold, labels = write(tmp_path / "g", GOLD), write(tmp_path / "l", [{"id": "dam", "labels": {}}])
    with pytest.raises(BadLine, match="statement A"):
        evaluate(gold, labels=labels, reader=OneStatement())
