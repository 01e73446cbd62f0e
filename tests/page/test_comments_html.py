from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.core.values import Capture, Comment, Page, Quote
from onrecord.page.comments_html_dates import iso_date, written_date
from onrecord.page.html import read_html

PAGES = Path(__file__).parent / "pages"
PROSE = (
    "<article><p>The harbour board said that the crane would be taken down before the winter.</p></article>"
)


def read(html: str) -> Page:
    return read_html(Capture(data=b"", name="page.html", format="html"), html)


def saved(name: str) -> tuple[Comment, ...]:
    return read((PAGES / name).read_text(encoding="utf-8")).comments


def test_wordpress_thread() -> None:
    assert saved("wordpress_crane.html") == (
        Comment(
            n=1,
            author="old_rigger",
            date_iso="2024-09-17T08:12",
            text="Sold by weight! My father said in 1988 that they would do exactly this.\n"
            "Nobody listened then – nobody listens now.",
        ),
        Comment(
            n=2,
            parent=1,
            author="Marit Brandvik",
            date_iso="2024-09-17T09:01",
            text="Do you still have anything in writing from him?",
        ),
        Comment(
            n=3,
            parent=2,
            author="old_rigger",
            date_iso="2024-09-17T11:40",
            text="A diary. I will bring it\non Thursday.",
        ),
        Comment(n=4, author="Cranes we have lost – The Jib", kind="pingback", text=""),
        Comment(
            n=5,
            author="Zainab H.",
            date_iso="2024-09-18T23:59",
            text="she is in the way\nIn whose way, Ms Thorsdal?",
            quotes=(Quote(span=(0, 17)),),
        ),
    )


def test_old_wordpress_thread_with_written_german_dates() -> None:
    assert saved("german_bridge.html") == (
        Comment(
            n=1,
            author="Werrefischer",
            date_iso="2024-02-12T18:04",
            text="Vier Minuten sind für meine Mutter eine Ewigkeit.",
        ),
        Comment(
            n=2,
            author="E. Sandvoß",
            date_iso="2024-02-13",
            text="Die Feuerwehr hat uns diese Zahl zweimal bestätigt.",
        ),
    )


def test_linked_data_thread() -> None:
    assert saved("linked_data_ferry.html") == (
        Comment(
            n=1,
            author="Halvard",
            date_iso="2024-03-04T22:01",
            text="My daughter waited on the quay for two hours.\nNobody told her anything.",
        ),
        Comment(
            n=2,
            parent=1,
            author="Skipper's wife",
            date_iso="2024-03-04T22:30",
            text="They never do.\nWrite to Grünfeld & ask.",
        ),
        Comment(n=3, text="Is 3 < 4 boats now?"),
    )


def test_microdata_thread() -> None:
    assert saved("microdata_library.html") == (
        Comment(
            n=1,
            author="Birgitta",
            date_iso="2023-11-22",
            text="Four hundred! I counted thirty-one last week.",
        ),
        Comment(n=2, parent=1, author="libraryguy", date_iso="2023-11-22T20:05", text="It rained last week."),
        Comment(n=3, author="Pauline", text="Thank you, council."),
    )


def test_a_comment_marked_twice_is_one_comment() -> None:
    html = (
        "<ol class=comment-list><li class=comment id=comment-1>"
        "<article itemprop=comment itemscope itemtype='https://schema.org/Comment'>"
        "<p itemprop=author>Ada</p><div itemprop=text><p>Once, only once.</p></div></article></li></ol>"
    )
    assert read(PROSE + html).comments == (Comment(n=1, author="Ada", text="Once, only once."),)


def test_replies_in_plain_divs_are_replies() -> None:
    html = (
        "<div class=comment id=comment-1><div id=div-comment-1><b class=fn>Ada</b><p>First of all.</p></div>"
        "<div class=comment id=comment-2><b class=fn>Bo</b><p>Second, then.</p></div></div>"
    )
    assert read(PROSE + html).comments == (
        Comment(n=1, author="Ada", text="First of all."),
        Comment(n=2, parent=1, author="Bo", text="Second, then."),
    )


def test_linked_data_replies_by_parent_item() -> None:
    json = (
        '{"@type": "Article", "comment": [{"@type": "Comment", "@id": "a", "text": "First."},'
        ' {"@type": "Comment", "parentItem": {"@id": "a"}, "text": "Second."}]}'
    )
    comments = read(f"{PROSE}<script type='application/ld+json'>{json}</script>").comments
    assert [(c.n, c.parent, c.text) for c in comments] == [(1, None, "First."), (2, 1, "Second.")]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<h3>12 Comments</h3>", 12),
        ("<h2 class=comments-title>One thought on “The crane”</h2>", 1),
        ("<h2>3 responses to the flood that nobody saw coming</h2>", None),
        ("<h3>Kommentare (1.024)</h3>", 1024),
        ("<a href='#comments'>7 comments</a>", 7),
        ("<a href='/other#comments'>7 comments</a>", None),
        ("<meta itemprop=interactionCount content='UserComments:9'>", 9),
        ('<script type="application/ld+json">{"@type": "Article", "interactionStatistic": ['
         '{"interactionType": {"@type": "CommentAction"}, "userInteractionCount": 8}]}</script>', 8),
        ("<h3>No comments yet</h3>", None),
    ],
)  # fmt: skip
def test_shown_count(html: str, count: int | None) -> None:
    assert read(PROSE + html).shown_comment_count == count


def test_a_count_without_the_comments_is_noticed() -> None:
    assert read(PROSE + "<h3>1 comment</h3>").notices == ("the page says 1 comment, its HTML carries none",)


@pytest.mark.parametrize(
    ("words", "language", "date"),
    [
        ("March 3, 2024 at 8:29 am", "en", "2024-03-03T08:29"),
        ("on 3 March 2024 | Permalink", "en", "2024-03-03"),
        ("3 mars 2024 à 8 h 29 min", "fr", "2024-03-03T08:29"),
        ("2. April 2024 um 8:29 Uhr", "de", "2024-04-02T08:29"),
        ("02.04.2024", "de", "2024-04-02"),
        ("03/04/2024", "fr", "2024-04-03"),
        ("03/24/2024 8:29 pm", "en", "2024-03-24T20:29"),
        ("03/04/2024", "en", None),
        ("March 2024", "en", None),
        ("2 days ago", "en", None),
        ("vor 2 Tagen", "de", None),
        ("14:20", "en", None),
        ("Reply", None, None),
        ("2. April 2024", "xx", "2024-04-02"),
    ],
)
def test_written_dates(words: str, language: str | None, date: str | None) -> None:
    assert written_date(words, language) == date


def test_iso_dates_must_exist() -> None:
    assert iso_date("2024-02-30T10:00") is None
    assert iso_date("2024-02-29 10:00:59") == "2024-02-29T10:00"
    assert iso_date(20240229) is None


def test_quoted_blocks_are_marked_and_linked_to_the_comment_they_quote() -> None:
    page = read((PAGES.parent / "threads" / "xenforo.html").read_text(encoding="utf-8"))
    [quote] = page.comments[1].quotes
    assert page.comments[1].text[slice(*quote.span)] == "Ada Okoro said:\nHas anybody seen the survey?"
    assert quote.comment == 1
    assert page.comments[0].quotes == page.comments[2].quotes == ()


def test_likes_and_moderation_are_fields() -> None:
    liked = read((PAGES.parent / "threads" / "disqus_rendered.html").read_text(encoding="utf-8"))
    assert [c.likes for c in liked.comments] == [12, 3, 0, None]
    moderated = read((PAGES.parent / "threads" / "paper_moderated.html").read_text(encoding="utf-8"))
    assert [c.moderated for c in moderated.comments] == [False, False, True, False]


RELATIVE = (
    "<section id=comments><h3>2 Comments</h3><div class=comment id=comment-1><b class=fn>Ada</b>"
    "<span class=date>3 hours ago</span><p class=comment-text>So soon.</p></div>"
    "<div class=comment id=comment-2><b class=fn>Bo</b><span class=date>2 years ago</span>"
    "<p class=comment-text>So late.</p></div></section>"
)


@pytest.mark.parametrize(
    ("published", "url", "day"),
    [
        ("2031-05-06", None, "2031-05-07"),
        ("2025-05-06", None, None),  # a file copied years later
        ("2025-05-06", "https://post.example/1", "2031-05-07"),
        (None, None, None),
    ],
)
def test_relative_dates_count_from_a_time_of_capture_that_can_be_believed(
    published: str | None, url: str | None, day: str | None
) -> None:
    capture = Capture(
        data=b"", name="p", format="html", url=url, captured=datetime(2031, 5, 7, 9, 0, tzinfo=UTC)
    )
    meta = f"<meta property='article:published_time' content='{published}'>" if published else ""
    page = read_html(capture, f"<html lang=en><head>{meta}</head><body>{PROSE}{RELATIVE}")
    # "2 years ago" names no day.
    assert [c.date_iso for c in page.comments] == [day, None]


def test_a_day_above_twelve_anywhere_settles_the_order_of_all_dates() -> None:
    thread = "".join(
        f"<div class=comment id=comment-{n}><b class=fn>Ada{n}</b><i class=date>{day}</i><p>No {n}.</p></div>"
        for n, day in enumerate(("03/04/2031", "25/04/2031"), 1)
    )
    comments = read(f"{PROSE}<div id=comments>{thread}</div>").comments
    assert [c.date_iso for c in comments] == ["2031-04-03", "2031-04-25"]
