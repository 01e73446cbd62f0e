from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from onrecord.page.plain_border import Border, ends_comment, find_border, is_border, is_furniture
from onrecord.page.plain_lines import lines_of

PROSE = "The council met on Monday."


def border(*lines: str) -> Border | None:
    return find_border(lines_of("\n".join(lines)))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Comments ( 1)", 1),
        ("Comments (1)", 1),
        ("1 Comment", 1),
        ("One comment", 1),
        ("3 comments so far", 3),
        ("Comments: 12", 12),
        ("COMMENTS [7]", 7),
        ("Comments - 4", 4),
        ("1,204 Comments", 1204),
        ("12 Responses to Council votes to close the pool", 12),
        ("12 thoughts on “Who pays for the pool?”", 12),
        ("Reader comments", None),
        ("## Comments:", None),
        ("Kommentare (2)", 2),
        ("2 Kommentare", 2),
        ("Ein Kommentar", 1),
        ("3 Antworten auf „Wer zahlt?“", 3),
        ("Commentaires (5)", 5),
        ("Comentarios (5)", 5),
        ("5 comentários", 5),
        ("Commenti: 5", 5),
        ("Komentarze (5)", 5),
        ("22 komentarze", 22),
        ("Reacties (5)", 5),
        ("Één reactie", 1),
        ("Kommentarer (5)", 5),
        ("5 kommenttia", 5),
        ("Комментарии (5)", 5),
        ("5 комментариев", 5),
        ("Коментарів: 5", 5),
        ("Yorumlar (5)", 5),
        ("Σχόλια (5)", 5),
        ("评论（5）", 5),
        ("5条评论", 5),
        ("コメント5件", 5),
        ("5件のコメント", 5),
        ("댓글 5개", 5),
        ("\u200fתגובות (5)", 5),
        ("التعليقات (٥)", 5),
        ("Keine Kommentare", 0),
        ("No comments yet", 0),
    ],
)
def test_a_line_of_its_own_with_a_word_for_comments_is_a_border(line: str, count: int | None) -> None:
    assert border(PROSE, line, "Good.") == Border(1, count)


@pytest.mark.parametrize(
    "line",
    [
        "Comments (on the bill) were few.",
        "Comments were few",
        "3 comments were deleted.",
        "3 comments on the bill were read aloud.",
        "Leave a comment",
        "No comment",
        "Responses",
        "He made 3 comments",
        "Recent comments",
        "Commentators (3)",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert border(PROSE, line, "Good.") is None
    assert not is_border(line)


def test_a_link_at_the_top_is_none() -> None:
    assert border("Ostmere Beacon", "Comments", "Pool to stay shut", PROSE, PROSE) is None
    assert border("Comments", "Pool to stay shut", PROSE, "Comments", "Good.") == Border(3, None)
    assert border("Pool to stay shut", "12 Comments", PROSE, PROSE) is None


def test_of_lines_with_the_pages_own_count_the_last_with_text_after_it_is_taken() -> None:
    assert border(PROSE, "2 Comments", PROSE, "2 Comments", "Good.", "2 Comments") == Border(3, 2)
    assert border(PROSE, "2 Comments", PROSE, "Comments", "Good.") == Border(3, 2)


def test_a_line_with_another_count_is_not_the_pages_own() -> None:
    assert border(PROSE, "2 Comments", "Good.", "Bad.", "Next: the bridge", "9 comments", "Pier") == Border(
        1, 2
    )


def test_words_that_need_a_count_yield_to_words_for_comments() -> None:
    assert border(PROSE, "Comments", "Good.", "3 replies", "Bad.") == Border(1, None)
    assert border(PROSE, "3 replies", "Good.") == Border(1, 3)


def test_no_comments_ends_the_page_only_where_little_follows() -> None:
    assert border(PROSE, "0 comments", "Imprint") == Border(1, 0)
    assert border(PROSE, "0 comments", PROSE, PROSE) is None
    assert border(PROSE, "Comments", "No comments yet", "Imprint") == Border(1, 0)


def test_without_prose_a_count_is_enough_if_less_follows() -> None:
    assert border("a ferry that never came back", "Comments (1)", "sad") == Border(1, 1)
    assert border("the ferry", "Comments (1)", "a long story about a ferry") is None
    assert border("a ferry that never came back", "Comments", "sad") is None


@pytest.mark.parametrize(
    "line",
    ["Reply", "Like (3) | Reply", "Like Share Report", "12 Likes", "Antworten", "Log in to comment", "返信"],
)
def test_buttons_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["I like it", "Reply to her!", "Share the road", "👍", "42", "Likely"])
def test_words_of_people_are_not(line: str) -> None:
    assert not is_furniture(line)


def test_only_the_button_for_replies_ends_a_comment() -> None:
    assert ends_comment("Share · Reply")
    assert not ends_comment("Share · Report")
    assert not ends_comment("Reply to her!")


def test_every_language_of_the_data_file_has_all_keys_and_the_day_it_was_checked() -> None:
    data = tomllib.loads(resources.files("onrecord.page").joinpath("borders.toml").read_text("utf-8"))
    keys = set(data["en"])
    assert {code: set(language) ^ keys for code, language in data.items() if set(language) != keys} == {}
    assert all(language["checked"].year >= 2026 and language["words"] for language in data.values())


@pytest.mark.parametrize("form", ["{} (7)", "{}: 7", "7 {}", "{}"])
def test_every_word_for_comments_is_a_border_in_every_form(form: str) -> None:
    data = tomllib.loads(resources.files("onrecord.page").joinpath("borders.toml").read_text("utf-8"))
    for language in data.values():
        for word in language["words"]:
            assert is_border(form.format(word)), word
