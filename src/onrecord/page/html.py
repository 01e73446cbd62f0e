"""An HTML page: its article, its metadata and the comments that its markup carries."""

from __future__ import annotations

from itertools import islice

from onrecord.core.errors import EmptyInput
from onrecord.core.ids import page_id
from onrecord.core.values import Capture, Comment, Page
from onrecord.page.comments_html import Taken, take_thread
from onrecord.page.comments_html_dates import Clock, clock
from onrecord.page.comments_html_place import drop_containers
from onrecord.page.html_text import article_text
from onrecord.page.html_tree import Element, parse, text_of
from onrecord.page.language import detect
from onrecord.page.metadata import declared_language, declared_region, metadata
from onrecord.page.metadata_jsonld import linked_data
from onrecord.page.origin import source_of

__all__ = ["read_html"]

NESTED = "the page's markup is nested too deeply to be kept; its text was read without it"

_SAMPLE = 40
"""Paragraphs that tell in which language the page's dates are written."""

_SHORT = 20
"""Below so many words a declared language is believed before a detected one."""


def read_html(capture: Capture, html: str, *, thread: bool = True) -> Page:
    """Read an HTML page.

    Comments are those marked up as schema.org ``Comment`` or as WordPress does. They are no part of the
    article's text, and neither are comment sections in other markup.

    Args:
        capture: the bytes and where they came from.
        html: the same, decoded.
        thread: whether to give the comments; they are kept out of the article in either case.

    Returns:
        The page: ``text`` is the article, one line a paragraph, ``article`` all of it.

    Raises:
        EmptyInput: there is no article text in it, only markup, menus or scripts.

    >>> page = read_html(
    ...     Capture(data=b"", name="crane.html", format="html"),
    ...     "<title>Crane</title><p>The board said that the crane would go before winter.</p>",
    ... )
    >>> page.title, page.text[slice(*page.article)]
    ('Crane', 'The board said that the crane would go before winter.')
    """
    root, nested = parse(html)
    # lxml makes an element's object anew whenever none is kept.
    alive = list(root.iter())
    data = linked_data(root)
    declared = declared_language(root)
    paragraphs = " ".join(text_of(p) for p in islice(root.iter("p"), _SAMPLE))
    taken = take_thread(root, data)
    had_container = drop_containers(root)
    about = metadata(root, data, fetched=capture.url, captured=capture.captured)
    comments = taken.read(
        data, _clock(taken, capture, _language(paragraphs, declared), root, about.published)
    )
    text, notices = article_text(root)
    if not text and had_container and not comments:
        # What looked like a comment section was the article after all.
        text, notices = article_text(parse(html)[0])
    if not text:
        raise EmptyInput(
            f"{capture.name} holds no article text, only markup",
            remedy="save the page after it has loaded, or pass its text with --input text",
        )
    del alive
    comments = comments if thread else ()
    return Page(
        id=capture.id or page_id(about.url or capture.name, text, comments),
        source=source_of(capture),
        url=about.url,
        title=about.title,
        outlet=about.outlet,
        authors=about.authors,
        published=about.published,
        language=_language(text, declared),
        notices=(
            *((NESTED,) if nested else ()),
            *notices,
            *(_missing(taken.shown, comments) if thread else ()),
        ),
        text=text,
        article=(0, len(text)),
        shown_comment_count=taken.shown,
        comments=comments,
    )


def _clock(
    taken: Taken, capture: Capture, language: str | None, root: Element, published: str | None
) -> Clock:
    return clock(
        taken.dated,
        language,
        declared_region(root),
        captured=capture.captured,
        published=published,
        fetched=capture.url is not None,
    )


def _language(text: str, declared: str | None) -> str | None:
    if declared and len(text.split()) < _SHORT:
        return declared
    # Templates declare English over pages in any language: a sure detection wins.
    return detect(text) or declared


def _missing(shown: int | None, comments: tuple[Comment, ...]) -> tuple[str, ...]:
    own = sum(c.kind == "comment" for c in comments)
    # Some pages count pingbacks, some do not.
    if shown is None or shown in (own, len(comments)):
        return ()
    word = "comment" if shown == 1 else "comments"
    return (f"the page says {shown} {word}, its HTML carries {own or 'none'}",)
