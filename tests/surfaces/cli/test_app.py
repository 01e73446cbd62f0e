"""``onrecord read`` through the command line, with a reader that needs no model."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fake_reader import FakeReader
from onrecord.capture import DEFAULT_MAX_BYTES
from onrecord.surfaces.cli.app import app, byte_count

STORY = "“The pier is shut,” said Lena Brook. “The boats are out,” said Karl Wend. The rest is quiet."
THREAD = f"{STORY}\nComments ( 1)\n“I saw it,” said Otto Frey to me."
LINES = [{"id": "a", "text": STORY}, {"id": "b", "html": f"<article><p>{STORY * 3}</p></article>"}]


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader, raising=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(THREAD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n")
    lines = "\n".join(json.dumps(line) for line in LINES)
    (tmp_path / "lines.jsonl").write_text(lines, encoding="utf-8")
    yield tmp_path


class Done:
    """What a call of the command line left behind."""

    def __init__(self, *args: str, stdin: str | None = None) -> None:
        result = CliRunner().invoke(app, list(args), input=stdin)
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr
        assert "Traceback" not in result.output

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def speakers(page: Any) -> list[str]:
    return [statement["speaker"] for statement in page["statements"]]


def test_the_table_is_the_default(here: Path) -> None:
    done = Done("read", "b.txt")
    assert done.status == 0
    assert "Lena Brook" in done.out
    assert "“The pier is shut,”" in done.out
    assert done.err == ""


def test_json_of_one_page_is_an_object(here: Path) -> None:
    done = Done("read", "b.txt", "--format", "json")
    assert (done.status, done.json["schema"]) == (0, 1)
    assert speakers(done.json) == ["Lena Brook", "Karl Wend"]


@pytest.mark.parametrize("args", [["a.txt", "b.txt"], ["lines.jsonl"], ["--input", "jsonl", "-"]])
def test_json_of_what_may_be_several_is_a_list(here: Path, args: list[str]) -> None:
    done = Done("read", "--format", "json", *args, stdin=json.dumps(LINES[0]))
    assert done.status == 0
    assert isinstance(done.json, list)


def test_a_lone_bad_line_is_still_a_list(here: Path) -> None:
    done = Done("read", "--format", "json", "--input", "jsonl", "-", stdin="{")
    assert [item["error"]["code"] for item in done.json] == ["bad-line"]
    assert done.status == 3


def test_jsonl_is_a_line_a_page_under_the_ids_given(here: Path) -> None:
    done = Done("read", "--format", "jsonl", "lines.jsonl")
    assert [page["id"] for page in done.lines] == ["a", "b"]


def test_html_is_one_document(here: Path) -> None:
    done = Done("read", "--format", "html", "a.txt", "b.txt")
    assert done.out.count("<!DOCTYPE html>") == 1
    assert done.out.count("<h1") == 2


def test_one_failure_among_several_is_told_and_the_others_are_read(here: Path) -> None:
    done = Done("read", "--format", "jsonl", "b.txt", "none.txt", "empty.txt", "a.txt")
    assert done.status == 1
    assert [line.get("error", {}).get("code") for line in done.lines] == [None, "missing", "empty", None]
    assert done.lines[1]["id"] == "none.txt"
    assert "none.txt" in done.err
    assert done.err.count("remedy:") == 2


@pytest.mark.parametrize("inputs", [["none.txt"], ["none.txt", "empty.txt"]])
def test_nothing_read_is_status_3(here: Path, inputs: list[str]) -> None:
    done = Done("read", *inputs)
    assert (done.status, done.out) == (3, "")
    assert done.err.count("remedy:") == len(inputs)


def test_the_only_input_failed_as_json_is_an_error_object(here: Path) -> None:
    done = Done("read", "none.txt", "--format", "json")
    assert (done.status, done.json["error"]["code"]) == (3, "missing")


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--format", "xml", "b.txt"],
        ["--input", "pdf", "b.txt"],
        ["--min-confidence", "2", "b.txt"],
        ["--workers", "0", "b.txt"],
        ["--max-bytes", "plenty", "b.txt"],
        ["--max-bytes", "0", "b.txt"],
        ["--no-such-option", "b.txt"],
    ],
)
def test_a_wrong_call_is_status_2(here: Path, args: list[str]) -> None:
    done = Done("read", *args)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_standard_input_is_a_dash(here: Path) -> None:
    assert speakers(Done("read", "-", "--format", "json", stdin=STORY).json) == ["Lena Brook", "Karl Wend"]


def test_min_confidence_leaves_statements_out_of_article_and_thread(here: Path) -> None:
    everything = Done("read", "a.txt", "--format", "json").json
    assert len(everything["comments"][0]["statements"]) == 1
    assert speakers(Done("read", "a.txt", "-f", "json", "--min-confidence", "0.5").json) == ["Lena Brook"]
    nothing = Done("read", "a.txt", "-f", "json", "--min-confidence", "0.95").json
    assert (nothing["statements"], nothing["comments"][0]["statements"]) == ([], [])


def test_no_thread_takes_plain_text_as_article(here: Path) -> None:
    page = Done("read", "a.txt", "--format", "json", "--no-thread").json
    assert page["comments"] == []
    assert speakers(page) == ["Lena Brook", "Karl Wend", "Otto Frey"]


def test_input_overrides_the_guess(here: Path) -> None:
    (here / "markup.txt").write_text(f"<p>{STORY}</p>" * 3, encoding="utf-8")
    text = Done("read", "markup.txt", "--input", "text", "--format", "json").json["text"]
    html = Done("read", "markup.txt", "--input", "html", "--format", "json").json["text"]
    assert text.startswith("<p>")
    assert "<p>" not in html


def test_max_bytes_refuses_what_is_larger(here: Path) -> None:
    done = Done("read", "b.txt", "--max-bytes", "10", "--format", "json")
    assert (done.status, done.json["error"]["code"]) == (3, "too-large")
    assert Done("read", "b.txt", "--max-bytes", "1KB").status == 0


@pytest.mark.parametrize(("args", "private"), [([], False), (["--allow-private"], True)])
def test_allow_private_is_handed_on(args: list[str], private: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def captures(inputs: object, **options: Any) -> Iterator[Any]:
        asked.append(options["allow_private"])
        return iter(())

    monkeypatch.setattr("onrecord.capture.captures", captures)
    Done("read", "http://127.0.0.1/", *args)
    assert asked == [private]


def test_a_private_address_is_refused_unless_allowed() -> None:
    done = Done("read", "http://127.0.0.1:9/", "--format", "json")
    assert (done.status, done.json["error"]["code"]) == (3, "refused-address")


def test_quiet_silences_notices_not_errors(here: Path) -> None:
    (here / "broken.txt").write_bytes(STORY.encode() + b" \xff\xfe")
    loud, quiet = Done("read", "broken.txt"), Done("read", "broken.txt", "none.txt", "--quiet")
    assert "Notice" in loud.out
    assert "Notice" not in quiet.out
    assert "none.txt" in quiet.err


def test_workers_change_nothing(here: Path) -> None:
    args = ["read", "--format", "jsonl", "a.txt", "none.txt", "lines.jsonl"]
    alone, pooled = Done(*args), Done(*args, "--workers", "2")
    assert (pooled.out, pooled.status) == (alone.out, 1)


def test_a_model_that_is_not_there_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.core.errors import ModelError

    def load(path: Path | None) -> FakeReader:
        raise ModelError(f"there is no model in {path}", remedy="check --model")

    monkeypatch.setattr(FakeReader, "load", load)
    done = Done("read", "b.txt", "--model", "nowhere")
    assert (done.status, done.out) == (3, "")
    assert "there is no model in nowhere" in done.err


def test_messages_cannot_steer_the_terminal(here: Path) -> None:
    line = json.dumps({"id": "\x1b[2J\x07", "text": ""})
    assert "\x1b" not in Done("read", "--input", "jsonl", "-", stdin=line).err


@pytest.mark.parametrize(
    ("written", "count"),
    [("20000000", 20_000_000), ("20MB", 20_000_000), ("1.5 gb", 1_500_000_000), ("64KiB", 65_536), ("7b", 7)],
)
def test_byte_counts(written: str, count: int) -> None:
    assert byte_count(written) == count


def test_help_tells_the_real_limit() -> None:
    help_text = Done("read", "--help").out
    told = help_text.split("[default: (")[1].split(")")[0]
    assert byte_count(told) == DEFAULT_MAX_BYTES


def test_version_is_the_installed_one() -> None:
    from importlib.metadata import version

    assert Done("--version").out == f"onrecord {version('onrecord')}\n"
