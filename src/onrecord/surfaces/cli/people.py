"""Messages to people: on standard error, each with its remedy."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn

import typer

from onrecord.core.errors import NotOnRecord, OnrecordError, UsageError

__all__ = [
    "NOTHING_READ",
    "NOT_WELL",
    "WRONG_CALL",
    "complain",
    "counted",
    "finish",
    "notice",
    "passed_over",
    "printable",
    "status_of",
]

NOT_WELL, WRONG_CALL, NOTHING_READ = 1, 2, 3
PIPE_CLOSED = 141
"""What a shell reports for a command that its reader, such as ``head``, left: 128 + SIGPIPE."""

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
    if isinstance(error, NotOnRecord):
        return NOT_WELL
    return WRONG_CALL if isinstance(error, UsageError) else NOTHING_READ


def notice(text: str) -> None:
    """Tell what one should know about a result."""
    typer.echo(printable(f"onrecord: {text}"), err=True)


def counted(number: int, thing: str) -> str:
    """Say how many, in the singular or the plural.

    >>> counted(1, "page"), counted(1200, "page")
    ('1 page', '1,200 pages')
    """
    return f"{number:,} {thing}{'s' * (number != 1)}"


def passed_over(passed: Mapping[str, int]) -> str:
    """Say what web archives held beside pages.

    >>> passed_over({"robots.txt": 1, "pictures": 1200})
    'passed over in web archives: 1,200 pictures, 1 robots.txt'
    """
    most_first = sorted(passed.items(), key=lambda item: -item[1])
    return "passed over in web archives: " + ", ".join(f"{n:,} {what}" for what, n in most_first)


def finish(action: Callable[[], int]) -> NoReturn:
    """Do what a command is for and end with its status; an error is told and ends it with its own."""
    try:
        status = action()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads us has enough. Nothing more may be written, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = PIPE_CLOSED
    except OnrecordError as error:
        complain(error)
        status = status_of(error)
    raise typer.Exit(status)
