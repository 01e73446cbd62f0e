"""A group of wordings in the order of time: who printed it first, who changed it, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.core.findings import Difference, DifferenceKind
from onrecord.core.values import Entry
from onrecord.wordings.match import compare
from onrecord.wordings.tokens import tokenise

__all__ = ["Timeline", "Wording", "ranked", "timeline"]

_GRAVITY: Final[tuple[DifferenceKind, ...]] = (
    "negation",
    "number",
    "name",
    "modality",
    "context",
    "question",
    "replaced",
    "joined",
    "cut",
    "added",
    "transliteration",
    "tense",
)
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One form in which a group's statement was printed.

    Args:
        entry: the statement.
        words: its words as printed, pieces joined by an ellipsis.
        copies: how many of the group print the same words, itself among them.
        differences: how it departs from the group's fullest wording; spans point into ``words``.
    """

    entry: Entry
    words: str
    copies: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A group's wordings by date, undated ones last.

    Args:
        wordings: all of them.
        first: the place in ``wordings`` of the first seen; None if none has a date.
        most_common: the place of the first that prints the most common words.
        fullest: the place of the one that the others are compared with.
    """

    wordings: tuple[Wording, ...]
    first: int | None
    most_common: int
    fullest: int


def timeline(group: Iterable[Entry]) -> Timeline:
    """Put a group in order and compare each wording with the fullest.

    The fullest is the longest quotation, the earliest of those; a group without quotations is compared
    with its longest statement. A part is compared with the stretch that it is a part of.

    Args:
        group: at least one statement.
    """
    entries = sorted(group, key=_place)
    keys = [tokenise(_words(entry)).keys for entry in entries]
    counts = Counter(keys)
    fullest = max(
        range(len(entries)), key=lambda i: (entries[i].statement.kind == "direct", len(keys[i]), -i)
    )
    most = max(range(len(entries)), key=lambda i: (counts[keys[i]], -i))
    wordings = tuple(
        Wording(
            entry=entry,
            words=_words(entry),
            copies=counts[key],
            differences=_differences(entry, entries[fullest]),
        )
        for entry, key in zip(entries, keys, strict=True)
    )
    first = 0 if entries[0].published else None
    return Timeline(wordings=wordings, first=first, most_common=most, fullest=fullest)


def _place(entry: Entry) -> tuple[str, int, str, str]:
    # Of one day, what articles say came before what their readers say of it.
    return entry.published or _UNDATED, entry.comment or 0, entry.page, entry.statement.id


def _words(entry: Entry) -> str:
    return " … ".join(entry.pieces)


def _differences(entry: Entry, fullest: Entry) -> tuple[Difference, ...]:
    if entry == fullest:
        return ()
    match = compare(_words(entry), fullest)
    lost = match.lost if entry.statement.kind != "indirect" else []
    return tuple(sorted(match.differences, key=lambda d: d.span)) + tuple(lost)


def ranked(timelines: Sequence[Timeline]) -> list[tuple[Timeline, Wording]]:
    """List the wordings worth a look, the gravest change first: a negation, a number, a name, a modal.

    Args:
        timelines: groups to look through.

    Returns:
        Each wording that differs, with its group. Equal ones keep their order.
    """
    changed = [(line, wording) for line in timelines for wording in line.wordings if wording.differences]
    return sorted(changed, key=lambda pair: _gravity(pair[1]))


def _gravity(wording: Wording) -> tuple[int, bool]:
    worst = min(_GRAVITY.index(difference.kind) for difference in wording.differences)
    # In a quotation a change is a misquotation, in indirect speech it may be the reporter's wording.
    return worst, wording.entry.statement.kind == "indirect"
