"""The verdict on a quotation: whether these words were said, by that person, in this form."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from onrecord.core.findings import ALLOWANCES, Difference, Evidence, Finding, Verdict
from onrecord.core.values import Entry, Span
from onrecord.wordings.align import compounds
from onrecord.wordings.governors import GovernorKind, kinds_in
from onrecord.wordings.match import Match, compare
from onrecord.wordings.names import is_one_of
from onrecord.wordings.reasons import reason_for
from onrecord.wordings.shelf import Passage, Sources
from onrecord.wordings.splice import Piece, pieces_of
from onrecord.wordings.tokens import tokenise

__all__ = ["judge"]

_ALIKE, _HEAVY_ALIKE = 0.6, 0.3
"""A wording that has less of the quotation's words, or of those that carry meaning, is another statement."""

_MOST_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class _Ruling:
    verdict: Verdict
    matches: Sequence[Match] = ()
    pieces: Sequence[Piece] = ()
    passages: Sequence[Passage] = ()


def judge(
    words: str,
    sources: Sources,
    *,
    speaker: str | None = None,
    span: Span | None = None,
    before: str = "",
    strict: bool = False,
) -> Finding:
    """Say what is known of a quotation.

    Args:
        words: the words between the marks, exactly.
        sources: what is searched.
        speaker: who is said to have said it; None if the draft names nobody.
        span: its place in the draft.
        before: the draft's own words before it in the sentence: what they deny or bind is not lost.
        strict: light edits count as alterations.

    Returns:
        The finding. Its verdict is never one on truth.
    """
    given = frozenset(kinds_in(tokenise(before).tokens))
    entries = list(sources.candidates(words, speaker))
    matches = [compare(words, entry, given) for entry in entries if _may_match(words, entry)]
    ruling = _rule(words, speaker, matches, entries, sources, given)
    best = ruling.matches[0] if ruling.matches else None
    allowed = best.allowances if best and ruling.verdict in ("verbatim", "misattributed") else set()
    verdict = ruling.verdict
    if strict and verdict == "verbatim" and allowed:
        verdict = "altered"
    difference = _difference(best, ruling.verdict)
    return Finding(
        span=span or (0, len(words)),
        quotation=words,
        speaker=speaker,
        verdict=verdict,
        allowances=tuple(name for name in ALLOWANCES if name in allowed),
        evidence=_evidence(ruling),
        difference=difference,
        reason=reason_for(verdict, speaker, best, difference, allowed, sources.searched()),
    )


def _may_match(words: str, entry: Entry) -> bool:
    """Whether enough of the words are in the statement, in their order, for it to be worth an alignment."""
    wanted = [token.key for token in tokenise(words).tokens if not token.bracketed]
    there = tokenise(" ".join(entry.pieces)).keys
    # With less in common it is no likeness.
    least = max(0.0, _ALIKE * len(wanted) - compounds(wanted, there))
    return LCSseq.similarity(wanted, there) >= least


def _rule(
    words: str,
    speaker: str | None,
    matches: list[Match],
    entries: list[Entry],
    sources: Sources,
    given: frozenset[GovernorKind],
) -> _Ruling:
    whole = _innermost([m for m in matches if m.words_same and not m.distant])
    quoted = [m for m in whole if m.quoted]
    own = [m for m in quoted if _by(speaker, m)]
    kept = [m for m in own if not m.lost]
    if kept:
        return _Ruling("verbatim", sorted(kept, key=lambda m: len(m.allowances)))
    if own:
        return _Ruling("altered", own)
    others = [m for m in quoted if m.entry.statement.speaker is not None and speaker is not None]
    if others:
        return _Ruling("misattributed", others)
    if quoted:
        return _Ruling("unattributed", quoted)
    told = [m for m in whole if _by(speaker, m)]
    if told:
        # Only words that the page put in brackets are in a quotation and yet not quoted.
        cut = all(m.lost and m.entry.statement.kind == "direct" for m in told)
        return _Ruling("altered" if cut else "reported", told)
    return _not_whole(words, speaker, matches, whole, entries, sources)


def _by(speaker: str | None, match: Match) -> bool:
    statement = match.entry.statement
    if speaker is None:
        # Nobody is named in the draft; the page must say that somebody spoke.
        return bool(statement.source) or statement.speaker is not None
    return is_one_of(speaker, statement.speaker)


def _innermost(matches: list[Match]) -> list[Match]:
    """Of statements within each other on one page the innermost says who spoke the words."""

    def size(match: Match) -> int:
        return sum(end - start for start, end in match.entry.statement.content)

    def around(outer: Match, inner: Match) -> bool:
        a, b = outer.entry, inner.entry
        return (
            (a.page, a.comment) == (b.page, b.comment)
            and outer.spans == inner.spans
            and size(inner) < size(outer)
            # Without a speaker the inner one says nothing against the outer.
            and b.statement.speaker is not None
        )

    return [m for m in matches if not any(around(m, other) for other in matches)]


def _not_whole(
    words: str,
    speaker: str | None,
    matches: list[Match],
    whole: list[Match],
    entries: list[Entry],
    sources: Sources,
) -> _Ruling:
    """Look whether words that are not on record as they stand are there nearly, in pieces, or on a page."""
    # Between equals the draft's own speaker comes first, and words between marks before reported ones.
    ranked = sorted(
        (m for m in matches if m.same),
        key=lambda m: (-round(m.likeness, 2), not _by(speaker, m), not m.quoted),
    )
    near = [
        m
        for m in ranked
        if m.likeness >= _ALIKE and m.heavy_same >= _HEAVY_ALIKE * m.heavy and (m.differences or m.distant)
    ]
    mine = [m for m in near if _by(speaker, m)]
    first = sorted(entries, key=lambda e: not is_one_of(speaker or "", e.statement.speaker))
    pieces = pieces_of(tokenise(words), first)
    best = next(iter(mine or near), None)
    if best is not None and best.distant and not best.differences:
        return _Ruling("spliced", [best])
    if pieces and not _one_place(pieces) and (best is None or _covers_more(words, pieces, best)):
        return _Ruling("spliced", pieces=pieces)
    if whole:
        return _Ruling(
            "misattributed" if speaker and whole[0].entry.statement.speaker else "unattributed", whole
        )
    near = mine or near
    told = best is not None and best.same >= 2 and best.marked < 0.5 * best.same and _by(speaker, best)
    if passages := list(sources.passages(words)):
        # What stands on a page in a row is no alteration, though a statement has only part of it.
        return _Ruling("reported", near) if told else _Ruling("unattributed", passages=passages)
    if best is not None and best.same >= 2:
        return _Ruling("reported" if told else "altered", near)
    return _Ruling("not on record")


def _one_place(pieces: Iterable[Piece]) -> bool:
    """Whether the pieces follow each other closely in one statement: then words were cut, not spliced."""
    pieces = list(pieces)
    if len({piece.entry.statement.id for piece in pieces}) > 1:
        return False
    places = [piece.offsets for piece in pieces]
    return all(0 <= b[0] - a[1] < 120 for a, b in itertools.pairwise(places))


def _covers_more(words: str, pieces: Sequence[Piece], best: Match) -> bool:
    covered = sum(piece.tokens[1] - piece.tokens[0] for piece in pieces)
    return covered >= best.same + 2 or bool(
        best.differences and any(d.kind == "joined" for d in best.differences)
    )


def _difference(best: Match | None, verdict: Verdict) -> tuple[Difference, ...]:
    if best is None or verdict == "verbatim":
        return ()
    return (*best.differences, *(best.lost if verdict == "altered" else ()))


def _evidence(ruling: _Ruling) -> tuple[Evidence, ...]:
    found = [_of_entry(m.entry, m.spans) for m in ruling.matches]
    found += [_of_entry(piece.entry, (piece.offsets,)) for piece in ruling.pieces]
    found += [
        Evidence(
            statement=None,
            page=p.page,
            url=p.url,
            offsets=p.spans,
            text=p.text[p.spans[0][0] : p.spans[-1][1]],
            comment=p.comment,
        )
        for p in ruling.passages
    ]
    return tuple(found[:_MOST_EVIDENCE])


def _of_entry(entry: Entry, spans: tuple[Span, ...]) -> Evidence:
    return Evidence(
        statement=entry.statement.id,
        page=entry.page,
        url=entry.url,
        speaker=entry.statement.speaker,
        offsets=spans,
        text=" … ".join(entry.text[start:end] for start, end in spans),
        comment=entry.comment,
    )
