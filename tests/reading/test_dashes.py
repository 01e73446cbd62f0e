from __future__ import annotations

import pytest

from onrecord.reading.dashes import CONFIDENCE, spoken_after_dashes
from onrecord.reading.find import Found
from onrecord.reading.words import Words, split_words
from word_statements import spelled, statement


def told(words: Words, found: Found) -> tuple[str, str, str]:
    return (
        spelled(words, found.source),
        spelled(words, range(*found.cue)),
        spelled(words, found.content),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("— It is over, said Orla. Go home.", ("Orla", "said", "It is over , Go home .")),
        ("– It is late. The clock says ten, says Bo.", ("Bo", "says", "It is late . The clock says ten ,")),
        ("– Is it over? I asked.", ("I", "asked", "Is it over ?")),
        ("— Over! laughs her nephew Bo. Go home.", ("her nephew Bo", "laughs", "Over ! Go home .")),
        ("— No, never, he insisted, holding up a hand. Go.", ("he", "insisted", "No , never , Go .")),
        ("— It is good, she said, and it will last.", ("she", "said", "It is good , and it will last .")),
        ("— You talk, says the nun, and gives him bread.", ("the nun", "says", "You talk ,")),
        (
            "— They never pay, said the captain, Bo Tern. No.",
            ("the captain , Bo Tern", "said", "They never pay , No ."),
        ),
        ("— For what? asks Bo Tern, fifty-eight, a baker. Go.", ("Bo Tern", "asks", "For what ? Go .")),
        ("— It is late! shouted somebody. Go.", ("somebody", "shouted", "It is late ! Go .")),
        ("— It is late — answered Bo — and dark.", ("Bo", "answered", "It is late — and dark .")),
    ],
)
def test_a_dash_opens_what_is_said_on_both_sides_of_who_says_it(
    line: str, expected: tuple[str, str, str]
) -> None:
    words = split_words(f"{line}\nHe went.")
    (found,) = spoken_after_dashes(words, [])
    assert told(words, found) == expected
    assert found.spoken
    assert found.confidence == CONFIDENCE


def test_what_the_model_found_for_it_is_kept_and_made_whole() -> None:
    words = split_words("Bo lives here.\n— It is over, said Orla. Go home.")
    model = statement(words, "Orla", "said", "here.", "It is over")
    (found,) = spoken_after_dashes(words, [model])
    assert told(words, found) == ("Orla", "said", "It is over , Go home .")
    assert found.confidence == model.confidence


def test_a_line_that_does_not_say_who_speaks_is_a_statement_among_others_that_do() -> None:
    text = "— It is over, said Orla.\n— It is not.\n— It is late, said Bo."
    words = split_words(text)
    assert [told(words, f)[2] for f in spoken_after_dashes(words, [])] == [
        "It is over ,",
        "It is not .",
        "It is late ,",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is over, said Orla. She went home.",
        "- It is over, said Orla.",
        "— Bread, butter and the cheapest tea.\n— A pound of nails.",
        "— Orla Quill",
    ],
)
def test_other_lines_are_no_dialogue(text: str) -> None:
    assert spoken_after_dashes(split_words(text), []) == []
