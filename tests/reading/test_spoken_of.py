"""Who is "he", "the campaign", "who"? Grammar and names on invented pages; a source stands in [brackets]."""

from __future__ import annotations

import pytest

from onrecord.core.values import SpeakerName
from reading.marked import speakers_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Tern met Ned Finch. [He] praised Finch.", "Bo Tern"),
        ("Ned Finch spoke, and Bo Tern answered. “It rained,” [he] told Finch.", "Bo Tern"),
        ("Bo Tern met Ned Finch. [He] knew that Tern was late.", "Bo Tern"),
        ("Bo Tern met Ned Finch. [He] sold a Tern boat.", "Bo Tern"),
    ],
)
def test_he_is_nobody_named_in_his_own_clause(text: str, expected: str) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Bo Tern met Ned Finch. It rained. Finch sang. The mayor had a cold. [He] left.",
        "Gov. Bo Tern met Ned Finch. Finch sang. The governor's dog barked. In Quend [he] spoke.",
    ],
)
def test_a_sentence_that_opens_with_a_role_speaks_of_its_bearer(text: str) -> None:
    assert speakers_of(text) == ("Bo Tern",)


def test_a_role_that_tells_more_is_somebody_new() -> None:
    text = "Bo Tern sang. The engineer who drew it, Ned Finch, lives here. By letter [he] answered."
    assert speakers_of(text) == ("Ned Finch",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boris Tern sang. [Mr]. Quill left. We know Ned Quill.", "Ned Quill"),
        ("Mayor Ada Quill left. It rained. In Quend, [the mayor] said that it rained.", "Ada Quill"),
        ("Mayor Ada Quill left. It rained. With Pia Lind, [the mayor] endorsed the ferry.", "Ada Quill"),
        ("[The Orvane state attorney general] stayed. Attorney General Ada Quill left.", "Ada Quill"),
        ("Candidate Ada Quill met Boris Tern. Tern sang. [The GOP candidate] left.", "Boris Tern"),
        ("Governor Ada Quill left.\n\n[Governors in two states] stayed.", None),
        ("Ada Quill left. [The ferry company’s spokeswoman] stayed.", None),
        ("Ada Quill, a Texan, left. [The Texan] stayed.", "Ada Quill"),
    ],
)
def test_roles(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Quill campaign met the Orvane Bank. It rained. [The campaign] spoke.", "Quill campaign"),
        ("Ada Quill met the Orvane Bank. [The campaign] spoke.", None),
        ("Ada Quill met the Orvane Bank. [The administration] spoke.", None),
        ("The Quill campaign met. [The Quill team] spoke.", "Quill campaign"),
        (
            "The Quill campaign met. Ada Quill left. [Ada Quill’s presidential campaign] spoke.",
            "Quill campaign",
        ),
        ("The Orvane Bank met Ada Quill. [The senator’s team] spoke.", None),
        ("The Harbour Board met because of the Clean Water Act. [The agency] spoke.", "Harbour Board"),
        ("[The city of Orvane] spoke.", "Orvane"),
    ],
)
def test_groups(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "It rained, said Ada Quill, 24, from Orvane, [who] was wet.",
        "It rained, said Ada Quill, an analyst at Orvane Holdings, [who] was wet.",
        "It rained, said Ada Quill of Orvane, a baker [who] was wet.",
        "Bo Tern left. The administrator is Ada Quill, as it was in New Mexico. [She] stayed.",
    ],
)
def test_who_and_she_are_no_place(text: str) -> None:
    assert speakers_of(text) == ("Ada Quill",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Sen. Ada Quill, R-Fla., and Bo Tern, D-Ohio,] spoke.", ("Ada Quill", "Bo Tern")),
        ("[Bakers, such as Ada Quill and Bo Tern,] spoke.", ("Ada Quill", "Bo Tern")),
        ("[Ada Quill, who met Bo Tern and praised Pia Lind,] spoke.", "Ada Quill"),
        ("[Quend County (Fla.) Sheriff Ada Quill, once a baker,] spoke.", "Ada Quill"),
    ],
)
def test_lists_and_what_stands_between_names(text: str, expected: SpeakerName) -> None:
    assert speakers_of(text) == (expected,)


def test_where_somebody_is_says_nothing() -> None:
    assert speakers_of("Boris Tern sang. In Quendby he ate. In Quendby he slept. In Quendby [he] spoke.") == (
        "Boris Tern",
    )


def test_who_speaks_and_is_called_he_is_a_person() -> None:
    text = (
        "Boris Tern sang.\n\n[Quillon] admitted that it rained. It was late. “With an umbrella,” [he] said."
    )
    assert speakers_of(text) == ("Quillon", "Quillon")


def test_names_of_women_and_men_tell_no_gender() -> None:
    assert speakers_of("Ada Quill met Terry Lind. Lind laughed. [She] left.") == ("Terry Lind",)


def test_a_stop_before_a_small_letter_ends_no_sentence() -> None:
    text = "It rained. Former Rep. Ned Finch (R-Conn.) was for Bo Tern while Tern was there, [he] said."
    assert speakers_of(text) == ("Ned Finch",)
