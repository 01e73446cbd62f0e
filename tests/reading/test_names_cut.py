"""Where a name begins and ends: what stands beside capitals and belongs to them, or does not."""

from __future__ import annotations

import pytest

from onrecord.reading.names import find_names
from reading.marked import speakers_of


def _names(text: str) -> list[str]:
    return [name.name for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Mr. Quill Tern] spoke. We know Tiburcio Quill Tern.", "Tiburcio Quill Tern"),
        ("We know Mario Quill Tern. [Quill Tern] spoke.", "Mario Quill Tern"),
        ("[Mr. King] spoke on “Boris King Now”. We know Boris King.", "Boris King"),
        ("We know Ada King. [King] spoke.", "Ada King"),
        ("[Representative Ada T. Dean] spoke.", "Ada T. Dean"),
        ("Yesterday Ada Law came. Then [Law] spoke.", "Ada Law"),
        ("Yesterday [House Speaker Ada Quill of Orvane] spoke.", "Ada Quill"),
        ("[Quend City Mayor Ada Guardian] spoke.", "Ada Guardian"),
        ("[Quend County Supervisor of Elections Ada Tern] spoke.", "Ada Tern"),
        ("[Professors Quill and Lind] wrote. We know Ada Quill and Bo Lind.", ("Ada Quill", "Bo Lind")),
        ("We know Ada Quill. In Texas [Quill] spoke.", "Ada Quill"),
        ("We know Ada Quill. In Texas Quill sang. Then [Quill] spoke.", "Ada Quill"),
    ],
)
def test_last_names_and_offices_are_told_apart(text: str, expected: str | tuple[str, ...]) -> None:
    assert speakers_of(text) == (expected,)


def test_a_king_is_nobody_whose_last_name_is_king() -> None:
    assert speakers_of("The King met Ada King. [The King] spoke.") == (None,)


@pytest.mark.parametrize(
    "name",
    [
        "Central and West Orvane Coalition",
        "Centre for Economic and River Research",
        "Congress of Bakers and Brewers",
        "U.S. Orchards and Rivers Protection",
        "Orvane Coroner’s Office",
        "Orvane People’s Party",
        "Quill v. Tern",
    ],
)
def test_names_go_on_over_small_words(name: str) -> None:
    assert name in _names(f"Yesterday the {name} was much spoken of.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then the Orvane-based Quill Bank spoke.", ["Quill Bank"]),
        ("Then West Orvanian-born Ada Quill spoke.", ["Ada Quill"]),
        ("Then Anti-Quill groups and Spanish-speaking ones spoke.", []),
        ("Then the super PAC Orvane Action and other super PACs spoke.", ["Orvane Action"]),
        ("QUEND CITY - Ada Quill spoke.", ["Ada Quill"]),
        ("She came to the U.S. While Ada Quill slept, nobody spoke.", ["U.S.", "Ada Quill"]),
        ("“Good.” Continued Quill: “Better.” We know Ada Quill.", ["Ada Quill"]),
        ("Sen. Ada Quill, R-Fla., spoke.", ["Ada Quill"]),
        ("Bo Tern of Orvane, Ala., spoke.", ["Bo Tern", "Orvane"]),
        ("The House and the Democratic Senate met at the White House.", ["House", "Senate", "White House"]),
        ("An African American spoke. FULL TEXT.", []),
        ("Clinton and State Department officials spoke.", ["Clinton", "State Department"]),
    ],
)
def test_what_only_describes_is_no_part_of_a_name(text: str, expected: list[str]) -> None:
    assert _names(text) == expected


def test_an_abbreviation_that_opens_a_sentence_is_a_name() -> None:
    assert speakers_of("The Orvane News Service wrote. It rained. [ONS] wrote more.") == (
        "Orvane News Service",
    )


def test_a_lone_pac_is_the_one_named_in_full() -> None:
    assert speakers_of("Orvane Lanterns PAC met. [The Super PAC] spoke.") == ("Orvane Lanterns PAC",)
