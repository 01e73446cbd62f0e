"""Errors a user can meet, each with a remedy.

::

    OnrecordError              everything below; catch this one
    ├── UsageError             the call itself is wrong                       code "usage"
    ├── InputError             one input could not be read; others go on
    │   ├── MissingInput       no such file                                   code "missing"
    │   ├── EmptyInput         nothing in it that could be read               code "empty"
    │   ├── BinaryInput        bytes that are no text                         code "binary"
    │   ├── TooLarge           larger than the limit                          code "too-large"
    │   ├── BadLine            a line or entry that cannot be used            code "bad-line"
    │   ├── RefusedAddress     a URL that must not be fetched                 code "refused-address"
    │   └── FetchFailed        a URL that could not be fetched                code "fetch-failed"
    ├── RecordError            the record, the file that pages are kept in
    │   ├── MissingRecord      there is no such file                          code "record-missing"
    │   ├── NotARecord         a file of something else                       code "record-foreign"
    │   ├── NewerRecord        made by a later version of onrecord            code "record-newer"
    │   ├── DamagedRecord      cut off or overwritten                         code "record-damaged"
    │   ├── ReadOnlyRecord     the file or its folder may not be written      code "record-read-only"
    │   ├── FullDisk           no room to write                               code "record-full"
    │   ├── BusyRecord         another program is writing for too long        code "record-busy"
    │   └── NotOnRecord        nothing with that id, address or name          code "not-on-record"
    └── ModelError             the reader's weights are missing or unusable   code "model"
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BadLine",
    "BinaryInput",
    "BusyRecord",
    "DamagedRecord",
    "EmptyInput",
    "FetchFailed",
    "FullDisk",
    "InputError",
    "MissingInput",
    "MissingRecord",
    "ModelError",
    "NewerRecord",
    "NotARecord",
    "NotOnRecord",
    "OnrecordError",
    "ReadOnlyRecord",
    "RecordError",
    "RefusedAddress",
    "TooLarge",
    "UsageError",
]


class OnrecordError(Exception):
    """Base of every error onrecord raises on purpose.

    Args:
        message: what is wrong, as one sentence without a final full stop.
        remedy: what the user can do about it, as one sentence.

    >>> error = EmptyInput("notes.txt holds no text", remedy="give a page with an article")
    >>> str(error), error.code
    ('notes.txt holds no text; give a page with an article', 'empty')
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, tuple[type[OnrecordError], str, str]]:
        # The keyword-only remedy must survive the way back from a worker process.
        return _rebuild, (type(self), self.message, self.remedy)

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}"


def _rebuild(kind: type[OnrecordError], message: str, remedy: str) -> OnrecordError:
    return kind(message, remedy=remedy)


class UsageError(OnrecordError):
    """The call itself is wrong: an option or argument that cannot be meant."""

    code = "usage"


class InputError(OnrecordError):
    """One input could not be read; the others go on."""

    code = "input"


class MissingInput(InputError):
    """There is no such file, or it cannot be opened."""

    code = "missing"


class EmptyInput(InputError):
    """The input holds no text that could be read."""

    code = "empty"


class BinaryInput(InputError):
    """The input's bytes are not text in any encoding."""

    code = "binary"


class TooLarge(InputError):
    """The input is larger than the limit in bytes."""

    code = "too-large"


class BadLine(InputError):
    """A line of JSON Lines, a line of a list of URLs or an entry of a feed that cannot be used."""

    code = "bad-line"


class RefusedAddress(InputError):
    """A URL that is not http(s) or leads to a private, loopback or link-local address."""

    code = "refused-address"


class FetchFailed(InputError):
    """A URL that could not be fetched: no answer, too slow, or an error status."""

    code = "fetch-failed"


class RecordError(OnrecordError):
    """The record could not be opened, read or written."""

    code = "record"


class MissingRecord(RecordError):
    """There is no file of that name."""

    code = "record-missing"


class NotARecord(RecordError):
    """The file is no SQLite file, or one of another program."""

    code = "record-foreign"


class NewerRecord(RecordError):
    """The record was made by a later version of onrecord, whose tables this one does not know."""

    code = "record-newer"


class DamagedRecord(RecordError):
    """The file is cut off, or parts of it were overwritten."""

    code = "record-damaged"


class ReadOnlyRecord(RecordError):
    """The file, or the folder it lies in, may not be written."""

    code = "record-read-only"


class FullDisk(RecordError):
    """There is no room left where the record lies."""

    code = "record-full"


class BusyRecord(RecordError):
    """Another program has held the record for writing longer than is waited for."""

    code = "record-busy"


class NotOnRecord(RecordError):
    """The record holds nothing with that id, address or name."""

    code = "not-on-record"


class ModelError(OnrecordError):
    """The reader's weights are missing, incomplete or made for another version."""

    code = "model"
