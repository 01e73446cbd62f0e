"""Bad input through the whole house, with the reader that ships: an answer or a remedy, never a traceback.

Large inputs are small here; ``bench/linear.py`` and ``bench/memory.py`` read them in full size.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from onrecord.surfaces.cli.app import app

GOOD = "Mayor Orla Finch said on Monday that the harbour would close in June. “It is over,” she said.\n"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


REFUSED = {
    "empty": ("empty.txt", b""),
    "white space": ("blank.txt", b" \n\t\n"),
    "binary": ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    "only markup": ("shell.html", b"<!doctype html><html><head><title>x</title></head><body></body></html>"),
    "only a script": ("app.html", b"<html><body><div id=app></div><script>var a = 1;</script></body></html>"),
}


@pytest.mark.parametrize(("name", "data"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_article_is_refused_and_the_others_are_read(
    tmp_path: Path, good: Path, name: str, data: bytes
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    alone = run("--format", "json", bad)
    assert alone.exit_code == 3
    assert name in alone.stderr
    both = run("--format", "jsonl", bad, good)
    assert both.exit_code == 1
    failed, read = rows(both)
    assert failed["error"]["remedy"]
    assert read["statements"]


def test_a_missing_file_is_named(tmp_path: Path, good: Path) -> None:
    missing = tmp_path / "nowhere.html"
    assert run(missing).exit_code == 3
    both = run("--format", "jsonl", missing, good)
    assert (both.exit_code, "nowhere.html" in both.stderr) == (1, True)
    assert rows(both)[1]["statements"]


def test_lines_that_cannot_be_used_are_named_by_number(tmp_path: Path) -> None:
    lines = ["{not json", '{"text": "no id"}', '{"id": "c"}', json.dumps({"id": "d", "text": GOOD}), "[1]"]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = run("--format", "jsonl", path)
    assert result.exit_code == 1
    found = rows(result)
    assert [row["id"] for row in found] == [f"{path}:1", f"{path}:2", "c", "d", f"{path}:5"]
    assert [("error" in row) for row in found] == [True, True, True, False, True]
    assert "3" in found[2]["error"]["message"]


READ = {
    "one long paragraph": GOOD.replace("\n", " ").encode() * 300,
    "unpaired marks": ("“" * 2000 + GOOD + '"' * 2001 + "‘" * 500).encode(),
    "NUL bytes": GOOD.replace(" ", "\0 ", 3).encode() + GOOD.encode(),
    "broken UTF-8": GOOD.encode()[:40] + b"\xff\xfe\xc3" + GOOD.encode()[40:] + GOOD.encode(),
    "right-to-left": ("שר החוץ אמר ״לא״. " + GOOD + "قالت «نعم».\n").encode(),
    "astral characters": ("𝒪𝓇𝓁𝒶 🎙️ said 👩‍👩‍👧 " + GOOD).encode(),
    "many short lines": b"so\n" * 8000 + GOOD.encode(),
    "one long word": b"x" * 50_000 + b" " + GOOD.encode(),
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_odd_text_is_read_and_offsets_hold(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    result = run("--format", "json", "--input", "text", path)
    assert result.exit_code == 0, result.stderr
    page = json.loads(result.stdout)
    text = page["text"]
    assert "said on Monday" in text or "�" in text
    for statement in page["statements"]:
        assert statement["content"]
        for part in ("source", "cue", "content", "to", "via"):
            for start, end in statement[part]:
                assert text[start:end].strip() == text[start:end] != ""


def test_too_large_is_refused_with_the_option_that_allows_it(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"<html><body><p>" + b"word " * 50_000 + b"</p></body></html>")
    result = run("--max-bytes", "100kB", path)
    assert result.exit_code == 3
    assert "--max-bytes" in result.stderr


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://localhost/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "ftp://example.org/a.html",
    ],
)
def test_addresses_that_must_not_be_fetched_are_refused(url: str) -> None:
    result = run("--format", "jsonl", url)
    assert result.exit_code == 3
    assert rows(result)[0]["error"]["code"] in ("refused-address", "missing")
