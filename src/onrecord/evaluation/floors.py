"""Floors that never sink: figures the reader has reached once and must reach again.

A floor holds only for the files it was measured on. They are known by their SHA-256, and figures of
other files are refused, not compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.core.errors import InputError, MissingInput, UsageError

__all__ = ["Floors", "Shortfall", "load_floors", "raised", "save_floors", "shortfalls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The least each figure may be, in the figure's own unit (per cent).

    Args:
        measured_on: SHA-256 of each file the floors were measured on, by "gold" and "labels".
        floors: by a name of :attr:`onrecord.evaluation.report.Report.figures`.
    """

    measured_on: Mapping[str, str]
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure below its floor."""

    name: str
    floor: float
    measured: float

    def __str__(self) -> str:
        return f"{self.name} is {self.measured:.1f}, its floor is {self.floor:.1f}"


def load_floors(path: Path) -> Floors:
    """Read floors from a JSON file.

    Raises:
        MissingInput: there is no such file.
        InputError: it holds no floors.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): float(floor) for name, floor in value["floors"].items()}
        if floors and value["measured_on"]["gold"]:
            return Floors(measured_on=dict(value["measured_on"]), floors=floors)
        raise ValueError("no floors")  # a gate with nothing in it would let everything through
    except OSError as error:
        raise MissingInput(f"{path} cannot be opened", remedy="restore it from git") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} holds no floors", remedy="restore it from git") from error


def save_floors(path: Path, floors: Floors) -> None:
    """Write floors as JSON that reads well in a diff."""
    value = {"measured_on": dict(floors.measured_on), "floors": dict(floors.floors)}
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def shortfalls(floors: Floors, figures: Mapping[str, float], digests: Mapping[str, str]) -> list[Shortfall]:
    """Return the figures that are below their floor, in the order of the floors.

    Args:
        floors: what must be reached.
        figures: what was measured; a figure that has a floor and was not measured counts as 0.
        digests: SHA-256 of the files it was measured on.

    Raises:
        UsageError: the files are not those of the floors.

    >>> floors = Floors(measured_on={"gold": "ab"}, floors={"found.F1": 79.0})
    >>> [str(s) for s in shortfalls(floors, {"found.F1": 78.9}, {"gold": "ab"})]
    ['found.F1 is 78.9, its floor is 79.0']
    """
    for name, digest in floors.measured_on.items():
        if digests.get(name) != digest:
            raise UsageError(
                f"the {name} file is not the one the floors were measured on",
                remedy=f"evaluate on the file with SHA-256 {digest}",
            )
    measured = {name: figures.get(name, 0.0) for name in floors.floors}
    return [Shortfall(n, floor, measured[n]) for n, floor in floors.floors.items() if measured[n] < floor]


def raised(floors: Floors, figures: Mapping[str, float], digests: Mapping[str, str]) -> Floors:
    """Return the floors raised to the measured figures.

    Raises:
        UsageError: a figure is below its floor (floors are never lowered), or the files are others.
    """
    low = shortfalls(floors, figures, digests)
    if low:
        told = "; ".join(map(str, low))
        raise UsageError(
            f"floors are never lowered: {told}", remedy="make the reader better, or keep the old one"
        )
    return replace(floors, floors={name: figures[name] for name in floors.floors})
