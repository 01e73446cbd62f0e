"""The commands over groups of wordings: a timeline, what changed, and what people judge of it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.grouping import open_to_add
from onrecord.record import Reader, Writer
from onrecord.surfaces.cli.app import app
from record.pages import make_page

SAID = "The clinic will not lose 40 beds before the winter storms"
PRINTED = (
    ("Bell", "2031-02-03", SAID),
    ("Post", "2031-02-04", SAID),
    ("Mail", "2031-02-05", SAID.replace("will not", "will")),
    ("Star", "2031-02-06", SAID.replace("40", "60")),
    ("Moon", "2031-02-07", "The clinic will not lose 40 beds"),
)


@pytest.fixture(autouse=True)
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A record in the working folder; the ids of its statements by outlet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with open_to_add(Path("onrecord.db")) as writer:
        for outlet, day, words in PRINTED:
            writer.add(
                make_page(f"“{words},” said Nora Falk.", outlet, published=day, outlet=f"The {outlet}")
            )
    with Reader(Path("onrecord.db")) as reader:
        return {page.source.name: page.statements[0].id for page in reader.pages()}


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args))
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def as_json(*args: str) -> Any:
    status, out, _ = run(*args, "--format", "json")
    assert status == 0
    return json.loads(out)


@pytest.mark.parametrize("asked", ["id", "clinic storms"])
def test_a_timeline_of_a_statement_or_a_query(asked: str, ids: dict[str, str]) -> None:
    [line] = as_json("wordings", ids["Moon"] if asked == "id" else asked)
    assert [w["outlet"] for w in line["wordings"]] == [f"The {outlet}" for outlet, _, _ in PRINTED]
    assert (line["first"], line["most_common"], line["fullest"]) == (0, 0, 0)
    assert [w["copies"] for w in line["wordings"]] == [2, 2, 1, 1, 1]
    assert [[d["kind"] for d in w["differences"]] for w in line["wordings"]] == [
        [],
        [],
        ["negation"],
        ["number"],
        [],
    ]
    [changed] = line["wordings"][3]["differences"]
    assert (changed["words"], changed["original"]) == ("60", "40")
    assert line["wordings"][3]["text"][slice(*changed["span"])] == "60"


def test_the_table_marks_what_differs(ids: dict[str, str]) -> None:
    status, out, err = run("wordings", ids["Bell"])
    assert (status, err) == (0, "")
    assert "5 wordings in 5 outlets" in out
    assert "**60** beds" in out
    assert "number: “60” for “40”" in out
    assert "negation: without “not”" in out
    assert out.count("2 word for word") == 2
    assert out.count("first seen") == out.count("most common") == 1
    assert all(id in out for id in ids.values())


def test_what_is_not_there_is_said() -> None:
    status, out, err = run("wordings", "0" * 32)
    assert (status, out) == (1, "")
    assert "no statement" in err
    assert run("wordings", "zeppelin") == (0, "", "onrecord: nothing found among the statements\n")
    assert run("wordings", "(")[0] == 2
    assert run("wordings", "clinic", "--record", "none.db")[0] == 3
    assert run("drift", "--record", "none.db")[0] == 3


def test_drift_lists_the_gravest_first_and_can_be_narrowed(ids: dict[str, str]) -> None:
    found = as_json("drift")
    assert [each["id"] for each in found] == [ids["Mail"], ids["Star"]]
    assert {each["fullest"]["id"] for each in found} == {ids["Bell"]}
    assert [each["id"] for each in as_json("drift", "--outlet", "Star", "--since", "2031")] == [ids["Star"]]
    assert as_json("drift", "--speaker", "Nobody") == []
    status, out, err = run("drift", "--limit", "1")
    assert status == 0
    assert "negation: without “not”" in out
    assert "1 of 2 are shown" in err
    assert run("drift", "--since", "soon")[0] == 2
    assert "no changed wording found in 1 group of several" in run("drift", "--until", "2031-02-04")[2]
    assert "there is nothing to compare" in run("drift", "--speaker", "Nobody")[2]


def test_a_judgement_regroups_until_it_is_taken_back(ids: dict[str, str]) -> None:
    assert run("judge", ids["Mail"], ids["Bell"], "different", "--note", "another evening")[0] == 0
    assert [each["id"] for each in as_json("drift")] == [ids["Star"]]
    [line] = as_json("wordings", ids["Mail"])
    assert [w["id"] for w in line["wordings"]] == [ids["Mail"]]
    assert run("judge", ids["Bell"], ids["Mail"], "unsure")[0] == 0
    assert len(as_json("drift")) == 2
    assert run("judge", ids["Bell"], ids["Bell"], "same")[0] == 2
    status, out, err = run("judge", ids["Bell"], "0" * 32, "same")
    assert (status, out) == (2, "")
    assert f"no statement {'0' * 32} is on record" in err
    assert "onrecord find" in err
    assert run("judge", ids["Bell"], ids["Mail"], "maybe")[0] == 2
    assert run("judge", ids["Bell"], ids["Mail"], "same", "--record", "none.db")[0] == 3
    assert not Path("none.db").exists()


def test_a_record_without_wordings_is_read_aside_and_left_as_it_is(ids: dict[str, str]) -> None:
    with Writer(Path("bare.db")) as writer:
        for outlet, day, words in PRINTED:
            writer.add(make_page(f"“{words},” said Nora Falk.", outlet, published=day))
    before = Path("bare.db").read_bytes()
    status, out, err = run("wordings", ids["Bell"], "--record", "bare.db")
    assert status == 0
    assert "5 wordings" in out
    assert "they were made for this look" in err
    assert Path("bare.db").read_bytes() == before
    assert run("check", "--record", "bare.db")[0] == 0
    connection = sqlite3.connect("onrecord.db")
    connection.execute("UPDATE edges SET likeness = 0.5")
    connection.commit()
    connection.close()
    assert run("check")[0] == 1
