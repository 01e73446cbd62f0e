"""Civility: what counts, what does not, and whose words they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.values import Comment, Page, Quote, Source
from onrecord.reading.civility import civility_of, with_civility


def found(text: str) -> list[tuple[str, str]]:
    judged = civility_of(text)
    assert judged is not None
    assert (judged.uncivil >= 0.5) == bool(judged.words)
    return [(text[slice(*w.span)], w.kind) for w in judged.words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Only a nitwit would build a school on that meadow.", [("nitwit", "insult")]),
        ("I will break your neck, you hear me?", [("break your neck", "threat")]),
        ("The ferry was late again. Bullshit excuses, every week.", [("Bullshit", "profanity")]),
        ("Those filthy immigrants should go home.", [("Those filthy immigrants", "identity attack")]),
        ("What a load of sh*t, that plan.", [("sh*t", "profanity")]),
        ("ur a numpty, ur figures are from 1990", [("numpty", "insult")]),
        ("The devs are clueless.", [("clueless", "insult")]),
        ("Who wrote that, some 🤡?", [("🤡", "insult")]),
        ("The council agreed. Hope your house burns down.", [("your house burns down", "threat")]),
    ],
)
def test_uncivil_words_are_shown_with_their_kind(text: str, words: list[tuple[str, str]]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "She called the harbour master a nitwit, and he laughed.",
        "“You are a nitwit,” it said on the wall of the school.",
        "He is not a nitwit, he was tired that evening.",
        "I was such a nitwit that I missed the last ferry.",
        "The painter Ole Nitwit has a show at the museum.",
        "The bitch and her puppies are doing well, says the vet.",
        "That is a stupid law, and everybody in the council knows it.",
        "The government is clueless, and the timetable is a disgrace.",
        "My idiot brain read the wrong column.",
        "Kill the boss first, then the drones, and you get to level nine.",
        "The gammon and chips at the pier are worth the walk.",
    ],
)
def test_what_is_quoted_denied_a_name_or_of_another_sense_is_civil(text: str) -> None:
    assert found(text) == []


def test_a_quoted_block_is_not_the_quoters() -> None:
    text = "You are a nitwit.\nPlease stay polite, this is about the ferry."
    assert civility_of(text, quoted=[(0, 17)]) != civility_of(text)
    page = Page(
        id="p",
        source=Source(name="p", sha256=""),
        text="",
        article=(0, 0),
        language="en",
        comments=(
            Comment(n=1, text=text, quotes=(Quote(span=(0, 17)),)),
            Comment(n=2, text=text, kind="pingback"),
        ),
    )
    judged, pingback = with_civility(page).comments
    assert judged.civility is not None
    assert judged.civility.words == ()
    assert pingback.civility is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Du bist ein Idiot, und der Rat weiß das auch schon lange.", "en"),
        ("Idiot!", "de"),
        ("Ты идиот", "en"),
        ("", "en"),
        ("!!!", None),
    ],
)
def test_what_is_not_english_is_not_judged(text: str, language: str | None) -> None:
    assert civility_of(text, language=language) is None


def test_an_english_comment_under_a_page_of_another_language_is_judged() -> None:
    judged = civility_of("You are a nitwit and this is what they all think about you.", language="de")
    assert judged is not None
    assert [w.kind for w in judged.words] == ["insult"]


@given(st.text(alphabet="you are a nitwit ß İ “”'\".,?!*@\n", max_size=60))
def test_places_are_within_the_text_and_in_order(text: str) -> None:
    judged = civility_of(text)
    if judged is not None:
        assert 0 <= judged.uncivil <= 1
        spans = [w.span for w in judged.words]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
