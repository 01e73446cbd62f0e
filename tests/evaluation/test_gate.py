from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core.values import Page, Statement
from onrecord.evaluation.gate import main

TEXT = "Mira Tolland said that the dam will hold."
SOURCE, CUE, CONTENT = (0, 12), (13, 17), (23, 40)


class Knows:
    """Finds the statement with the source it was given."""

    def __init__(self, source: tuple[int, int]) -> None:
        self.source = source

    def read(self, page: Page) -> Page:
        statement = Statement(
            id="1",
            kind="indirect",
            type="assertion",
            source=(self.source,),
            cue=(CUE,),
            content=(CONTENT,),
            confidence=1.0,
        )
        return replace(page, model="knows", statements=(statement,))


RIGHT, WRONG = Knows(SOURCE), Knows((18, 22))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, floors = tmp_path / "gold.jsonl", tmp_path / "floors.json"
    row = {"id": "A", "source": [SOURCE], "cue": [CUE], "content": [CONTENT]}
    gold.write_text(json.dumps({"id": "dam", "text": TEXT, "statements": [row]}), encoding="utf-8")
    write_floors(floors, gold, 50.0)
    return gold, floors


def write_floors(floors: Path, gold: Path, attributed: float) -> None:
    on = {"gold": hashlib.sha256(gold.read_bytes()).hexdigest()}
    value = {"measured_on": on, "floors": {"attributed.F1": attributed}}
    floors.write_text(json.dumps(value), encoding="utf-8")


def floor(floors: Path) -> float:
    value: float = json.loads(floors.read_text(encoding="utf-8"))["floors"]["attributed.F1"]
    return value


def test_a_good_reader_passes_and_a_bad_one_does_not(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = map(str, files)
    assert main(["check", gold, "--floors", floors], reader=RIGHT) == 0
    assert main(["check", gold, "--floors", floors], reader=WRONG) == 1
    assert "BELOW ITS FLOOR: attributed.F1 is 0.0, its floor is 50.0" in capsys.readouterr().out


def test_the_page_has_the_model_the_files_and_the_floors_and_is_the_same_each_time(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    gold, floors = files
    pages = []
    for name in ("a.md", "b.md"):
        page = tmp_path / name
        assert main(["check", str(gold), "--floors", str(floors), "--write", str(page)], reader=RIGHT) == 0
        pages.append(page.read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    assert "- model: `knows`" in pages[0]
    assert hashlib.sha256(gold.read_bytes()).hexdigest() in pages[0]
    assert "| attributed.F1 | 100.0 | 50.0 |" in pages[0]


def test_floors_are_raised_and_never_lowered(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = files
    assert main(["raise", str(gold), "--floors", str(floors)], reader=RIGHT) == 0
    assert floor(floors) == 100.0
    assert main(["raise", str(gold), "--floors", str(floors)], reader=WRONG) == 1
    assert floor(floors) == 100.0
    assert "never lowered" in capsys.readouterr().err


def test_another_corpus_is_refused(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    gold, floors = files
    gold.write_text(gold.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert main(["check", str(gold), "--floors", str(floors)], reader=RIGHT) == 1
    assert "not the one the floors were measured on" in capsys.readouterr().err


def test_where_the_corpus_is_absent_that_is_said_and_nothing_is_written(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    argv = ["check", str(tmp_path / "none.jsonl"), "--floors", str(files[1]), "--write", str(page)]
    assert main(argv, reader=RIGHT) == 0
    assert "nothing was measured" in capsys.readouterr().out
    assert not page.exists()


def test_spoilt_floors_are_no_pass(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    gold, floors = files
    floors.write_text("{}", encoding="utf-8")
    assert main(["check", str(gold), "--floors", str(floors)], reader=RIGHT) == 3
    assert "holds no floors" in capsys.readouterr().err
