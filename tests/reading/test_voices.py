"""Who speaks on pages of many countries and styles; a source stands in [brackets]."""

from __future__ import annotations

import pytest

from onrecord.core.values import SpeakerName
from onrecord.reading.names import find_names
from reading.marked import speakers_of


def _names(text: str) -> list[str]:
    return [name.name for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zeferino Orvane waved to Dulce Orvane. [She] left.", "Dulce Orvane"),
        ("Anneke Quend met Bertil Tern by the lock. [He] was late.", "Bertil Tern"),
    ],
)
def test_first_names_of_many_countries_tell_gender(text: str, expected: str) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The broadcaster Kanal 7 said so.", "Kanal 7"),
        ("Ada Quill told Radio 12 on Monday that it rained.", "Radio 12"),
        ("The buying club, Lua do Norte, was silent.", "Lua do Norte"),
        ("A friendly at Barra do Quend was called off.", "Barra do Quend"),
    ],
)
def test_numbers_of_broadcasters_and_particles_stay_in_the_name(text: str, name: str) -> None:
    assert name in _names(text)


def test_other_numbers_are_no_part_of_a_name() -> None:
    assert _names("They met Ada Quill 4 times and Orvane 3 times.") == ["Ada Quill", "Orvane"]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. Flood agency spokeswoman Ada Quill was out.",
        "It rained. Relief pitcher Bo Tern was out.",
        "It rained. Marine ecologists Ada Quill and Bo Tern were out.",
    ],
)
def test_a_lone_capital_before_a_role_is_no_name(text: str) -> None:
    assert _names(text)[0] in ("Ada Quill", "Bo Tern")


def test_a_lone_capital_before_a_role_is_a_name_where_the_page_has_it_elsewhere() -> None:
    text = "It rained. Orvane coach Ada Quill was out, but nobody in Orvane was dry."
    assert _names(text) == ["Orvane", "Ada Quill"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@OrvaneBank: closed today. Orvane Bank has four branches.", "Orvane Bank"),
        ("Ada Quill left. Later @AdaQuill: sorry.", "Ada Quill"),
    ],
)
def test_a_handle_is_the_name_in_one_word(text: str, expected: str) -> None:
    assert _names(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My sister Ada, a baker for ten years, is cross. [She] sold bread.", ("Ada",)),
        ("Bo Quill met Ada Tern, a lawyer who had come late. [She] sat down.", ("Ada Tern",)),
    ],
)
def test_what_stands_behind_a_name_is_nobody_else(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[MS QUILL]: Good morning.\n\n[THE CHAIR]: Sit.\n\n[MS QUILL]: Yes.", ("QUILL", None, "QUILL")),
        ("[THE JUDGE]: Go on, Mr Tern.\n\n[MR TERN]: I was late.\n\n[THE JUDGE]: Yes.", (None, "Tern", None)),
        ("Ada Quill, the judge, sat.\n\n[THE JUDGE]: Go on.", ("Ada Quill",)),
    ],
)
def test_a_label_is_who_bears_the_role_or_nobody(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met off the Quend Atoll. [The group] hopes to return.", None),
        ("Orvane Bank opened at Tern Lagoon. [The company] was glad.", "Orvane Bank"),
        ("Orvane Direct closed. [The consumer agency] was cross.", None),
        ("NordQuend paid more. [The farmers’ union] was glad.", None),
        ("The Orvane Harbour Authority met. [The port authority] wants more.", "Orvane Harbour Authority"),
        ("Orvane Direct closed. [The internet company] was sorry.", "Orvane Direct"),
    ],
)
def test_a_group_is_no_place_and_no_body_of_another_name(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody in Porto Quend slept. The ministry in the capital did. In a letter [it] asked why.", None),
        ("Orvane Sands is dry. The council has met since. [It] wants rain.", None),
        ("Orvane Bank closed. The company has met since. [It] wants more.", "Orvane Bank"),
    ],
)
def test_it_may_be_a_group_that_nobody_names(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvane rested. [The memo, seen by the Orvane Courier], was long. [It] was blunt.", (None, None)),
        ("[A letter, published by Orvane Bank], was long.", (None,)),
        ("[The agency’s head, Ada Quill], was late.", ("Ada Quill",)),
    ],
)
def test_who_saw_a_paper_does_not_say_it(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came out in the Journal of Quend Birds. [The group] hopes for more.", None),
        ("Orvane University counted birds. [The paper] finds more.", None),
        ("Eighty-three percent were alive. [The group] hopes for more.", None),
        (
            "Quend Bird Agency counted. Meridian wrote. Meridian sold. [The agency] was glad.",
            "Quend Bird Agency",
        ),
        (
            "Orvane Direct shuts three branches, [the company] says.\nIt was founded in spring.",
            "Orvane Direct",
        ),
        ("Strong wind shuts Quend: [agency]\n\nThe Orvane Wind Agency met on Friday.", "Orvane Wind Agency"),
    ],
)
def test_a_noun_for_a_group_fits_its_name(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill sat by the lock. [The priest] was late.", None),
        ("Bo Tern was less amused. [The mayor, who cut the grant], was sorry.", None),
        ("Mayor Bo Tern met Ada Quill. [The mayor] was sorry.", "Bo Tern"),
    ],
)
def test_an_office_nobody_bears_is_nobody_named(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)
