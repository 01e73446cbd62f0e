"""What people judged of a statement, or of two: kept by the places of the words."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from onrecord.core.errors import NotOnRecord, UsageError
from onrecord.core.values import SpeakerName
from onrecord.record.rows import BY_ID, hash_of, speaker_json
from onrecord.record.writer import Writer, now

__all__ = ["PairVerdict", "Pairs", "Verdict", "judge", "judge_pair", "pairs_of"]

Verdict = Literal["right", "wrong", "unsure"]

PairVerdict = Literal["same", "different", "unsure"]
"""Two statements have one origin, or have not; ``unsure`` takes either back."""

_PLACE = f"""SELECT p.id, c.n, coalesce(s.content_at, '') FROM statements s JOIN pages p ON p.key = s.page
LEFT JOIN comments c ON c.key = s.comment WHERE {BY_ID}"""


class Pairs(NamedTuple):
    """Judged pairs by the keys of their statements, as far as those are on record."""

    same: frozenset[tuple[int, int]]
    apart: frozenset[tuple[int, int]]

    @property
    def statements(self) -> set[int]:
        """All that a judgement is about."""
        return {key for pair in self.same | self.apart for key in pair}


def judge(
    writer: Writer, statement: str, verdict: Verdict, *, speaker: SpeakerName = None, note: str | None = None
) -> None:
    """Keep what a person judged of a statement; it outlives every new reading of the page.

    Args:
        writer: the open record.
        statement: its id, which stands for page, comment and spans.
        verdict: ``right``, ``wrong`` or ``unsure``.
        speaker: who said it, where the reading is wrong about that.
        note: why, in the person's words.

    Raises:
        NotOnRecord: there is no such statement.
        RecordError: it could not be written.
    """
    with writer.transaction() as db:
        row = db.execute(
            "SELECT s.key, p.id AS page, c.n AS n, source_at, cue_at, content_at FROM statements s"
            " JOIN pages p ON p.key = s.page LEFT JOIN comments c ON c.key = s.comment"
            f" WHERE {BY_ID}",
            (hash_of(statement),),
        ).fetchone()
        if row is None:
            raise NotOnRecord(f"no statement {statement} is on record", remedy="look for it with find")
        name = None if speaker is None else speaker_json(speaker)
        db.execute(
            "INSERT OR REPLACE INTO judgements (statement, page, comment, source_at, cue_at, content_at,"
            " verdict, speaker, note, judged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (statement, *row[1:], verdict, name, note, now()),
        )
        writer.reword(row["key"])


def judge_pair(writer: Writer, one: str, two: str, verdict: PairVerdict, *, note: str | None = None) -> None:
    """Keep what a person judged of two statements; it outlives every new reading of their pages.

    Args:
        writer: the open record.
        one: the id of a statement.
        two: the id of another.
        verdict: ``same``, ``different`` or ``unsure``; it takes the place of an earlier one.
        note: why, in the person's words.

    Raises:
        UsageError: both are one statement.
        NotOnRecord: one of them is not on record.
        RecordError: it could not be written.
    """
    if one == two:
        raise UsageError(f"{one} is one statement, not two", remedy="give the ids of two statements")
    one, two = sorted((one, two))
    with writer.transaction() as db:
        places = [_place(db, one), _place(db, two)]
        db.execute(
            "INSERT OR REPLACE INTO judged_pairs (one, two, one_page, one_comment, one_at, two_page,"
            " two_comment, two_at, verdict, note, judged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (one, two, *places[0], *places[1], verdict, note, now()),
        )


def _place(db: sqlite3.Connection, id: str) -> tuple[str, int | None, str]:
    row = db.execute(_PLACE, (hash_of(id),)).fetchone()
    if row is None:
        raise NotOnRecord(f"no statement {id} is on record", remedy="look for it with `onrecord find`")
    return row[0], row[1], row[2]


def pairs_of(db: sqlite3.Connection) -> Pairs:
    """Give the judged pairs; a statement that was read anew is known by the place of its words.

    Args:
        db: a connection.
    """
    found: dict[str, set[tuple[int, int]]] = {"same": set(), "different": set()}
    for row in db.execute("SELECT * FROM judged_pairs WHERE verdict <> 'unsure'"):
        sides = [_key(db, *row[:1], *row[2:5]), _key(db, *row[1:2], *row[5:8])]
        if None not in sides and sides[0] != sides[1]:
            one, two = sorted(side for side in sides if side is not None)
            found[row[8]].add((one, two))
    return Pairs(frozenset(found["same"]), frozenset(found["different"]))


def _key(db: sqlite3.Connection, id: str, page: str, comment: int | None, at: str) -> int | None:
    row = db.execute(
        "SELECT s.key FROM pages p CROSS JOIN statements s ON s.page = p.key"
        " LEFT JOIN comments c ON c.key = s.comment"
        " WHERE p.id = ? AND (s.id = ? OR (c.n IS ? AND s.content_at = ?))"
        " ORDER BY s.id <> ?, s.id LIMIT 1",
        (page, id, comment, at, id),
    ).fetchone()
    return None if row is None else int(row[0])
