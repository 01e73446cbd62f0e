"""Comments are linked to the words they quote, and compared with what the article says."""

from __future__ import annotations

import pytest

from fake_reader import FakeReader
from onrecord.core.values import Comment, Page, Quote, Source
from onrecord.linking import linked

ARTICLE = (
    "“The old crane will stay where it stands until the museum has found a roof for it,” said Ida Marn. "
    "“Nobody asked the dockers,” said Pelle Orn. The crane was built in 1912 and weighs ninety tons."
)


def page_of(*comments: Comment) -> Page:
    page = Page(
        id="p",
        source=Source(name="p", sha256=""),
        text=f"Crane. {ARTICLE}",
        article=(7, 7 + len(ARTICLE)),
        comments=comments,
    )
    return linked(FakeReader().read(page))


def words_at(page: Page, quote: Quote) -> str | None:
    if quote.at is None:
        return None
    text = page.text if quote.comment is None else page.comments[quote.comment - 1].text
    return text[slice(*quote.at)]


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ("“built in 1912 and weighs ninety tons” is wrong.", "built in 1912 and weighs ninety tons"),
        # Lightly edited: another case, a number in figures.
        ("She says “the old crane would stay where it stands”.", "The old crane will stay where it stands"),
        ('"Weighs 90 tons and was built in 1912"?', None),
        ("“ninety tons” is a lot.", None),
        ("“The harbour master has a parrot at home,” he says.", None),
    ],
)
def test_a_quotation_of_the_article_leads_to_its_words(said: str, origin: str | None) -> None:
    page = page_of(Comment(n=1, text=said))
    quotes = page.comments[0].quotes
    assert [words_at(page, q) for q in quotes] == ([] if origin is None else [origin])
    assert all(q.comment is None for q in quotes)


def test_a_quotation_of_an_earlier_comment_leads_there_and_of_a_later_one_nowhere() -> None:
    first = "My uncle painted that crane every spring."
    page = page_of(
        Comment(n=1, text="“I never saw a single gull up there” comes later."),
        Comment(n=2, text=first),
        Comment(n=3, text="“painted that crane every spring”? I never saw a single gull up there."),
    )
    assert [c.quotes for c in page.comments[:2]] == [(), ()]
    (quote,) = page.comments[2].quotes
    assert (quote.comment, words_at(page, quote)) == (2, "painted that crane every spring")


def test_a_block_that_the_page_marks_is_kept_and_led_to_its_words() -> None:
    block = "Nobody asked the dockers\nTrue."
    page = page_of(
        Comment(n=1, text=block, quotes=(Quote(span=(0, 24)),)),
        Comment(n=2, text="Something else.\nNo.", quotes=(Quote(span=(0, 15), comment=1),)),
    )
    (found,), (lost,) = page.comments[0].quotes, page.comments[1].quotes
    assert words_at(page, found) == "Nobody asked the dockers"
    assert lost == Quote(span=(0, 15), comment=1)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("“Nobody has asked the dockers,” said Pelle Orn", "supported"),
        ("“The dockers were asked twice,” said Pelle Orn", "not in the article"),
        ("“Somebody asked the mayor,” said Pelle Orn", "not in the article"),
        ("“Nobody asked the dockers,” said Ida Marn", "not in the article"),
        ("“Nobody asked the dockers,” said Otto Frey", None),
    ],
)
def test_a_statement_is_compared_with_the_articles_of_the_same_speaker(
    said: str, verdict: str | None
) -> None:
    page = page_of(Comment(n=1, text=said))
    (statement,) = page.comments[0].statements
    reported = statement.reported
    assert (reported and reported.verdict) == verdict
    if reported and verdict == "supported":
        origin = next(s for s in page.statements if s.id == reported.statement)
        assert origin.speaker == "Pelle Orn"
        assert reported.at == origin.content


def test_what_commenters_say_of_themselves_and_the_articles_statements_are_not_compared() -> None:
    page = page_of(Comment(n=1, author="Pelle Orn", text="“Nobody asked the dockers,” said Pelle Orn"))
    assert page.comments[0].statements[0].reported is None
    assert [s.reported for s in page.statements] == [None, None]


def test_linking_again_changes_nothing() -> None:
    page = page_of(Comment(n=1, text="“Nobody asked the dockers,” said Pelle Orn"))
    assert page.comments[0].quotes
    assert linked(page) == page


def test_table_and_html_say_whether_the_article_bears_a_comment_out() -> None:
    from io import StringIO

    from onrecord.surfaces.cli.html import write_html
    from onrecord.surfaces.cli.table import write_tables

    page = page_of(
        Comment(n=1, text="“Nobody has asked the dockers,” said Pelle Orn"),
        Comment(n=2, text="“The dockers were asked twice,” said Pelle Orn"),
    )
    table, document = StringIO(), StringIO()
    write_tables([page], table)
    write_html([page], document)
    assert "supported by the article" in table.getvalue()
    assert "not in the article" in table.getvalue()
    number = next(i for i, s in enumerate(page.statements, 1) if s.speaker == "Pelle Orn")
    assert f'<a href="#p1-s{number}">supported by the article</a>' in document.getvalue()
    assert "<li>not in the article</li>" in document.getvalue()
