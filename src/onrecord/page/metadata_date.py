"""When the article was published: from metadata with its time and zone, else the day by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from onrecord.page.html_tree import Element, drop, text_of, tokens
from onrecord.page.metadata_jsonld import LinkedData, Node, as_list

__all__ = ["published_of"]

_META = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("parsely-pub-date", "publication_date", "publish-date", "publishdate", "pubdate", "sailthru.date"),
    *("dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "date"),
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$")
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
# Somewhere on earth it is already tomorrow: a date without a zone may be up to 14 hours ahead of UTC.
_AHEAD = timedelta(hours=14)
# htmldate would else ask the clock; reading a page must not.
_LAST = datetime(2100, 1, 1, tzinfo=UTC)


def published_of(
    root: Element,
    meta: dict[str, list[str]],
    data: LinkedData,
    node: Node,
    *,
    url: str | None,
    captured: datetime | None,
) -> str | None:
    """Find when the article was first published.

    Args:
        root: the page without its comments; scripts may be removed from it.
        meta: contents of its meta tags by name.
        data: its JSON-LD.
        node: the JSON-LD node of the article, or an empty one.
        url: its address; many hold a date.
        captured: a date after it is not believed.

    Returns:
        ISO 8601, with time and zone where the metadata gives them; None if there is no date to be believed.
    """
    for value in _candidates(root, meta, data, node):
        if normal := _normal(value, captured):
            return normal
    return _searched(root, url, captured)


def _candidates(root: Element, meta: dict[str, list[str]], data: LinkedData, node: Node) -> Iterator[str]:
    for source in (node, *data.of_type("WebPage")):
        for key in ("datePublished", "dateCreated"):
            yield from (value for value in as_list(source.get(key)) if isinstance(value, str))
    for name in _META:
        yield from meta.get(name, [])
    for time in root.iter("time", "span", "abbr"):
        if tokens(time, "itemprop") & {"datepublished"} or time.get("pubdate") is not None:
            yield time.get("datetime") or time.get("content") or text_of(time)


def _normal(value: str, captured: datetime | None) -> str | None:
    """Normalise a date of ISO 8601 or RFC 5322; None if it is neither, or cannot be true."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value) if _ISO.match(value) else parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC) - _AHEAD
    try:
        if zoned < _FIRST or (captured is not None and zoned > _aware(captured)):
            return None
    except OverflowError:
        return None
    if len(value) == 10:
        return value
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _searched(root: Element, url: str | None, captured: datetime | None) -> str | None:
    from htmldate import find_date
    from lxml import etree

    # htmldate looks for dates in scripts by pattern; those of comments stand there too.
    drop([script for script in root.iter("script") if '"Comment"' in (script.text or "")])
    # A date that was read and refused (31 February, tomorrow) must not come back mended.
    drop([tag for tag in root.iter("meta") if _ISO.match((tag.get("content") or "").strip())])
    latest = (_aware(captured).astimezone(UTC) + _AHEAD if captured else _LAST).replace(tzinfo=None)
    try:
        # Not extensive: that mode takes the year of a copyright line for a date.
        found = find_date(root, original_date=True, extensive_search=False, url=url, max_date=latest)
        return found if found and date.fromisoformat(found) <= latest.date() else None
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None  # a page whose date cannot be searched for is a page without a date
