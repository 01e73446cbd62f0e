"""Names of invented people, bodies and places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.names import Name, find_names


def _by_name(text: str) -> dict[str, Name]:
    return {name.name: name for name in find_names(text)}


def _places(text: str, name: str) -> list[str]:
    return [text[start:end] for start, end in _by_name(text)[name].mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date 2031-02-03 ORBA General Secretary Jon Tarrow said it.", "Jon Tarrow"),
        ("Then Sen. Ada Quill spoke.", "Ada Quill"),
        ("The Veltian Foreign Minister Pia Sorelli spoke.", "Pia Sorelli"),
        ("Secretary of State Wen Harrow spoke.", "Wen Harrow"),
        ("Editor-in-Chief Rob Tern spoke.", "Rob Tern"),
        ("Then PCSO Ada Quill spoke.", "Ada Quill"),
        ("Then Alhaji Musa Tern spoke.", "Musa Tern"),
        ("Then Engr. Bo Tern spoke.", "Bo Tern"),
        ("Unseeded Wilhelmina Adjei spoke.", "Wilhelmina Adjei"),
        ("It left.\nQ. Did Ada Quill go?\nA. Bo Tern did.", "Bo Tern"),
        ("Then Howard Dean spoke to Ada King.", "Howard Dean"),
    ],
)
def test_titles_and_offices_are_no_part_of_a_name(text: str, expected: str) -> None:
    assert expected in _by_name(text)
    assert _places(text, expected) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "Marit van der Linde",
        "Khalid al-Rashidi",
        "J. K. Tarrow",
        "Siobhán O’Dell-Ruiz",
        "María de la Cruz",
        "Łukasz Żuraw",
        "Bo Tern Jr.",
        "Orvane Office of Bridges",
    ],
)
def test_particles_initials_accents_hyphens_stay_in_the_name(name: str) -> None:
    assert name in _by_name(f"On Monday we heard {name} on the bridge.")


def test_short_forms_are_mentions_of_the_full_one() -> None:
    text = "Boris Quill spoke. Mr. Quill smiled, and Quill’s dog barked at QUILL again. “Boris!” it meant."
    assert _places(text, "Boris Quill") == ["Boris Quill", "Quill", "Quill", "QUILL", "Boris"]


def test_last_names_with_particles_are_short_forms() -> None:
    text = "We met Marit van der Linde. Van der Linde laughed. It was van der Linde who left."
    assert _places(text, "Marit van der Linde") == ["Marit van der Linde", "Van der Linde", "van der Linde"]


def test_nicknames_and_middle_names_are_one_person() -> None:
    text = "Robert J. Harrow came. Bob Harrow sang. Robert Harrow left."
    assert [name.name for name in find_names(text)] == ["Robert J. Harrow"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ('Robert C. "Bo" Quill', "Bo Quill"),
        ("Ada “Tig” Tern", "Tig Tern"),
        ("Boris (Bo) Quill", "Quill"),
        ("Nin\u0303o Pen\u0303a", "Pen\u0303a"),
        ("Quillon William Tern", "Tern"),
        ("Rene\u0301 Quill", "Rene Quill"),
    ],
)
def test_nicknames_accents_and_second_first_names_stay_in_the_name(full: str, short: str) -> None:
    text = f"Yesterday Mayor {full} spoke. Then {short} left."
    assert _places(text, full) == [full, short]


def test_what_stands_behind_a_name_is_no_part_of_it() -> None:
    assert _places("Then Ada Quill KC spoke. Quill left.", "Ada Quill") == ["Ada Quill", "Quill"]


def test_a_union_of_members_is_one_name() -> None:
    assert "Readers’ Union" in _by_name("Then the Readers’ Union spoke.")
    assert "Union" in _by_name("Then the readers’ Union spoke.")


def test_a_committee_for_a_cause_is_one_name() -> None:
    assert "Committee for a Better Quay" in _by_name("Then the Committee for a Better Quay spoke.")


def test_a_headline_may_hold_the_only_first_name() -> None:
    text = "Ada Quill Says The Orvane Quay Will Stay Closed.\n\nYesterday mayor Quill spoke. Then Quill left."
    assert _places(text, "Ada Quill") == ["Ada Quill", "Quill", "Quill"]


def test_two_people_of_one_last_name_are_told_apart_by_their_titles() -> None:
    text = "Boris Quill met Ada Quill. Mrs. Quill left. Mr. Quill stayed."
    names = _by_name(text)
    assert [text[slice(*m)] for m in names["Ada Quill"].mentions] == ["Ada Quill", "Quill"]
    assert names["Ada Quill"].mentions[1][0] == text.index("Quill left")
    assert names["Boris Quill"].mentions[1][0] == text.index("Quill stayed")


def test_an_ambiguous_last_name_goes_to_whom_the_page_speaks_of() -> None:
    far = "Nothing else happened in the valley that week. " * 40
    text = f"Boris Quill sang. {far}Ada Quill danced. Then Quill bowed."
    assert _places(text, "Ada Quill") == ["Ada Quill", "Quill"]


def test_acronyms_belong_to_the_full_name() -> None:
    text = "The Orvane Bridge Authority (OBA) met. Later OBA was silent."
    assert _places(text, "Orvane Bridge Authority") == ["Orvane Bridge Authority", "OBA", "OBA"]


def test_epithets_are_cut_by_looking_at_the_page() -> None:
    text = "They booed Crooked Ada Quill. Ada Quill did not mind."
    assert _places(text, "Ada Quill") == ["Ada Quill", "Ada Quill"]


def test_capitals_of_a_headline_make_no_name_by_themselves() -> None:
    text = "Quill Shuts Bridge Before Harvest Festival Opens\n\nAda Quill shut the bridge."
    assert list(_by_name(text)) == ["Ada Quill"]
    assert _places(text, "Ada Quill") == ["Quill", "Ada Quill"]


def test_labels_of_a_transcript_are_mentions() -> None:
    text = "QUILL: I never said so.\nTERN: You did.\nAda Quill and Bo Tern shook hands."
    assert _places(text, "Ada Quill") == ["QUILL", "Ada Quill"]
    assert _places(text, "Bo Tern") == ["TERN", "Bo Tern"]


def test_white_space_is_folded_in_the_name_and_kept_in_the_mention() -> None:
    text = "Then Ada\u00a0Quill left. Ms.\u00a0Quill was late."
    assert _places(text, "Ada Quill") == ["Ada\u00a0Quill", "Quill"]


def test_roles_and_gender_come_from_the_words_beside() -> None:
    text = "The tycoon Bo Tern met Mrs. Lind, the mayor of Orvane, and Tern left."
    names = _by_name(text)
    assert "tycoon" in names["Bo Tern"].roles
    assert "mayor" in names["Lind"].roles
    assert names["Lind"].gender == "f"


@pytest.mark.parametrize(
    "text", ["", "nobody is named here, i think.", "東京の記者会見", "قال الرئيس اليوم", "\x00\x00"]
)
def test_no_names(text: str) -> None:
    assert find_names(text) == ()


_WORDS = st.sampled_from(
    [
        "Ada",
        "Quill",
        "Quill’s",
        "van",
        "der",
        "Mr.",
        "Mayor",
        "of",
        "the",
        "said",
        "OBA",
        "(OBA)",
        "“",
        ",",
        ".",
        "\n",
        "J.",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join)))
def test_mentions_lie_in_the_text_and_names_occur_in_it(text: str) -> None:
    last_end: list[tuple[int, int]] = []
    for name in find_names(text):
        assert name.mentions
        assert name.name in [" ".join(text[start:end].split()) for start, end in name.mentions]
        last_end.extend(name.mentions)
    last_end.sort()
    assert all(start < end for start, end in last_end)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(last_end))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We read the Sunday Plate on Monday.", {"Sunday Plate"}),
        ("We read the Orvane Observer.", {"Orvane Observer"}),
        ("We left.\nTHE COURT: We sit.\nQ. Who has it?\nA. Nobody has.", set()),
        ("Fishermen on the pier said so. Untrained dogs left.", set()),
    ],
)
def test_what_is_a_name_and_what_is_none(text: str, names: set[str]) -> None:
    assert _by_name(text).keys() == names


def test_a_noun_for_a_group_tells_that_a_name_is_no_person() -> None:
    named = _by_name("We told the state news agency Telex and the old captain Borun.")
    assert (named["Telex"].kind, named["Borun"].kind) == ("other", "unknown")


def test_a_title_tells_which_of_two_people_is_meant() -> None:
    text = "Sheriff Ruth Quill met Lyle Quill. Lyle Quill left. Lyle Quill sat. Sheriff Quill spoke."
    assert _places(text, "Ruth Quill") == ["Ruth Quill", "Quill"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The witness is the baker Ada Quill.", "witness"),
        ("The witness is the baker Ada Quill.", "baker"),
        ("Bo Tern’s mother, Ada Quill, wept.", "mother"),
    ],
)
def test_what_somebody_is(text: str, role: str) -> None:
    assert role in _by_name(text)["Ada Quill"].roles


def test_a_handle_is_a_name_only_where_a_name_explains_it() -> None:
    text = "Orvane Bank wrote.\n@OrvaneBank: We go.\n@MoorRescue: We go too."
    assert _by_name(text).keys() == {"Orvane Bank"}
