"""``onrecord evaluate``: the figures of a reader whose mistakes are known."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fake_reader import FakeReader
from onrecord.surfaces.cli.app import app

TEXT = "“The pier is shut,” said Lena Brook. Karl Wend added that it leaks."


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader)


def gold(folder: Path) -> str:
    def at(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]]

    statements = [
        {"id": "1", "source": at("Lena Brook"), "cue": at("said"), "content": at("“The pier is shut,”")},
        {"id": "2", "source": at("Karl Wend"), "cue": at("added"), "content": at("that it leaks")},
    ]
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "statements": statements}), encoding="utf-8")
    return str(path)


def test_it_prints_what_was_found_and_what_was_missed(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", gold(tmp_path)])
    assert (done.exit_code, done.stderr) == (0, "")
    (found,) = [line.split() for line in done.stdout.splitlines() if line.startswith("found")]
    assert [float(figure) for figure in found[1:4]] == [100.0, 50.0, 66.7]


def test_a_missing_gold_file_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(tmp_path / "none.jsonl")])
    assert (done.exit_code, done.stdout) == (3, "")
    assert "remedy:" in done.stderr


def test_mistakes_are_listed_if_asked(tmp_path: Path) -> None:
    path = gold(tmp_path)
    assert "gold  Karl Wend" not in CliRunner().invoke(app, ["evaluate", path]).stdout
    done = CliRunner().invoke(app, ["evaluate", path, "--errors"])
    assert done.exit_code == 0
    assert done.stdout.endswith("\na: missed, indirect\n  gold  Karl Wend | added | that it leaks\n")
