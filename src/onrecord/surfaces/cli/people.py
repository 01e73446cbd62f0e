"""Messages to people: on standard error, each with its remedy."""

from __future__ import annotations

import re

import typer

from onrecord.core.errors import OnrecordError

__all__ = ["complain", "printable"]

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
