"""``onrecord.open``: a record in Python, opened when first used and closed with the block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from onrecord._record_speakers import SpeakersOnRecord
from onrecord.core.values import Entry, Page

if TYPE_CHECKING:
    from typing import TypedDict

    from onrecord.core.values import Kind, StatementType
    from onrecord.grouping import Drift, Grouped
    from onrecord.record import Embed, Field, Filters, Found, Outcome, PairVerdict, Reader, Sort, Writer
    from onrecord.wordings import Timeline

    class Narrow(TypedDict, total=False):
        """What a search may be narrowed down by, as :class:`onrecord.record.Filters` tells."""

        speaker: str | None
        outlet: str | None
        since: str | None
        until: str | None
        kind: Kind | None
        type: StatementType | None
        via: str | None
        uncivil: float | None
        all_versions: bool


__all__ = ["Record", "View"]


class Record(SpeakersOnRecord):
    """A record: pages put in, statements found.

    Readers are not blocked by a writer, neither here nor in another process. After a block, or
    :meth:`close`, all is in the one file.

    Args:
        path: the file; the first :meth:`add` makes it if it is not there.

    >>> import onrecord, tempfile
    >>> from onrecord.core.values import Source
    >>> page = Page(id="p", source=Source(name="a", sha256="0"), text="Rain.", article=(0, 5))
    >>> with tempfile.TemporaryDirectory() as folder, onrecord.open(f"{folder}/news.db") as record:
    ...     record.add(page), record.add(page), len(record.find("rain", field="pages"))
    ('new', 'known', 1)
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: Reader | None = None
        self._writer: Writer | None = None
        self._grouped: Grouped | None = None

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring all that was added into the file and close it; it is opened again when used again."""
        writer = self._writer
        self._close_readers()
        self._writer = None
        if writer is not None:
            from onrecord.joining import settle_people

            with closing(writer):
                settle_people(writer)

    def _close_readers(self) -> None:
        reader, grouped = self._reader, self._grouped
        self._reader = self._grouped = None
        if grouped is not None:
            grouped.close()
        if reader is not None:
            reader.close()

    @property
    def reader(self) -> Reader:
        """The half that reads, with all it can look up.

        Raises:
            RecordError: the record is missing, no record, newer, or damaged.
        """
        from onrecord.record import Reader

        if self._reader is None:
            self._reader = Reader(self.path, embed=_embedder)
        return self._reader

    @property
    def writer(self) -> Writer:
        """The half that writes.

        Raises:
            RecordError: it is no record, newer, damaged, or cannot be written.
        """
        from onrecord.grouping import open_to_add

        if self._writer is None:
            # They may read from a copy, if the record is about to be migrated.
            self._close_readers()
            self._writer = open_to_add(self.path)
        return self._writer

    @property
    def grouped(self) -> Grouped:
        """The half that reads, as groups of wordings.

        Raises:
            RecordError: the record is missing, no record, newer, or damaged.
        """
        from onrecord.grouping import Grouped

        if self._grouped is None:
            self._grouped = Grouped(self.path)
        return self._grouped

    def add(self, page: Page, *, reread: bool = False) -> Outcome:
        """Put a page that was read on record, in one transaction.

        Args:
            page: what :func:`onrecord.read` gave.
            reread: where the page is here in the reading of another model, put this one in its place.

        Returns:
            ``new``, ``version``, ``reread``, ``known`` or ``forgotten``.

        Raises:
            RecordError: it could not be written; nothing of it is there.
        """
        return self.writer.add(page, reread=reread)

    def find(
        self,
        text: str | None = None,
        *,
        like: str | None = None,
        field: Field = "statements",
        sort: Sort = "relevance",
        limit: int | None = 20,
        **narrow: Unpack[Narrow],
    ) -> Found:
        """Find statements, comments or pages.

        Args:
            text: words, "a phrase", begin*, AND, OR, NOT, brackets; None for all that the rest leaves.
            like: what statements are to mean, in any words; :meth:`embed` comes first. With ``text``, what
                stands high in both rankings stands highest.
            field: what to search.
            sort: by relevance, or by date.
            limit: how many hits at most; None for all.
            narrow: speaker, outlet, since, until, kind, type, via, uncivil, all_versions.

        Raises:
            UsageError: the query or a filter cannot be understood.
            RecordError: the record could not be read.
        """
        return self.view(**narrow).find(text, like=like, field=field, sort=sort, limit=limit)

    def embed(self) -> int:
        """Make the vectors that statements still lack, so that they are found by meaning.

        Returns:
            How many were made.

        Raises:
            RecordError: they could not be written; what was made before is kept.
        """
        from onrecord.record import embed_missing

        return sum(made for made, _ in embed_missing(self.writer, _embedder()))

    def wordings(self, statement: str, *, all_versions: bool = False) -> Timeline:
        """Give the wordings that have one origin with a statement, in the order of time.

        Args:
            statement: its id.
            all_versions: those of old versions of pages too.

        Raises:
            NotOnRecord: there is no such statement.
            RecordError: the record could not be read.
        """
        return self.grouped.of(statement, all_versions=all_versions)

    def find_wordings(self, text: str, *, limit: int = 1, **narrow: Unpack[Narrow]) -> list[Timeline]:
        """Give the groups of the statements that fit a query best, each group once.

        Args:
            text: the query, as :meth:`find` takes it.
            limit: how many groups at most.
            narrow: speaker, outlet, since, until, kind, type, via, all_versions: of the statements looked
                for, not of the others in their groups.

        Raises:
            UsageError: the query or a filter cannot be understood.
            RecordError: the record could not be read.
        """
        from onrecord.record import Filters

        return self.grouped.find(text, Filters(**narrow), limit=limit)

    def drift(self, *, limit: int | None = 20, **narrow: Unpack[Narrow]) -> Drift:
        """List wordings that depart from others of their groups: changed negations, numbers, names first.

        Args:
            limit: how many at most; None for all.
            narrow: speaker, outlet, since, until, kind, type, via, all_versions: of the wordings listed, not
                of those that they are compared with.

        Raises:
            UsageError: a filter cannot be understood.
            RecordError: the record could not be read.
        """
        from onrecord.record import Filters

        return self.grouped.drift(Filters(**narrow), limit=limit)

    def judge(self, one: str, two: str, verdict: PairVerdict, *, note: str | None = None) -> None:
        """Keep what a person judged of two: statements, whether they have one origin, or speakers.

        Args:
            one: the id of a statement, of a person, or of one appearance of a person.
            two: the id of another of the same kind.
            verdict: ``same``, ``different``, or ``unsure``, which takes either back.
            note: why, in the person's words.

        Raises:
            UsageError: both are one, or it would contradict what was judged before.
            NotOnRecord: one of them is not on record.
            RecordError: it could not be written.
        """
        from onrecord.joining import judge

        judge(self.writer, one, two, verdict, note=note)

    def view(self, **narrow: Unpack[Narrow]) -> View:
        """Give a part of the record: what one speaker, outlet or time said.

        Args:
            narrow: speaker, outlet, since, until, kind, type, via, all_versions.
        """
        from onrecord.record import Filters

        return View(self, Filters(**narrow))


class View:
    """A part of a record, narrowed down once and asked many times; iterating gives its statements."""

    def __init__(self, record: Record, filters: Filters) -> None:
        self._record, self._filters = record, filters

    def __iter__(self) -> Iterator[Entry]:
        for hit in self.find(limit=None):
            if hit.entry is not None:
                yield hit.entry

    def view(self, **narrow: Any) -> View:
        """Narrow it down further; a filter given again takes the place of the one before."""
        return View(self._record, replace(self._filters, **narrow))

    def find(
        self,
        text: str | None = None,
        *,
        like: str | None = None,
        field: Field = "statements",
        sort: Sort = "relevance",
        limit: int | None = 20,
    ) -> Found:
        """Find in this part; see :meth:`Record.find`.

        Raises:
            UsageError: the query or a filter cannot be understood, or meaning cannot be searched.
            RecordError: the record could not be read.
        """
        from onrecord.record import is_person

        how: dict[str, Any] = {"like": like, "field": field, "sort": sort, "limit": limit}
        if self._filters.speaker is None or not is_person(self._filters.speaker):
            return self._record.reader.find(text, self._filters, **how)
        with self._record.known_people() as reader:
            return reader.find(text, self._filters, **how)


def _embedder() -> Embed:
    from onrecord.adding import embedder

    return embedder()
