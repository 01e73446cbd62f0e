"""Whom a draft names as the speaker of a quotation, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.core.quotes import Quoted
from onrecord.page.draft_names import NAME, WHOSE, bare, fullest, last_name

__all__ = ["Named", "speaker_of"]

_VERBS: Final = (
    "said|says|say|saying|told|tells|asked|asks|wrote|writes|tweeted|posted|added|adds|argued|argues|warned|"
    "warns|noted|notes|insisted|insists|claimed|claims|stated|states|declared|declares|replied|answered|"
    "explained|explains|continued|concluded|recalled|remarked|announced|admitted|acknowledged|conceded|"
    "stressed|emphasized|emphasised|testified|promised|vowed|complained|joked|quipped|shouted|demanded|"
    "responded|maintained|suggested|called|described|denied|charged|cautioned|commented|confirmed|observed|"
    "urged|predicted|lamented|boasted|pledged|contended|asserted|repeated|put it"
)
_APPOSITION: Final = r"(?:,[^,“”\"\n]{1,80},)?"
_ADVERB: Final = r"(?:(?:\w+ly|also|then|later|once|had|has|would|reportedly) )?"
_OFFICE: Final = r"(?:(?:the |a |an )?(?:[a-z][\w-]*,? ){0,4})?"
_PRONOUN: Final = r"(?:[Hh]e|[Ss]he|[Tt]hey)"

_AFTER: Final = [
    re.compile(rf"[\s,.?!]*(?:{_VERBS}) {_OFFICE}{WHOSE}(?P<name>{NAME})"),
    re.compile(rf"[\s,.?!]*{WHOSE}(?P<name>{NAME})(?:{_APPOSITION}|,) {_ADVERB}(?:{_VERBS})\b"),
    re.compile(rf"[\s,]*according to {_OFFICE}{WHOSE}(?P<name>{NAME})"),
    re.compile(rf"[\s]*[—–-]+\s*(?P<name>{NAME})\s*$", re.MULTILINE),
]
_AFTER_PRONOUN: Final = re.compile(
    rf"[\s,.?!]*(?:(?:{_VERBS}) {_PRONOUN}\b|{_PRONOUN} {_ADVERB}(?:{_VERBS})\b)"
)
_BEFORE: Final = [
    re.compile(
        rf"{WHOSE}(?P<name>{NAME})(?:{_APPOSITION}|,) {_ADVERB}(?:{_VERBS})"
        rf"(?:(?! (?:{_VERBS})\b)[^.?!“”\"\n]){{0,90}}$"
    ),
    re.compile(rf"(?:{_VERBS}) {_OFFICE}{WHOSE}(?P<name>{NAME})(?:[^.?!“”\"\n]{{0,60}})[,.:;—–-]?\s*$"),
    re.compile(rf"[Aa]ccording to {_OFFICE}{WHOSE}(?P<name>{NAME}){_APPOSITION}[,:]?[^.?!“”\"\n]{{0,40}}$"),
    re.compile(rf"(?:^|\n)\W*(?P<name>{NAME})\W*:\W*$"),
]
_BEFORE_PRONOUN: Final = re.compile(
    rf"\b{_PRONOUN} {_ADVERB}(?:{_VERBS})(?:(?! (?:{_VERBS})\b)[^.?!“”\"\n]){{0,90}}$|"
    rf"\b(?:{_VERBS}) {_PRONOUN}[^.?!“”\"\n]{{0,60}}[,.:]?\s*$"
)


class Named(NamedTuple):
    """Who is named for a quotation, and whether words of saying attribute it to anyone."""

    name: str | None
    cue: bool


def speaker_of(
    text: str,
    found: Sequence[Quoted],
    i: int,
    names: Sequence[str],
    running: str | None = None,
    *,
    goes_on: bool = False,
) -> Named:
    """Find who is named as the speaker of a quotation.

    Args:
        text: the draft's text.
        found: all its quotations.
        i: the number of the one asked about.
        names: what :func:`names_in` gave.
        running: the speaker named last, for pronouns and for a quotation that goes on.
        goes_on: the quotation before has words of saying, so that one right behind it goes on with it.
    """
    line, end = text.rfind("\n", 0, found[i].start) + 1, text.find("\n", found[i].end)
    end = len(text) if end < 0 else end
    start = max(line, found[i - 1].end if i else 0)
    stop = min(end, found[i + 1].start if i + 1 < len(found) else end)
    after = _clean(text[found[i].end : stop])
    before = _clean(text[start : found[i].start])
    after = "" if _is_next(after, text[found[i].end - 1], stop < end) else after
    for pattern, words in [*((p, after) for p in _AFTER), *((p, before) for p in _BEFORE)]:
        match = pattern.match(words) if words is after else _last(pattern, words)
        name = bare(match["name"]) if match else None
        if name:
            return Named(fullest(name, names), True)
    if _AFTER_PRONOUN.match(after) or _BEFORE_PRONOUN.search(before):
        return Named(running or last_name(text[: found[i].start], names), True)
    if goes_on and i and start == found[i - 1].end and not before.strip(" ,.;:"):
        return Named(running, running is not None)
    return Named(None, bool(re.search(rf"\b(?:{_VERBS})\b", f"{after[:60]} {before[-60:]}")))


def _is_next(after: str, ends_with: str, more: bool) -> bool:
    """Whether what follows a quotation begins a sentence of its own: then it names someone else's speaker."""
    if after.lstrip().startswith((".", ";")):
        return True
    # “A.” Falk said: “B.” – a name behind a full stop leads to the quotation that follows.
    return ends_with == "." and more and after.lstrip()[:1].isupper() and len(after.split()) < 12


def _clean(words: str) -> str:
    """Without the marks themselves and without emphasis, so that what is left reads as prose."""
    return re.sub(r"[“”„«»\"*_\[\]]+|(?<!\w)['‘’]|['‘’](?!\w)", "", words).replace("\u00a0", " ")


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    # The sentence that leads to the quotation comes first, an earlier one only if it names the speaker.
    sentence = max((m.end() for m in re.finditer(r"(?<=[a-z\d][.?!]) (?=[A-Z])", words)), default=0)
    return pattern.search(words, sentence) or (None if words[sentence:].strip() else pattern.search(words))
