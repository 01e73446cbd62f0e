"""The part of ``onrecord.open`` that is about speakers across pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.people import Appearance, Person
    from onrecord.joining import Asked
    from onrecord.record import Reader, Writer

__all__ = ["SpeakersOnRecord"]


class SpeakersOnRecord:
    """What :class:`onrecord._record.Record` knows of people."""

    path: Path
    _writer: Writer | None

    @property
    def writer(self) -> Writer:
        """The half that writes."""
        raise NotImplementedError

    @contextmanager
    def known_people(self) -> Iterator[Reader]:
        """Open the half that reads, with all speakers known across pages, as they are at this moment.

        Raises:
            RecordError: the record is missing, no record, newer, or damaged.
        """
        from onrecord.joining import people_of, settle_people

        if self._writer is not None:
            settle_people(self._writer)
        with people_of(self.path) as reader:
            yield reader

    def speakers(self, name: str | None = None, *, limit: int | None = 20) -> list[Person]:
        """List who is quoted, under all their names, the most quoted first.

        Args:
            name: only those of whom a name holds these words.
            limit: how many at most; None for all.

        Raises:
            RecordError: the record could not be read.
        """
        from onrecord.record import people

        with self.known_people() as reader:
            return people(reader, name, limit=limit)

    def appearances(self, id: str) -> list[Appearance]:
        """List where a person appears, and why these are taken for one person's appearances.

        Args:
            id: the id of the person, or of any of the appearances.

        Raises:
            NotOnRecord: there is nobody of that id.
            RecordError: the record could not be read.
        """
        from onrecord.record import appearances

        with self.known_people() as reader:
            return appearances(reader, id)

    def identify(self, path: str | PathLike[str]) -> int:
        """Take in which items of Wikidata people are: a CSV file of names or ids, each with a QID.

        Args:
            path: the file.

        Returns:
            How many people it was.

        Raises:
            InputError: the file cannot be read, or a line of it.
            NotOnRecord: nobody has a name or id in it.
            UsageError: several people have a name in it.
            RecordError: it could not be written.
        """
        from onrecord.joining import identify_from

        return identify_from(self.writer, Path(path))

    def reconcile(
        self, service: str, name: str | None = None, *, limit: int | None = None, allow_private: bool = False
    ) -> Asked:
        """Ask a reconciliation service, as OpenRefine does, which items of Wikidata people are.

        Only names of people who are no commenters and have no QID yet are sent there.

        Args:
            service: the address of its endpoint.
            name: only those of whom a name holds these words.
            limit: so many of the most quoted; None for all.
            allow_private: let the service be on a private or loopback address.

        Raises:
            InputError: the service could not be asked; what it said before is kept.
            RecordError: it could not be written.
        """
        from onrecord.joining import reconcile

        return reconcile(self.writer, service, name, limit=limit, allow_private=allow_private)
