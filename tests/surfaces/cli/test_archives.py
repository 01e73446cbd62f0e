"""Archives and lists through the commands, with a reader that needs no model."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from capture.archives import http, record
from fake_reader import FakeReader
from onrecord.core.errors import UsageError
from onrecord.surfaces.cli.app import app

PIER = (
    "<html><title>Pier</title><article><p>“The pier is shut,” said Lena Brook to all {}.</p></article></html>"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader, raising=False)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    pages = [record(http(PIER.format(n).encode()), f"https://bell.example/{n}") for n in (1, 2)]
    picture = record(http(b"\x89PNG", type="image/png"), "https://bell.example/a.png")
    (tmp_path / "one.warc").write_bytes(pages[0] + picture)
    (tmp_path / "cut.warc").write_bytes(pages[0] + pages[1] + picture[:-9])
    yield tmp_path


def run(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_an_archive_is_a_list_of_pages_even_of_one() -> None:
    done = run("read", "--format", "json", "one.warc")
    [page] = json.loads(done.stdout)
    assert (done.exit_code, page["source"]["name"]) == (0, "https://bell.example/1")
    assert page["source"]["captured"] == "2024-05-10T08:00:00Z"
    assert "onrecord: passed over in web archives: 1 pictures" in done.stderr
    assert run("read", "--quiet", "--format", "json", "one.warc").stderr == ""


def test_an_archive_is_put_on_record_once_and_its_end_is_a_failure() -> None:
    first = run("add", "cut.warc")
    assert first.exit_code == 1
    assert "2 new, 1 failed" in first.stderr and "ends too early" in first.stderr
    again = run("add", "cut.warc")
    assert "2 there already, 1 failed" in again.stderr
    listed = run("failures")
    assert listed.stdout.count("cut.warc") >= 1


def test_a_url_that_a_list_names_and_must_not_be_fetched_is_a_failure(here: Path) -> None:
    (here / "news.urls").write_text("# news\nhttp://127.0.0.1:9/1\n")
    done = run("read", "--format", "jsonl", "news.urls")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["id"] == "http://127.0.0.1:9/1"
    assert json.loads(done.stdout)["error"]["code"] == "refused-address"


def test_the_api_says_that_an_archive_may_hold_several_pages() -> None:
    import onrecord

    with pytest.raises(UsageError, match="several pages"):
        onrecord.read("one.warc")
