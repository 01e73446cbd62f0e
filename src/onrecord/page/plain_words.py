"""The words that stand between an article and its comments, from the data file ``borders.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Words", "label", "words"]

LONGEST_LABEL = 160
"""A line of more code points than this is never furniture of the page."""

_DECORATION = " #*=~|»«•·>▼▲▾▸›-–—─_:…"
_SPACE = re.compile(r"\s+")
_UNSEEN = frozenset({"Cf", "Cc"})
"""Categories of characters nobody sees: directional marks, soft hyphens, NUL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All languages' words together: a page is often in one language and its template in another.

    Args:
        border: matches a whole label of the strong words; groups ``count`` and ``one``.
        counted: the same for words that need a count.
        counting: single words in lower case ASCII, one of which is in every label that counts comments.
        none: labels that say that there are no comments.
        furniture: labels that are never text.
        reply: labels of the button that ends a comment.
        says: matches "Name says"; group ``name``.
        by: language to what matches "Posted by Name", group ``name``; English is in each, but no third
            language, for "di" and "von" begin names elsewhere.
        ago: alternatives of a regular expression for dates like "2 days ago".
        openers: words that begin a sentence and end an @name.
    """

    border: re.Pattern[str]
    counted: re.Pattern[str]
    counting: frozenset[str]
    none: frozenset[str]
    furniture: frozenset[str]
    reply: frozenset[str]
    says: re.Pattern[str]
    by: Mapping[str, re.Pattern[str]]
    ago: str
    openers: frozenset[str]


@cache
def words() -> Words:
    """Load the data file, once."""
    data = tomllib.loads(resources.files(__package__).joinpath("borders.toml").read_text("utf-8"))

    def all_of(key: str) -> list[str]:
        return sorted(
            {_fold(word) for language in data.values() for word in language[key]}, key=_longest_first
        )

    reply = frozenset(all_of("reply"))
    english = data["en"]["by"]
    return Words(
        border=_border(all_of("words"), all_of("one"), all_of("after")),
        counted=_border(all_of("counted"), all_of("one"), all_of("after")),
        counting=frozenset(
            word
            for key in ("words", "counted", "none")
            for said in all_of(key)
            for word in re.findall("[a-z]+", said)
        ),
        none=frozenset(all_of("none")),
        furniture=frozenset(all_of("furniture")) | reply,
        reply=reply,
        says=re.compile(rf"(?P<name>\S.{{0,60}}?)\s+(?:{_any(all_of('says'))})", re.IGNORECASE),
        by={
            code: re.compile(
                rf"(?:{_any(english + language['by'])}):?\s+(?P<name>\S.{{0,60}})", re.IGNORECASE
            )
            for code, language in data.items()
        },
        ago="|".join(pattern for language in data.values() for pattern in language["ago"]),
        openers=frozenset(all_of("openers")),
    )


def label(line: str) -> str:
    """Fold a short line for comparison, without the page's decoration; "" where it is too long.

    >>> label("── Comments （ 12 ） ▼"), label("READER COMMENTS:")
    ('comments ( 12 )', 'reader comments')
    """
    if len(line) > LONGEST_LABEL:
        return ""
    return _fold(line).strip(_DECORATION)


def _fold(line: str) -> str:
    if line.isascii() and line.isprintable():
        return " ".join(line.split()).casefold()
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFKC", line))
    if not spaced.isprintable():
        spaced = "".join(ch for ch in spaced if unicodedata.category(ch) not in _UNSEEN)
    return spaced.casefold().strip()


def _border(nouns: list[str], ones: list[str], after: list[str]) -> re.Pattern[str]:
    count = r"(?P<{0}>\d{{1,3}}(?:[.,' ]\d{{3}})+|\d{{1,9}})"
    counter = "(?:条|條|件|个|個|則|则|篇|개)?(?:の|의)?"
    noun = f"(?:{_any(nouns)})"
    # A title may follow ("12 responses to …"); a line that ends like a sentence is one.
    tail = rf"(?: (?:{_any(after)})(?: .*[^.。])?)?"
    return re.compile(
        rf"(?:{noun}(?: ?[:\-–] ?| )?[(\[]? ?{count.format('a')} ?{counter} ?[)\]]?"
        rf"|[(\[]?{count.format('b')}[)\]]? ?{counter} ?{noun}{tail}"
        rf"|(?P<one>{_any(ones)}) {noun}{tail}"
        rf"|{noun})"
    )


def _any(alternatives: list[str]) -> str:
    return "|".join(re.escape(word) for word in alternatives)


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
