"""Who is quoted, by whom, how often, and how much of it in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.faults import faults
from onrecord.record.reader import Reader

__all__ = ["Counts", "Share", "counts", "shares"]

_CURRENT = "FROM statements s JOIN pages p ON p.key = s.page AND p.current = 1"
_BY = {
    "outlet": "coalesce(p.outlet, (SELECT host FROM outlets o WHERE o.key = p.outlet_key), '')",
    "month": "coalesce(substr(s.date, 1, 7), '')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is on record. Old versions of pages count in ``versions`` alone."""

    pages: int
    versions: int
    comments: int
    statements: int
    speakers: int
    failures: int
    direct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An outlet or month with its statements.

    Args:
        name: the outlet, or YYYY-MM; empty where it is not known.
        statements: how many.
        direct: how many of them in the speaker's own words throughout.
        mixed: how many in their own words in part.
        pages: on how many pages.
        first: the first date known.
        last: the last one.
    """

    name: str
    statements: int
    direct: int
    mixed: int
    pages: int
    first: str | None
    last: str | None

    @property
    def direct_share(self) -> float:
        """Which part of the statements is direct, between 0 and 1."""
        return self.direct / self.statements if self.statements else 0.0


def counts(reader: Reader) -> Counts:
    """Count what is on record."""
    with faults(reader.path):
        one = reader.connection.execute(
            "SELECT (SELECT count(*) FROM pages WHERE current = 1) AS pages,"
            " (SELECT count(*) FROM pages) AS versions,"
            " (SELECT count(*) FROM comments c JOIN pages p ON p.key = c.page AND p.current = 1) AS comments,"
            f" (SELECT count(*) {_CURRENT}) AS statements,"
            f" (SELECT count(DISTINCT j.value) {_CURRENT}, json_each(s.speaker) j) AS speakers,"
            " (SELECT count(*) FROM failures) AS failures,"
            f" (SELECT count(*) {_CURRENT} WHERE s.kind = 'direct') AS direct"
        ).fetchone()
    return Counts(**dict(one))


_SUMS = (
    "count(*) AS statements, sum(s.kind = 'direct') AS direct, sum(s.kind = 'mixed') AS mixed,"
    " count(DISTINCT s.page) AS pages, min(substr(s.date, 1, 10)) AS first,"
    " max(substr(s.date, 1, 10)) AS last"
)


def shares(reader: Reader, by: str, *, limit: int | None = 20) -> list[Share]:
    """Give the statements by ``outlet``, the largest first, or by ``month``, the latest first.

    Args:
        reader: the open record.
        by: ``outlet`` or ``month``.
        limit: how many at most; None for all.
    """
    order = "name DESC" if by == "month" else "statements DESC, name"
    with faults(reader.path):
        rows = reader.connection.execute(
            f"SELECT {_BY[by]} AS name, {_SUMS} {_CURRENT} GROUP BY 1 ORDER BY {order} LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
    return [Share(**dict(row)) for row in rows]
