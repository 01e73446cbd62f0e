"""The documented command line is the real one, and no option is without a word of help."""

from pathlib import Path

import typer

from onrecord.surfaces.cli.app import app
from onrecord.surfaces.cli.reference import reference

DOC = (Path(__file__).parents[3] / "docs/cli.md").read_text(encoding="utf-8")


def test_the_document_is_up_to_date() -> None:
    assert reference() == DOC, "run `make docs`"


def test_every_option_of_every_command_is_documented() -> None:
    group = typer.main.get_group(app)
    commands = {"": group, **group.commands}
    assert "read" in commands
    for name, command in commands.items():
        section = DOC.split(f"## `{f'onrecord {name}'.strip()}`\n")[1].split("\n## ")[0]
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, typer.core.TyperOption):
                assert parameter.help, parameter.name
                assert all(written in section for written in parameter.opts), parameter.name
