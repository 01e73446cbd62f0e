"""The command line: ``onrecord read`` and its companions.

This module and :mod:`onrecord.surfaces.cli.app` import little, so that ``onrecord --help`` is quick.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command that ``sys.argv`` names and end the process with its status."""
    from onrecord.surfaces.cli.app import app

    # What is printed may hold any character; a terminal's own encoding must not stop it.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="onrecord")
