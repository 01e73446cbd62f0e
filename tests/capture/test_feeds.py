"""Feeds and lists of URLs, and the pages they name, from a server on this machine."""

import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from onrecord.capture import InputForm, captures
from onrecord.capture.feeds import entry_addresses
from onrecord.core.errors import BinaryInput, EmptyInput
from onrecord.core.values import Capture, Failure
from serving import serving

RSS = '<?xml version="1.0"?>\n<rss version="2.0"><channel><link>{site}</link>{items}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" {base}>{items}</feed>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<item rdf:about="https://bell.example/1"><link>https://bell.example/1</link></item></rdf:RDF>'
)


def rss(*links: str, site: str = "") -> str:
    return RSS.format(site=site, items="".join(f"<item><link>{link}</link></item>" for link in links))


def atom(*links: str, base: str = "") -> str:
    items = "".join(f'<entry><link rel="edit" href="/edit"/><link href="{link}"/></entry>' for link in links)
    return ATOM.format(base=base, items=items)


class Site(BaseHTTPRequestHandler):
    pages: dict[str, tuple[str, str]]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        there = self.path in self.pages
        body, kind = self.pages.get(self.path, ("", "text/html"))
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def site() -> Iterator[str]:
    Site.pages = {f"/{n}": (f"<p>Page {n}.</p>", "text/html") for n in (1, 2, 3)}
    with serving(Site) as address:
        yield address


def told(items: Iterator[Capture | Failure]) -> list[object]:
    return [i.data.decode() if isinstance(i, Capture) else (i.id, i.error.code) for i in items]


def read(*inputs: str, stdin: str = "", form: InputForm = "auto", max_bytes: int = 10_000) -> list[object]:
    body = io.BytesIO(stdin.encode())
    return told(captures(inputs, allow_private=True, stdin=body, form=form, max_bytes=max_bytes))


def links(feed: str, url: str | None = None) -> list[str]:
    found = entry_addresses(feed.encode(), "bell.xml", url, None)
    return [item if isinstance(item, str) else str(item.error) for item in found]


@pytest.mark.parametrize(
    ("feed", "url", "expected"),
    [
        (rss("https://bell.example/1"), None, "https://bell.example/1"),
        (rss("a/1"), "https://bell.example/feeds/x.xml", "https://bell.example/feeds/a/1"),
        (rss("/1", site="https://bell.example/"), None, "https://bell.example/1"),
        (atom("one"), "https://bell.example/feeds/x", "https://bell.example/feeds/one"),
        (
            atom("one", base='xml:base="https://hill.example/"'),
            "https://b.example",
            "https://hill.example/one",
        ),
        (RDF, None, "https://bell.example/1"),
    ],
)
def test_relative_links_are_resolved(feed: str, url: str | None, expected: str) -> None:
    assert links(feed, url) == [expected]


def test_each_page_is_named_once_in_the_order_of_the_feed() -> None:
    addresses = [f"https://bell.example/{n}" for n in (3, 1, 3, 2)]
    assert links(rss(*addresses)) == [addresses[0], addresses[1], addresses[3]]


def test_an_entry_without_a_page_is_named_by_its_number() -> None:
    first, second, third = links(rss("https://bell.example/1", "", "two"))
    assert first == "https://bell.example/1"
    assert second.startswith("entry 2 of bell.xml names no page; ")
    assert third.startswith("entry 3 of bell.xml has a relative address, two, and no base for it; ")


def test_a_feed_that_breaks_off_gives_the_entries_before() -> None:
    feed = rss("https://bell.example/1", "https://bell.example/2")
    assert links(feed[: feed.index("/2<")])[0] == "https://bell.example/1"


def test_a_feed_reads_no_file_and_an_entity_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    entity = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "file://{secret}">]>'
    feed = rss("https://bell.example/&e;1").replace("<rss", entity + "<rss")
    assert not any("secret" in link for link in links(feed))
    with pytest.raises(BinaryInput, match="no RSS or Atom feed"):
        list(entry_addresses(str(secret).encode(), "bell.xml", None, None))


def test_a_feed_without_entries_is_empty() -> None:
    with pytest.raises(EmptyInput, match="without entries"):
        links(rss())


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/xml", "text/html", "text/plain"])
def test_a_feed_from_a_url_however_it_is_served(site: str, kind: str) -> None:
    Site.pages["/feed"] = (rss("/1", "gone", "2"), kind)
    assert read(f"{site}/feed") == ["<p>Page 1.</p>", (f"{site}/gone", "fetch-failed"), "<p>Page 2.</p>"]


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a", "a.html"])
def test_a_feed_from_a_file(site: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(atom(f"{site}/1", f"{site}/2"))
    [first, _] = items = list(captures([str(tmp_path / name)], allow_private=True))
    assert told(iter(items)) == ["<p>Page 1.</p>", "<p>Page 2.</p>"]
    assert isinstance(first, Capture) and first.name == first.url == f"{site}/1"
    assert first.captured is not None and first.id is None


@pytest.mark.parametrize("name", ["a.urls", "a.txt", "a"])
def test_a_list_of_urls(site: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"\ufeff# news\r\n\r\n  {site}/2\r\n#{site}/3\nwww.bell.example\n{site}/1", newline="")
    assert read(str(path)) == ["<p>Page 2.</p>", (f"{path}:5", "bad-line"), "<p>Page 1.</p>"]
    items = list(captures([str(path)], allow_private=True))
    assert isinstance(items[1], Failure) and "https://www.bell.example" in items[1].error.remedy


def test_a_list_of_urls_that_is_told_by_an_option_or_a_server(site: str) -> None:
    text = f"some words\n{site}/1\n"
    assert read("-", stdin=text, form="urls") == [("-:1", "bad-line"), "<p>Page 1.</p>"]
    Site.pages["/list"] = (text, "text/uri-list")
    assert read(f"{site}/list") == [(f"{site}/list:1", "bad-line"), "<p>Page 1.</p>"]


def test_a_long_list_is_a_list(site: str) -> None:
    assert read("-", stdin=f"{site}/1\n" * 300) == ["<p>Page 1.</p>"] * 300


@pytest.mark.parametrize(
    "text",
    [
        "https://bell.example/1\nMira Holt said so.\n",
        "https://bell.example/1 is the page.",
        "# Rain\n\nMira Holt said so.",
        "Rain.\nhttps://bell.example/1\n",
        "# Rain\n",
        "https://bell.example/1\n" * 3 + "Mira Holt said so.\n",
    ],
)
def test_a_text_that_names_urls_is_a_text(text: str) -> None:
    assert read("-", stdin=text) == [text]


def test_an_option_makes_a_text_of_anything() -> None:
    for text in ("https://bell.example/1\n", rss("https://bell.example/1"), "WARC/1.1\r\n"):
        assert read("-", stdin=text, form="text") == [text]


@pytest.mark.parametrize("form", ["feed", "urls", "warc"])
def test_nothing_is_empty_in_every_form(form: InputForm) -> None:
    assert read("-", form=form) == [("-", "empty")]


def test_a_list_with_comments_alone_is_empty() -> None:
    assert read("-", stdin="# nothing yet\n", form="urls") == [("-", "empty")]


def test_a_list_may_name_feeds_and_they_pages_and_there_it_ends(site: str) -> None:
    Site.pages["/feed"] = (rss("/1", "/feed", "/list"), "text/xml")
    Site.pages["/list"] = (f"{site}/2\n", "text/plain")
    assert read("-", stdin=f"{site}/feed\n{site}/list\n") == [
        "<p>Page 1.</p>",
        (f"{site}/feed", "input"),
        (f"{site}/list", "input"),
        (f"{site}/list", "input"),
    ]


def test_private_addresses_and_files_are_refused_in_feeds_and_lists(site: str, tmp_path: Path) -> None:
    bad = [f"{site}/1", "ftp://bell.example/1", "http://localhost/1"]
    for text in (rss(*bad), "\n".join(bad)):
        items = list(captures(["-"], stdin=io.BytesIO(text.encode())))
        assert told(iter(items)) == [(url, "refused-address") for url in bad]


def test_limits_hold_for_feeds_lists_and_the_pages_they_name(site: str) -> None:
    Site.pages["/large"] = ("<p>" + "x" * 2000, "text/html")
    short, long = f"{site}/large\n{site}/1\n", f"{site}/1?{'x' * 2000}\n{site}/1\n"
    assert read("-", stdin=short, max_bytes=1000) == [(f"{site}/large", "too-large"), "<p>Page 1.</p>"]
    assert read("-", stdin=long, form="urls", max_bytes=1000) == [("-:1", "too-large"), "<p>Page 1.</p>"]
    assert read("-", stdin=rss(*["/1"] * 99), max_bytes=1000) == [("-", "too-large")]


def test_what_is_no_feed_is_told() -> None:
    assert read("-", stdin="<p>Rain.", form="feed") == [("-", "binary")]
