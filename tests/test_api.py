"""The public surface: what ``import onrecord`` offers, and that it does what its docstrings say."""

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

import onrecord
from fake_reader import FakeReader
from onrecord import _api

STORY = "“The pier is shut,” said Lena Brook on Monday. It will open again when the planks are dry."
MORE = "More on the pier was not to be learnt on Monday night. " * 8
HTML = f"<html><body><article><h1>Pier shut</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>"


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader, raising=False)
    _api._reader.cache_clear()
    yield
    _api._reader.cache_clear()


def test_all_names_the_real_surface() -> None:
    surface = {
        name
        for name, value in vars(onrecord).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert surface == set(onrecord.__all__)
    assert len(onrecord.__all__) <= 12


def test_importing_it_imports_nothing_heavy() -> None:
    heavy = ["trafilatura", "lxml", "httpx", "onnxruntime", "numpy", "pydantic", "rich", "typer", "jinja2"]
    code = f"import onrecord, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    page = onrecord.read(path)
    assert isinstance(page, onrecord.Page)
    assert [s.speaker for s in page.statements] == ["Lena Brook"]
    assert onrecord.read(str(path)) == page


def test_read_text_points_into_the_text_it_was_given() -> None:
    page = onrecord.read_text(STORY, captured=datetime(2031, 5, 6, tzinfo=UTC))
    assert page.text == STORY
    assert page.source.captured is not None
    assert page.source.captured.startswith("2031-05-06")


def test_read_html_takes_the_article_out_of_the_markup() -> None:
    page = onrecord.read_html(HTML, url="https://pier.example/1")
    assert "<" not in page.text
    assert [s.speaker for s in page.statements] == ["Lena Brook"]


def test_values_are_frozen() -> None:
    page = onrecord.read_text(STORY)
    with pytest.raises(dataclasses.FrozenInstanceError):
        page.text = ""  # type: ignore[misc]


def test_every_error_has_one_base_class_and_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(onrecord.OnrecordError) as missing:
        onrecord.read(tmp_path / "none.html")
    with pytest.raises(onrecord.OnrecordError) as empty:
        onrecord.read_text(" ")
    assert missing.value.remedy
    assert empty.value.remedy


def test_several_pages_are_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "Rain fell."}\n{"id": "2", "text": "Snow fell."}\n')
    with pytest.raises(onrecord.OnrecordError, match="JSON Lines"):
        onrecord.read(path)


def test_the_model_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def load(path: Path | None = None) -> FakeReader:
        loaded.append(path)
        return FakeReader()

    monkeypatch.setattr(FakeReader, "load", load)
    onrecord.read_text(STORY)
    onrecord.read_text(STORY)
    onrecord.read_text(STORY, model="other")
    assert loaded == [None, Path("other")]
