"""Speakers across pages: the store and who tells people apart, joined. Composition only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.errors import UsageError
from onrecord.grouping import open_to_add
from onrecord.reading.people import JUDGE, rule
from onrecord.reading.people_about import about
from onrecord.record import (
    Item,
    Reader,
    Writer,
    identify,
    is_person,
    judge_pair,
    judge_people,
    people,
    propose,
    settle,
)

if TYPE_CHECKING:
    from onrecord.capture.qids import Candidate
    from onrecord.core.people import Identity
    from onrecord.record import OpenEmbed

__all__ = [
    "PEOPLE",
    "Asked",
    "identify_from",
    "judge",
    "people_of",
    "reconcile",
    "settle_people",
    "settled",
    "to_find",
]


class _People:
    """What the record needs to know of people, from the room that knows it."""

    name = JUDGE
    about = staticmethod(about)
    rule = staticmethod(rule)


PEOPLE = _People()


class Asked(NamedTuple):
    """What a reconciliation service knew.

    Args:
        identified: people that it knew.
        unsure: people for whom it gave what may be they.
        unknown: people for whom it gave nothing.
    """

    identified: int
    unsure: int
    unknown: int


@contextmanager
def settled(path: Path) -> Iterator[Writer]:
    """Open a record to write in; when the block ends, all speakers on it are known across pages.

    Args:
        path: the record; made if it is not there.

    Raises:
        RecordError: it is no record, newer, damaged, or cannot be written.
    """
    with open_to_add(path) as writer:
        yield writer
        settle_people(writer)


def settle_people(writer: Writer) -> None:
    """Find out who is who among what was added or judged since it was last done.

    Args:
        writer: the open record.

    Raises:
        RecordError: it could not be written; what was done before is kept.
    """
    settle(writer, PEOPLE)


def people_of(path: Path) -> Reader:
    """Open a record to look people up.

    Args:
        path: the record; it is only read.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """
    return Reader(path, people=PEOPLE)


def to_find(path: Path, speaker: str | None, embed: OpenEmbed) -> Reader:
    """Open a record to search; people must be known only where one is asked for by id.

    Args:
        path: the record; it is only read.
        speaker: what the search is narrowed down by.
        embed: opens what makes vectors.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """
    return Reader(path, embed=embed, people=PEOPLE if speaker and is_person(speaker) else None)


def judge(writer: Writer, one: str, two: str, verdict: Identity, *, note: str | None = None) -> None:
    """Keep what a person judged of two statements, or of two appearances of speakers.

    Args:
        writer: the open record.
        one: the id of a statement, an appearance or a person.
        two: the id of another of the same kind.
        verdict: ``same``, ``different``, or ``unsure``, which takes either back.
        note: why, in the person's words.

    Raises:
        UsageError: both are one, or not of one kind, or other judgements say the opposite.
        NotOnRecord: one of them is not on record.
        RecordError: it could not be written.
    """
    if is_person(one) is not is_person(two):
        speaker, other = (one, two) if is_person(one) else (two, one)
        raise UsageError(
            f"{speaker} is a speaker's id, and {other} is none",
            remedy="give the ids of two statements, or of two speakers",
        )
    if not is_person(one):
        judge_pair(writer, one, two, verdict, note=note)
        return
    settle_people(writer)
    judge_people(writer, one, two, verdict, note=note)
    settle_people(writer)


def identify_from(writer: Writer, path: Path) -> int:
    """Keep the QIDs of a CSV file, all or none.

    Args:
        writer: the open record.
        path: of names or ids of people, each with a QID.

    Returns:
        How many people it was.

    Raises:
        InputError: the file cannot be read, or a line of it.
        NotOnRecord: nobody has a name or id in it.
        UsageError: several people have a name in it.
        RecordError: it could not be written.
    """
    from onrecord.capture.qids import read_qids

    settle_people(writer)
    count = identify(writer, read_qids(path), str(path))
    settle_people(writer)
    return count


def reconcile(
    writer: Writer,
    service: str,
    name: str | None = None,
    *,
    limit: int | None = None,
    allow_private: bool = False,
) -> Asked:
    """Ask a reconciliation service which items of Wikidata people are; only their names are sent.

    Commenters are never asked for, nor are people who have a QID. What the service takes for a match is kept
    as such, unless it gives several or several people have that name; all else is kept as ``unsure``.

    Args:
        writer: the open record.
        service: the address of its endpoint.
        name: only those of whom a name holds these words.
        limit: so many of the most quoted; None for all.
        allow_private: let the service be on a private or loopback address.

    Raises:
        InputError: the service could not be asked; what it said before is kept.
        RecordError: it could not be written.
    """
    from onrecord.capture.qids import candidates

    settle_people(writer)
    with people_of(writer.path) as reader:
        listed = [p for p in people(reader, name, limit=None) if not p.private]
    bearers = Counter(p.name for p in listed)
    wanted = [p for p in listed if p.qid is None][:limit]
    tally: Counter[str] = Counter()
    answers = candidates(service, [p.name for p in wanted], allow_private=allow_private)
    for person, (_, found) in zip(wanted, answers, strict=True):
        items = _items(found, service, alone=bearers[person.name] == 1)
        propose(writer, person.id, items)
        tally[items[0].verdict if items else "unknown"] += 1
    settle_people(writer)
    return Asked(tally["same"], tally["unsure"], tally["unknown"])


def _items(found: list[Candidate], service: str, *, alone: bool) -> list[Item]:
    matches = [each for each in found if each.match]
    if alone and len(matches) == 1:
        [one] = matches
        return [Item(one.qid, "same", one.score, one.label, service)]
    return [Item(each.qid, "unsure", each.score, each.label, service) for each in found]
