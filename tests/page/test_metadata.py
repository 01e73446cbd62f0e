from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.core.values import Capture, Page
from onrecord.page.html import read_html

PAGES = Path(__file__).parent / "pages"
PROSE = "<p>The harbour board said on Tuesday that the crane would be taken down before the winter.</p>"
CAPTURED = datetime(2024, 12, 1, 8, tzinfo=UTC)


def read(html: str, url: str | None = None, captured: datetime | None = CAPTURED) -> Page:
    return read_html(Capture(data=b"", name="page.html", format="html", url=url, captured=captured), html)


def head(tags: str, url: str | None = None, captured: datetime | None = CAPTURED) -> Page:
    return read(f"<html><head>{tags}</head><body>{PROSE}</body></html>", url, captured)


def linked(json: str) -> Page:
    return head(f'<script type="application/ld+json">{json}</script>')


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        (
            "wordpress_crane.html",
            None,
            {
                "url": "https://post.skarholm.example/2024/09/the-last-crane/",
                "title": "The last crane of Skarholm goes before winter",
                "outlet": "Skarholm Post",
                "authors": ("Marit Brandvik", "Joseph Okonjo"),
                "published": "2024-09-17T06:30:00+02:00",
                "language": "en",
                "shown_comment_count": 5,
                "notices": (),
            },
        ),
        (
            "linked_data_ferry.html",
            None,
            {
                "url": "https://www.inselkurier.example/news/night-ferry-77",
                "title": "Night ferry to Nordøy stays in port",
                "outlet": "The Island Courier",
                "authors": ("Noor van Elst", "Tobias Ekwall"),
                "published": "2024-03-04T21:15:30Z",
                "language": "en",
                "shown_comment_count": 4,
                "notices": ("the page says 4 comments, its HTML carries 3",),
            },
        ),
        (
            "microdata_library.html",
            "http://archive.fennmoor.example/saved/9",
            {
                "url": "http://www.fennmoor.example/library?id=9",
                "title": "Library keeps its Sunday hours",
                "outlet": "Fennmoor Gazette",
                "authors": ("Ruth Adeyemi", "Colm Ferriter"),
                "published": "2023-11-21",
                "language": "en",
                "shown_comment_count": 12,
                "notices": ("the page says 12 comments, its HTML carries 3",),
            },
        ),
        (
            "german_bridge.html",
            None,
            {
                "url": None,
                "title": "Stadtrat lässt alte Lindenbrücke bis Mai sperren",
                "outlet": "Lindenauer Bote",
                "authors": ("Käthe Morgenroth", "Emil Sandvoß"),
                "published": "2024-02-12",
                "language": "de",
                "shown_comment_count": 2,
                "notices": (),
            },
        ),
    ],
)
def test_saved_pages(name: str, url: str | None, expected: dict[str, object]) -> None:
    page = read((PAGES / name).read_text(encoding="utf-8"), url)
    assert {key: getattr(page, key) for key in expected} == expected


def test_a_bare_page_has_no_metadata() -> None:
    page = read(PROSE)
    assert (page.url, page.title, page.outlet, page.authors, page.published) == (None, None, None, (), None)


@pytest.mark.parametrize(
    ("tags", "fetched", "url"),
    [
        ('<link rel="canonical" href="/a/b">', "https://x.example/c", "https://x.example/a/b"),
        ('<base href="https://y.example/d/"><link rel="canonical" href="e">', None, "https://y.example/d/e"),
        ('<link rel="canonical" href="javascript:void(0)">', "https://x.example/c", "https://x.example/c"),
        ('<link rel="canonical" href="https://x.example/"><meta property="og:url" content="https://x.example/f#g">',
         None, "https://x.example/f"),
        ('<link rel="canonical" href="https://[broken/">', "file:///tmp/a", None),
        ('<link rel="canonical" href="/a/b">', None, None),
        ('<link rel="canonical" href="//x.example/a">', None, "https://x.example/a"),
    ],
)  # fmt: skip
def test_address(tags: str, fetched: str | None, url: str | None) -> None:
    assert head(tags, fetched).url == url


@pytest.mark.parametrize(
    ("tags", "published"),
    [
        (
            '<meta property="article:published_time" content="2024-05-09T08:00:00+0200">',
            "2024-05-09T08:00:00+02:00",
        ),
        ('<meta name="date" content="2024-05-09">', "2024-05-09"),
        ('<meta name="pubdate" content="Thu, 09 May 2024 08:00:00 GMT">', "2024-05-09T08:00:00Z"),
        ('<meta name="date" content="2024-05-09 08:00">', "2024-05-09T08:00:00"),
        # Not after the capture, which was on 1 December 2024 at 8:00 UTC.
        ('<meta property="article:published_time" content="2024-12-01T09:30:00+01:00">', None),
        (
            '<meta property="article:published_time" content="2024-12-01T08:30:00+01:00">',
            "2024-12-01T08:30:00+01:00",
        ),
        ('<meta name="date" content="2031-01-01">', None),
        ('<meta name="date" content="2024-02-31">', None),
        ('<meta name="date" content="soon">', None),
        ('<meta name="date" content="soon"><meta name="pubdate" content="2024-05-09">', "2024-05-09"),
    ],
)
def test_published(tags: str, published: str | None) -> None:
    assert head(tags).published == published


def test_no_comment_dates_the_article() -> None:
    thread = (
        "<ol class=comment-list><li class=comment id=comment-1><b class=fn>Ada</b>"
        "<time datetime='2024-05-09T08:00'>May 9, 2024</time><p>Never, said the man.</p></li></ol>"
    )
    data = '{"@type": "Comment", "datePublished": "2024-05-09", "text": "Never, said the man."}'
    page = read(f"{PROSE}{thread}<script type='application/ld+json'>{data}</script>")
    assert page.published is None
    assert page.comments[0].date_iso == "2024-05-09T08:00"


def test_without_a_capture_time_no_clock_is_asked() -> None:
    assert head('<meta name="date" content="2031-01-01">', captured=None).published == "2031-01-01"


@pytest.mark.parametrize(
    ("json", "authors"),
    [
        ('{"@type": "NewsArticle", "author": "Ana Petrov and Tom Okafor"}', ("Ana Petrov", "Tom Okafor")),
        ('{"@type": "BlogPosting", "author": ["Ana Petrov", {"name": "Bo Ek"}]}', ("Ana Petrov", "Bo Ek")),
        ('{"@type": "Article", "author": {"@type": "Person", "name": "Ana y Petrov"}}', ("Ana y Petrov",)),
        ('{"@type": "Article", "author": {"name": "https://x.example/ana"}}', ()),
        ('{"@type": "Article", "author": {"name": "The Gazette"}, "publisher": {"name": "The Gazette"}}', ()),
        ('[{"@graph": [{"@type": "Article", "author": {"@id": "a"}}, {"@id": "a", "name": "Bo"}]}]', ("Bo",)),
        ('{"@type": "Article", "author": "Ana Petrov",}', ("Ana Petrov",)),
        ('<!-- {"@type": "Article", "author": "Ana\tPetrov"} -->', ("Ana Petrov",)),
        ('{"@type": "Article", "author": [[[]]], "publisher": 7, "headline": {}, "datePublished": 2024}', ()),
        ('{"@type": "Article", "author": ', ()),
        ("[" * 100_000, ()),
    ],
)  # fmt: skip
def test_authors_in_linked_data(json: str, authors: tuple[str, ...]) -> None:
    assert linked(json).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (
            '<p class="byline">By Ana Petrov, Tom Okafor and Li Wei</p>',
            ("Ana Petrov", "Tom Okafor", "Li Wei"),
        ),
        ('<p class="byline">Von Käthe Morgenroth</p>', ("Käthe Morgenroth",)),
        ('<a rel="author" href="/a">Ana Petrov</a><p class="author">Other One</p>', ("Ana Petrov",)),
        ('<p class="byline">Petrov, Ana</p>', ("Ana Petrov",)),
        ('<p class="byline">Staff reporter</p>', ()),
    ],
)
def test_authors_in_the_page(byline: str, authors: tuple[str, ...]) -> None:
    assert read(byline + PROSE).authors == authors


def test_the_article_with_the_pages_address_is_the_pages_article() -> None:
    json = (
        '[{"@type": "NewsArticle", "url": "https://x.example/other", "headline": "Other"},'
        ' {"@type": "NewsArticle", "url": "https://x.example/this", "headline": "This"}]'
    )
    script = f'<script type="application/ld+json">{json}</script>'
    assert head(f'<link rel="canonical" href="https://x.example/this">{script}').title == "This"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Crane goes | Fennmoor Gazette</title><h1>Fennmoor Gazette</h1>", "Crane goes"),
        ("<title>Crane goes | Fennmoor Gazette</title><h1>The crane goes</h1>", "The crane goes"),
        ('<meta property="og:title" content="Bread &amp;amp; roses"><h1>Other</h1>', "Bread & roses"),
        ("<title>Crane goes</title><h1>One</h1><h1>Two</h1>", "Crane goes"),
    ],
)
def test_title(html: str, title: str) -> None:
    assert read(html + PROSE).title == title


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html lang="de">' + PROSE * 3, "en"),
        ('<html lang="nb-NO"><p>Ja, sa hun.</p>', "no"),
        ('<html lang="de-CH"><p>Nein, sagte sie.</p>', "de"),
        ('<meta property="og:locale" content="fr_FR"><p>Non, dit-elle hier.</p>', "fr"),
        ("<p>No, no, no.</p>", None),
    ],
)
def test_language(html: str, language: str | None) -> None:
    assert read(html).language == language
