"""Sources that hold no name of their own: "the Orvane mayor", "Quill's daughter", "both agencies"."""

from __future__ import annotations

import re

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, roles, words
from onrecord.reading.speakers_head import Head, phrase_end

__all__ = ["noun_head"]

_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_COMPLEMENT = re.compile(r"\s+(?:of|for|from|at)\s+(?:the\s+)?((?:[A-Z][\w.-]*\s?)+)")
_AGE = re.compile(r"\d+-year-old")
_SIZES = {"both": 2, "couple": 2, "duo": 2, "four": 4, "pair": 2, "three": 3, "trio": 3, "two": 2}


def noun_head(text: str, start: int, end: int, mentions: list[Span]) -> Head:
    """Read a definite noun for one person, some or a group; everybody else has no name.

    Args:
        text: the text.
        start: of the source.
        end: one past its last character.
        mentions: of names inside it.
    """
    label = text[start:end].isupper() and text[end : end + 1] == ":"
    # A headline leaves the article out: "No new ferries: transport minister".
    before = text[max(0, start - 5) : start].rstrip()
    definite = _DEFINITE.match(text, start, end) or before.endswith((":", " the", "The"))
    phrase = text[start : phrase_end(text, start, end, mentions)].strip(" ,.")
    parts = [fold(re.sub(r"['’]s?$", "", word)) for word in phrase.split()]
    if not parts:
        return Head("nobody")
    if before.endswith(("Both", "both")):
        parts = ["both", *parts]
    noun = parts[-1].removeprefix("ex-")
    owner = _owner(text, start, start + len(phrase), end, mentions) if noun in words("kin") else None
    if owner:
        return Head("kin", (owner[0],), noun)
    joined = _joined(parts, bool(definite))
    if joined:
        return Head("joined", (start,), joined[0], size=joined[1])
    if definite and _AGE.fullmatch(noun):
        return Head("role", (start,), noun, frozenset(parts))
    title = phrase[0].isupper() and fold(phrase.split()[0]) in words("titles")
    bare = not definite and "\n" not in text[:start] and fold(phrase.split()[0]) not in words("not_bare")
    if (bare or label) and noun in roles():  # a turn's "THE CHAIR:" is the same person all through
        return Head(
            "headed",
            (start,),
            noun,
            frozenset(parts[:-1]),
            _proper("the " + phrase, text[start + len(phrase) : end]),
        )
    if parts[0] in ("a", "an") and noun in roles():
        return Head("new", (start,), noun)
    if bare and noun in words("groups") and len(parts) == 1:
        return Head("group", (start,), noun, frozenset(parts))
    if definite or title:
        many = noun != _singular(noun) and _singular(noun) in roles()
        if (noun in roles() and not many) or noun in ("executive", "lady"):
            proper = _proper(phrase, text[start + len(phrase) : end])
            owned = bool(_POSSESSIVE.search(phrase[:-2]))
            return Head("role", (start,), noun, frozenset(parts[:-1]) - words("determiners"), proper, owned)
        if noun in words("groups") and not _somebodys(phrase):
            return Head("group", (start,), noun, frozenset(parts), _proper(phrase, ""))
    return Head("nobody")


def _owner(text: str, start: int, border: int, end: int, mentions: list[Span]) -> Span | None:
    """The name in "Quill's eldest daughter" and "the daughter of Ada Quill"."""
    for mention in mentions:
        if mention[0] < border and _POSSESSIVE.match(text, mention[1]):
            return mention
        if mention[0] >= border and text[border : mention[0]].strip() == "of":
            return mention
    return None


def _somebodys(phrase: str) -> bool:
    """Tell whether it is a person's: "the senator's team"."""
    return any(fold(word) in roles() for word in re.findall(r"([\w-]+)['’]s?\s", phrase))


def _joined(parts: list[str], definite: bool) -> tuple[str, int] | None:
    """The noun and the number of "both agencies", "the three", "the brothers"; None for other phrases."""
    rest = parts[1:] if definite else parts
    if not rest or "and" in rest:
        return None
    noun = _singular(rest[-1])
    known = noun != rest[-1] and noun in roles() | words("groups") | words("kin")
    size = _SIZES.get(rest[0], 0) if definite or rest[0] == "both" else 0
    if size:
        return (noun, size) if known or len(rest) == 1 else None
    nobody = words("anybody") | words("not_names") - {"researcher"}
    return (noun, 0) if definite and known and noun not in nobody else None


def _singular(noun: str) -> str:
    for plural, one in (("ies", "y"), ("men", "man"), ("s", "")):
        if noun.endswith(plural):
            return noun.removesuffix(plural) + one
    return noun


def _proper(phrase: str, rest: str) -> frozenset[str]:
    """The words with a capital in "the former Orvane mayor", and behind it in "from the Orvane Post"."""
    behind = _COMPLEMENT.match(rest)
    inside = [word for word in phrase.split()[1:] if word[0].isupper()]
    told = {fold(_POSSESSIVE.sub("", word)) for word in inside + (behind.group(1).split() if behind else [])}
    return frozenset(told - words("titles"))
