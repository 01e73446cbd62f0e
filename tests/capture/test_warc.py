"""Web archives: made here, of invented outlets."""

import gzip
import io
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter, WarcWriter, ZstdWriter

from capture.archives import HTML, http, record, response
from onrecord.capture import captures, decode
from onrecord.capture.streams import unpacked
from onrecord.capture.warc import read_warc
from onrecord.core.values import Capture, Failure

Items = list[Capture | Failure]


def read(data: bytes, max_bytes: int = 100_000, passed: Counter[str] | None = None) -> Items:
    return list(captures(["-"], stdin=io.BytesIO(data), max_bytes=max_bytes, passed=passed))


def page(data: bytes, max_bytes: int = 100_000) -> Capture:
    [item] = read(data, max_bytes)
    assert isinstance(item, Capture), item
    return item


def failure(data: bytes, max_bytes: int = 100_000) -> Failure:
    [item] = read(data, max_bytes)
    assert isinstance(item, Failure), item
    return item


def test_a_page_has_the_address_the_time_and_the_charset_of_its_record() -> None:
    text = "<p>“Où ?” said Mira.".encode("cp1252")
    item = page(record(http(text, type="text/html; charset=ISO-8859-1"), date="2024-05-10T08:00:00.25Z"))
    assert (item.name, item.url) == ("https://bell.example/1", "https://bell.example/1")
    assert item.captured == datetime(2024, 5, 10, 8, 0, 0, 250_000, UTC)
    assert (item.data, item.format, item.encoding, item.id) == (text, "html", "iso-8859-1", None)
    assert decode(item).text == "<p>“Où ?” said Mira."


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a", "a.txt"])
@pytest.mark.parametrize("pack", ["no", "whole", "each record"])
def test_files_packed_or_not_under_any_name(tmp_path: Path, name: str, pack: str) -> None:
    records = [response(url=f"https://bell.example/{n}") for n in range(3)]
    if pack == "each record":
        records = [gzip.compress(one) for one in records]
    data = b"".join(records)
    (tmp_path / name).write_bytes(gzip.compress(data) if pack == "whole" else data)
    items = list(captures([str(tmp_path / name)]))
    assert [(i.name, i.data) for i in items if isinstance(i, Capture)] == [
        (f"https://bell.example/{n}", HTML) for n in range(3)
    ]


def test_an_archive_is_read_as_one_where_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(response())
    [item] = captures([str(tmp_path / "a.html")], form="warc")
    assert isinstance(item, Capture) and item.url == "https://bell.example/1"
    [item] = captures([str(tmp_path / "a.html")])
    assert isinstance(item, Capture) and item.url is None


def test_resource_records_and_plain_text_are_pages() -> None:
    html = record(HTML, "file:///saved/bridge.html", kind="resource", type="text/html; charset=utf-8")
    text = record(http(b"Mira Holt said so.", type="text/plain"), "<https://bell.example/2>")
    a, b = read(html + text)
    assert isinstance(a, Capture) and isinstance(b, Capture)
    assert (a.format, a.url, a.name, a.encoding) == ("html", None, "file:///saved/bridge.html", "utf-8")
    assert (b.format, b.url, b.data) == ("text", "https://bell.example/2", b"Mira Holt said so.")


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    passed: Counter[str] = Counter()
    data = b"".join(
        [
            record(b"software: pen\r\n", None, kind="warcinfo", type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request", type="application/http; msgtype=request"),
            record(http(b"no", status="404 Not Found")),
            record(http(b"", "Location: /2", status="301 Moved")),
            record(http(b"\x89PNG", type="image/png"), "https://bell.example/a.png"),
            record(http(b"User-agent: *", type="text/plain"), "https://bell.example/robots.txt"),
            record(http(b"p {}", type="text/css")),
            record(http(b"{}", type=None)),
            record(http(b""), kind="revisit"),
            record(b"20240510 bell.example", "dns:bell.example", type="text/dns"),
            record(b"Words.", "urn:text:https://bell.example/1", kind="resource", type="text/plain"),
            response(),
        ]
    )
    [item] = read(data, passed=passed)
    assert isinstance(item, Capture)
    assert passed == {
        "answers other than 200": 2,
        "pictures": 1,
        "robots.txt": 1,
        "other files": 2,
        "unchanged pages": 1,
        "records of the crawl itself": 2,
    }


def test_a_page_whose_type_is_not_said_is_known_by_its_bytes() -> None:
    assert page(record(http(HTML, type=None))).format == "html"


def packed(writer: Callable[[io.BytesIO], WarcWriter], data: bytes) -> bytes:
    out = io.BytesIO()
    packing = writer(out)
    packing.write(data)
    packing.close()
    return out.getvalue()


def zstd(data: bytes) -> bytes:
    return packed(ZstdWriter, data)


def brotli(data: bytes) -> bytes:
    return packed(BrotliWriter, data)


def bare_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare_deflate,
    "br": brotli,
    "zstd": zstd,
    "utf-8": bytes,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_content_codings_are_undone(coding: str) -> None:
    assert page(response(PACKERS[coding](HTML), f"Content-Encoding: {coding}")).data == HTML


def test_codings_are_undone_in_the_order_they_were_applied_last_first() -> None:
    body = gzip.compress(brotli(HTML))
    assert page(response(body, "Content-Encoding: br, gzip")).data == HTML


@pytest.mark.parametrize("coding", PACKERS)
def test_a_coding_that_the_crawler_undid_is_not_undone_again(coding: str) -> None:
    assert page(response(HTML, f"Content-Encoding: {coding}")).data == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate", "br", "zstd"])
def test_no_more_is_unpacked_than_the_limit(coding: str) -> None:
    bomb = PACKERS[coding](b"<p>" + bytes(30_000_000))
    tracemalloc.start()
    try:
        item = failure(response(bomb, f"Content-Encoding: {coding}"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (item.id, item.error.code) == ("https://bell.example/1", "too-large")
    assert peak < 3_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_broken_fails_alone(coding: str) -> None:
    broken = PACKERS[coding](HTML * 9)[:-9]
    before, bad, after = read(response() + response(broken, f"Content-Encoding: {coding}") + response())
    assert isinstance(before, Capture) and isinstance(after, Capture) and isinstance(bad, Failure)
    assert (bad.id, bad.error.code) == ("https://bell.example/1", "binary") and bad.error.remedy


def test_chunks_are_joined() -> None:
    body = b"A\r\n" + HTML[:10] + b"\r\n3c;name=value\r\n" + HTML[10:70] + b"\r\n0\r\nTrailer: x\r\n\r\n"
    assert page(response(body, "Transfer-Encoding: chunked")).data == HTML[:70]


def test_chunks_around_a_packed_page() -> None:
    packed = gzip.compress(HTML)
    body = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    item = page(response(body, "Transfer-Encoding: chunked", "Content-Encoding: gzip"))
    assert item.data == HTML


@pytest.mark.parametrize("body", [HTML, b"1234\n" + HTML * 99, b"2\r\n" + HTML])
def test_chunks_that_the_crawler_joined_are_not_joined_again(body: bytes) -> None:
    assert page(response(body, "Transfer-Encoding: chunked")).data == body


@pytest.mark.parametrize("body", [b"FF\r\n" + HTML, b"3\r\n<p>\r\n", b"3\r\n<p>\r\nFF\r\nRain."])
def test_chunks_that_break_off_fail_alone(body: bytes) -> None:
    bad, after = read(response(body, "Transfer-Encoding: chunked") + response())
    assert isinstance(bad, Failure) and bad.error.code == "binary" and isinstance(after, Capture)


def test_a_page_over_the_limit_fails_and_no_other() -> None:
    large = response(HTML * 200, url="https://bell.example/large")
    items = read(response() + large + response(url="https://bell.example/3"), max_bytes=len(HTML))
    assert [i.name if isinstance(i, Capture) else (i.id, i.error.code) for i in items] == [
        "https://bell.example/1",
        ("https://bell.example/large", "too-large"),
        "https://bell.example/3",
    ]


@pytest.mark.parametrize(
    "bad",
    [record(b"<p>Rain."), record(http()[:30]), record(http(b"")), record(b"", "https://bell.example/1")],
)
def test_a_record_that_makes_no_sense_fails_alone(bad: bytes) -> None:
    first, after = read(bad + response(url="https://bell.example/2"))
    assert isinstance(first, Failure) and first.id == "https://bell.example/1" and first.error.remedy
    assert isinstance(after, Capture) and after.url == "https://bell.example/2"


def test_a_record_without_address_or_time_is_named_by_its_place() -> None:
    item = page(record(http(), None, date="in May"))
    assert (item.name, item.url, item.captured) == ("standard input:1", None, None)


@pytest.mark.parametrize("pack", [False, True])
def test_an_archive_cut_off_anywhere_gives_what_came_before_and_says_so(pack: bool) -> None:
    first, second = (response(url=f"https://bell.example/{n}") for n in (1, 2))
    if pack:
        first, second = gzip.compress(first), gzip.compress(second)
    whole = len(second) - (0 if pack else 4)  # the line ends behind a record say nothing
    for kept in range(4, whole):
        items = read(first + second[:kept])
        captured = [item.url for item in items if isinstance(item, Capture)]
        failed = [item for item in items if isinstance(item, Failure)]
        assert captured[0] == "https://bell.example/1", kept
        assert [(f.id, f.error.code) for f in failed] == [("-", "binary")], kept
        assert failed[0].error.remedy
        # Of a packed record, all may be there before the last bytes of its packing.
        assert len(captured) == 1 or pack, kept


@pytest.mark.parametrize("last", [record(http(bytes(999), type="image/png")), record(http(HTML * 99))])
def test_an_archive_cut_off_in_what_is_passed_over_says_so(last: bytes) -> None:
    good, bad = read(response() + last[:-100], max_bytes=500)
    assert isinstance(good, Capture) and isinstance(bad, Failure)
    assert "standard input ends too early, in record standard input:2" in bad.error.message


@pytest.mark.parametrize("junk", [b"junk " * 9, b"WARC/1.1\r\nContent-Length: -5\r\n\r\n", bytes(500)])
def test_junk_between_records_ends_an_archive_with_one_failure(junk: bytes) -> None:
    good, bad = read(response() + junk + response())
    assert isinstance(good, Capture) and isinstance(bad, Failure)
    assert "broken" in bad.error.message and "pages before" in bad.error.remedy


@pytest.mark.parametrize("data", [HTML, b"junk", bytes(5000)])
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    [item] = captures([str(tmp_path / "a.warc")])
    assert isinstance(item, Failure) and item.error.code == "binary"
    assert "is no WARC file" in item.error.message


def test_an_archive_without_pages_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(http(status="404 Not Found")))
    (tmp_path / "b.warc").write_bytes(b"")
    a, b = captures([str(tmp_path / "a.warc"), str(tmp_path / "b.warc")])
    assert isinstance(a, Failure) and isinstance(b, Failure)
    assert (a.error.code, b.error.code) == ("empty", "empty")
    assert "(1 answers other than 200)" in a.error.message


def test_one_record_at_a_time_is_in_memory() -> None:
    def chunks() -> Iterator[bytes]:
        for n in range(300):
            yield response(HTML * 1500, url=f"https://bell.example/{n}")
            yield record(http(bytes(400_000), type="image/png"))

    tracemalloc.start()
    try:
        items = read_warc(unpacked(chunks()), "a.warc", 200_000, Counter())
        count = sum(isinstance(item, Capture) for item in items)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 300
    assert peak < 3_000_000
