"""Folders and patterns as the files in them."""

from pathlib import Path

import pytest

from onrecord.capture import expand


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.html", "deep/c.jsonl", "deep/pic.PNG", ".git/x.txt", "[odd].txt", "onrecord.db"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_a_folder_is_its_pages_in_order() -> None:
    inputs, left_out = expand(["news"])
    assert inputs == ["news/[odd].txt", "news/a.html", "news/b.txt", "news/deep/c.jsonl"]
    assert left_out == 3


@pytest.mark.parametrize(
    ("given", "inputs"),
    [
        (["news/*.txt"], ["news/[odd].txt", "news/b.txt"]),
        (["news/**/*.jsonl"], ["news/deep/c.jsonl"]),
        (["news/[odd].txt"], ["news/[odd].txt"]),
        (["none*.txt"], ["none*.txt"]),
        (["-", "https://bell.example/?q=*"], ["-", "https://bell.example/?q=*"]),
        (["news/deep/pic.PNG"], ["news/deep/pic.PNG"]),
        (["news/b.txt", "news/b.txt"], ["news/b.txt"]),
    ],
)
def test_what_is_named(given: list[str], inputs: list[str]) -> None:
    assert expand(given).inputs == inputs


def test_the_record_is_never_taken_from_a_folder(here: Path) -> None:
    (here / "news" / "record").touch()
    assert "news/record" not in expand(["news"], [Path("news/record")]).inputs
