"""Rules of civility are made ready beforehand, and only those a comment may need are looked for."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.reading.civility import civility_of
from onrecord.reading.civility_build import made
from onrecord.reading.civility_needs import needs_of
from onrecord.reading.civility_rules import MADE, Rules, rules

EXAMPLES = sorted((Path(__file__).parents[2] / "eval").glob("civility*.jsonl"))


def test_what_ships_is_made_of_what_people_wrote() -> None:
    assert files("onrecord.reading").joinpath(MADE).read_text(encoding="utf-8") == made()  # make lexicon


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_rules_that_are_not_looked_for_would_have_found_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [re.sub(r"\[([^\]]*)\]\([a-z ]+\)", r"\1", json.loads(line)["text"]) for line in lines]
    chosen = [civility_of(text) for text in texts]
    monkeypatch.setattr(Rules, "asked", lambda self, line: list(self.rules))
    assert [civility_of(text) for text in texts] == chosen


def test_a_civil_comment_asks_for_few_rules() -> None:
    known = rules()
    assert len(known.asked("the ferry was late again .")) < len(known.rules) / 20


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("idiots?", {"idiot"}),
        ("(?:you )?(?:fool|clown)", {"fool ", "clown "}),
        ("ki(?:ll|ck) (?:her|him)", {"kill ", "kick "}),
        ("(?:[a-z]+ )?", None),
        ("[a-z]*fool", None),
        ("(?:the )?[\\w'-]+(?=[\ue000-\ue0ff]*\ue001) man", {"\ue001"}),
    ],
)
def test_needs(pattern: str, needs: set[str] | None) -> None:
    assert needs_of(pattern, ()) == needs
