"""The options of ``onrecord verify``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.core.findings import VERDICTS, Verdict
from onrecord.surfaces.cli.options import Record

__all__ = ["EPILOG", "verdicts", "verify"]

EPILOG = """\b
Examples:
  onrecord verify draft.md --against page.html --against https://example.org/news/1
  onrecord verify --quote "We are out of beds" --speaker "Nora Falk" --against page.html
  onrecord verify draft.docx --record news.db --format html > report.html
  onrecord verify draft.md --against page.html --fail-on altered,misattributed

Without --against the record is searched. With it the record is searched too if
--record names it on the command line.

\b
Verdicts:
  verbatim       said by that person in these words, light editing allowed
  altered        said by that person, but in other words, or a cut lost what governs them
  spliced        put together from pieces that stand apart
  reported       on record in indirect speech only
  misattributed  said by someone else
  unattributed   the words are there, and it is unknown who said them
  not on record  nothing like it in what was searched
  supported      indirect speech of the draft that statements bear out (with --reported)
"""


class ReportFormat(StrEnum):
    """How findings are written."""

    table = "table"
    json = "json"
    html = "html"
    sarif = "sarif"


def verdicts(values: list[str]) -> tuple[Verdict, ...]:
    """Read the verdicts that give status 1: several options, or one with commas.

    Raises:
        typer.BadParameter: there is no such verdict.

    >>> verdicts(["altered,not on record", "spliced"])
    ('altered', 'spliced', 'not on record')
    """
    wanted = {part.strip().lower() for value in values for part in value.split(",") if part.strip()}
    unknown = wanted - set(VERDICTS) - {"none"}
    if unknown:
        known = ", ".join(VERDICTS)
        raise typer.BadParameter(f"there is no verdict {sorted(unknown)[0]!r}; choose from {known}, or none")
    return tuple(verdict for verdict in VERDICTS if verdict in wanted)


_Draft = Annotated[
    str | None,
    typer.Argument(
        metavar="[DRAFT]",
        help="The draft: Markdown, HTML, docx or plain text; - for standard input.",
        show_default=False,
    ),
]
_Against = Annotated[
    list[str] | None,
    typer.Option(
        "--against", "-a", metavar="INPUT", help="A source to check against, as for read. Repeat it for more."
    ),
]
_Quote = Annotated[
    str | None, typer.Option("--quote", metavar="WORDS", help="Check this one quotation instead of a draft.")
]
_Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Who is said to have said it; with --quote.")
]
_Reported = Annotated[bool, typer.Option("--reported", help="Check the draft's indirect speech too.")]
_Strict = Annotated[bool, typer.Option("--strict", help="Light editing counts as alteration.")]
_Format = Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write the findings.")]
_FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="VERDICTS",
        help="Verdicts that give exit status 1, with commas between; or none.",
        show_default="all but verbatim and supported",
    ),
]
_Model = Annotated[
    Path | None, typer.Option("--model", metavar="PATH", help="Use another model: the folder of its files.")
]
_AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch URLs on private, loopback and link-local addresses too."),
]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not list what was skipped.")]


def verify(
    context: typer.Context,
    draft: _Draft = None,
    against: _Against = None,
    record: Record = Path("onrecord.db"),
    quote: _Quote = None,
    speaker: _Speaker = None,
    reported: _Reported = False,
    strict: _Strict = False,
    format: _Format = ReportFormat.table,
    fail_on: _FailOn = None,
    model: _Model = None,
    allow_private: _AllowPrivate = False,
    quiet: _Quiet = False,
) -> None:
    """Check the quotations of a draft: whether that person said that, in these words.

    Quotations of four words or more are checked, and shorter ones with a speaker and a verb of saying. A
    comment "onrecord: ignore" with a reason silences the quotation before it in its line, else the next.
    No verdict says whether something is true.
    """
    from onrecord.surfaces.cli.verify import FINE, VerifyRequest, run

    # Somebody's environment must not change what is checked against the sources that are named.
    source = context.get_parameter_source("record")
    named = source is not None and source.name == "COMMANDLINE"
    failing = tuple(v for v in VERDICTS if v not in FINE) if fail_on is None else verdicts(fail_on)
    request = VerifyRequest(
        draft=draft,
        against=tuple(against or ()),
        record=record if named or not against else None,
        quote=quote,
        speaker=speaker,
        reported=reported,
        strict=strict,
        output=format.value,
        fail_on=failing,
        model=model,
        allow_private=allow_private,
        quiet=quiet,
    )
    raise typer.Exit(run(request))
