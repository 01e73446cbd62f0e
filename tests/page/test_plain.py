"""The whole way: text without markup in, a page out."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.errors import EmptyInput
from onrecord.core.values import Capture, Page
from onrecord.page.plain import read_text

ARTICLE = "The ferry to Gull Island was late again, the harbour office said. Nobody was hurt."


def read(text: str, **about: object) -> Page:
    thread = bool(about.pop("thread", True))
    capture = Capture(data=text.encode("utf-8", "surrogatepass"), name="page.txt", format="text", **about)  # type: ignore[arg-type]
    return read_text(capture, text, thread=thread)


def words(page: Page) -> str:
    return page.text[slice(*page.article)]


def test_article_and_comments_are_trimmed_spans_of_the_unchanged_text() -> None:
    text = f"\r\n  {ARTICLE} \r\n\r\nComments (1)\r\n\t Again! \r\n\r\n"
    page = read(text)
    assert page.text == text
    assert words(page) == ARTICLE
    assert [(c.text, c.text == text[slice(*c.span)]) for c in page.comments if c.span] == [("Again!", True)]


def test_the_page_says_where_it_came_from() -> None:
    captured = datetime(2031, 2, 3, 4, 5, tzinfo=UTC)
    page = read(ARTICLE, url="https://ostmere.example/a", captured=captured)
    assert page.source.name == "page.txt"
    assert page.source.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert page.source.captured == "2031-02-03T04:05:00Z"
    assert page.url == "https://ostmere.example/a"
    assert page.language == "en"


def test_the_id_is_the_one_given_or_a_hash_of_the_content() -> None:
    assert read(ARTICLE, id="line 7").id == "line 7"
    with_thread = f"{ARTICLE}\nComments (1)\nAgain!"
    assert read(ARTICLE).id == read(ARTICLE).id
    assert len({read(ARTICLE).id, read(with_thread).id, read(with_thread, thread=False).id}) == 3


def test_without_thread_all_the_text_is_the_article() -> None:
    text = f" date 2031-02-03 {ARTICLE}\nComments (2)\nAgain!\n@Ada, yes."
    page = read(text, thread=False)
    assert (page.published, page.comments, page.shown_comment_count) == ("2031-02-03", (), None)
    assert words(page) == text[len(" date 2031-02-03 ") :]


def test_a_page_without_border_is_all_article() -> None:
    page = read(f"{ARTICLE}\n@harbour_office posted the new times.")
    assert words(page).endswith("new times.")
    assert page.comments == ()


def test_no_comments_is_a_count_of_zero_and_no_thread() -> None:
    page = read(f"{ARTICLE}\n0 Comments\nBe the first to comment\nAll rights reserved.")
    assert (words(page), page.shown_comment_count, page.comments, page.notices) == (ARTICLE, 0, (), ())


def test_comments_that_the_text_does_not_hold_are_noticed() -> None:
    page = read(f"{ARTICLE}\n12 Comments\n")
    assert (page.shown_comment_count, page.comments) == (12, ())
    assert page.notices == ("the page says 12 comments; none are in the text",)


@pytest.mark.parametrize(
    "text", ["", " \n\t\r\n ", "Comments (1)", "\ufeff", "\x00\x00", "date 2031-02-03", "“”"]
)
@pytest.mark.parametrize("thread", [True, False])
def test_text_without_words_is_refused_with_a_remedy(text: str, thread: bool) -> None:
    with pytest.raises(EmptyInput, match=r"page\.txt holds no article text") as caught:
        read(text, thread=thread)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a line\n" * 100_000,
        "Prose. " + "“" * 20_000 + '"' * 20_001 + "»" * 9_999,
        "Prose.\n" + "Comments (3)\n" * 20_000,
        "Prose.\nComments (1)\nx\n@a" + " b" * 200_000,
        "\x00 " * 50_000 + "Prose.\nComments (1)\nHello.\x00",
        "قال الوزير إن الجسر مغلق.\nالتعليقات (1)\nلماذا؟\n@أحمد علي، لا أعرف 😀𝔘.",
        "Prose \ud800 here.\nComments (1)\n\udfff!",
    ],
    ids=["paragraph", "lines", "marks", "borders", "long address", "nul", "astral", "surrogates"],
)
def test_hard_input_is_read_and_its_spans_hold(text: str) -> None:
    hold(read(text))


def test_a_very_long_thread_is_read() -> None:
    page = read("Prose.\nComments (1)\nx\n" + "@John, no\n" * 20_000)
    assert len(page.comments) == 20_001
    assert {c.parent for c in page.comments[1:]} == {1}
    hold(page)


def hold(page: Page) -> None:
    """Check what must be true of every page."""
    spans = [page.article, *(c.span for c in page.comments if c.span)]
    assert len(spans) == 1 + len(page.comments)
    assert all(start < end for start, end in spans)
    ends = [end for _, end in spans]
    assert all(end <= start for end, (start, _) in zip(ends, spans[1:], strict=False))
    assert ends[-1] <= len(page.text)
    for n, comment in enumerate(page.comments, 1):
        assert comment.n == n
        assert comment.span and comment.text == page.text[slice(*comment.span)] == comment.text.strip()
        assert comment.parent is None or (comment.parent < n and comment.parent_inferred)
        assert comment.author or not comment.author_inferred


LINES = st.one_of(
    st.sampled_from(
        [
            "The council met on Monday.",
            "Comments (2)",
            "Comments",
            "2 Comments",
            "Reply",
            "Ada Bo says:",
            "Ada Bo, 12 May 2031 at 10:14",
            "@Ada, no.",
            "@Bo Finn why not?",
            "",
            " \u200f\x00",
            "Like 3",
            "12 May 2031",
        ]
    ),
    st.text(max_size=30),
)


@given(st.lists(LINES, max_size=20), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]), st.booleans())
def test_spans_are_in_order_disjoint_and_exact(lines: list[str], end: str, thread: bool) -> None:
    text = end.join(lines)
    try:
        page = read(text, thread=thread)
    except EmptyInput:
        return
    assert page.text == text
    hold(page)
