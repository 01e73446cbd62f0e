"""What a check of quotations gives: a verdict for each, with the difference and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.core.drafts import Skipped
from onrecord.core.values import Span, Spans, SpeakerName

__all__ = [
    "ALLOWANCES",
    "VERDICTS",
    "Allowance",
    "Checked",
    "Difference",
    "DifferenceKind",
    "Evidence",
    "Finding",
    "Verdict",
]

Verdict = Literal[
    "verbatim",
    "altered",
    "spliced",
    "reported",
    "misattributed",
    "unattributed",
    "not on record",
    "supported",
]
"""What is known of a quotation; ``supported`` is for a draft's indirect statements only."""

VERDICTS: tuple[Verdict, ...] = (
    "verbatim",
    "altered",
    "spliced",
    "reported",
    "misattributed",
    "unattributed",
    "not on record",
    "supported",
)

Allowance = Literal[
    "ellipsis", "brackets", "capital", "marks", "dashes", "punctuation", "spelling", "numbers", "letters"
]
"""A light edit that journalism allows; ``letters`` are another alphabet's that print the same."""

ALLOWANCES: tuple[Allowance, ...] = (
    "ellipsis",
    "brackets",
    "capital",
    "marks",
    "dashes",
    "punctuation",
    "spelling",
    "numbers",
    "letters",
)

DifferenceKind = Literal[
    "cut",
    "added",
    "replaced",
    "joined",
    "negation",
    "number",
    "modality",
    "name",
    "tense",
    "transliteration",
    "question",
    "context",
]
"""What differs: words left out, put in, or put for others; pieces joined without ellipsis; and of which
sort the words are. ``context`` is a word outside the quotation that governs it and was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a wording departs from another.

    Args:
        kind: what sort of difference.
        quotation: the words of the quotation; empty where words were cut.
        original: the words on record; empty where words were added.
        span: the place of the former in the quotation.
        offsets: the place of the latter in the text it stands in; None if it stands nowhere.
    """

    kind: DifferenceKind
    quotation: str
    original: str
    span: Span
    offsets: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place on record that a verdict rests on.

    Args:
        statement: the statement's id; None for a page's text outside every statement.
        page: the page's id.
        url: the page's address.
        speaker: who said it.
        offsets: the words' places in the page's text, or the comment's.
        text: the words there.
        comment: the comment's number, if it stands in one.
    """

    statement: str | None
    page: str
    url: str | None = None
    speaker: SpeakerName = None
    offsets: Spans
    text: str
    comment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on one quotation.

    Args:
        span: where the quotation stands in the draft, without its marks.
        quotation: exactly the words between the marks.
        speaker: whom the draft names as the speaker.
        verdict: what is known of it; never whether it is true.
        allowances: light edits that were allowed, in a fixed order.
        evidence: what it rests on, best first.
        difference: how it departs from the first of the evidence.
        reason: the verdict's reason in one sentence.
    """

    span: Span
    quotation: str
    speaker: str | None
    verdict: Verdict
    allowances: tuple[Allowance, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    difference: tuple[Difference, ...] = ()
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A draft after checking: the findings in its order, and what was not checked."""

    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
