"""RSS and Atom feeds: the address of each entry's page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin

from onrecord.capture.urls import is_url
from onrecord.core.errors import BadLine, BinaryInput, EmptyInput
from onrecord.core.values import Failure

__all__ = ["entry_addresses"]


def entry_addresses(data: bytes, name: str, url: str | None, encoding: str | None) -> Iterator[str | Failure]:
    """Give the address of each entry's page, in the order of the feed and each once.

    A relative address is resolved against ``xml:base``, the feed's own address, or that of the site the feed
    is for. An entry that names no page becomes a failure ``NAME:NUMBER``.

    Args:
        data: the feed's bytes.
        name: what the user called it.
        url: where it was fetched from, if it was.
        encoding: the charset from the HTTP header, if any.

    Raises:
        BinaryInput: it is no feed.
        EmptyInput: it has no entries.

    >>> feed = b'<rss version="2.0"><channel><item><link>/rain</link></item></channel></rss>'
    >>> list(entry_addresses(feed, "bell.rss", "https://bell.example/feed", None))
    ['https://bell.example/rain']
    """
    import feedparser

    headers = {"content-type": f"application/xml; charset={encoding}" if encoding else "application/xml"}
    if url is not None:
        headers["content-location"] = url
    # A stream, and never the bytes themselves: those would be tried as the name of a file first.
    parsed = feedparser.parse(
        BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version"):
        raise BinaryInput(f"{name} is no RSS or Atom feed", remedy="say what it is with --input")
    if not parsed.entries:
        raise EmptyInput(f"{name} is a feed without entries", remedy="give a feed that lists pages")
    site = parsed.feed.get("link") or ""
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries, 1):
        link = (entry.get("link") or "").strip()
        address = link if is_url(link) or not link else _joined(site, link)
        if not is_url(address):
            what = f"has a relative address, {link}," if link else "names no page"
            yield Failure(
                id=f"{name}:{number}",
                error=BadLine(
                    f"entry {number} of {name} {what}" + (" and no base for it" if link else ""),
                    remedy="give the feed by its URL" if link else "leave the entry out, or give it a link",
                ),
            )
        elif address not in seen:
            seen.add(address)
            yield address


def _joined(site: str, link: str) -> str:
    try:
        return urljoin(site, link)
    except ValueError:
        return link
