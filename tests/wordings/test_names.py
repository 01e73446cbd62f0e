"""Whether two names can be one person's."""

from __future__ import annotations

import pytest

from onrecord.wordings.names import same_name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("King", "Ole King"),
        ("Sen. King", "Ole King"),
        ("King Ole", "Ole"),
        ("Judge Falk", "Nora Falk"),
        ("House Speaker Ole Brandt", "Ole Brandt"),
        ("Ole Brandt Jr.", "Ole Brandt"),
        ("Falk campaign", "the Falk campaign"),
        ("Nora Falk of the Ostrey Herald", "Nora Falk"),
    ],
)
def test_one_person_under_two_names(one: str, two: str) -> None:
    assert same_name(one, two)
    assert same_name(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ole King", "Nora King"),
        ("the king", "Ole King"),
        ("Ole", "Ole King"),
        ("Falk campaign", "Nora Falk"),
        ("Falk campaign", "Brandt campaign"),
        ("University of Ostrey", "University of Hale"),
        ("Bank of Ostrey", "Ole Bank"),
    ],
)
def test_two_who_share_a_word(one: str, two: str) -> None:
    assert not same_name(one, two)
    assert not same_name(two, one)
