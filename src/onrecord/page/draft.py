"""A draft: its text, and the quotations in it that can be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.core.drafts import Draft, DraftFormat, Quotation, Skipped
from onrecord.core.errors import EmptyInput
from onrecord.core.quotes import Quoted, quoted
from onrecord.core.values import Span
from onrecord.page.draft_names import names_in
from onrecord.page.draft_speakers import Named, speaker_of
from onrecord.page.draft_text import draft_text

__all__ = ["read_draft"]

_ENOUGH = 4
"""Words from which a quotation is checked whether or not a speaker is named."""

_IGNORE: Final = re.compile(
    r"onrecord:\s*ignore\b[ \t:]*(?:(?:--(?!>)|[–—-](?!->))[ \t]*)?([^\n]*?)\s*(?:-->|\*/|\]|$)",
    re.MULTILINE,
)
_SMALL: Final = frozenset("a an the and or but nor of in on at to for from by with as is vs de la le".split())  # noqa: SIM905
_HEADING: Final = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")


def read_draft(data: bytes, text: str | None, form: DraftFormat, *, name: str = "draft") -> Draft:
    """Find the quotations of a draft.

    A comment ``onrecord: ignore`` with a reason silences the quotation before it in its line, else the
    first one behind it.

    Args:
        data: the draft's bytes; read for docx only.
        text: the same, decoded; None for docx.
        form: what it is written in.
        name: what to call it in messages.

    Raises:
        EmptyInput: there is no text in it.
        BinaryInput: it is no docx file though it is said to be.
        TooLarge: a docx file unpacks to more than any draft holds.

    >>> draft = read_draft(b"", 'Falk said: "We are out of beds." It was a "plan".', "text")
    >>> [(q.words, q.speaker) for q in draft.quotations]
    [('We are out of beds.', 'Falk')]
    >>> [(s.quotation, s.reason) for s in draft.skipped]
    [('plan', 'a single word')]
    """
    whole = draft_text(data, text, form, name)
    if not whole.text.strip():
        raise EmptyInput(f"{name} holds no text", remedy="give a draft with quotations in it")
    names = names_in(whole.seen)
    ignored = _ignored(whole.text)
    found = quoted(whole.seen)
    quotations: list[Quotation] = []
    skipped: list[Skipped] = []
    running: str | None = None
    last = Named(None, False)
    for i, mark in enumerate(found):
        span = _trimmed(whole.text, mark)
        words = whole.text[slice(*span)]
        if not any(map(str.isalnum, words)):
            continue
        last = named = speaker_of(whole.seen, found, i, names, running, goes_on=last.cue)
        running = named.name or running
        reason = _silenced(span, found, ignored, whole.text) or _why_not(whole.seen, mark, words, named)
        if reason:
            skipped.append(Skipped(span=span, quotation=words, reason=reason))
        else:
            before = _before(whole.seen, found, i)
            quotations.append(Quotation(span=span, words=words, speaker=named.name, before=before))
    return Draft(text=whole.text, quotations=tuple(quotations), skipped=tuple(skipped))


def _trimmed(text: str, mark: Quoted) -> Span:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ignored(text: str) -> list[tuple[Span, str]]:
    return [(match.span(), match[1].strip()) for match in _IGNORE.finditer(text)]


def _silenced(
    span: Span, found: Sequence[Quoted], ignored: Sequence[tuple[Span, str]], text: str
) -> str | None:
    for (start, _), why in ignored:
        line = text.rfind("\n", 0, start) + 1
        before = [q.start for q in found if line <= q.start < start]
        target = max(before, default=min((q.start for q in found if q.start > start), default=-1))
        if span[0] - 1 <= target <= span[0]:
            return f"ignored by a comment: {why}" if why else "ignored by a comment that gives no reason"
    return None


def _why_not(text: str, mark: Quoted, words: str, named: Named) -> str | None:
    tokens = re.findall(r"[^\W_]+(?:[’'.-][^\W_]+)*", words)
    line = text.rfind("\n", 0, mark.start) + 1
    if _HEADING.match(text, line) and not named.cue:
        return "in a heading"
    if len(tokens) == 1 and not (named.cue and named.name):
        return "a single word"
    if not named.cue and _is_title(tokens):
        return "a title or name"
    if len(tokens) < _ENOUGH and not (named.cue and named.name):
        return "fewer than four words and no speaker: scare quotes or a term"
    return None


def _is_title(tokens: Sequence[str]) -> bool:
    heavy = [token for token in tokens if token.lower() not in _SMALL]
    return bool(heavy) and len(tokens) <= 12 and all(t[0].isupper() or t[0].isdigit() for t in heavy)


def _before(text: str, found: Sequence[Quoted], i: int) -> str:
    """The draft's own words in the quotation's sentence, before it."""
    start = max(text.rfind("\n", 0, found[i].start) + 1, found[i - 1].end if i else 0)
    lead = text[start : found[i].start]
    # Where the mark itself begins the sentence, nothing of the one before counts.
    return re.split(r"(?<=[a-z\d)][.?!])[”\"]?\s+(?=[A-Z“„«‘\"'])", lead)[-1].strip()
