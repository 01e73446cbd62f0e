"""Findings as one self-contained HTML document: the draft with its quotations marked, sources beside them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.core.findings import Checked, Finding
from onrecord.core.values import SpeakerName
from onrecord.surfaces.cli.html import web_address
from onrecord.surfaces.cli.people import printable

__all__ = ["write_report"]

_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
"""What makes a line of Markdown a heading; it is shown as one, without the mark."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a paragraph: its words, and the number of the finding they belong to."""

    words: str
    number: int | None = None


def write_report(checked: Checked, text: str, title: str, names: Mapping[str, str], out: TextIO) -> None:
    """Write the report.

    Args:
        checked: what checking gave.
        text: the draft's text, or the one quotation.
        title: what to call it.
        names: what to call a page, by its id.
        out: where to write.
    """
    loader = PackageLoader("onrecord.surfaces.cli", "templates")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters["clean"] = printable
    templates.filters["link"] = web_address
    templates.filters["names"] = _names
    style = loader.get_source(templates, "verify.css")[0]
    # The policy allows this one style sheet by its hash, and nothing else at all.
    style_hash = b64encode(sha256(style.encode()).digest()).decode()
    out.write(templates.get_template("head.html").render(title=title, style=style, style_hash=style_hash))
    body = templates.get_template("verify.html")
    paragraphs = _paragraphs(text, checked.findings)
    out.write(body.render(title=title, checked=checked, paragraphs=paragraphs, names=names))
    out.write("</body>\n</html>\n")


def _names(speaker: SpeakerName) -> str:
    return speaker if isinstance(speaker, str) else " and ".join(speaker or ("no name",))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the draft and the numbers of the findings that begin in it."""

    pieces: list[_Piece]
    numbers: list[int]
    heading: bool = False


def _paragraphs(text: str, findings: tuple[Finding, ...]) -> list[_Paragraph]:
    """Cut the text at line ends and at the borders of findings; of two that overlap the first is marked."""
    ends = [0, *(i + 1 for i, char in enumerate(text) if char == "\n"), len(text)]
    out = []
    for start, end in pairwise(ends):
        mark = _HEADING.match(text, start, end)
        pieces, numbers, at = list[_Piece](), list[int](), mark.end() if mark else start
        for number, finding in enumerate(findings):
            s, e = max(finding.span[0], at), min(finding.span[1], end)
            if start <= finding.span[0] < end:
                numbers.append(number)
            if s < e:
                pieces += [_Piece(text[at:s]), _Piece(text[s:e], number)]
                at = e
        pieces.append(_Piece(text[at:end]))
        if text[start:end].strip():
            out.append(_Paragraph([piece for piece in pieces if piece.words], numbers, mark is not None))
    return out
