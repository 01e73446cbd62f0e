"""Messages to people: on standard error, each with its remedy."""

from __future__ import annotations

import re

import typer

from onrecord.core.errors import OnrecordError, UsageError

__all__ = ["NOTHING_READ", "WRONG_CALL", "complain", "printable", "status_of"]

WRONG_CALL, NOTHING_READ = 2, 3

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Replace what would steer a terminal or hide text in it: control codes and direction overrides.

    A page is written by strangers. One for one, so that offsets hold.

    >>> printable("a\x1b[2Jb\n")
    'a�[2Jb\n'
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", " \n"))


def complain(error: OnrecordError) -> None:
    """Tell what is wrong and what to do about it."""
    typer.echo(printable(f"onrecord: {error.message}\n  remedy: {error.remedy}"), err=True)


def status_of(error: OnrecordError) -> int:
    """Exit status where the error ended the command: what it could not do without is wrong or missing."""
    return WRONG_CALL if isinstance(error, UsageError) else NOTHING_READ
