from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.errors import EmptyInput
from onrecord.core.values import Capture, Page
from onrecord.page import html_text
from onrecord.page.html import NESTED, read_html
from onrecord.page.html_tree import lines, parse

PAGES = Path(__file__).parent / "pages"
PROSE = "The harbour board said on Tuesday that the crane of Skarholm would be taken down before the winter. "
CAPTURED = datetime(2024, 12, 1, 8, tzinfo=UTC)


def read(html: str, *, thread: bool = True, url: str | None = None, id: str | None = None) -> Page:
    capture = Capture(
        data=html.encode("utf-8", "replace"),
        name="page.html",
        format="html",
        url=url,
        captured=CAPTURED,
        id=id,
    )
    return read_html(capture, html, thread=thread)


def saved(name: str, *, thread: bool = True, url: str | None = None) -> Page:
    return read((PAGES / name).read_text(encoding="utf-8"), thread=thread, url=url)


def test_article_keeps_its_paragraphs_lists_and_quotations() -> None:
    page = saved("wordpress_crane.html")
    text = page.text.split("\n")
    assert len(text) == 12
    assert text[0].startswith("The harbour board of Skarholm decided on Monday evening")
    assert text[5] == "The jib comes down in the second week of October, by barge."
    assert text[7].startswith("Thorsdal denied that")
    assert text[7].endswith("the flats planned on the neighbouring quay.")
    assert text[8] == "The developer did not answer our questions."
    assert text[10] == "“I would like to be asked before she is cut.”"
    assert text[11] == "The board will “listen to him”, Thorsdal said."
    assert page.article == (0, len(page.text))


@pytest.mark.parametrize(
    ("name", "stranger"),
    [
        (
            "wordpress_crane.html",
            ["Sold by weight", "Leave a Reply", "Most read", "rights reserved", "Tide tables"],
        ),
        ("linked_data_ferry.html", ["partners store cookies", "smoked herring", "for two hours", "Imprint"]),
        ("microdata_library.html", ["thirty-one", "It rained", "Thank you, council"]),
        ("german_bridge.html", ["Ewigkeit", "zweimal bestätigt", "Lokales"]),
    ],
)
@pytest.mark.parametrize("thread", [True, False])
def test_article_holds_nothing_else(name: str, stranger: list[str], thread: bool) -> None:
    page = saved(name, thread=thread)
    assert len(page.text.split("\n")) >= 5
    assert [words for words in stranger if words in page.text] == []


def test_a_column_called_comment_is_an_article() -> None:
    page = saved("microdata_library.html")
    assert "Fennmoor’s public library will stay open on Sundays" in page.text
    assert "most of it for heating and for two people at the desk." in page.text


def test_without_thread_no_comments_and_no_notice_about_them() -> None:
    page = saved("linked_data_ferry.html", thread=False)
    assert page.comments == ()
    assert page.notices == ()
    assert page.shown_comment_count == 4


def test_only_markup_is_refused_with_a_remedy() -> None:
    with pytest.raises(EmptyInput) as refused:
        saved("only_markup.html")
    assert refused.value.message == "page.html holds no article text, only markup"
    assert "save the page after it has loaded" in refused.value.remedy


@pytest.mark.parametrize(
    "html", ["", "   \n", "<!-- nothing -->", "<!doctype html>", "<p>", "<frameset></frameset>", "{}"]
)
def test_pages_without_a_word_are_refused(html: str) -> None:
    with pytest.raises(EmptyInput):
        read(html)


def test_id_is_the_lines_own_or_made_from_address_text_and_thread() -> None:
    body = f"<p>{PROSE}</p>"
    assert read(body, id="line-7").id == "line-7"
    here, there = read(body, url="https://a.example/x"), read(body, url="https://a.example/y")
    assert here.id != there.id
    assert here.id == read(body, url="https://a.example/x#top").id
    threaded = "wordpress_crane.html"
    assert saved(threaded).id != saved(threaded, thread=False).id


def test_source_says_where_it_came_from() -> None:
    source = read(f"<p>{PROSE}</p>").source
    assert source.name == "page.html"
    assert source.captured == "2024-12-01T08:00:00Z"
    assert len(source.sha256) == 64


def test_characters_that_no_tree_can_hold_are_replaced() -> None:
    page = read(
        f"<p>{PROSE}</p><p>He said \x00no\x01 and \ud800 and &#1; and &#xFFFF; and \x0c yes, twice.</p>"
    )
    assert page.text.split("\n")[1] == "He said �no� and � and � and � and yes, twice."
    assert page.text.encode()


def test_a_declared_encoding_is_not_heeded_in_decoded_text() -> None:
    html = (
        f"<?xml version='1.0' encoding='iso-8859-1'?><html><meta charset='latin1'><p>Näive café. {PROSE}</p>"
    )
    assert read(html).text.startswith("Näive café.")


def test_deep_nesting_loses_no_words() -> None:
    html = (
        "<body>"
        + "<div>" * 100_000
        + f"<p>{PROSE}</p>"
        + "</div>" * 100_000
        + "<p>It ends here, she said.</p>"
    )
    page = read(html)
    assert page.text.split("\n") == [PROSE.strip(), "It ends here, she said."]
    assert NESTED in page.notices


def test_unclosed_inline_tags_lose_no_words() -> None:
    page = read("<body>" + "".join(f"<p><b><font>{n}. {PROSE}" for n in range(2500)))
    assert page.text.split("\n")[-1] == f"2499. {PROSE}".strip()


def test_a_text_node_beyond_libxml2s_ten_megabytes_is_read_whole() -> None:
    page = read("<body><article><p>" + PROSE * 110_000 + "</p><p>It ends here, she said.</p></article>")
    assert len(page.text) > 10_000_000
    assert page.text.endswith("\nIt ends here, she said.")


def test_a_page_of_many_elements_is_read_by_a_plain_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_text, "MAX_ELEMENTS", 10)
    page = saved("wordpress_crane.html")
    assert page.text.endswith("The board will “listen to him”, Thorsdal said.")
    assert "Most read" not in page.text
    assert "Sold by weight" not in page.text
    assert html_text.LARGE in page.notices


def test_lines_end_where_blocks_end_and_nowhere_else() -> None:
    root, _ = parse("<div>One <b>bo</b>ld<p>two\n <i>more</i></p>three<br>four<ul><li>five<li>six</ul></div>")
    assert lines(root) == ["One bold", "two more", "three", "four", "five", "six"]


def test_quotation_marks_that_a_browser_draws_are_text() -> None:
    root, _ = parse("<p>She said <q>no, <em>never</em></q>.</p>")
    assert lines(root) == ["She said “no, never”."]


tag = st.sampled_from(
    ["p", "div", "b", "li", "q", "ol class=comment-list", "li class=comment id=comment-3", "h2", "br"]
)
piece = st.one_of(
    tag.map("<{}>".format), tag.map(lambda t: f"</{t.split()[0]}>"),
    st.text(max_size=30), st.just(f"<p>{PROSE}</p>"),
    st.sampled_from(["<!--", "-->", "<script>", "<![CDATA[", "&#x0;", "&", "<", "<time datetime='2024-'>"]),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(piece, max_size=30).map("".join))
def test_any_markup_is_read_or_refused(html: str) -> None:
    try:
        page = read(html)
    except EmptyInput:
        return
    assert page.article == (0, len(page.text))
    assert page.text.strip() == page.text != ""
    assert [c.n for c in page.comments] == list(range(1, len(page.comments) + 1))
    assert all(c.parent is None or c.parent < c.n for c in page.comments)
