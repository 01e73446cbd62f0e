"""Dates in text without markup: the crawl's leading ``date …`` and the date beside a comment's author."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache

from onrecord.page.plain_words import words

__all__ = ["DAY", "TIME", "day_of", "is_date", "leading_date"]

_ISO = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_MONTH = r"[^\W\d_]{3,14}\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = rf"{_NTH}\.? (?:de )?{_MONTH},? (?:de )?\d{{4}}|{_MONTH} {_NTH},? \d{{4}}"

DAY = rf"(?:{_ISO}|{_WRITTEN}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
"""A day with its year, as a regular expression."""

_AT = r"(?:(?:at|um|à|kl\.?|om|o|ore|alle|a las|às|в|@|-|–|\|) )?"
TIME = rf"(?:,? {_AT}\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?| Uhr)?)?"
"""The hour that may follow it."""

_LEADING = re.compile(rf"\s*(?:date|published)(?::\s*|\s+)(?P<day>{_ISO}|{_WRITTEN})(?=\s|$)", re.IGNORECASE)
_LEADING_REACH = 200


def leading_date(text: str) -> tuple[str | None, int]:
    """Find the date that the crawl put before the article, and where the article begins.

    Args:
        text: the whole input.

    Returns:
        The day as YYYY-MM-DD and the offset behind it; (None, 0) where there is none.

    >>> leading_date(" date 2031-02-03 The ferry sank.")
    ('2031-02-03', 16)
    >>> leading_date("Date palms grow here.")
    (None, 0)
    """
    found = _LEADING.match(text[:_LEADING_REACH].lstrip("\ufeff"))
    if found is None:
        return None, 0
    day = day_of(found["day"], None)
    bom = len(text[:_LEADING_REACH]) - len(text[:_LEADING_REACH].lstrip("\ufeff"))
    return (day, bom + found.end()) if day else (None, 0)


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else.

    >>> is_date("12 May 2031 at 10:14"), is_date("3 hours ago"), is_date("In May 2031 it rained")
    (True, True, False)
    """
    return len(line) <= 60 and _whole_date().fullmatch(line) is not None


@cache
def _whole_date() -> re.Pattern[str]:
    return re.compile(rf"{DAY}{TIME}|{words().ago}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def day_of(words_of_date: str, captured: datetime | None, language: str | None = None) -> str | None:
    """Tell the day that a date names, as YYYY-MM-DD; None where that cannot be told.

    Args:
        words_of_date: the date as printed, "12 May 2031, 10:14" or "2 days ago".
        captured: when the page was fetched; dates like "2 days ago" count from it.
        language: ISO 639-1; decides what 03/04/2031 means, which alone means nothing.

    >>> day_of("May 12, 2031", None), day_of("03/04/2031", None)
    ('2031-05-12', None)
    >>> day_of("2 days ago", datetime(2031, 5, 12), "en")
    '2031-05-10'
    """
    iso = re.match(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})", words_of_date)
    if iso:
        try:
            return date(*(int(part) for part in iso.groups())).isoformat()
        except ValueError:
            return None
    absolute = re.match(DAY, words_of_date)
    if absolute is None and captured is None:
        return None
    if absolute and "/" in absolute[0]:
        return None
    return _parsed(absolute[0] if absolute else words_of_date, captured, language)


def _parsed(printed: str, captured: datetime | None, language: str | None) -> str | None:
    import dateparser  # here, for it is slow to import and most pages never need it

    settings: dict[str, object] = {"STRICT_PARSING": "." not in printed}
    if "." in printed:
        settings["DATE_ORDER"] = "DMY"  # days before months wherever points stand between them
    if captured is not None:
        settings["RELATIVE_BASE"] = captured.replace(tzinfo=None)
    known = [language] if language else None
    try:
        parsed = dateparser.parse(printed, languages=known, settings=settings)
        if parsed is None and language not in (None, "en"):
            parsed = dateparser.parse(printed, languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return parsed.date().isoformat() if parsed else None
