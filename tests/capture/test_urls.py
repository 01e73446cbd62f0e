"""Fetching, from a server on this machine; names of other machines are resolved by the tests."""

import gzip
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.capture import captures, decode
from onrecord.capture.limits import Patience
from onrecord.capture.urls import fetch
from onrecord.core.errors import FetchFailed, TooLarge
from onrecord.core.values import Capture, Failure

PAGE = b"<html><body><p>Mira Holt said the bridge would open.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    seen: list[dict[str, str]]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        type(self).seen.append(dict(self.headers))
        route = self.path.split("?")[0].strip("/").split("/")
        getattr(self, "page_" + route[0], self.page_missing)(*route[1:])

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_missing(self, *rest: str) -> None:
        self.answer(b"", 404)

    def page_html(self) -> None:
        self.answer(PAGE, Content_Type="Text/HTML; charset=ISO-8859-1")

    def page_untyped(self) -> None:
        self.answer(PAGE, Content_Type="application/octet-stream")

    def page_plain(self) -> None:
        self.answer("“Où ?” said Mira.".encode("cp1252"), Content_Type="text/plain; charset=latin1")

    def page_lines(self) -> None:
        self.answer(b'{"id": 1, "text": "Rain."}\n{"id": 2}\n', Content_Type="application/x-ndjson")

    def page_status(self, status: str) -> None:
        self.answer(b"no", int(status))

    def page_loop(self, n: str = "0") -> None:
        self.answer(b"", 302, Location=f"/loop/{int(n) + 1}")

    def page_hops(self, n: str) -> None:
        self.answer(b"", 307, Location="../html" if n == "1" else f"{int(n) - 1}")

    def page_away(self) -> None:
        self.answer(b"", 301, Location="ftp://files.example/")

    def page_gzip(self) -> None:
        self.answer(gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def page_brotli(self) -> None:
        self.answer(b"\x0b\x02\x80", Content_Type="text/html", Content_Encoding="br")

    def page_bomb(self) -> None:
        self.answer(gzip.compress(bytes(3_000_000)), Content_Encoding="gzip")

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        with self.quiet():
            while True:
                self.wfile.write(b"<p>more</p>" * 1000)

    def page_silent(self) -> None:
        self.server.let_go.wait(30)  # type: ignore[attr-defined]

    def page_trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        with self.quiet():
            while not self.server.let_go.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b".")
                self.wfile.flush()

    def page_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>This is all")

    def page_empty(self) -> None:
        self.answer(b"")

    @staticmethod
    def quiet() -> "_Quiet":
        return _Quiet()


class _Quiet:
    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> bool:
        return kind is not None and issubclass(kind, OSError)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Site.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.let_go = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.let_go.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def read(url: str, **options: object) -> list[Capture | Failure]:
    return list(captures([url], allow_private=True, **options))  # type: ignore[arg-type]


def test_a_page_is_fetched_with_where_and_when(site: str) -> None:
    before = datetime.now(UTC)
    [page] = read(f"{site}/html#part")
    assert isinstance(page, Capture)
    assert (page.data, page.format, page.encoding) == (PAGE, "html", "iso-8859-1")
    assert (page.name, page.id) == (f"{site}/html#part", None)
    assert page.url is not None and page.url.startswith(f"{site}/html")
    assert page.captured is not None and before <= page.captured <= datetime.now(UTC)


def test_the_request_says_who_asks(site: str) -> None:
    read(f"{site}/html")
    headers = Site.seen[-1]
    assert headers["User-Agent"].startswith("onrecord")
    assert headers["Host"] == site.removeprefix("http://")


def test_the_environments_proxy_is_not_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(read(f"{site}/html")[0], Capture)


def test_the_declared_encoding_is_the_webs(site: str) -> None:
    [page] = read(f"{site}/plain")
    assert isinstance(page, Capture)
    assert (page.format, decode(page).text) == ("text", "“Où ?” said Mira.")


def test_bytes_decide_where_the_type_says_nothing(site: str) -> None:
    [page] = read(f"{site}/untyped")
    assert isinstance(page, Capture) and page.format == "html"


def test_lines_over_http(site: str) -> None:
    good, bad = read(f"{site}/lines")
    assert isinstance(good, Capture) and (good.id, good.captured) == ("1", None)
    assert isinstance(bad, Failure) and (bad.id, bad.error.code) == ("2", "bad-line")


def test_gzip_is_undone(site: str) -> None:
    [page] = read(f"{site}/gzip")
    assert isinstance(page, Capture) and page.data == PAGE


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("nowhere", "fetch-failed", "status 404"),
        ("status/403", "fetch-failed", "not open to everyone"),
        ("status/429", "fetch-failed", "try again later"),
        ("status/500", "fetch-failed", "status 500"),
        ("status/304", "fetch-failed", "status 304"),
        ("status/302", "fetch-failed", "status 302"),
        ("loop", "fetch-failed", "more than 5 times"),
        ("away", "refused-address", "not an http or https"),
        ("brotli", "fetch-failed", "br"),
        ("short", "fetch-failed", "could not be fetched"),
        ("bomb", "too-large", "--max-bytes"),
        ("endless", "too-large", "--max-bytes"),
        ("empty", "empty", "empty"),
    ],
)
def test_what_goes_wrong_is_named_and_the_rest_goes_on(site: str, path: str, code: str, words: str) -> None:
    url = f"{site}/{path}"
    failure, page = captures([url, f"{site}/html"], allow_private=True, max_bytes=1_000_000)
    assert isinstance(failure, Failure) and isinstance(page, Capture)
    assert (failure.id, failure.error.code) == (url, code)
    assert words in str(failure.error)


def test_redirects_are_followed_to_the_limit(site: str) -> None:
    assert fetch(f"{site}/hops/5", allow_private=True).url == f"{site}/html"
    with pytest.raises(FetchFailed, match="more than 5"):
        fetch(f"{site}/hops/6", allow_private=True)


def test_the_limit_itself_is_allowed(site: str) -> None:
    assert fetch(f"{site}/html", allow_private=True, max_bytes=len(PAGE)).body == PAGE
    with pytest.raises(TooLarge):
        fetch(f"{site}/html", allow_private=True, max_bytes=len(PAGE) - 1)


@pytest.mark.parametrize(
    ("path", "patience"),
    [("silent", Patience(read=0.1)), ("silent", Patience(total=0.1)), ("trickle", Patience(total=0.3))],
)
def test_a_slow_server_is_left(site: str, path: str, patience: Patience) -> None:
    with pytest.raises(FetchFailed, match="time limit"):
        fetch(f"{site}/{path}", allow_private=True, patience=patience)


def test_nobody_at_home() -> None:
    with pytest.raises(FetchFailed, match="could not be fetched"):
        fetch("http://127.0.0.1:1/", allow_private=True)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25eth0]",
        "0",
        "169.254.169.254",
        "10.0.0.1",
        "１２７.0.0.1",
        "news.example\\@127.0.0.1",
    ],
)
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    [failure] = captures([f"http://{host}:1/page"])
    assert isinstance(failure, Failure) and failure.error.code == "refused-address"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/",
        "file:///etc/hosts",
        "http:///page",
        "http://",
        "http://[::1",
        "http://news.example:99999/",
        "https://mira:secret@news.example/",
        "gopher://127.0.0.1/",
    ],
)
def test_what_is_no_address_to_fetch_is_refused(url: str) -> None:
    [failure] = captures([url], allow_private=True)
    assert isinstance(failure, Failure) and failure.error.code == "refused-address"
    assert "secret" not in str(failure.error)


@pytest.mark.parametrize("url", ["http://xn--/", "http://xn--a/", "http://news example/"])
def test_broken_names_are_not_fatal(url: str) -> None:
    with pytest.raises(FetchFailed, match="no address is known"):
        fetch(url, resolve=lambda host, port: [])
