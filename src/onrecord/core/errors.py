"""Errors a user can meet, each with a remedy.

::

    OnrecordError              everything below; catch this one
    ├── UsageError             the call itself is wrong                       code "usage"
    ├── InputError             one input could not be read; others go on
    │   ├── MissingInput       no such file                                   code "missing"
    │   ├── EmptyInput         nothing in it that could be read               code "empty"
    │   ├── BinaryInput        bytes that are no text                         code "binary"
    │   ├── TooLarge           larger than the limit                          code "too-large"
    │   ├── BadLine            a line of JSON Lines that cannot be used       code "bad-line"
    │   ├── RefusedAddress     a URL that must not be fetched                 code "refused-address"
    │   └── FetchFailed        a URL that could not be fetched                code "fetch-failed"
    └── ModelError             the reader's weights are missing or unusable   code "model"
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BadLine",
    "BinaryInput",
    "EmptyInput",
    "FetchFailed",
    "InputError",
    "MissingInput",
    "ModelError",
    "OnrecordError",
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
    """A line of JSON Lines is not JSON, or lacks an id, or has neither text nor HTML."""

    code = "bad-line"


class RefusedAddress(InputError):
    """A URL that is not http(s) or leads to a private, loopback or link-local address."""

    code = "refused-address"


class FetchFailed(InputError):
    """A URL that could not be fetched: no answer, too slow, or an error status."""

    code = "fetch-failed"


class ModelError(OnrecordError):
    """The reader's weights are missing, incomplete or made for another version."""

    code = "model"
