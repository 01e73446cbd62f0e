from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core.errors import InputError, MissingInput, UsageError
from onrecord.evaluation.floors import Floors, load_floors, raised, save_floors, shortfalls

ON = {"gold": "ab12"}
NONE = '{"floors": {}, "measured_on": {"gold": "ab"}}'
FLOORS = Floors(measured_on=ON, floors={"attributed.F1": 74.0, "found.F1": 79.0})


def test_a_figure_at_its_floor_is_enough_and_one_below_is_named() -> None:
    assert shortfalls(FLOORS, {"attributed.F1": 74.0, "found.F1": 80.1}, ON) == []
    [low] = shortfalls(FLOORS, {"attributed.F1": 73.9, "found.F1": 80.1}, ON)
    assert (low.name, low.floor, low.measured) == ("attributed.F1", 74.0, 73.9)


def test_a_figure_that_was_not_measured_is_below() -> None:
    assert [low.name for low in shortfalls(FLOORS, {"found.F1": 99.0}, ON)] == ["attributed.F1"]


@pytest.mark.parametrize("digests", [{"gold": "cd34"}, {}])
def test_another_corpus_is_refused_and_not_compared(digests: dict[str, str]) -> None:
    good = {"attributed.F1": 99.0, "found.F1": 99.0}
    with pytest.raises(UsageError, match="measured on"):
        shortfalls(FLOORS, good, digests)
    with pytest.raises(UsageError, match="measured on"):
        raised(FLOORS, good, digests)


def test_floors_rise_to_what_was_measured() -> None:
    higher = raised(FLOORS, {"attributed.F1": 75.5, "found.F1": 79.0, "exact.F1": 60.0}, ON)
    assert higher.floors == {"attributed.F1": 75.5, "found.F1": 79.0}


def test_no_floor_is_lowered_not_even_while_another_rises() -> None:
    with pytest.raises(UsageError, match=r"never lowered: found\.F1 is 78\.9"):
        raised(FLOORS, {"attributed.F1": 80.0, "found.F1": 78.9}, ON)


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(path, FLOORS)
    assert load_floors(path) == FLOORS


def test_floors_that_are_missing_or_spoilt_are_an_error_not_an_empty_gate(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        load_floors(tmp_path / "none.json")
    for content in ("", "[]", '{"floors": {"found.F1": "high"}, "measured_on": {"gold": "ab"}}', NONE):
        (tmp_path / "bad.json").write_text(content, encoding="utf-8")
        with pytest.raises(InputError):
            load_floors(tmp_path / "bad.json")
