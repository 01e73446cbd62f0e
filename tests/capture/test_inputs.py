import gzip
import io
import os
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from onrecord.capture import DEFAULT_MAX_BYTES, InputForm, captures, decode
from onrecord.core.errors import UsageError
from onrecord.core.values import Capture, Failure

TEXT = "Mira Holt said the bridge would open in May.\r\n"
HTML = "<!doctype html><title>Bridge</title><p>Mira Holt said it would open.</p>"
LINES = '{"id": "a", "text": "Rain."}\n{"id": "b", "html": "<p>Snow."}\n'


def one(name: str, **options: object) -> Capture:
    [item] = captures([name], **options)  # type: ignore[arg-type]
    assert isinstance(item, Capture), item
    return item


def failure(name: str, **options: object) -> Failure:
    [item] = captures([name], **options)  # type: ignore[arg-type]
    assert isinstance(item, Failure), item
    assert item.error.message and item.error.remedy and not item.error.message.endswith(".")
    return item


@pytest.mark.parametrize(
    ("name", "body", "form", "format"),
    [
        ("a.html", HTML, "auto", "html"),
        ("a.html", TEXT, "auto", "html"),
        ("a.html", HTML, "text", "text"),
        ("a.txt", TEXT, "auto", "text"),
        ("a.txt", HTML, "auto", "html"),
        ("a.txt", HTML, "text", "text"),
        ("a.txt", TEXT, "html", "html"),
        ("a", TEXT, "auto", "text"),
        ("a", HTML, "auto", "html"),
        ("a.jsonl", LINES, "text", "text"),
        ("a.html", LINES, "auto", "html"),
        ("a.txt", '{"id": "a"', "auto", "text"),
        ("a.txt", "{said} she\n" + TEXT, "auto", "text"),
    ],
)
@pytest.mark.parametrize("pack", [False, True])
def test_files(tmp_path: Path, name: str, body: str, form: InputForm, format: str, pack: bool) -> None:
    path = tmp_path / (name + ".gz" if pack else name)
    path.write_bytes(gzip.compress(body.encode()) if pack else body.encode())
    os.utime(path, (1_700_000_000, 1_700_000_000))
    item = one(str(path), form=form)
    assert (item.data, item.name, item.format) == (body.encode(), str(path), format)
    assert item.captured == datetime.fromtimestamp(1_700_000_000, UTC)
    assert (item.id, item.url, item.encoding) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "body", "form"),
    [
        ("a.jsonl", LINES, "auto"),
        ("a.ndjson", LINES, "auto"),
        ("a.json", LINES, "auto"),
        ("a.txt", "\ufeff\n \r\n" + LINES, "auto"),
        ("a.txt", LINES, "jsonl"),
        ("a.html", LINES, "jsonl"),
    ],
)
@pytest.mark.parametrize("pack", [False, True])
def test_json_lines(tmp_path: Path, name: str, body: str, form: InputForm, pack: bool) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(body.encode()) if pack else body.encode())
    a, b = captures([str(path)], form=form)
    assert isinstance(a, Capture) and isinstance(b, Capture)
    assert [(i.id, i.name, i.format, i.data, i.captured) for i in (a, b)] == [
        ("a", "a", "text", b"Rain.", None),
        ("b", "b", "html", b"<p>Snow.", None),
    ]


def test_line_numbers_count_from_the_top_however_the_form_was_told(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a"):
        (tmp_path / name).write_text("\n\n" + LINES + "{}\n")
        *_, bad = captures([str(tmp_path / name)])
        assert isinstance(bad, Failure) and bad.id == f"{tmp_path / name}:5"


@pytest.mark.parametrize(("body", "format"), [(TEXT, "text"), (HTML, "html")])
@pytest.mark.parametrize("pack", [False, True])
def test_standard_input(body: str, format: str, pack: bool) -> None:
    data = gzip.compress(body.encode()) if pack else body.encode()
    item = one("-", stdin=io.BytesIO(data))
    assert (item.data, item.name, item.format, item.captured) == (body.encode(), "-", format, None)


def test_standard_input_may_be_json_lines() -> None:
    assert [i.id for i in captures(["-"], stdin=io.BytesIO(LINES.encode())) if isinstance(i, Capture)] == [
        "a",
        "b",
    ]


def test_standard_input_is_the_processs_own_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert one("-").data == TEXT.encode()
    assert not stdin.buffer.closed
    monkeypatch.setattr(sys, "stdin", None)
    assert failure("-").error.code == "missing"


def test_standard_input_is_called_so_in_messages() -> None:
    assert "standard input is empty" in str(failure("-", stdin=io.BytesIO()).error)
    assert "standard input is larger" in str(failure("-", stdin=io.BytesIO(bytes(9)), max_bytes=8).error)


def test_a_line_is_given_before_the_next_has_come() -> None:
    reader, writer = socket.socketpair()
    with reader, writer, reader.makefile("rb") as stdin:
        writer.sendall(b'{"id": 1, "text": "Rain."}\n')
        items = captures(["-"], stdin=stdin)
        first = next(items)
        writer.sendall(b'{"id": 2, "text": "Snow."}\n')
        second = next(items)
        assert isinstance(first, Capture) and isinstance(second, Capture)
        assert [first.id, second.id] == ["1", "2"]


def test_order_is_kept_and_the_good_are_read_beside_the_bad(tmp_path: Path) -> None:
    good, lines, packed = tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "c.gz"
    good.write_text(TEXT)
    lines.write_text(LINES + "no\n")
    packed.write_bytes(gzip.compress(TEXT.encode())[:-9])
    items = list(
        captures([str(good), "gone", str(lines), str(packed), "-", str(good)], stdin=io.BytesIO(b""))
    )
    assert [i.name if isinstance(i, Capture) else i.error.code for i in items] == [
        str(good),
        "missing",
        "a",
        "b",
        "bad-line",
        "binary",
        "empty",
        str(good),
    ]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def packed_nothing(path: Path) -> None:
    path.write_bytes(gzip.compress(b""))


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def truncated(path: Path) -> None:
    path.write_bytes(gzip.compress(TEXT.encode())[:-1])


def large(path: Path) -> None:
    path.write_bytes(b"x" * 101)


def bomb(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(1_000_000)))


def blank_lines(path: Path) -> None:
    path.write_bytes(b"\n" * 101)


def first_line(path: Path) -> None:
    path.write_text('{"id": 1, "text": "' + "x" * 100 + '"}\n')


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (empty, "empty", "is empty"),
        (packed_nothing, "empty", "is empty"),
        (folder, "missing", "is a folder; name the files in it"),
        (pipe, "missing", "give -"),
        (loop, "missing", "cannot be opened"),
        (truncated, "binary", "ends too early"),
        (large, "too-large", "larger than 100 bytes; raise the limit with --max-bytes"),
        (bomb, "too-large", "--max-bytes"),
        (blank_lines, "too-large", "--max-bytes"),
        (first_line, "too-large", "--max-bytes"),
        (lambda path: None, "missing", "does not exist"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, make: Callable[[Path], None], code: str, words: str
) -> None:
    path = tmp_path / "page"
    make(path)
    item = failure(str(path), max_bytes=100)
    assert (item.id, item.error.code) == (str(path), code)
    assert words in str(item.error)


@pytest.mark.parametrize(
    ("name", "words"), [("", "no name"), ("a\0b", "cannot be opened"), ("a" * 5000, "cannot be opened")]
)
def test_names_no_file_can_have(name: str, words: str) -> None:
    item = failure(name)
    assert item.error.code == "missing" and words in str(item.error)


def test_devices_are_not_opened() -> None:
    assert "device" in str(failure("/dev/zero").error)


def test_a_forgotten_scheme_is_pointed_out() -> None:
    assert "https://www.news.example/bridge" in failure("www.news.example/bridge").error.remedy


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", refuse)  # root may read any file
    assert "permission denied" in str(failure(str(path)).error)


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text(TEXT)
    assert one(path).name.encode().endswith("caf\ufffd.txt".encode())


def test_json_lines_without_a_line_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n\n")
    assert failure(str(path)).error.code == "empty"


def test_gzip_that_breaks_off_loses_no_line_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = b'{"id": "a", "text": "%s"}\n'
    path.write_bytes(gzip.compress(line % b"Rain.") + gzip.compress(line % b"Snow.")[:-9])
    first, *_, last = captures([str(path)])
    assert isinstance(first, Capture) and first.data == b"Rain."
    assert isinstance(last, Failure) and (last.id, last.error.code) == (str(path), "binary")


def test_fifty_megabytes_of_html_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"<p>Rain fell." * 4_000_000)
    assert failure(str(path)).error.code == "too-large"
    assert path.stat().st_size > 50_000_000 > DEFAULT_MAX_BYTES


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, newline="")
    assert one(str(path), max_bytes=len(TEXT)).data == TEXT.encode()


@pytest.mark.parametrize("options", [{"form": "pdf"}, {"max_bytes": 0}, {"max_bytes": -1}])
def test_a_wrong_call_fails_at_once(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        captures(["a"], **options)  # type: ignore[arg-type]


def test_one_string_is_not_a_list_of_inputs() -> None:
    with pytest.raises(UsageError, match="list"):
        captures("page.html")


def test_any_bytes_go_through_to_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert decode(one(str(path))).text == TEXT


def test_httpx_and_the_detector_are_not_loaded_for_a_file() -> None:
    import subprocess

    code = (
        "import sys; from onrecord.capture import captures, decode; "
        "[page] = captures([sys.argv[1]]); decode(page); "
        "print({'httpx', 'httpcore', 'charset_normalizer', 'ssl'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
