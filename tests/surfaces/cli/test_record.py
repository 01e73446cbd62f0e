"""The commands that put pages on record and look them up, with a reader that needs no model."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fake_reader import FakeReader
from onrecord.surfaces.cli.app import app

PIER = "“The pier is shut,” said Lena Brook. “The boats are out,” said Viktor Orbán. The rest is quiet."
THREAD = f"{PIER}\nComments ( 1)\nHeron May 2, 2021\n“I saw it,” said Otto Frey to me."
HTML = (
    '<html><head><link rel="canonical" href="https://bell.example/1"><title>Pier</title>'
    '<meta property="article:published_time" content="2021-03-02T08:00:00Z">'
    '<meta property="og:site_name" content="The Bell"></head>'
    f"<body><article><h1>Pier</h1><p>{PIER}</p><p>{{}}</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader, raising=False)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(PIER, encoding="utf-8")
    (news / "b.html").write_text(HTML.format("It was a wet morning on the coast."), encoding="utf-8")
    (news / "empty.txt").write_text("")
    (news / "style.css").write_text("p {}")
    yield tmp_path


class Done:
    def __init__(self, *args: str, stdin: str | None = None, env: dict[str, str] | None = None) -> None:
        result = CliRunner().invoke(app, list(args), input=stdin, env=env)
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def rows(sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect("onrecord.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_every_input_ends_in_pages_or_in_failures() -> None:
    done = Done("add", "news", "none.txt")
    assert done.status == 1
    assert "2 new" in done.err
    assert "1 files were left out of folders" in done.err
    assert rows("SELECT input FROM failures ORDER BY input") == [("news/empty.txt",), ("none.txt",)]
    assert rows("SELECT source FROM pages ORDER BY source") == [("news/a.txt",), ("news/b.html",)]


def test_adding_twice_changes_nothing() -> None:
    Done("add", "news")
    before = Path("onrecord.db").read_bytes()
    tables = "SELECT * FROM statements", "SELECT * FROM failures", "SELECT * FROM sources"
    there = [rows(sql) for sql in tables]
    done = Done("add", "news")
    assert "2 there already" in done.err
    assert [rows(sql) for sql in tables] == there
    assert len(Path("onrecord.db").read_bytes()) == len(before)


def test_known_pages_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    Done("add", "news/a.txt")
    monkeypatch.setattr(FakeReader, "read", lambda self, page: pytest.fail("read again"))
    assert Done("add", "news/a.txt").status == 0


def test_only_failures_is_status_3_and_a_wrong_call_2() -> None:
    assert Done("add", "none.txt").status == 3
    assert Done("add").status == 2
    assert Done("find", "pier", "--kind", "loud").status == 2
    assert Done("find", "((").status == 2


@pytest.mark.parametrize("workers", ["1", "2"])
def test_patterns_lines_and_standard_input(workers: str, here: Path) -> None:
    line = json.dumps({"id": "7", "text": "“It rains,” said Ada Quill."})
    done = Done("add", "news/*.txt", "-", "--input", "auto", "--workers", workers, stdin=line)
    assert done.status == 1
    assert rows("SELECT address FROM pages ORDER BY address") == [("7",), ("news/a.txt",)]


def test_a_changed_page_is_a_new_version_with_a_history(here: Path) -> None:
    Done("add", "news/b.html")
    changed = HTML.replace("The boats are out", "The boats are in").format("“Too late,” said Ada Quill.")
    (here / "news" / "b.html").write_text(changed, encoding="utf-8")
    assert "1 in a new version (3 statements added)" in Done("add", "news/b.html").err
    done = Done("history", "https://bell.example/1", "--format", "json")
    assert [v["current"] for v in done.json] == [False, True]
    told = {(c["what"], (c["after"] or c["before"])["text"]) for c in done.json[1]["changes"]}
    assert told == {("changed", "“The boats are in,”"), ("came", "“Too late,”")}
    shown = Done("history", "https://bell.example/1").out
    assert "  ~ Viktor Orbán (direct): “The boats are out,”" in shown
    assert "  + Ada Quill (direct): “Too late,”" in shown


def test_find_by_words_and_filters() -> None:
    Done("add", "news")
    for args, hits in [
        (["pier"], 2),
        (["'pier'"], 2),
        (['"boats are"'], 2),
        (['"are boats"'], 0),
        (["boa*"], 2),
        (["pier OR boats"], 4),
        (["pier NOT shut"], 0),
        (["--speaker", "orban"], 2),
        (["--speaker", "Lena Brook", "shut"], 2),
        (["--speaker", "Lena Orbán"], 0),
        (["--outlet", "bell", "pier"], 1),
        (["--outlet", "bell.example", "pier"], 1),
        (["--since", "2021-03-02", "pier"], 1),
        (["--until", "2021-03-01", "pier"], 0),
        (["--kind", "mixed", "pier"], 0),
        (["quiet", "--in", "pages"], 2),
    ]:
        done = Done("find", *args, "--format", "json")
        assert (done.status, len(done.json)) == (0, hits), args


def test_a_hit_leads_to_its_place() -> None:
    Done("add", "news/b.html")
    [hit] = Done("find", "pier", "--format", "json").json
    assert hit["link"] == "https://bell.example/1#:~:text=The%20pier%20is%20shut%2C"
    text = Done("show", hit["page"], "--format", "json").json["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"] == "“The pier is shut,”"
    assert [hit["text"][s:e] for s, e in hit["marks"]] == ["pier"]
    assert Done("show", hit["id"], "--format", "json").json["cue"] == ["said"]
    assert "Lena Brook" in Done("show", hit["id"]).out
    assert "The **pier** is shut" in Done("find", "pier").out


def test_undated_pages_are_counted() -> None:
    Done("add", "news")
    done = Done("find", "pier", "--since", "2021")
    assert "1 more would fit, but it is not known when they were published" in done.err


def test_no_hit_is_no_error_and_says_so() -> None:
    Done("add", "news")
    done = Done("find", "nowhere")
    assert (done.status, done.out) == (0, "")
    assert "nothing found" in done.err


def test_forms_for_programs() -> None:
    Done("add", "news")
    [line] = Done("find", "pier", "--limit", "1", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["speaker"] == "Lena Brook"
    table = list(csv.DictReader(io.StringIO(Done("find", "pier", "--format", "csv").out)))
    assert [row["cue"] for row in table] == ["said", "said"]
    assert Done("find", "nowhere", "--format", "json").json == []


def test_speakers_stats_and_failures() -> None:
    Done("add", "news")
    [one] = Done("speakers", "orban", "--format", "json").json
    assert (one["name"], one["statements"], one["direct_share"]) == ("Viktor Orbán", 2, 1.0)
    told = Done("stats", "--format", "json").json
    assert (told["pages"], told["statements"], told["failures"]) == (2, 4, 1)
    assert [m["name"] for m in told["months"]] == ["2021-03", ""]
    assert "Lena Brook" in Done("stats").out
    assert [f["code"] for f in Done("failures", "--format", "json").json] == ["empty"]


def test_forgetting_a_page_is_for_good() -> None:
    Done("add", "news")
    assert Done("forget", "https://bell.example/1").status == 0
    assert "1 left out" in Done("add", "news").err
    assert len(Done("find", "pier", "--format", "json").json) == 1
    assert Done("check").status == 0
    assert Done("forget", "https://bell.example/1").status == 1


def test_pseudonyms_are_remembered(here: Path) -> None:
    (here / "t.txt").write_text(THREAD, encoding="utf-8")
    (here / "u.txt").write_text(THREAD.replace("quiet", "still"), encoding="utf-8")
    Done("add", "t.txt", "--pseudonyms")
    Done("add", "u.txt")
    assert {row[0] for row in rows("SELECT author FROM comments")} <= {"reader1", None}
    for name in ("t.txt", "u.txt"):
        page = Done("show", name, "--format", "json")
        assert page.json["comments"]
        assert "Heron" not in page.out


def test_check_backup_export_and_import(here: Path) -> None:
    Done("add", "news")
    assert Done("check").status == 0
    assert Done("backup", "copy.db").status == 0
    assert Done("check", "--record", "copy.db").status == 0
    assert Done("backup", "copy.db").status == 2
    for form in ("jsonl", "csv", "parquet"):
        if form == "parquet":
            pytest.importorskip("pyarrow")
        assert Done("export", form, "--format", form).status == 0
        assert Done("import", form, "--record", f"{form}.db").status == 0
        assert Done("check", "--record", f"{form}.db").status == 0
        again = Done("export", f"{form}-again", "--format", form, "--record", f"{form}.db")
        assert again.status == 0
        for file in (here / form).iterdir():
            assert file.read_bytes() == (here / f"{form}-again" / file.name).read_bytes(), file
    assert Done("import", "news").status == 3


def test_orphans_are_told(here: Path) -> None:
    Done("add", "news")
    connection = sqlite3.connect("onrecord.db")
    connection.execute("DELETE FROM pages WHERE source = 'news/a.txt'")
    connection.commit()
    connection.close()
    done = Done("check")
    assert done.status == 1
    assert "orphan rows in statements" in done.out
    assert "not clean" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ["find", "x"],
        ["show", "x"],
        ["check"],
        ["stats"],
        ["speakers"],
        ["failures"],
        ["history", "x"],
        ["forget", "x"],
        ["backup", "new.db"],
        ["export", "out"],
    ],
)
def test_a_missing_record_is_status_3_with_a_remedy(command: list[str], here: Path) -> None:
    done = Done(*command, "--record", "nowhere.db")
    assert done.status == 3
    assert "nowhere.db" in done.err
    assert "remedy:" in done.err
    assert not (here / "nowhere.db").exists()


def test_the_record_may_be_named_by_the_environment(here: Path) -> None:
    env = {"ONRECORD_RECORD": str(here / "elsewhere.db")}
    Done("add", "news", env=env)
    assert not (here / "onrecord.db").exists()
    assert len(Done("find", "pier", "--format", "json", env=env).json) == 2


def test_what_is_not_on_record_is_status_1() -> None:
    Done("add", "news")
    assert Done("show", "nothing").status == 1
    assert Done("history", "nothing").status == 1


def test_statements_are_prepared_once_and_found_by_meaning() -> None:
    assert Done("embed").status == 3
    assert not Path("onrecord.db").exists()
    Done("add", "news/a.txt")
    done = Done("find", "--like", "the vessels have left")
    assert done.status == 2
    assert "onrecord embed" in done.err
    assert "2 statements prepared" in Done("embed").err
    Done("add", "news/b.html")
    assert rows("SELECT count(*) FROM vectors") == [(4,)]
    done = Done("find", "--like", "the vessels have left", "--format", "json", "--outlet", "Bell")
    assert [hit["text"] for hit in done.json] == ["“The boats are out,”", "“The pier is shut,”"]
    assert "0 statements prepared" in Done("embed").err
    both = Done("find", "shut", "--like", "the vessels have left", "--format", "jsonl", "--limit", "2")
    assert len(both.out.splitlines()) == 2
    assert Done("find", "--like", "boats", "--in", "pages").status == 2
    assert Done("check").status == 0
