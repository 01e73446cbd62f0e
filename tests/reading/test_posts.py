from __future__ import annotations

import pytest

from onrecord.reading.find import Found
from onrecord.reading.posts import with_posts
from onrecord.reading.words import Words, split_words


def spelled(words: Words, places: tuple[int, ...]) -> str:
    return " ".join(words.forms[w] for w in places)


def test_a_signed_post_is_said_by_who_signs_it() -> None:
    words = split_words("It rained.\nThe drums miss you! — Jonas Strell (@jstrell) 3 May 2031\nIt snowed.")
    (post,) = with_posts(words, [])
    assert (spelled(words, post.source), spelled(words, post.content)) == (
        "Jonas Strell ( @ jstrell )",
        "The drums miss you !",
    )
    assert words.forms[post.cue[0]] == "—"


def test_a_statement_found_under_the_dash_gives_way() -> None:
    words = split_words("The drums miss you! — Jonas Strell (@jstrell)")
    dash = words.forms.index("—")
    found = Found((dash, dash + 1), (), (0, 1), (), (), 0, False, (), 0.9)
    assert with_posts(words, [found]) == with_posts(words, [])


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Strell (@jstrell) — the drummer — wrote it.",
        "She met Jonas Strell (@jstrell) there.",
        "— Jonas Strell (@jstrell)",
        "The drums miss you —\nJonas Strell (@jstrell)",
        "(@",
    ],
)
def test_other_handles_are_no_posts(text: str) -> None:
    assert with_posts(split_words(text), []) == []
