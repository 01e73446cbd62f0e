"""The commands and their options; what they do is in the modules beside this one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.surfaces.cli import (
    add,
    backup,
    check,
    drift,
    embed,
    exchange,
    failures,
    find,
    forget,
    history,
    show,
    speakers,
    stats,
    verify_command,
    wordings,
)
from onrecord.surfaces.cli.options import Form, InputForm, Inputs, MaxBytes, Model, byte_count

__all__ = ["app", "byte_count"]

EPILOG = """\b
Exit status of every command:
  0  done, nothing to complain of
  1  done, and something asked about is not well: an input could not be read,
     a quotation is not as it should be, a record is not clean, there is
     nothing by that name
  2  wrong call
  3  nothing could be read: not the only input, not one of them, or not the record

Results go to standard output, messages to people to standard error.
"""

app = typer.Typer(
    help="Who said what, to whom, in what words, according to whom: from any news page.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class OutputFormat(StrEnum):
    """How results are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and end.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Who said what, to whom, in what words, according to whom: from any news page."""


READ_EPILOG = """\b
Examples:
  onrecord read page.html
  onrecord read --format html page.html > page.onrecord.html
  onrecord read --format json https://example.org/news/1
  curl -s https://example.org/news/1 | onrecord read -
  onrecord read --format jsonl --workers 4 pages.jsonl > statements.jsonl
  onrecord read --format jsonl crawl.warc.gz > statements.jsonl
  onrecord read https://example.org/feed.xml
"""


@app.command(epilog=READ_EPILOG)
def read(
    inputs: Inputs,
    format: Annotated[
        OutputFormat, typer.Option("--format", "-f", help="How to write what was read.")
    ] = OutputFormat.table,
    input: Form = InputForm.auto,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="FLOAT", help="Leave out statements less sure than this, 0 to 1."),
    ] = 0.0,
    no_thread: Annotated[
        bool, typer.Option("--no-thread", help="Leave out comments; plain text is then all article.")
    ] = False,
    model: Model = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Read in N processes. Results are the same.")
    ] = 1,
    max_bytes: MaxBytes = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch URLs on private, loopback and link-local addresses too."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No notices and no progress bar; errors are still told.")
    ] = False,
) -> None:
    """Read pages: who said what, with the thread of comments under each.

    One input that cannot be read does not stop the others. JSON Lines hold one page a line,
    {"id": ..., "text": ...} or {"id": ..., "html": ...}. Of a WARC the answers with HTML or plain text
    are read; the pages that a feed (RSS, Atom) or a list of URLs names are fetched.
    """
    from onrecord.surfaces.cli.read import Request, run

    status = run(
        Request(
            inputs=tuple(inputs),
            output=format.value,
            form=input.value,
            min_confidence=min_confidence,
            thread=not no_thread,
            model=model,
            workers=workers,
            max_bytes=max_bytes,
            allow_private=allow_private,
            quiet=quiet,
        )
    )
    raise typer.Exit(status)


class ThreadFormat(StrEnum):
    """How a thread is written."""

    tree = "tree"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


THREAD_EPILOG = """\b
Examples:
  onrecord thread page.html
  onrecord thread --format csv page.html > comments.csv
"""


@app.command(epilog=THREAD_EPILOG)
def thread(
    inputs: Inputs,
    format: Annotated[
        ThreadFormat, typer.Option("--format", "-f", help="A tree, or a row a comment with its path.")
    ] = ThreadFormat.tree,
    input: Form = InputForm.auto,
) -> None:
    """Show the comments under an article: who answers whom, when, in what words."""
    from onrecord.surfaces.cli.discussion import run

    raise typer.Exit(run(tuple(inputs), format.value, input.value))


EVALUATE_EPILOG = """\b
Examples:
  onrecord evaluate dev.jsonl --labels labels.dev.jsonl
  onrecord evaluate dev.jsonl --errors > errors.txt
"""


@app.command(epilog=EVALUATE_EPILOG)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help='JSON Lines of {"id", "text", "statements"}, each statement with spans.',
            show_default=False,
        ),
    ],
    labels: Annotated[
        Path | None, typer.Option(metavar="PATH", help="JSON Lines of who speaks; adds the speaker figures.")
    ] = None,
    model: Model = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what went wrong, sorted into classes with their counts.")
    ] = False,
) -> None:
    """Measure how good the reader is on articles whose statements people have marked."""
    from onrecord.surfaces.cli.evaluate import run

    raise typer.Exit(run(gold, labels, model, errors=errors))


# Each in a file of its own; what they need is imported when they run.
app.command(epilog=add.EPILOG)(add.add)
app.command(epilog=find.EPILOG)(find.find)
app.command(epilog=embed.EPILOG)(embed.embed)
app.command(epilog=show.EPILOG)(show.show)
app.command(epilog=speakers.EPILOG)(speakers.speakers)
app.command()(stats.stats)
app.command()(history.history)
app.command()(failures.failures)
app.command(epilog=forget.EPILOG)(forget.forget)
app.command()(backup.backup)
app.command()(check.check)
app.command(epilog=exchange.EXPORT_EPILOG)(exchange.export)
app.command("import", epilog=exchange.IMPORT_EPILOG)(exchange.import_)
app.command(epilog=verify_command.EPILOG)(verify_command.verify)
app.command(epilog=wordings.EPILOG)(wordings.wordings)
app.command(epilog=drift.EPILOG)(drift.drift)
app.command(epilog=drift.JUDGE_EPILOG)(drift.judge)
