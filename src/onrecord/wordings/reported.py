"""Whether what a draft reports in indirect speech has statements on record that bear it out."""

from __future__ import annotations

from typing import Final

from onrecord.core.findings import Evidence, Finding
from onrecord.core.values import Entry, Span
from onrecord.wordings.differences import stem
from onrecord.wordings.governors import kinds_in
from onrecord.wordings.names import is_one_of
from onrecord.wordings.printed import printed
from onrecord.wordings.shelf import Sources
from onrecord.wordings.tokens import Token, tokenise

__all__ = ["LIGHT", "judge_reported"]

LIGHT: Final = frozenset(
    "a an the and or but of in on at to for from by with as is are was were be been being that this these "  # noqa: SIM905
    "those it its he she they we you i his her their our my your him them us me had has have will would do "
    "does did so than then there which who what when where while".split()
)
"""Words that carry little meaning by themselves and change between direct and indirect speech."""
_ENOUGH = 0.6
_MOST_EVIDENCE = 3


def judge_reported(words: str, sources: Sources, *, speaker: str | None, span: Span) -> Finding:
    """Say whether statements on record support what a draft reports someone as saying.

    The words need not be the same, but most that carry meaning must be there, every number, and a negation
    on both sides or on neither.

    Args:
        words: what the draft reports.
        sources: what is searched.
        speaker: whom the draft names.
        span: its place in the draft.
    """
    tokens = tokenise(words).tokens
    likely = sources.candidates(words, speaker)
    scored = [(_shared(tokens, entry), entry) for entry in likely if _by(speaker, entry)]
    found = sorted((pair for pair in scored if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    who = speaker or "the source"
    if found:
        reason = f"A statement on record of {who} has most of these words, and denies and counts as they do."
    else:
        reason = f"Nothing of {who} like this is among the {sources.searched()} that were searched."
    return Finding(
        span=span,
        quotation=words,
        speaker=speaker,
        verdict="supported" if found else "not on record",
        evidence=tuple(_evidence(entry) for _, entry in found[:_MOST_EVIDENCE]),
        reason=reason,
    )


def _by(speaker: str | None, entry: Entry) -> bool:
    return speaker is None or is_one_of(speaker, entry.statement.speaker)


def _shared(tokens: tuple[Token, ...], entry: Entry) -> float:
    """Share of the words that carry meaning which the entry has; 0 where it denies or counts otherwise."""
    original = printed(entry).tokens
    numbers = {t.key for t in tokens if t.number}
    against = kinds_in(tokens) ^ kinds_in(original)
    if "negation" in against or not numbers <= {t.key for t in original}:
        return 0.0
    heavy = {stem(t.key) for t in tokens if t.key not in LIGHT}
    return len(heavy & {stem(t.key) for t in original}) / len(heavy) if heavy else 0.0


def _evidence(entry: Entry) -> Evidence:
    return Evidence(
        statement=entry.statement.id,
        page=entry.page,
        url=entry.url,
        speaker=entry.statement.speaker,
        offsets=entry.statement.content,
        text=" … ".join(entry.pieces),
        comment=entry.comment,
    )
