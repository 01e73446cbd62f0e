from __future__ import annotations

from datetime import UTC, datetime

from onrecord.core.values import Comment
from onrecord.page.plain_lines import lines_of
from onrecord.page.plain_thread import read_thread


def thread(text: str, shown: int | None = None) -> tuple[tuple[Comment, ...], tuple[str, ...]]:
    return read_thread(text, lines_of(text), shown, language="en")


def texts(text: str, shown: int | None = None) -> list[str]:
    return [comment.text for comment in thread(text, shown)[0]]


def test_paragraphs_of_one_comment_stay_together() -> None:
    assert texts("One.\nTwo.\n@Ada, three.\nFour.\n@Bo, five.", 1) == [
        "One.\nTwo.",
        "@Ada, three.\nFour.",
        "@Bo, five.",
    ]


def test_a_count_that_equals_the_paragraphs_makes_each_a_comment() -> None:
    assert texts("One.\nTwo.\nThree.", 3) == ["One.", "Two.", "Three."]
    assert texts("One.\n\nTwo.\n\n@Ada, three.\n\nFour.", 3) == ["One.", "Two.", "@Ada, three.", "Four."]


def test_the_count_is_met_by_paragraphs_that_follow_a_reply() -> None:
    assert texts("One.\nTwo.\n@Ada, three.\nFour.\nFive.", 2) == [
        "One.\nTwo.",
        "@Ada, three.",
        "Four.\nFive.",
    ]


def test_a_count_too_high_for_the_top_counts_the_replies_too() -> None:
    comments, notices = thread("One.\nTwo.\n@Ada, three.\n@Bo, four.\n@Ada, five.", 4)
    assert [c.text for c in comments] == ["One.\nTwo.", "@Ada, three.", "@Bo, four.", "@Ada, five."]
    assert notices == ()


def test_empty_lines_between_some_paragraphs_part_comments() -> None:
    assert texts("One.\nStill one.\n\nTwo.\nStill two.\n\nThree.", 3) == [
        "One.\nStill one.",
        "Two.\nStill two.",
        "Three.",
    ]
    assert texts("One.\n\nTwo.\nThree.", 3) == ["One.", "Two.", "Three."]


def test_where_nothing_tells_comments_apart_they_stay_together_with_a_notice() -> None:
    comments, notices = thread("One.\nTwo.\nThree.\n@Ada, four.", 2)
    assert [c.text for c in comments] == ["One.\nTwo.\nThree.", "@Ada, four."]
    assert notices == ()
    comments, notices = thread("One.\nTwo.\nThree.", 2)
    assert [c.text for c in comments] == ["One.\nTwo.\nThree."]
    assert notices == ("the page says 2 comments; 1 could be told apart",)
    assert thread("One.\nTwo.")[1] == ("nothing tells the comments apart; they are kept as one",)


def test_a_count_that_cannot_be_met_is_noticed() -> None:
    comments, notices = thread("One.\n@Ada, two.\nThree.", 5)
    assert [c.text for c in comments] == ["One.", "@Ada, two.", "Three."]
    assert notices == ("the page says 5 comments; 3 could be told apart",)
    assert thread("@Ada, one.\n@Bo, two.\n@Ada, three.", 1)[1] == ()
    assert thread("", 1)[1] == ("the page says 1 comment; none are in the text",)


def test_bylines_begin_comments_and_stay_outside_them() -> None:
    text = "Ada Bo says:\nOne.\n\nStill one.\nReply\nCleo says:\n@Ada, two.\n@Ada, also this.\nLike 3\nReply"
    comments, notices = thread(text, 2)
    assert [(c.author, c.author_inferred, c.parent, c.text) for c in comments] == [
        ("Ada Bo", False, None, "One.\n\nStill one."),
        ("Cleo", False, 1, "@Ada, two.\n@Ada, also this."),
    ]
    assert comments[1].parent_inferred
    assert notices == ()


def test_a_thread_keeps_to_the_form_it_begins_with() -> None:
    text = "Ada, 12 May 2031\nOne.\nThe mayor says:\nnothing.\nBo, 13 May 2031\nTwo."
    comments, _ = thread(text, 2)
    assert [(c.author, c.date_iso, c.text) for c in comments] == [
        ("Ada", "2031-05-12", "One.\nThe mayor says:\nnothing."),
        ("Bo", "2031-05-13", "Two."),
    ]
    assert texts("One.\nThe mayor says:\nnothing.", 1) == ["One.\nThe mayor says:\nnothing."]


def test_a_line_with_only_a_date_begins_a_comment_without_author() -> None:
    comments, _ = thread("12 May 2031\nOne.\n13 May 2031\nTwo.", 2)
    assert [(c.author, c.date_iso, c.text) for c in comments] == [
        (None, "2031-05-12", "One."),
        (None, "2031-05-13", "Two."),
    ]


def test_names_above_dates() -> None:
    comments, _ = thread("Ada Bo\n12 May 2031\nOne.\nCleo\n13 May 2031\n@Ada Bo two.", 2)
    assert [(c.author, c.parent, c.text) for c in comments] == [
        ("Ada Bo", None, "One."),
        ("Cleo", 1, "@Ada Bo two."),
    ]


def test_dates_told_from_now_need_the_moment_of_capture() -> None:
    text = "Ada, 2 days ago\nOne."
    captured = datetime(2031, 5, 12, tzinfo=UTC)
    assert thread(text, 1)[0][0].date_iso is None
    assert (
        read_thread(text, lines_of(text), 1, language="en", captured=captured)[0][0].date_iso == "2031-05-10"
    )


def test_the_button_for_replies_ends_a_comment() -> None:
    assert texts("Newest first\nOne.\nStill one.\nReply\nTwo.\nShare · Reply\nThree.") == [
        "One.\nStill one.",
        "Two.",
        "Three.",
    ]


def test_buttons_around_a_comment_are_left_out_and_inside_it_they_stay() -> None:
    text = "One.\nShare\nStill one.\nLike\nReport"
    (comment,), _ = thread(text, 1)
    assert comment.text == "One.\nShare\nStill one."
    assert comment.span == (0, len(comment.text))


def test_only_buttons_are_no_comment() -> None:
    assert texts("Like\nReply\nShare", 0) == []
    assert texts("Ada says:\nReply\nBo says:\nTwo.\nReply") == ["Two."]


def test_a_quoted_name_cuts_no_comment_where_by_lines_are_dated() -> None:
    head = "Ada says:\n3 May 2031\nRain.\nBo says:\n4 May 2031\n"
    comments, _ = thread(head + "Ada wrote:\n> Rain.\nSun.")
    assert [(c.parent, c.author, c.text) for c in comments] == [
        (None, "Ada", "Rain."),
        (1, "Bo", "Ada wrote:\n> Rain.\nSun."),
    ]


def test_a_dash_before_what_is_no_name_is_no_signature() -> None:
    comments, _ = thread("Buy:\n- the milk\nReply\nSell:\n- Ada Quill\nReply\nOn.")
    assert [(c.author, c.text) for c in comments] == [
        (None, "Buy:\n- the milk"),
        ("Ada Quill", "Sell:"),
        (None, "On."),
    ]
