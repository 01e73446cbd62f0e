"""``docs/cli.md``, made from the help texts: ``python -m onrecord.surfaces.cli.reference > docs/cli.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from onrecord.surfaces.cli.app import app

__all__ = ["reference"]

WIDTH = 80

_HEAD = """# The command line

Made from the help texts by `make docs`; change those, not this file.
"""


def reference() -> str:
    """Return the help of every command as one Markdown document."""
    parts = [_HEAD]
    for name, text in _helps():
        parts.append(f"## `{name}`\n\n```text\n$ {name} --help\n{text}\n```\n")
    return "\n".join(parts)


def _helps() -> Iterator[tuple[str, str]]:
    group = typer.main.get_group(app)
    # No colours and one width, whatever terminal this runs in.
    root = group.make_context("onrecord", [], resilient_parsing=True, terminal_width=WIDTH, color=False)
    yield "onrecord", group.get_help(root).rstrip()
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        assert command is not None
        context = command.make_context(name, [], parent=root, resilient_parsing=True, terminal_width=WIDTH)
        yield f"onrecord {name}", command.get_help(context).rstrip()


if __name__ == "__main__":
    sys.stdout.write(reference())
