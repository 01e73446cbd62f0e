"""The commands about people: listed, shown with reasons, judged, found, and identified in Wikidata."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.core.errors import BadLine
from onrecord.surfaces.cli.app import app
from record.people_pages import page_of, put, thread_by
from serving import serving


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a record of a mayor, a striker of the same name, and others."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    put(
        Path("onrecord.db"),
        page_of("Ada Quill", "mayor.txt", "Northby mayor Ada Quill met us."),
        page_of("Ada Quill", "again.txt", "Ada Quill, the mayor of Northby, left.", outlet="The Tern"),
        page_of("Ada Quill", "goal.txt", "Ada Quill, a striker for Orvane, won.", outlet="The Post"),
        page_of("Bob Moor", "bob.txt"),
        page_of("Robert Moor", "robert.txt"),
        page_of("Ida Lund", "ida.txt"),
        thread_by("Grey Heron", "thread.txt"),
    )
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args))
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def as_json(*args: str) -> Any:
    status, out, err = run(*args, "--format", "json")
    assert status == 0, err
    return json.loads(out)


def ids(name: str) -> list[str]:
    return [row["id"] for row in as_json("speakers", name)]


def test_a_row_is_a_person_with_all_names() -> None:
    [moor] = as_json("speakers", "moor")
    assert {moor["name"], *moor["names"]} == {"Bob Moor", "Robert Moor"}
    assert (moor["statements"], moor["pages"], moor["outlets"], moor["qid"]) == (2, 2, 1, None)
    assert [row["statements"] for row in as_json("speakers", "quill")] == [2, 1]
    _, out, _ = run("speakers", "robert")
    assert "Moor" in out
    table = list(csv.DictReader(io.StringIO(run("speakers", "--format", "csv")[1])))
    assert [row["private"] for row in table if row["name"] == "Grey Heron"] == ["1"]
    assert run("speakers", "nobody") == (0, "", "onrecord: no speaker found\n")


def test_an_id_is_in_one_piece_and_a_list_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    put(Path("onrecord.db"), page_of("Maren Hollowdale", "long.txt"))
    status, out, err = run("speakers")
    assert (status, err) == (0, "")
    assert [row["id"] in out for row in as_json("speakers")] == [True] * 7
    _, out, err = run("speakers", "--limit", "2")
    assert err == "onrecord: only the first 2 are shown; --limit 0 shows all\n"
    assert [row["id"] in out for row in as_json("speakers")] == [True] * 2 + [False] * 5
    assert len(as_json("speakers", "--limit", "2")) == 2
    assert run("speakers", "--limit", "7")[2] == ""


def test_a_person_is_shown_with_reasons() -> None:
    mayor, striker = ids("quill")
    shown = as_json("show", mayor)
    assert {each["address"] for each in shown["appearances"]} == {"mayor.txt", "again.txt"}
    [joined] = [each for each in shown["appearances"] if each["verdict"]]
    assert (joined["verdict"], joined["about"], joined["judge"]) == (
        "same",
        ["Northby", "mayor"],
        "onrecord/1",
    )
    status, out, _ = run("show", striker)
    assert status == 0
    assert "another than ada-quill-" in out
    assert "few people have both" in out
    assert run("show", "ada-quill-00000000")[0] == 1


def test_a_judgement_joins_and_is_taken_back() -> None:
    mayor, striker = ids("quill")
    status, _, err = run("judge", mayor, striker, "same", "--note", "she played once")
    assert (status, "judged same" in err) == (0, True)
    [one] = as_json("speakers", "quill")
    assert one["statements"] == 3
    assert "judged same by a person" in run("show", one["id"])[1]
    assert "she played once" in run("show", one["id"])[1]
    assert run("judge", mayor, striker, "unsure")[0] == 0
    assert len(ids("quill")) == 2
    assert run("check")[0] == 0


def test_a_wrong_judgement_is_a_wrong_call() -> None:
    mayor, striker = ids("quill")
    other = next(e["id"] for e in as_json("show", mayor)["appearances"] if e["id"] != mayor)
    run("judge", mayor, striker, "same")
    run("judge", mayor, other, "same")
    status, _, err = run("judge", other, striker, "different")
    assert (status, "contradict" in err, "unsure" in err) == (2, True, True)
    for pair in ((mayor, mayor), (mayor, "ada-quill-00000000"), (mayor, "0" * 32)):
        status, _, err = run("judge", *pair, "same")
        assert (status, "remedy" in err) == (2, True)
    assert "no statement" not in err  # the first is no statement either


def test_one_of_two_people_is_found_by_id_and_both_by_name() -> None:
    mayor, striker = ids("quill")
    assert len(as_json("find", "--speaker", mayor)) == 2
    assert len(as_json("find", "pier", "--speaker", striker)) == 1
    assert len(as_json("find", "--speaker", "Ada Quill")) == 3
    assert len(as_json("find", "--speaker", "Bob Moor")) == 2
    status, _, err = run("find", "--speaker", "ada-quill-00000000")
    assert (status, "onrecord speakers" in err) == (1, True)


def test_qids_from_a_file(here: Path) -> None:
    mayor, striker = ids("quill")
    (here / "q.csv").write_text(f"name,qid\n{mayor},Q1\nBob Moor,Q2\n", encoding="utf-8")
    status, _, err = run("speakers", "--qids", "q.csv")
    assert (status, "2 rows of q.csv" in err) == (0, True)
    assert [row["qid"] for row in as_json("speakers", "quill")] == ["Q1", None]
    assert as_json("speakers", "moor")[0]["qid"] == "Q2"
    (here / "q.csv").write_text(f"{striker},Q1\nBob Moor,-\n", encoding="utf-8")
    assert run("speakers", "--qids", "q.csv")[0] == 0
    # One item is one person: that is a person's word.
    assert [row["statements"] for row in as_json("speakers", "quill")] == [3]
    assert as_json("speakers", "moor")[0]["qid"] is None
    assert run("check")[0] == 0


def test_the_same_file_of_qids_taken_in_again_changes_nothing(here: Path) -> None:
    mayor, striker = ids("quill")
    (here / "q.csv").write_text(f"{mayor},Q1\n{striker},Q1\n", encoding="utf-8")
    for _ in range(3):
        assert run("speakers", "--qids", "q.csv")[0] == 0
        [both] = as_json("speakers", "quill")
        assert (both["statements"], both["qid"]) == (3, "Q1")
    (here / "q.csv").write_text(f"{striker},Q3\n", encoding="utf-8")
    assert run("speakers", "--qids", "q.csv")[0] == 0
    assert [row["qid"] for row in as_json("speakers", "quill")] == ["Q3"]
    (here / "q.csv").write_text("Ada Quill,-\n", encoding="utf-8")
    assert run("speakers", "--qids", "q.csv")[0] == 0
    assert [row["qid"] for row in as_json("speakers", "quill")] == [None, None]


def test_qids_and_judgements_that_contradict_each_other_are_refused(here: Path) -> None:
    mayor, striker = ids("quill")
    run("judge", mayor, striker, "different")
    (here / "q.csv").write_text(f"{mayor},Q1\n{striker},Q1\n", encoding="utf-8")
    status, _, err = run("speakers", "--qids", "q.csv")
    assert (status, "are Q1" in err, "is not" in err) == (2, True, True)
    (here / "q.csv").write_text(f"{mayor},Q1\n{striker},Q2\n", encoding="utf-8")
    assert run("speakers", "--qids", "q.csv")[0] == 0
    status, _, err = run("judge", mayor, striker, "same")
    assert (status, "is Q2" in err) == (2, True)
    assert [row["qid"] for row in as_json("speakers", "quill")] == ["Q1", "Q2"]
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("row", "status", "told"),
    [
        ("Ada Quill,Q1", 2, "2 people are called Ada Quill"),
        ("Zed Nobody,Q1", 1, "nobody called Zed Nobody"),
        ("Grey Heron,Q1", 1, "nobody called Grey Heron"),
        ("Ida Lund,42", 3, "is no QID"),
    ],
)
def test_a_bad_row_names_its_line_and_nothing_is_kept(here: Path, row: str, status: int, told: str) -> None:
    (here / "q.csv").write_text(f"Bob Moor,Q2\n{row}\n", encoding="utf-8")
    done, _, err = run("speakers", "--qids", "q.csv")
    assert done == status
    assert "line 2 of q.csv" in err
    assert told in err
    assert as_json("speakers", "moor")[0]["qid"] is None


class Service(BaseHTTPRequestHandler):
    asked: list[str]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        queries = json.loads(parse_qs(urlsplit(self.path).query)["queries"][0])
        names = {key: each["query"] for key, each in queries.items()}
        type(self).asked += names.values()
        body = json.dumps({key: {"result": known(name)} for key, name in names.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def known(name: str) -> list[dict[str, object]]:
    sure = {"id": f"Q{len(name)}", "name": name, "score": 90, "match": True}
    if name == "Ida Lund":
        return [{**sure, "match": False}, {**sure, "id": "Q77", "match": False}]
    return [] if name == "Karl Wend" else [sure]


@pytest.fixture
def service() -> Iterator[str]:
    Service.asked = []
    with serving(Service) as address:
        yield address


def test_a_service_that_is_named_is_asked(service: str) -> None:
    status, _, err = run("speakers", "--reconcile", service, "--allow-private")
    assert status == 0
    assert "knew 1 people, was unsure of 3 and did not know 1" in err
    assert len(Service.asked) == 5
    assert "Grey Heron" not in Service.asked  # a commenter
    assert [row["qid"] for row in as_json("speakers", "quill")] == [None, None]  # two of one name
    [ida] = ids("lund")
    assert {(i["qid"], i["verdict"]) for i in as_json("show", ida)["items"]} == {
        ("Q8", "unsure"),
        ("Q77", "unsure"),
    }
    assert as_json("speakers", "moor")[0]["qid"] in ("Q8", "Q11")
    Service.asked.clear()
    run("speakers", "moor", "--reconcile", service, "--allow-private")
    assert Service.asked == []  # who has a QID is not asked for again


def test_nothing_is_looked_up_by_default_and_private_addresses_are_refused(service: str) -> None:
    run("speakers")
    status, _, err = run("speakers", "--reconcile", service)
    assert (status, "remedy" in err) == (3, True)
    assert Service.asked == []


def test_the_same_in_python(here: Path) -> None:
    (here / "q.csv").write_text("Bob Moor,Q2\nIda Lund,nothing\n", encoding="utf-8")
    with onrecord.open("onrecord.db") as record:
        mayor, striker = record.speakers("quill")
        assert len(record.appearances(mayor.id)) == 2
        assert record.find(speaker=striker.id).total == 1
        record.judge(mayor.id, striker.id, "same")
        assert [person.statements for person in record.speakers("quill")] == [3]
        record.add(page_of("Ada Quill", "new.txt"))
        assert [person.statements for person in record.speakers("quill")] == [4]
        with pytest.raises(BadLine):
            record.identify("q.csv")
        (here / "q.csv").write_text("Bob Moor,Q2\n", encoding="utf-8")
        assert record.identify("q.csv") == 1
        assert record.speakers("moor")[0].qid == "Q2"
