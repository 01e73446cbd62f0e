"""``onrecord verify`` through the command line, with a reader that needs no model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fake_reader import FakeReader
from onrecord.surfaces.cli.app import app

STORY = (
    "“The pier is shut for good,” said Lena Brook. “The boats are out,” said Karl Wend. The rest is quiet."
)
DRAFT = (
    "# Pier\n\n“The pier is shut for good,” said Lena Brook. Karl Wend said: “The boats are not out.”\n\n"
    "“The pier is shut for good,” said Karl Wend. It was a “plan”.\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("onrecord.reading.Reader", FakeReader, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


class Done:
    """What a call of the command line left behind."""

    def __init__(self, *args: str, stdin: str | None = None) -> None:
        result = CliRunner().invoke(app, ["verify", *args], input=stdin)
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr
        assert "Traceback" not in result.output

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def test_json_is_in_the_drafts_order_and_points_into_it() -> None:
    done = Done("draft.md", "--against", "story.txt", "--format", "json")
    assert done.status == 1
    assert set(done.json) == {"findings", "skipped"}
    assert [f["verdict"] for f in done.json["findings"]] == ["verbatim", "altered", "misattributed"]
    first, altered, _ = done.json["findings"]
    assert set(first) == {
        *("span", "quotation", "speaker", "verdict", "allowances", "evidence", "difference", "reason")
    }
    for finding in done.json["findings"]:
        assert DRAFT[slice(*finding["span"])] == finding["quotation"]
        for evidence in finding["evidence"]:
            assert set(evidence) == {"statement", "page", "url", "speaker", "offsets", "text"}
            assert STORY[slice(*evidence["offsets"][0])] == evidence["text"]
    assert [d["kind"] for d in altered["difference"]] == ["negation"]
    assert [s["quotation"] for s in done.json["skipped"]] == ["plan"]


def test_one_quotation_needs_no_draft() -> None:
    done = Done("--quote", "The boats are out", "--speaker", "Wend", "-a", "story.txt", "-f", "json")
    assert (done.status, done.json["findings"][0]["verdict"]) == (0, "verbatim")
    assert done.json["findings"][0]["span"] == [0, 17]
    assert Done("--quote", "The boats are out", "--speaker", "Brook", "-a", "story.txt").status == 1


def test_fail_on_chooses_what_is_not_well() -> None:
    assert Done("draft.md", "-a", "story.txt", "--fail-on", "spliced").status == 0
    assert Done("draft.md", "-a", "story.txt", "--fail-on", "spliced,altered").status == 1
    assert Done("draft.md", "-a", "story.txt", "--fail-on", "none").status == 0
    wrong = Done("draft.md", "-a", "story.txt", "--fail-on", "lies")
    assert wrong.status == 2
    assert "misattributed" in wrong.err


def test_strict_takes_no_light_editing() -> None:
    args = ("--quote", "the boats are out", "--speaker", "Karl Wend", "-a", "story.txt")
    assert Done(*args).status == 0
    strict = Done(*args, "--strict", "-f", "json")
    assert (strict.status, strict.json["findings"][0]["allowances"]) == (1, ["capital"])


def test_the_table_tells_verdict_reason_and_place() -> None:
    out = " ".join(Done("draft.md", "-a", "story.txt").out.split())
    assert "MISATTRIBUTED Karl Wend" in out
    assert "not by Karl Wend" in out
    assert "story.txt, 1–" in out
    assert "“plan”: a single word" in out
    assert "1 verbatim, 1 altered, 1 misattributed" in out


def test_html_shows_the_draft_with_its_marks_and_nothing_can_break_out(here: Path) -> None:
    (here / "bad.md").write_text("“The <script>alert(1)</script> pier is shut for good,” said Lena Brook.\n")
    out = Done("draft.md", "-a", "story.txt", "-f", "html").out
    assert '<a class="mark verbatim" href="#f1">The pier is shut for good,</a>' in out
    assert 'id="f3" class="finding misattributed"' in out
    assert "<script" not in Done("bad.md", "-a", "story.txt", "-f", "html").out


def test_html_shows_a_heading_without_its_mark() -> None:
    out = Done("draft.md", "-a", "story.txt", "-f", "html").out
    assert '<p class="draft heading" dir="auto">Pier' in out
    assert "# Pier" not in out


def test_sarif_holds_what_its_schema_wants() -> None:
    log = json.loads(Done("draft.md", "-a", "story.txt", "-f", "sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    assert run["results"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        # A level other than "none" belongs to the kind "fail" alone.
        assert result["kind"] == "fail" or (result["kind"], result["level"]) == ("pass", "none")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "draft.md"
        region = place["region"]
        assert all(region[key] >= 1 for key in ("startLine", "startColumn", "endLine", "endColumn"))
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
        start = region["charOffset"]
        assert DRAFT[start : start + region["charLength"]] == region["snippet"]["text"]


def test_sarif_points_to_lines_and_columns() -> None:
    run = json.loads(Done("draft.md", "-a", "story.txt", "-f", "sarif").out)["runs"][0]
    results = run["results"]
    assert [r["ruleId"] for r in results] == ["verbatim", "altered", "misattributed"]
    assert [r["level"] for r in results] == ["none", "error", "error"]
    place = results[1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "draft.md"
    line = DRAFT.splitlines()[place["region"]["startLine"] - 1]
    columns = slice(place["region"]["startColumn"] - 1, place["region"]["endColumn"] - 1)
    assert line[columns] == "The boats are not out."
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results)


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("draft.md", "--quote", "a", "-a", "story.txt"),
        ("draft.md", "--speaker", "a", "-a", "story.txt"),
        ("--quote", "a", "--reported", "-a", "story.txt"),
        ("-", "-a", "-"),
    ],
)
def test_a_wrong_call_is_2_with_a_remedy(args: tuple[str, ...]) -> None:
    done = Done(*args)
    assert (done.status, done.out) == (2, "")
    assert "remedy:" in done.err


def test_without_draft_or_sources_nothing_can_be_done() -> None:
    for args in (("none.md", "-a", "story.txt"), ("draft.md", "-a", "none.txt")):
        done = Done(*args)
        assert (done.status, done.out) == (3, "")
        assert "none." in done.err


def test_a_source_that_fails_beside_others_is_told_and_gives_1() -> None:
    done = Done("--quote", "The boats are out", "-a", "story.txt", "-a", "none.txt", "-f", "json")
    assert done.status == 1
    assert done.json["findings"][0]["verdict"] == "verbatim"
    assert "none.txt" in done.err


def test_the_draft_may_come_on_standard_input() -> None:
    done = Done("-", "-a", "story.txt", "-f", "json", stdin="“The boats are out,” said Karl Wend.")
    assert (done.status, len(done.json["findings"])) == (0, 1)


def test_an_html_draft_and_a_thread_as_source(here: Path) -> None:
    (here / "draft.html").write_text("<p>“I saw it myself,” said Otto Frey.</p>", encoding="utf-8")
    (here / "page.txt").write_text(
        f"{STORY}\nComments ( 1)\n“I saw it myself,” said Otto Frey to me.", encoding="utf-8"
    )
    done = Done("draft.html", "-a", "page.txt", "-f", "json")
    (finding,) = done.json["findings"]
    assert (done.status, finding["verdict"], finding["evidence"][0]["comment"]) == (0, "verbatim", 1)


def recorded(*stories: str) -> None:
    for n, story in enumerate(stories):
        Path(f"on-record-{n}.txt").write_text(story, encoding="utf-8")
        result = CliRunner().invoke(app, ["add", f"on-record-{n}.txt", "--record", "news.db", "--quiet"])
        assert result.exit_code == 0, result.output


def test_a_record_is_searched_and_its_pages_are_named() -> None:
    recorded(STORY)
    done = Done("draft.md", "--record", "news.db", "--format", "json")
    assert done.status == 1
    assert [f["verdict"] for f in done.json["findings"]] == ["verbatim", "altered", "misattributed"]
    assert "on-record-0.txt, 1\u201326)" in Done("draft.md", "--record", "news.db").out
    assert "on-record-0.txt" in Done("draft.md", "--record", "news.db", "--format", "html").out
    lost = Done("--quote", "A goat swam over", "--record", "news.db")
    assert (lost.status, "2 statements of 1 page on record in news.db" in lost.out) == (1, True)


def test_the_default_record_is_that_of_find() -> None:
    recorded(STORY)
    Path("news.db").rename("onrecord.db")
    assert Done("--quote", "The boats are out", "--speaker", "Wend").status == 0


def test_sources_and_a_record_go_together() -> None:
    recorded("\u201cFerries cross at nine,\u201d said Otto Frey.")
    ferry = ("--quote", "Ferries cross at nine", "--speaker", "Frey", "-a", "story.txt")
    pier = ("--quote", "The boats are out", "--speaker", "Wend", "-a", "story.txt")
    assert Done(*ferry, "--record", "news.db").status == 0
    assert Done(*pier, "--record", "news.db").status == 0
    assert Done(*ferry).status == 1
    # A source that fails does not keep the record from being searched, and is told.
    broken = Done(*ferry[:-1], "missing.txt", "--record", "news.db", "--format", "json")
    assert (broken.status, broken.json["findings"][0]["verdict"]) == (1, "verbatim")
    assert "missing.txt" in broken.err


def test_the_environment_does_not_widen_what_is_checked_against(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded("\u201cFerries cross at nine,\u201d said Otto Frey.")
    monkeypatch.setenv("ONRECORD_RECORD", "news.db")
    ferry = ("--quote", "Ferries cross at nine", "--speaker", "Frey")
    assert Done(*ferry).status == 0
    assert Done(*ferry, "-a", "story.txt").status == 1


def test_a_missing_record_is_told_with_a_remedy() -> None:
    done = Done("draft.md", "--record", "none.db")
    assert (done.status, done.out) == (3, "")
    assert "there is no record none.db" in done.err
    assert "onrecord add" in done.err
    assert not Path("none.db").exists()


def test_where_there_is_neither_record_nor_source_both_are_told_of() -> None:
    done = Done("draft.md")
    assert (done.status, done.out) == (3, "")
    assert "there is no record onrecord.db" in done.err
    assert "--against" in done.err
