"""``onrecord evaluate``: how good a model is on pages whose statements people have marked."""

from __future__ import annotations

from pathlib import Path

import typer

from onrecord.core.errors import OnrecordError
from onrecord.surfaces.cli.people import complain, status_of

__all__ = ["run"]


def run(gold: Path, labels: Path | None, model: Path | None, *, errors: bool = False) -> int:
    """Print the figures, and every mistake if asked, and return the exit status."""
    from onrecord.evaluation.errors import error_lines
    from onrecord.evaluation.report import evaluate
    from onrecord.reading import Reader

    try:
        report = evaluate(gold, labels=labels, reader=Reader.load(model))
    except OnrecordError as error:
        complain(error)
        return status_of(error)
    for line in report.lines():
        typer.echo(line)
    if errors:
        typer.echo()
        for line in error_lines(report.documents, report.types):
            typer.echo(line)
    return 0
