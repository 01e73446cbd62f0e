"""Draws docs/images/read.svg, the README's picture: ``make picture``."""

from __future__ import annotations

import io
import os
from pathlib import Path

from rich.console import Console

import onrecord
from onrecord.surfaces.cli.table import page_view

HERE = Path(__file__).parent
WIDTH = 104


def main() -> None:
    """Read the page that ships with the project and save what the terminal shows."""
    os.chdir(HERE.parents[1])  # the picture shows the path as it is given here
    page = onrecord.read("examples/ferry.txt")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(page_view(page, WIDTH))
    console.save_svg(str(HERE / "read.svg"), title="onrecord read examples/ferry.txt")


if __name__ == "__main__":
    main()
