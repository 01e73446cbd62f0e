from __future__ import annotations

import pytest

from onrecord.reading.find import Found
from onrecord.reading.layout import with_headline, with_posts, with_signatures, without_line_heads
from onrecord.reading.words import split_words
from word_statements import spelled


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
    found = Found.by_rule((dash, dash + 1), (), (0, 1), confidence=0.9)
    assert with_posts(words, [found]) == with_posts(words, [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It rained.\n@j_strell: The drums miss you!\nIt snowed.", "@ j _ strell"),
        ("It rained.\nJonas Strell (@jstrell): “The drums miss you!”", "Jonas Strell ( @ jstrell )"),
    ],
)
def test_a_post_is_said_by_whose_name_heads_it(text: str, source: str) -> None:
    words = split_words(text)
    (post,) = with_posts(words, [])
    assert spelled(words, post.source) == source
    assert "The drums miss you !" in spelled(words, post.content)
    assert words.forms[post.cue[0]] == ":"


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Strell (@jstrell) — the drummer — wrote it.",
        "She met Jonas Strell (@jstrell) there.",
        "— Jonas Strell (@jstrell)",
        "The drums miss you —\nJonas Strell (@jstrell)",
        "(@",
        "@jstrell: 3",
        "He wrote to @jstrell: the drums miss you all.",
    ],
)
def test_other_handles_are_no_posts(text: str) -> None:
    assert with_posts(split_words(text), []) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It rained.\n“The drums miss you!” — Jonas Strell\nIt snowed.", "Jonas Strell"),
        ("“It rained.” — Ada M. Quill\n“The drums miss you!” – Jonas Strell.", "Jonas Strell"),
        ('"The drums miss you!"\n\n- Councillor Strell, before the march.', "Councillor Strell"),
        ("“The drums miss you!”--Jonas Strell (left)", "Jonas Strell"),
    ],
)
def test_a_quotation_is_said_by_whose_name_signs_it(text: str, source: str) -> None:
    words = split_words(text)
    signed = with_signatures(words, [])[-1]
    assert (spelled(words, signed.source), spelled(words, signed.content)) == (source, "The drums miss you !")


def test_a_signature_comes_in_place_of_what_its_dash_was_cue_of() -> None:
    words = split_words("“The drums miss you!” — Jonas Strell")
    dash = words.forms.index("—")
    found = Found.by_rule((dash, dash + 1), (), (1, 2), confidence=0.9)
    assert with_signatures(words, [found]) == with_signatures(words, [])


@pytest.mark.parametrize(
    "text",
    [
        "“The drums miss you!” — and so do I",
        "“The drums miss you!” She laughed. — Jonas Strell",
        "The banner says “the drums miss you!” — Jonas Strell",
        "“The drums miss you!”\n— A drummer himself —",
        "“Drums” — Jonas Strell",
        "— Jonas Strell",
        "“The drums miss you!” —",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert with_signatures(split_words(text), []) == []


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("No new ferries before spring: transport minister", "transport minister"),
        ("Council had no warning of flood: Dahlvik", "Dahlvik"),
        ("No strike before Easter: union", "union"),
    ],
)
def test_a_headline_is_said_by_who_stands_behind_its_colon(headline: str, source: str) -> None:
    words = split_words(f"{headline}\n\nIt rained.")
    (found,) = with_headline(words, [])
    assert spelled(words, found.source) == source
    assert spelled(words, found.content) == headline.partition(":")[0]


@pytest.mark.parametrize(
    "headline",
    [
        "Minister: no new ferries before spring",
        "Three things to know: bread, butter and jam",
        "Live: Storm Ottoline",
        "The night train to Orvane: a journey",
        "No new ferries before spring",
        "It was late: 22:10",
    ],
)
def test_other_headlines_are_left_to_the_network(headline: str) -> None:
    assert with_headline(split_words(f"{headline}\n\nIt rained."), []) == []


def test_a_text_of_one_line_has_no_headline() -> None:
    assert with_headline(split_words("No new ferries before spring: minister"), []) == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("11:47 Mayor Quill", "Mayor Quill"),
        ("9.15am Mayor Quill", "Mayor Quill"),
        ("11:47 GMT Mayor Quill", "Mayor Quill"),
        ("VARENHOLM, Norway, March 4 (Northline) - Mayor Quill", "Mayor Quill"),
        ("ORVANE — Mayor Quill", "Mayor Quill"),
        ("NATO generals", "NATO generals"),
        ("ORVANE is ready - Quill", "ORVANE is ready - Quill"),
        ("40 people", "40 people"),
    ],
)
def test_times_and_datelines_belong_to_nobody(line: str, kept: str) -> None:
    words = split_words(f"It rained.\n{line} said no.")
    said = words.forms.index("said")
    found = Found.by_rule((said, said + 1), range(4, said), (said + 1,), confidence=0.9)
    (mended,) = without_line_heads(words, [found])
    assert spelled(words, mended.source) == kept
    assert mended.content == found.content


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ORVANE: The pier stays shut, Quill said.", 0),
        ("QUILL: The pier stays shut.\nQUILL: Until May.", 1),
    ],
)
def test_a_place_that_a_text_begins_with_says_nothing(text: str, kept: int) -> None:
    words = split_words(text)
    found = Found.by_rule((1, 2), [0], range(2, 7), confidence=0.9)
    assert len(without_line_heads(words, [found])) == kept


BRIEFS = (
    "Orsk Bay: Ferry late\nA ferry to Orsk Bay is late.\nHarwell: No bus\nThe bus from Harwell is shut.\n"
    "Quill: I go\nQuill said she goes. I met Quill.\n"
)


def test_headings_of_briefs_name_places_not_people() -> None:
    words = split_words(BRIEFS)
    colons = [w for w, form in enumerate(words.forms) if form == ":"]
    found = [Found.by_rule((c, c + 1), (c - 1,), (c + 1, c + 2), confidence=0.9) for c in colons]
    assert without_line_heads(words, found) == found[2:]


def test_one_heading_with_a_colon_is_no_brief() -> None:
    words = split_words("Harwell: No bus\nThe bus from Harwell is shut.")
    found = [Found.by_rule((1, 2), (0,), (2, 3), confidence=0.9)]
    assert without_line_heads(words, found) == found


def test_a_handle_may_hold_marks() -> None:
    words = split_words("The drums miss you! — Jonas Strell (@j_strell.x) 3 May 2031")
    (post,) = with_posts(words, [])
    assert spelled(words, post.source) == "Jonas Strell ( @ j _ strell.x )"
