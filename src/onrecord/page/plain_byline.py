"""The line above a comment that says who wrote it: "Name says:", "Name, 12 May 2031 at 10:14"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.page.plain_date import DAY, TIME, is_date
from onrecord.page.plain_lines import Line
from onrecord.page.plain_words import words

__all__ = ["Byline", "byline_at"]

_LONGEST = 120
_NAME_WORDS = 5
_NO_NAME = re.compile(r"[\"“”„«»?!:;]|[^\W\d_]{3,}\.$|^[\W\d]+$|^@")


@dataclass(frozen=True, slots=True)
class Byline:
    """What stands above a comment.

    Args:
        style: which form it has; one thread keeps to one form.
        author: the name, None above a comment that shows only a date.
        date: the date as printed.
        lines: how many lines it takes.
    """

    style: str
    author: str | None
    date: str | None
    lines: int


def byline_at(lines: Sequence[Line], i: int, language: str | None = None) -> Byline | None:
    """Read the by-line that begins at line ``i``; None where there is none.

    Args:
        lines: the lines of the thread.
        i: index of the line.
        language: ISO 639-1 of the page; which words mean "by".

    >>> byline_at([Line(0, 0, False, "Posted by Ada Quill on 3 May 2031")], 0)
    Byline(style='by', author='Ada Quill', date='3 May 2031', lines=1)
    >>> byline_at([Line(0, 0, False, "Ada Quill says nothing of the kind.")], 0) is None
    True
    """
    printed = lines[i].words
    if len(printed) > _LONGEST:
        return None
    below = lines[i + 1].words if i + 1 < len(lines) and is_date(lines[i + 1].words) else None
    if is_date(printed):
        return Byline("date", None, printed, 1)
    dated = _dated().fullmatch(printed)
    date = dated["date"] if dated else below
    name, style = _name_and_style(dated["name"] if dated else printed, date is not None, language)
    if name is None or (style == "named" and date is None):
        return None
    if style == "named":
        style = "dated" if dated else "two lines"
    return Byline(style, name, date, 1 if dated or below is None else 2)


def _name_and_style(printed: str, is_dated: bool, language: str | None) -> tuple[str | None, str]:
    """Find the name in the words before the date, and its form; no name where it cannot be one."""
    bare = printed.rstrip(": ")
    by = words().by.get(language or "en", words().by["en"]).fullmatch(bare)
    if by and (is_dated or all(word[0].isupper() for word in by["name"].split())):
        name, style = by["name"], "by"
    elif (said := words().says.fullmatch(bare)) and (is_dated or printed.endswith(":")):
        name, style = said["name"], "says"
    else:
        name, style = printed, "named"
    name = name.strip(" ,|•·-–—")
    fits = name and len(name.split()) <= _NAME_WORDS and not _NO_NAME.search(name)
    return (name if fits else None), style


@cache
def _dated() -> re.Pattern[str]:
    between = r"(?:,|:| [-–—|•·]| (?:on|am|le|el|il|op|den|dne|em|dnia))?\s+"
    return re.compile(
        rf"(?P<name>\S.{{0,60}}?){between}\(?(?P<date>{DAY}{TIME}|{words().ago})\)?:?", re.IGNORECASE
    )
