"""The date a comment shows, as ISO 8601 without a zone: the clock on the writer's page.

Months are looked up by name in dateparser's own tables, and only dates told from the moment of reading are
given to its parser: that takes a hundred times as long, and a page may hold thousands of comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

from onrecord.page.comments_html_ago import find_ago
from onrecord.page.html_tree import squeeze

__all__ = ["Clock", "Shown", "clock", "find_date", "has_date", "iso_date", "written_date"]

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")

_MONTH = r"[^\W\d_]{3,14}"
_NTH = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?"
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?=\d)(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
    r"|(?P<y>\d{4})\s?(?:年|년|[./])\s?(?P<ym>\d{1,2})\s?(?:月|월|[./])\s?(?P<yd>\d{1,2})(?!\d)(?:日|일|\.)?"
    rf"|(?P<wy>\d{{4}})\.?\s(?P<wym>{_MONTH})\.?\s(?P<wyd>\d{{1,2}})(?!\d)\.?"
    r"|(?P<a>\d{1,2})(?P<sep>\s?[./-]\s?)(?P<b>\d{1,2})(?:\s?[./-]|,)\s?(?P<ny>\d{4}|\d{2})(?!\d)"
    rf"|(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?[\s-]?\s?(?:de |of )?(?P<dm>{_MONTH})\.?[,\s-]\s?"
    r"(?:de |del )?(?P<dy>\d{4}))"
    rf"|(?<![^\W\d_])(?P<mm>{_MONTH})\.?\s(?P<md>{_NTH}),?\s(?P<my>\d{{4}})"
    r")"
)
_TIME = re.compile(
    r"[^\d\n]{0,14}?(?<!\d)(?P<h>\d{1,2})\s?(?:[:.]|h\s?|時|시\s?)\s?(?P<m>\d{2})(?:[:.]\d{2})?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"(?:\d\D*){4}")
"""What every date holds that is not told from the moment of reading."""

LONGEST_DATED = 120
"""No date is looked for in a text of more code points."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NEAR = timedelta(days=60)

_COMMON = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi",
           "pl", "cs", "ru", "uk", "ro", "hu", "tr", "el", "id")  # fmt: skip
"""Languages whose months are looked up where the page's own language does not know a name."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How the dates of one page are to be read.

    Args:
        language: ISO 639-1; whose names of months.
        order: "DMY", "MDY", or None where nothing tells what 03/04/2031 means.
        now: the time of capture, for dates like "2 days ago"; None where it is not to be believed.
    """

    language: str | None = None
    order: str | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A date found in a text: its ISO form (None where it cannot be told) and its place."""

    iso: str | None
    start: int
    end: int


def clock(
    texts: Iterable[str],
    language: str | None,
    region: str | None = None,
    *,
    captured: datetime | None = None,
    published: str | None = None,
    fetched: bool = False,
) -> Clock:
    """Find out how a page writes its dates.

    Args:
        texts: pieces of the page that hold dates; one day above 12 among them settles the order.
        language: ISO 639-1 of the page.
        region: its ISO 3166 code, if the page declares one ("en-GB").
        captured: when the page was fetched or its file last changed.
        published: when the article was published.
        fetched: whether ``captured`` is the time of a fetch. A file's time changes with every copy, so it
            is believed only where it lies close behind the article's date.

    >>> clock(["24/03/2031"], "en").order, clock(["03/04/2031"], "en").order
    ('DMY', None)
    """
    order = None
    for text in texts:
        found = _DATE.search(text)
        if found is None or not found["a"] or "." in found["sep"]:
            continue
        if int(found["a"]) > 12 >= int(found["b"]):
            order = "DMY"
            break
        if int(found["b"]) > 12 >= int(found["a"]):
            order = "MDY"
            break
    if order is None and language != "en" and language is not None:
        order = "DMY"
    elif order is None and region:
        order = "MDY" if region.upper() == "US" else "DMY"
    if captured is None or not (fetched or _close(captured, published)):
        return Clock(language, order)
    return Clock(language, order, captured.replace(tzinfo=None))


def _close(captured: datetime, published: str | None) -> bool:
    try:
        then = datetime.fromisoformat(published[:10]) if published else None
    except ValueError:
        return False
    return then is not None and timedelta(0) <= captured.replace(tzinfo=None) - then < _NEAR


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


def has_date(text: str) -> bool:
    """Whether a short text holds a date, absolute or told from the moment of reading.

    >>> has_date("on 3 May 2031 at 8:29"), has_date("2 hours ago"), has_date("Bus 3 was late")
    (True, True, False)
    """
    return len(text) <= LONGEST_DATED and _has_date(text)


@lru_cache(maxsize=4096)
def _has_date(text: str) -> bool:
    return (_FOUR_DIGITS.search(text) is not None and _DATE.search(text) is not None) or find_ago(
        text
    ) is not None


def find_date(text: str, how: Clock) -> Shown | None:
    """Find the first date in a text, with the time that follows it.

    >>> find_date("Ada | 6 May 2031 at 8:05 pm", Clock("en"))
    Shown(iso='2031-05-06T20:05', start=6, end=27)
    """
    return _find_date(text, how) if len(text) <= LONGEST_DATED else _search(text, how)


@lru_cache(maxsize=4096)
def _find_date(text: str, how: Clock) -> Shown | None:
    return _search(text, how)


def _search(text: str, how: Clock) -> Shown | None:
    for found in _DATE.finditer(text) if _FOUR_DIGITS.search(text) else ():
        day = _day(found, how)
        if day is _NONSENSE:
            continue
        time = _TIME.match(text, found.end())
        end = time.end() if time else found.end()
        if day is None:
            return Shown(None, found.start(), end)
        hour = _hour(time) if time else None
        return Shown(f"{day}T{hour}" if hour else day, found.start(), end if hour else found.end())
    ago = find_ago(text)
    return None if ago is None else Shown(_relative(ago[0], how), ago.start(), ago.end())


_NONSENSE = "nonsense"


def _day(found: re.Match[str], how: Clock) -> str | None:
    """Make the day of a match: None where it may be read in two ways, nonsense where it is no day."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["y"]:
        year, month, day = int(found["y"]), int(found["ym"]), int(found["yd"])
    elif found["a"]:
        year, a, b = int(found["ny"]), int(found["a"]), int(found["b"])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
        order = "DMY" if "." in found["sep"] or a > 12 or a == b else "MDY" if b > 12 else how.order
        if order is None:
            return None
        day, month = (a, b) if order == "DMY" else (b, a)
    else:
        name, said, told = next(
            (found[m], found[d], found[y])
            for m, d, y in (("dm", "d", "dy"), ("mm", "md", "my"), ("wym", "wyd", "wy"))
            if found[m]
        )
        number = _month(name.casefold(), how.language)
        if number is None:
            return _NONSENSE
        year, month, day = int(told), number, int(re.sub(r"\D", "", said))
    try:
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            return datetime(year, month, day).date().isoformat()
    except ValueError:
        pass
    return _NONSENSE


def _hour(time: re.Match[str]) -> str | None:
    hour, minute = int(time["h"]), int(time["m"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


@lru_cache(maxsize=1024)
def _month(name: str, language: str | None) -> int | None:
    for code in (language, "en"):
        if code and (number := _months(code).get(name)):
            return number
    meant = {number for code in _COMMON if (number := _months(code).get(name))}
    return meant.pop() if len(meant) == 1 else None


@cache
def _months(language: str) -> dict[str, int]:
    from dateparser.languages.loader import default_loader

    try:
        info = default_loader.get_locale("nb" if language == "no" else language).info
    except (ValueError, KeyError):
        return {}
    english = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
               "october", "november", "december")  # fmt: skip
    return {
        name.casefold().rstrip("."): number
        for number, month in enumerate(english, 1)
        for name in info.get(month, ())
    }


@lru_cache(maxsize=1024)
def _relative(said: str, how: Clock) -> str | None:
    """Tell the day of "3 hours ago"; weeks, months and years do not name a day."""
    from dateparser.date import DateDataParser

    if how.now is None:
        return None
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": how.now, "RETURN_AS_TIMEZONE_AWARE": False}
    for language in dict.fromkeys(("nb" if how.language == "no" else how.language or "en", "en")):
        try:
            found = DateDataParser(languages=[language], settings=settings).get_date_data(said)
        except ValueError:
            continue
        if found.date_obj is not None:
            return str(found.date_obj.date().isoformat()) if found.period in ("day", "time") else None
    return None


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
    text = squeeze(text)
    found = find_date(text, clock([text], language)) if len(text) <= LONGEST_DATED else None
    return found.iso if found else None
