"""The date a comment shows, as ISO 8601 without a zone: the clock on the writer's page."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from onrecord.page.html_tree import squeeze

__all__ = ["iso_date", "written_date"]

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2\d{4}\b")
_LEAD = re.compile(
    r"^(?:posted |written |geschrieben |publié |napisano )?(?:on|am|vom|le|dnia)\s+", re.IGNORECASE
)
_REST = re.compile(r"\s*(?:[|(·•—#]|permalink\b).*$", re.IGNORECASE)
_MAX = 60
_TIME = re.compile(r"\d\s*(?:[:.h]\s*\d\d|[ap]\.?m)", re.IGNORECASE)


def iso_date(value: object) -> str | None:
    """Take the wall clock of an ISO 8601 date; None if it is none.

    >>> iso_date("2024-03-05T08:29:00+02:00"), iso_date("2024-03-05"), iso_date("2024-13-05")
    ('2024-03-05T08:29', '2024-03-05', None)
    """
    found = _ISO.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    day, time = found.groups()
    try:
        datetime.fromisoformat(f"{day}T{time or '00:00'}")
    except ValueError:
        return None
    return f"{day}T{time}" if time else day


def written_date(text: str, language: str | None) -> str | None:
    """Read a date as written for people.

    Args:
        text: the words, such as "March 3, 2024 at 8:29 am".
        language: the page's ISO 639-1 code, if known.

    Returns:
        The date, with the time if one is written; None for relative dates ("2 days ago"), dates without
        a year, and figures that may be read either way ("03/04/2024" in English).

    >>> written_date("3. April 2024 um 8:29 Uhr", "de"), written_date("yesterday", "en")
    ('2024-04-03T08:29', None)
    """
    text = _LEAD.sub("", _REST.sub("", squeeze(text)))
    if not text or len(text) > _MAX or not any(c.isdigit() for c in text):
        return None
    if iso := iso_date(text):
        return iso
    order = _order(text, language)
    if order is None:
        return None
    try:
        date = _parser(language, order).get_date_data(text).date_obj
    except ValueError:  # a language that dateparser does not know
        date = _parser(None, order).get_date_data(text).date_obj
    if date is None:
        return None
    return str(date.isoformat(timespec="minutes")) if _has_time(text) else str(date.date().isoformat())


def _order(text: str, language: str | None) -> str | None:
    """Give the order of day and month; only figures leave it open."""
    found = _NUMERIC.search(text)
    if found is None:
        return "MDY" if language in (None, "en") else "DMY"
    a, separator, b = int(found[1]), found[2], int(found[3])
    if separator == "." or a > 12 or a == b:
        return "DMY"
    if b > 12:
        return "MDY"
    return None if language in (None, "en") else "DMY"


def _has_time(text: str) -> bool:
    return bool(_TIME.search(_NUMERIC.sub("", text)))


@lru_cache(maxsize=32)
def _parser(language: str | None, order: str) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": order,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=[language] if language else None, settings=settings)
