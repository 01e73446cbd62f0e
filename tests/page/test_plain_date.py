from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.page.plain_date import day_of, is_date, leading_date


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        (" date 2031-02-03 The ferry sank.", "2031-02-03", " The ferry sank."),
        ("date: 2031-02-03\nThe ferry", "2031-02-03", "\nThe ferry"),
        ("\ufeffDate 2031-02-03T04:05:06Z The ferry", "2031-02-03", " The ferry"),
        ("date 3 February 2031 The ferry", "2031-02-03", " The ferry"),
        ("date February 3, 2031 The ferry", "2031-02-03", " The ferry"),
        ("published 3 février 2031\n\nLe bac", "2031-02-03", "\n\nLe bac"),
        ("\n\n date 2031-02-03", "2031-02-03", ""),
    ],
)
def test_the_crawls_date_stands_before_the_article(text: str, day: str, rest: str) -> None:
    found, start = leading_date(text)
    assert (found, text[start:]) == (day, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2031-02-03 was a cold day.",
        "Date palms grow here.",
        "date 2031-02-31 The ferry",
        "date 2031-13-01 The ferry",
        "date 03/04/2031 The ferry",
        "date 3 Council 2031 members",
        "The date 2031-02-03 was set.",
        "date 2031-02-03rd",
        "",
    ],
)
def test_other_beginnings_are_article(text: str) -> None:
    assert leading_date(text) == (None, 0)


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("12 May 2031 at 10:14", "en", "2031-05-12"),
        ("May 12th, 2031 10:14 pm", "en", "2031-05-12"),
        ("12. Mai 2031 um 10:14 Uhr", "de", "2031-05-12"),
        ("12.05.2031 - 10:14", "de", "2031-05-12"),
        ("12 de mayo de 2031", "es", "2031-05-12"),
        ("2031-05-12 10:14", None, "2031-05-12"),
        ("2031年5月12日", "ja", "2031-05-12"),
        ("May 12, 2031", "de", "2031-05-12"),
        ("05/12/2031", "en", None),
        ("3 hours ago", "en", None),
        ("2031-99-12", "en", None),
    ],
)
def test_dates_beside_comments(line: str, language: str | None, day: str | None) -> None:
    assert is_date(line)
    assert day_of(line, None, language) == day


def test_dates_told_from_now_count_from_the_capture() -> None:
    captured = datetime(2031, 5, 12, 1, 0, tzinfo=UTC)
    assert is_date("3 hours ago") and is_date("vor 2 Tagen")
    assert day_of("3 hours ago", captured, "en") == "2031-05-11"
    assert day_of("vor 2 Tagen", captured, "de") == "2031-05-10"


@pytest.mark.parametrize("line", ["In May 2031 it rained", "12 May", "May I say 2031", "long ago", ""])
def test_other_lines_are_no_dates(line: str) -> None:
    assert not is_date(line)
