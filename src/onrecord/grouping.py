"""Wordings on record: the store and what makes a wording, joined. Composition only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from onrecord.core.values import Entry
from onrecord.record import Filters, Groups, Reader, Writer
from onrecord.wordings import Timeline, Wording, components, form_of, likeness, ranked, timeline, trace_of

__all__ = ["LOOKED", "WORDS", "Drift", "Drifted", "Grouped", "open_to_add"]

LOOKED = 2000
"""In so many groups, the newest, differences are looked for."""

_HITS = 100


class _Words:
    """What the record needs to know of words, from the room that knows it."""

    trace_of = staticmethod(trace_of)
    form_of = staticmethod(form_of)
    likeness = staticmethod(likeness)
    components = staticmethod(components)


WORDS = _Words()


def open_to_add(path: Path) -> Writer:
    """Open a record so that what is added gets its wordings, and what has none yet.

    Args:
        path: the record; made if it is not there.

    Raises:
        RecordError: it is no record, newer, damaged, or cannot be written.
    """
    return Writer(path, WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """A wording that departs from others of its group.

    Args:
        wording: it, with how it departs from the fullest.
        group: the timeline that it stands in.
    """

    wording: Wording
    group: Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Wordings worth a look, the gravest first.

    Args:
        found: as many as were asked for.
        total: how many there are.
        groups: how many groups of several wordings were looked through.
        more: there are more groups, which were not.
    """

    found: tuple[Drifted, ...]
    total: int
    groups: int
    more: bool

    def __iter__(self) -> Iterator[Drifted]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


class Grouped:
    """A record as groups of wordings.

    Args:
        path: the record; it is only read.

    Raises:
        RecordError: it is missing, no record, newer, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path, WORDS)

    def __enter__(self) -> Grouped:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._reader.close()

    @property
    def aside(self) -> bool:
        """Whether wordings had to be made for this look alone, because the record has none yet."""
        return self._reader.aside

    def of(self, statement: str, *, all_versions: bool = False) -> Timeline:
        """Give the wordings that have one origin with a statement, in the order of time.

        Args:
            statement: its id.
            all_versions: those of old versions of pages too.

        Raises:
            NotOnRecord: there is no such statement.
            RecordError: the record could not be read.
        """
        with Groups(self._reader, WORDS) as groups:
            key = groups.key(statement)
            return timeline(_entries(groups, groups.of(key), all_versions, key))

    def find(self, query: str | None, narrow: Filters | None = None, *, limit: int = 1) -> list[Timeline]:
        """Give the groups of the statements that fit a query best, each group once.

        Args:
            query: as :meth:`onrecord.record.Reader.find` takes it.
            narrow: what the statements are narrowed down by; their groups are not.
            limit: how many groups at most.

        Raises:
            UsageError: the query cannot be understood.
            RecordError: the record could not be read.
        """
        found: list[Timeline] = []
        seen: set[int] = set()
        versions = narrow is not None and narrow.all_versions
        with Groups(self._reader, WORDS) as groups:
            for hit in self._reader.find(query, narrow, limit=_HITS):
                key = groups.key(hit.id)
                if key not in seen and len(found) < limit:
                    group = groups.of(key)
                    seen.update(group)
                    found.append(timeline(_entries(groups, group, versions, key)))
        return found

    def drift(self, narrow: Filters | None = None, *, limit: int | None = 20) -> Drift:
        """List the wordings that depart from others of their groups, the gravest change first.

        Args:
            narrow: what the wordings listed are narrowed down by; they are compared with all of their group.
            limit: how many at most; None for all.

        Raises:
            UsageError: a filter cannot be understood.
            RecordError: the record could not be read.
        """
        wanted: set[str] = set()
        lines: list[Timeline] = []
        seen: set[int] = set()
        more = False
        narrow = narrow or Filters()
        with Groups(self._reader, WORDS) as groups:
            for key, id in groups.joined(narrow):
                wanted.add(id)
                if key in seen:
                    continue
                if len(lines) == LOOKED:
                    more = True
                    break
                group = groups.of(key)
                seen.update(group)
                entries = _entries(groups, group, narrow.all_versions)
                if len(entries) > 1:
                    lines.append(timeline(entries))
        changed = [(group, w) for group, w in ranked(lines) if w.entry.statement.id in wanted]
        found = tuple(Drifted(wording=w, group=group) for group, w in changed[:limit])
        return Drift(found=found, total=len(changed), groups=len(lines), more=more)


def _entries(
    groups: Groups, keys: Iterable[int], all_versions: bool, asked: int | None = None
) -> list[Entry]:
    return [entry for key, current, entry in groups.entries(keys) if current or all_versions or key == asked]
