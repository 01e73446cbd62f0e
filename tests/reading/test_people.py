"""Who is who across pages: what a page says of a speaker, and what the judge makes of it."""

from __future__ import annotations

import pytest

from onrecord.core.people import Ruling, Seen
from onrecord.reading.people import rule
from onrecord.reading.people_about import about
from onrecord.reading.people_names import parts


def seen(*rows: tuple[str, ...]) -> list[Seen]:
    """Make appearances of names, what stands beside them, and outlets; ids are a, b, c …"""
    made = []
    for n, row in enumerate(rows):
        name, beside, outlet = (*row, "", "Bell")[:3] if len(row) == 1 else (*row, "Bell")[:3]
        made.append(Seen("abcdefghijklmnopqrstuvwxyz"[n], name, f"{n}.txt", outlet, beside, False))
    return made


def people(ruled: dict[str, Ruling]) -> list[str]:
    """Give the ids of each person, run together."""
    found: dict[str, str] = {}
    for id, ruling in sorted(ruled.items()):
        found[ruling.person] = found.get(ruling.person, "") + id
    return sorted(found.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Northby mayor Ada Quill spoke.", "Northby mayor"),
        ("The mayor of Northby, Ada Quill, spoke.", "Northby mayor"),
        ("Ada Quill, the deputy mayor of Old Northby, spoke.", "Northby Old deputy mayor"),
        ("Ada Quill (a striker for Orvane) spoke.", "Orvane striker"),
        ("Sen. Ada Quill spoke.", "sen"),
        ("He met Mrs. Ada Quill there.", "mrs"),
        ("Rain fell in Ada Quill that day.", "in"),
        ("Tern Bank chief executive Ada Quill spoke. The mayor left.", "Tern chief executive"),
        ("The mayor slept. Ada Quill spoke.", ""),
        ("“I saw the mayor,” Ada Quill said.", ""),
        ("Ada Quill, who met the mayor of Northby, spoke.", ""),
    ],
)
def test_what_a_page_says_of_a_speaker(text: str, told: str) -> None:
    assert about(text, "Ada Quill", ()) == told


def test_places_of_the_name_are_used_where_they_are_known() -> None:
    text = "Ada Quill spoke. Northby mayor Quill left."
    assert about(text, "Ada Quill", ((0, 9), (31, 36))) == "Northby mayor"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Ada Quill", "ADA QUÍLL", True),
        ("Bob Quill", "Robert Quill", True),
        ("Sen. Ada Quill", "Ada Quill", True),
        ("Ada M. Quill", "Ada Quill", True),
        ("Ada Quill Jr.", "Ada Quill", True),
        ("Ada Quill", "Ida Quill", False),
        ("The Bank of Orvane", "Bank of Orvane", True),
        ("Bank of Orvane", "Bank of Northby", False),
    ],
)
def test_spellings_of_one_name(one: str, two: str, same: bool) -> None:
    assert (parts(one).key == parts(two).key) is same
    assert (people(rule(seen((one,), (two,)))) == ["ab"]) is same


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("mayor", "striker", "different"),
        ("mr", "mrs", "different"),
        ("Northby mayor", "Orvane mayor", "unsure"),
        ("Tern analyst", "Wells broker", "unsure"),
        ("senator", "candidate", "same"),
        ("Northby mayor", "Northby striker", "same"),
        ("Russia president", "Russian president", "same"),
        ("mayor", "", "same"),
        ("sen", "senator", "same"),
    ],
)
def test_what_stands_beside_one_name_decides(one: str, two: str, verdict: str) -> None:
    ruled = rule(seen(("Ada Quill", one), ("Ada Quill", two)))
    [why] = [ruling.why for ruling in ruled.values() if ruling.why is not None]
    assert why.verdict == verdict
    assert (people(ruled) == ["ab"]) is (verdict == "same")
    assert (why.score >= 0.7) is (verdict == "same")


@pytest.mark.parametrize(("one", "two"), [("Ada M. Quill", "Ada B. Quill"), ("Bo Quill Jr.", "Bo Quill III")])
def test_middle_names_and_generations_tell_people_apart(one: str, two: str) -> None:
    assert people(rule(seen((one,), (two,)))) == ["a", "b"]


def test_a_page_between_two_roles_joins_them() -> None:
    assert people(rule(seen(("Ada Quill", "Tern founder"), ("Ada Quill", "Northby mayor")))) == ["a", "b"]
    sides = [("Ada Quill", "Tern founder"), ("Ada Quill", "Northby mayor")]
    assert people(rule(seen(*sides, ("Ada Quill", "Northby Tern mayor")))) == ["abc"]


def test_a_last_name_alone_is_nobodys_without_much_in_common() -> None:
    full = [("Ada Quill", "Northby mayor")]
    assert people(rule(seen(*full, ("Quill",)))) == ["a", "b"]
    assert people(rule(seen(*full, ("Quill", "mayor")))) == ["a", "b"]
    assert people(rule(seen(*full, ("Quill", "Northby mayor")))) == ["ab"]
    assert people(rule(seen(*full, ("Bo Quill", "Northby mayor"), ("Quill", "Northby mayor")))) == [
        "a",
        "b",
        "c",
    ]


def test_a_last_name_alone_is_taken_for_whoever_has_nearly_all_pages() -> None:
    known = [("Ada Quill", "mayor")] * 10
    assert people(rule(seen(*known, ("Quill",)))) == ["abcdefghijk"]
    assert people(rule(seen(*known, ("Bo Quill",), ("Quill",)))) == ["abcdefghijl", "k"]
    assert people(rule(seen(*known, ("Quill", "", "Post")))) == ["abcdefghij", "k"]
    assert people(rule(seen(*known, ("Quill", "striker")))) == ["abcdefghij", "k"]
    assert people(rule(seen(*known, *[("Bo Quill",)] * 2, ("Quill",)))) == ["abcdefghij", "kl", "m"]
    assert people(rule(seen(*[("New Orvane", "mayor")] * 10, ("Orvane",)))) == ["abcdefghij", "k"]


def test_a_thing_of_which_few_pages_tell_a_role_is_one() -> None:
    assert people(rule(seen(*[("Heronet", "")] * 3, ("Heronet", "founder")))) == ["abc", "d"]
    assert people(rule(seen(("Heronet",), ("Heronet", "founder")))) == ["a", "b"]


def test_an_initial_needs_something_in_common() -> None:
    full = [("Ada Quill", "Northby mayor")]
    assert people(rule(seen(*full, ("A. Quill",)))) == ["a", "b"]
    assert people(rule(seen(*full, ("A. Quill", "mayor")))) == ["ab"]
    assert people(rule(seen(*full, ("B. Quill", "mayor")))) == ["a", "b"]


@pytest.mark.parametrize("name", ["Beijing", "ANSA", "The Harbour Bell", "Bank of Orvane"])
def test_organisations_and_places_are_one(name: str) -> None:
    assert people(rule(seen((name,), (name, "", "Post")))) == ["ab"]


def test_a_place_that_is_somebodys_last_name_as_well() -> None:
    ruled = rule(seen(("Orvane", "in"), ("Orvane", "in", "Post"), ("Ada Orvane",), ("Orvane",)))
    assert people(ruled) == ["ab", "c", "d"]


def test_a_common_last_name_needs_an_outlet_or_a_role_in_common() -> None:
    others = [(f"{first} Smith",) for first in ("Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida")]
    assert people(rule(seen(("Ada Smith",), ("Ada Smith", "", "Post"), *others)))[:2] == ["a", "b"]
    assert people(rule(seen(("Ada Smith",), ("Ada Smith",), *others)))[0] == "ab"
    assert people(rule(seen(("Ada Smith", "mayor"), ("Ada Smith", "mayor", "Post"), *others)))[0] == "ab"


def test_a_persons_word_counts_before_all_else() -> None:
    rows = seen(("Ada Quill", "mayor"), ("Ada Quill", "striker"), ("Ada Quill", "mayor"))
    assert people(rule(rows)) == ["ac", "b"]
    assert people(rule(rows, same=[("a", "b")])) == ["abc"]
    assert people(rule(rows, apart=[("a", "c")])) == ["a", "b", "c"]


def test_commenters_are_joined_by_word_alone() -> None:
    rows = [each._replace(private=True) for each in seen(("Grey Heron",), ("Grey Heron",))]
    assert people(rule(rows)) == ["a", "b"]
    assert people(rule(rows, same=[("a", "b")])) == ["ab"]
