from __future__ import annotations

import pytest

from onrecord.page.plain_byline import Byline, byline_at
from onrecord.page.plain_lines import lines_of


def byline(*lines: str, language: str | None = None) -> Byline | None:
    return byline_at(lines_of("\n".join(lines)), 0, language)


@pytest.mark.parametrize(
    ("line", "style", "author", "date"),
    [
        ("Maud Ellery says:", "says", "Maud Ellery", None),
        ("Maud Ellery wrote on 12 May 2031:", "says", "Maud Ellery", "12 May 2031"),
        ("Maud Ellery, 12 May 2031 at 10:14", "dated", "Maud Ellery", "12 May 2031 at 10:14"),
        ("Maud Ellery | 2031-05-12", "dated", "Maud Ellery", "2031-05-12"),
        ("Maud Ellery (12 May 2031)", "dated", "Maud Ellery", "12 May 2031"),
        ("islander_62 • 3 hours ago", "dated", "islander_62", "3 hours ago"),
        ("Posted by Maud Ellery on May 12, 2031", "by", "Maud Ellery", "May 12, 2031"),
        ("By Maud Ellery", "by", "Maud Ellery", None),
        ("12 May 2031, 10:14", "date", None, "12 May 2031, 10:14"),
    ],
)
def test_forms_on_one_line(line: str, style: str, author: str | None, date: str | None) -> None:
    assert byline(line, "The ferry is late.") == Byline(style, author, date, 1)


def test_a_date_on_the_line_below_belongs_to_it() -> None:
    assert byline("Maud Ellery says:", "May 12, 2031 at 6:02 pm") == Byline(
        "says", "Maud Ellery", "May 12, 2031 at 6:02 pm", 2
    )
    assert byline("Maud Ellery", "12 May 2031") == Byline("two lines", "Maud Ellery", "12 May 2031", 2)


def test_words_for_by_are_those_of_the_page_s_language() -> None:
    dated = "Da Silva, 12 May 2031"
    assert byline(dated, language="en") == Byline("dated", "Da Silva", "12 May 2031", 1)
    by = byline("Publicado por Ana Brua, 12 May 2031", language="es")
    assert by and (by.style, by.author) == ("by", "Ana Brua")


@pytest.mark.parametrize(
    "line",
    [
        "Maud Ellery",
        "Maud says nothing of the kind.",
        "She says",
        "“Never again”, 12 May 2031",
        "We should have closed it then, on 12 May 2031",
        "By tomorrow",
        "@Maud, 12 May 2031",
        "x" * 500 + ", 12 May 2031",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert byline(line, "The ferry is late.") is None
