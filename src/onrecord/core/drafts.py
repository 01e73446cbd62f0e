"""A draft: a text that quotes people, and the quotations found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.core.values import Span

__all__ = ["Draft", "DraftFormat", "Quotation", "Skipped"]

DraftFormat = Literal["markdown", "html", "docx", "text"]
"""What a draft is written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation in a draft.

    Args:
        span: its place in the draft's text, without the marks.
        words: exactly what stands there.
        speaker: whom the draft names, by the fullest name it has; None where it names nobody.
        before: the draft's own words before it in its sentence.
    """

    span: Span
    words: str
    speaker: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something between marks that is not checked, and why."""

    span: Span
    quotation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft's text with what is quoted in it.

    Args:
        text: what all spans point into: the file's own text for Markdown and plain text, the extracted
            paragraphs for HTML and docx.
        quotations: what to check, in text order.
        skipped: what not to check, in text order.
    """

    text: str
    quotations: tuple[Quotation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
