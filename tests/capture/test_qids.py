"""QIDs of people: from a file, and asked of a reconciliation service on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from onrecord.capture.qids import Candidate, candidates, read_qids
from onrecord.core.errors import BadLine, FetchFailed, InputError, MissingInput, RefusedAddress
from serving import serving


def written(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_with_and_without_a_head(tmp_path: Path) -> None:
    text = 'name,qid\nAda Quill,Q42\n\n"Quill, Bo",https://www.wikidata.org/wiki/Q7\nIda Moor,-\n'
    assert list(read_qids(written(tmp_path, text))) == [
        (2, "Ada Quill", "Q42"),
        (4, "Quill, Bo", "Q7"),
        (5, "Ida Moor", None),
    ]
    assert list(read_qids(written(tmp_path, "\ufeffAda Quill,Q1"))) == [(1, "Ada Quill", "Q1")]


BAD = ("Ada Quill", "Ada Quill,42", "Ada Quill,Q0", ",Q42", "Ada,Quill,Q42", "Ada Quill,")


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_told_with_its_line_and_a_remedy(tmp_path: Path, row: str) -> None:
    with pytest.raises(BadLine, match=r"line 2 of .*people\.csv") as told:
        list(read_qids(written(tmp_path, f"Bo Lind,Q1\n{row}\n")))
    assert "Q42" in told.value.remedy


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(MissingInput):
            list(read_qids(path))
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(MissingInput):
        list(read_qids(tmp_path / "bytes.csv"))


class Service(BaseHTTPRequestHandler):
    """Knows Ada; is broken in one way a path."""

    asked: list[dict[str, dict[str, object]]]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        queries = json.loads(parse_qs(url.query)["queries"][0])
        type(self).asked.append(queries)
        answers = {key: {"result": found(each["query"])} for key, each in queries.items()}
        other = {key: {"result": [{"id": "viaf:1", "match": True}]} for key in queries}
        bodies = {
            "/words": "<html>not found</html>",
            "/list": "[]",
            "/short": "{}",
            "/odd": json.dumps(other),
        }
        body = bodies.get(url.path, json.dumps(answers)).encode()
        self.send_response(500 if url.path == "/broken" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def found(name: object) -> list[dict[str, object]]:
    if name != "Ada Quill":
        return []
    likely: dict[str, object] = {"id": "Q1", "name": "A", "score": 99, "match": True}
    return [{"id": "Q2", "name": "Ada", "score": 40, "match": False}, likely]


@pytest.fixture
def service() -> Iterator[str]:
    Service.asked = []
    with serving(Service) as address:
        yield address


def test_a_service_is_asked_some_names_at_a_time(service: str) -> None:
    names = ["Ada Quill", *(f"Bo {n} & Co" for n in range(11))]
    answers = dict(candidates(f"{service}/api?lang=en", names, allow_private=True))
    assert list(answers) == names
    assert answers["Ada Quill"] == [Candidate("Q1", "A", 99.0, True), Candidate("Q2", "Ada", 40.0, False)]
    assert answers["Bo 3 & Co"] == []
    assert [len(asked) for asked in Service.asked] == [10, 2]
    assert Service.asked[0]["q0"] == {"query": "Ada Quill", "limit": 5}


@pytest.mark.parametrize("path", ["words", "list", "short", "odd", "broken"])
def test_what_is_no_such_service_is_told(service: str, path: str) -> None:
    with pytest.raises(FetchFailed) as told:
        list(candidates(f"{service}/{path}", ["Ada Quill"], allow_private=True))
    assert service in told.value.message
    assert "queries" not in told.value.message
    assert told.value.remedy


def test_a_service_that_is_not_there_or_private(service: str) -> None:
    with pytest.raises(RefusedAddress):
        list(candidates(service, ["Ada Quill"]))
    assert Service.asked == []
    with pytest.raises(InputError):
        list(candidates("http://127.0.0.1:1/", ["Ada Quill"], allow_private=True))
