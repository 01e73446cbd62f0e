"""The measure of civility counts whole comments by kind, and keeps the halves apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core.errors import UsageError
from onrecord.core.values import Civility, UncivilWords
from onrecord.evaluation.civility import Example, examples, main, table

FOOL = UncivilWords(span=(4, 8), kind="insult")


def test_precision_and_recall_by_kind() -> None:
    given = [
        Example("insult", "You fool.", (FOOL,)),
        Example("plain", "You four.", ()),
        Example("insult", "Twit.", (FOOL,)),
    ]
    said = {"Twit.": Civility(uncivil=0.4, words=(FOOL,))}
    judged = Civility(uncivil=0.9, words=(FOOL,))
    lines = [line.split() for line in table(given, lambda text: said.get(text, judged))]
    assert ["uncivil", "2", "50.0", "50.0"] in lines
    assert ["insult", "2", "50.0", "50.0"] in lines
    assert ["threat", "0", "-", "-"] in lines
    assert ["words", "shown", "2", "50.0"] in lines


def test_a_comment_that_is_not_judged_counts_as_civil() -> None:
    lines = list(table([Example("insult", "You fool.", (FOOL,))], lambda _: None))
    assert lines[1].split() == ["uncivil", "1", "-", "0.0"]


def test_the_projects_examples_are_read_and_halved() -> None:
    whole = list(
        examples((Path(__file__).parents[2] / "eval/civility.jsonl").read_text("utf-8").splitlines())
    )
    assert len(whole) > 240
    assert 0.4 < sum(e.half == "held" for e in whole) / len(whole) < 0.6
    assert all(e.text[slice(*w.span)].strip() for e in whole for w in e.words)


def test_a_line_that_is_no_example_is_named() -> None:
    with pytest.raises(UsageError, match="line 2"):
        list(examples(['{"about": "a", "text": "b"}', "{}"]))


def test_without_examples_the_status_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 3
    assert "cannot be read" in capsys.readouterr().err
