"""What a search is narrowed down by, as words of the index that stand for it."""

from __future__ import annotations

import json
import re
import sqlite3
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from onrecord.core.errors import UsageError
from onrecord.core.values import Kind, StatementType
from onrecord.record.people_ids import is_person
from onrecord.record.people_names import names_of_people, other_names
from onrecord.record.people_settled import person_of
from onrecord.record.words import fold, words

__all__ = [
    "Filters",
    "Where",
    "mark",
    "names_one",
    "period",
    "where_comments",
    "where_pages",
    "where_statements",
]

FIRST_YEAR, LAST_YEAR = 1000, 2999
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
NOTHING = '"zqnothing"'
"""A word that no row of the index has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a search is narrowed down by; None narrows nothing.

    Args:
        speaker: any form of a name, accents and case aside: "Quill" is found in "Ada Quill", and a page
            that says "Quill" alone is found by "Ada Quill"; so are other names of the same people. Or the id
            of one person, as `onrecord speakers` gives it. Of comments, their author.
        outlet: words of its name, or its host.
        since: YYYY, YYYY-MM or YYYY-MM-DD; the first day that counts.
        until: the same; its last day counts.
        kind: direct, mixed or indirect.
        type: assertion, belief, fact or eventuality.
        via: words of the outlet, medium or document that carried it.
        uncivil: least probability, from 0 to 1, that a comment is uncivil; comments only.
        all_versions: old versions of pages too.
    """

    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Kind | None = None
    type: StatementType | None = None
    via: str | None = None
    uncivil: float | None = None
    all_versions: bool = False

    @property
    def dated(self) -> bool:
        """Whether only what has a date can be found."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Where:
    """Filters as the index takes them.

    Args:
        needed: expressions that must all hold.
        barred: expressions that must not.
        since: the first day, where the index knows it by its month only.
        until: the last one.
        speaker: words that must all stand in one of a statement's names.
        names: other names of those people.
        person: the key of the one person who must be among the speakers.
        uncivil: the least probability that a comment is uncivil.
    """

    needed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    speaker: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    person: int | None = None
    uncivil: float | None = None


def where_statements(db: sqlite3.Connection, filters: Filters) -> Where:
    """Narrow a search over statements.

    Raises:
        UsageError: a filter cannot be meant.
        NotOnRecord: the speaker is the id of nobody.
    """
    _only_comments(filters, "statements")
    needed, barred = _marks(filters)
    if filters.via is not None:
        needed.append(f"via : ({_all(_words(filters.via, '--via'))})")
    if filters.speaker is None:
        return _where(db, filters, needed, barred)
    if is_person(filters.speaker):
        who = person_of(db, filters.speaker)
        needed.append(_forms(names_of_people(db, [who])))
        return replace(_where(db, filters, needed, barred), person=who)
    names = _words(filters.speaker, "--speaker")
    form = f"speaker : ({_all(names)})"
    others = other_names(db, names)
    if len(names) > 1:
        form += f' OR speaker : "only{names[-1]}"'
    needed.append(f"({form} OR {_forms(others)})" if others else f"({form})")
    exact = len(names) > 1 or others
    return replace(_where(db, filters, needed, barred), speaker=names if exact else (), names=others)


def _forms(names: Iterable[str]) -> str:
    """Give what finds any of some names in full."""
    forms = {f"speaker : ({_all(_words(name, '--speaker'))})" for name in names if words(name)}
    return f"({' OR '.join(sorted(forms) or [NOTHING])})"


def where_comments(db: sqlite3.Connection, filters: Filters) -> Where:
    """Narrow a search over comments; ``speaker`` is then their author.

    Raises:
        UsageError: a filter cannot be meant, or only of statements.
    """
    _only_statements(filters, "comments")
    needed = []
    if filters.speaker is not None:
        needed.append(f"author : ({_all(_words(filters.speaker, '--speaker'))})")
    if filters.uncivil is not None and not 0 <= filters.uncivil <= 1:
        raise UsageError(f"{filters.uncivil} is no probability", remedy="give one from 0 to 1, such as 0.5")
    return replace(_where(db, filters, needed), uncivil=filters.uncivil)


def where_pages(db: sqlite3.Connection, filters: Filters) -> Where:
    """Narrow a search over pages.

    Raises:
        UsageError: a filter cannot be meant, or only of statements.
    """
    _only_comments(filters, "pages")
    _only_statements(filters, "pages")
    if filters.speaker is not None:
        raise UsageError("pages have no one speaker", remedy="leave out --speaker, or search statements")
    return _where(db, filters, [])


def _only_statements(filters: Filters, what: str) -> None:
    for name in ("kind", "type", "via"):
        if getattr(filters, name) is not None:
            raise UsageError(f"{what} have no {name}", remedy=f"leave out --{name}, or search statements")


def _only_comments(filters: Filters, what: str) -> None:
    if filters.uncivil is not None:
        raise UsageError(
            f"{what} are not judged for civility", remedy="search comments: --in comments --uncivil"
        )


def mark(what: str) -> str:
    """Give the word of the index that stands for something; see schema.py."""
    return f'"zq{what}"'


def _marks(filters: Filters) -> tuple[list[str], tuple[str, ...]]:
    needed: list[str] = []
    barred: list[str] = []
    for letter, value, usual, others in (
        ("k", filters.kind, "indirect", ("direct", "mixed")),
        ("t", filters.type, "assertion", ("belief", "fact", "eventuality")),
    ):
        if value is None:
            continue
        if value != usual and value not in others:
            known = ", ".join((usual, *others))
            raise UsageError(f"{value!r} cannot be looked for", remedy=f"choose one of {known}")
        if value == usual:
            barred += [mark(letter + other) for other in others]
        else:
            needed.append(mark(letter + value))
    return needed, tuple(barred)


def _where(
    db: sqlite3.Connection,
    filters: Filters,
    needed: list[str],
    barred: tuple[str, ...] = (),
) -> Where:
    if filters.outlet is not None:
        needed.append(f"({' OR '.join(_outlets(db, filters.outlet))})")
    since = until = None
    if filters.dated:
        since, until = _day(filters.since, first=True), _day(filters.until, first=False)
        needed.append(f"({' OR '.join(period(db, since, until))})")
        since = None if since is None or since.endswith("-01") else since
        until = None if until is None or _ends_month(until) else until
    if not filters.all_versions:
        barred = (*barred, mark("old"))
    return Where(tuple(needed), barred, since, until)


def _words(text: str, option: str) -> tuple[str, ...]:
    found = tuple(word.folded for word in words(text))
    if not found:
        raise UsageError(f"{option} {text!r} holds no word", remedy="give a name or a part of one")
    return found


def _all(words: tuple[str, ...]) -> str:
    return " AND ".join(f'"{word}"' for word in words)


def _outlets(db: sqlite3.Connection, wanted: str) -> list[str]:
    names, host = set(_words(wanted, "--outlet")), fold(wanted).removeprefix("www.")
    found = []
    for key, name, its_host in db.execute("SELECT key, name, host FROM outlets"):
        folded = {word.folded for word in words(name)}
        if names <= folded or its_host == host or its_host.endswith(f".{host}"):
            found.append(mark(f"o{key}"))
    return found or [NOTHING]


def names_one(speaker: str, wanted: tuple[str, ...], others: Collection[str] = ()) -> bool:
    """Tell whether one of a statement's names is a form of the wanted one, or one of some others.

    >>> names_one('["Ada Quill","Bo Lind"]', ("ada", "quill"))
    True
    >>> names_one('["Ada Quill","Bo Lind"]', ("ada", "lind")), names_one('["Quill"]', ("ada", "quill"))
    (False, True)
    """
    for name in json.loads(speaker):
        folded = [word.folded for word in words(name)]
        if name in others or set(wanted) <= set(folded) or folded == [wanted[-1]]:
            return True
    return False


def _day(text: str | None, *, first: bool) -> str | None:
    """Give the first or last day of a year, month or day."""
    if text is None:
        return None
    match = _DATE.fullmatch(text.strip())
    year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
    month = month or (1 if first else 12)
    if not (FIRST_YEAR <= year <= LAST_YEAR and month <= 12):
        raise UsageError(f"{text!r} is no date", remedy="write 2024, 2024-05 or 2024-05-31")
    days = monthrange(year, month)[1]
    day = day or (1 if first else days)
    if day > days:
        raise UsageError(f"{text!r} is no date: that month has {days} days", remedy="write 2024-05-31")
    return f"{year:04}-{month:02}-{day:02}"


def _ends_month(day: str) -> bool:
    return int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1]


def period(db: sqlite3.Connection, since: str | None, until: str | None) -> list[str]:
    """Give the marks of the months on record between two days, both within it.

    Args:
        db: the record.
        since: the first day as YYYY-MM-DD, or None for the beginning.
        until: the last one, or None for the end.
    """
    rows = db.execute(
        "SELECT month FROM months WHERE month >= ? AND month <= ? ORDER BY month DESC",
        ((since or "0")[:7], (until or "9")[:7]),
    )
    return [mark("m" + row[0].replace("-", "")) for row in rows] or [NOTHING]
