"""What a page says about itself: title, outlet, authors, date, language, address.

JSON-LD, meta tags and markup are read here, because trafilatura's metadata loses what is needed: it joins
authors to one string, cuts dates to the day, and looks for categories, tags and licences on the way. The
last resort for a date is htmldate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.page.html_tree import Element, first, squeeze, text_of
from onrecord.page.metadata_authors import authors_of
from onrecord.page.metadata_date import published_of
from onrecord.page.metadata_jsonld import LinkedData, Node, as_list, plain

__all__ = ["Metadata", "declared_language", "declared_region", "metadata"]

ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")

_LANGUAGE = re.compile(r"\s*([a-z]{2})(?:[-_][\w-]+)?(?:\s*,.*)?\s*$", re.IGNORECASE)
_REGION = re.compile(r"\s*[a-z]{2}[-_]([a-z]{2})\b", re.IGNORECASE)
_MAX_TITLE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's metadata, each field as in :class:`onrecord.core.values.Page`."""

    url: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None


def metadata(root: Element, data: LinkedData, *, fetched: str | None, captured: datetime | None) -> Metadata:
    """Read a page's metadata.

    Args:
        root: the page without its comments, so that no comment's date or author is taken.
        data: its JSON-LD.
        fetched: the address it was fetched from, if it was.
        captured: when; nothing is published after it.
    """
    meta = _meta(root)
    url = _address(root, meta, data, fetched)
    node = _article(data, url)
    outlet = _outlet(meta, data, node)
    return Metadata(
        url=url,
        title=_title(root, meta, node, outlet),
        outlet=outlet,
        authors=authors_of(root, meta, data, node, outlet),
        published=published_of(root, meta, data, node, url=url, captured=captured),
    )


def declared_language(root: Element) -> str | None:
    """Find the language a page declares (``lang``, Open Graph, ``Content-Language``), as ISO 639-1."""
    meta = _meta(root)
    html = next(root.iter("html"), root)
    values = [
        html.get("lang"),
        html.get("xml:lang"),
        *meta.get("og:locale", []),
        *meta.get("content-language", []),
    ]
    for value in values:
        found = _LANGUAGE.match(value or "")
        if found:
            code = found[1].lower()
            return "no" if code in ("nb", "nn") else code  # as detect() has it
    return None


def declared_region(root: Element) -> str | None:
    """Find the region that a page's language is declared for, as ISO 3166: "GB" of "en-GB"."""
    html = next(root.iter("html"), root)
    for value in (html.get("lang"), html.get("xml:lang"), *_meta(root).get("og:locale", [])):
        found = _REGION.match(value or "")
        if found:
            return found[1].upper()
    return None


def _meta(root: Element) -> dict[str, list[str]]:
    """Collect the contents of meta tags by lower-case name, property, itemprop or http-equiv."""
    out: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = squeeze(element.get("content"))
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for key in (element.get(attribute) or "").lower().split():
                out.setdefault(key, []).append(content)
    return out


def _article(data: LinkedData, url: str | None) -> Node:
    """Choose the node that describes this page's article: the one with its address, else the first."""
    nodes = data.of_type(*ARTICLE_TYPES)
    for node in nodes:
        named = {_href(node.get("url")), _href(node.get("mainEntityOfPage")), _href(node.get("@id"))}
        if url is not None and url in {_whole(name, url) for name in named if name}:
            return node
    return nodes[0] if nodes else {}


def _href(value: Any) -> str | None:
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("@id") or item.get("url")
        if isinstance(item, str) and item.strip():
            return item
    return None


def _whole(href: str | None, base: str | None) -> str | None:
    """Make an absolute http(s) address without a fragment; None if that cannot be done."""
    if not href:
        return None
    try:
        parts = urlsplit(urljoin(base or "https:", href.strip()))
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    whole = parts._replace(fragment="").geturl()
    return None if re.search(r"[\s\x00-\x1f<>\"]", whole) else whole


def _address(root: Element, meta: dict[str, list[str]], data: LinkedData, fetched: str | None) -> str | None:
    base_tag = first(root.iter("base"))
    base = _whole(None if base_tag is None else base_tag.get("href"), fetched) or fetched
    links = (e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    article: Node = first(data.of_type(*ARTICLE_TYPES)) or {}
    hrefs = (
        *links,
        *meta.get("og:url", []),
        _href(article.get("mainEntityOfPage")),
        _href(article.get("url")),
    )
    found = [url for href in hrefs if (url := _whole(href, base))]
    # Some sites call their front page canonical on every page: no address is better than that one.
    return first(url for url in found if not _is_front(url)) or _whole(fetched, None)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _outlet(meta: dict[str, list[str]], data: LinkedData, node: Node) -> str | None:
    publisher = data.resolve(first(as_list(node.get("publisher"))))
    sites = data.of_type("WebSite", "NewsMediaOrganization")
    candidates = (
        first(meta.get("og:site_name", [])),
        plain(publisher),
        *(plain(site.get("name")) for site in sites),
        first(meta.get("application-name", [])),
        first(meta.get("publisher", [])),
        first(meta.get("dc.publisher", [])),
    )
    return first(plain(name) for name in candidates if name and "://" not in name)


def _title(root: Element, meta: dict[str, list[str]], node: Node, outlet: str | None) -> str | None:
    headings = [text for e in root.iter("h1") if (text := text_of(e)) and text != outlet]
    # A hidden or repeated h1 (logo, teaser) makes several; then the title tag knows better.
    sole = headings[0] if len(headings) == 1 else None
    whole = plain(text_of(first(root.iter("title"))))
    if sole and whole and whole != sole and whole.endswith(sole):
        # "The crane goes | Harbour Post" over a heading "Harbour Post": that is the logo.
        sole, outlet = None, outlet or sole
    candidates = (plain(node.get("headline")), plain(meta.get("og:title")), sole, whole, first(headings))
    for title in candidates:
        if title and len(title) <= _MAX_TITLE:
            return _without_outlet(title, outlet)
    return None


def _without_outlet(title: str, outlet: str | None) -> str:
    """Cut the outlet off a title such as "The crane goes | Harbour Post".

    >>> _without_outlet("The crane goes | Harbour Post", "Harbour Post")
    'The crane goes'
    """
    if not outlet:
        return title
    name = re.escape(outlet)
    cut = re.sub(rf"\s*[|–—·:»-]\s*{name}$|^{name}\s*[|–—·»-]\s+", "", title, flags=re.IGNORECASE)
    return cut or title
