"""What people type, as an expression of the full-text index and as terms to score and highlight by.

::

    ferry to Northby         all three words
    "ferry to Northby"       these words in this order; curly quotes do as well
    ferr*                    words that begin so
    rain OR snow, NOT hail, (rain OR snow) ferry
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.core.errors import UsageError
from onrecord.record.words import Word, words

__all__ = ["Query", "Term", "parse"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\()|(?P<close>\))
        |["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)(?P<many>\*?)
        |(?P<word>[^\s()"“”„«»]+)
    )""",
    re.VERBOSE,
)
_HELP = 'write words, "a phrase", begin*, AND, OR, NOT and brackets'
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in a row.

    Args:
        words: folded.
        prefix: the last one need only begin so.
    """

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def expression(self) -> str:
        """The term as the index takes it."""
        return f'"{" ".join(self.words)}"' + (" *" if self.prefix else "")

    @property
    def loose(self) -> str:
        """The same for an index that knows no order: all of the words, anywhere."""
        if len(self.words) == 1:
            return self.expression
        *before, last = (f'"{word}"' for word in self.words)
        return f"({' AND '.join([*before, last + (' *' if self.prefix else '')])})"

    def times(self, text: list[str]) -> int:
        """Give how often the term stands in a text, given as folded words."""
        first, n = self.words[0], len(self.words)
        if self.prefix and n == 1:
            return sum(word.startswith(first) for word in text)
        if n == 1 or first not in text:
            return text.count(first)
        *before, last = self.words
        starts = (i for i in range(len(text) - n + 1) if text[i : i + n - 1] == before)
        ends = (text[i + n - 1] for i in starts)
        return sum(end.startswith(last) if self.prefix else end == last for end in ends)

    def places(self, text: Sequence[Word]) -> list[tuple[int, int]]:
        """Give where the term stands in a text, as half-open ranges of word numbers."""
        n, last = len(self.words), self.words[-1]
        found = []
        for i in range(len(text) - n + 1):
            end = text[i + n - 1].folded
            if not (end.startswith(last) if self.prefix else end == last):
                continue
            if all(text[i + k].folded == self.words[k] for k in range(n - 1)):
                found.append((i, i + n))
        return found


Test = Callable[[Sequence[Word]], bool]


class _Part(NamedTuple):
    """A part of a query: for an index that knows order, for one that does not, and for a text itself."""

    strict: str
    loose: str
    fits: Test


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Args:
        expression: for the index, in brackets.
        loose: the same for an index that knows no order of words; it finds more.
        fits: tells of a text in words whether the query is right about it.
        ordered: whether there are words in a row, so that what ``loose`` finds must be looked at.
        terms: what a hit may hold, without what it must not.
    """

    expression: str
    loose: str
    fits: Test
    ordered: bool
    terms: tuple[Term, ...]


def parse(text: str) -> Query:
    """Understand a query.

    Raises:
        UsageError: there is no word in it, or an operator lacks a side.

    >>> parse('ferr* "nine o’clock" NOT storm').expression
    '((("ferr" * AND "nine o clock") NOT "storm"))'
    """
    tokens: list[Term | str] = []
    for match in _TOKEN.finditer(text.rstrip()):
        tokens += _read(match)
    if not any(isinstance(token, Term) for token in tokens):
        raise UsageError(f"{text!r} holds no word to look for", remedy=_HELP)
    return _Parser(text, tokens).query()


def _read(match: re.Match[str]) -> list[Term | str]:
    if match["open"] or match["close"]:
        return [match["open"] or match["close"]]
    word = match["word"]
    if word in ("AND", "OR", "NOT"):
        return [word]
    held = tuple(w.folded for w in words(match["phrase"] if word is None else word))
    # A word of marks alone says nothing; "don't" is two words of the index, in a row.
    return [Term(held, bool(match["many"]) or (word or "").endswith("*"))] if held else []


def _joined(parts: list[_Part], word: str) -> _Part:
    if len(parts) == 1:
        return parts[0]
    which = all if word == "AND" else any
    joint = f" {word} "
    return _Part(
        f"({joint.join(part.strict for part in parts)})",
        f"({joint.join(part.loose for part in parts)})",
        lambda text: which(part.fits(text) for part in parts),
    )


def _without(left: _Part, right: _Part) -> _Part:
    # Without order, "not these words in a row" would also bar the words apart: left to the text itself.
    loose = f"({left.loose} NOT {right.loose})" if right.strict == right.loose else left.loose
    return _Part(
        f"({left.strict} NOT {right.strict})", loose, lambda text: left.fits(text) and not right.fits(text)
    )


class _Parser:
    """Descends from OR over NOT and AND, said or not, to words and brackets."""

    def __init__(self, text: str, tokens: list[Term | str]) -> None:
        self._text, self._tokens, self._at, self._depth = text, tokens, 0, 0
        self._terms: list[Term] = []
        self._denied = 0

    def query(self) -> Query:
        part = self._either()
        if self._at < len(self._tokens):
            raise self._wrong(f"a bracket or {self._tokens[self._at]} too many")
        ordered = any(isinstance(token, Term) and len(token.words) > 1 for token in self._tokens)
        terms = tuple(dict.fromkeys(self._terms))
        return Query(f"({part.strict})", f"({part.loose})", part.fits, ordered, terms)

    def _wrong(self, what: str) -> UsageError:
        return UsageError(f"the query {self._text!r} cannot be understood: {what}", remedy=_HELP)

    def _next(self) -> Term | str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _either(self) -> _Part:
        parts = [self._not()]
        while self._next() == "OR":
            self._at += 1
            parts.append(self._not())
        return _joined(parts, "OR")

    def _not(self) -> _Part:
        left = self._all()
        while self._next() == "NOT":
            self._at += 1
            self._denied += 1
            left = _without(left, self._one())
            self._denied -= 1
            if isinstance(self._next(), Term) or self._next() in ("AND", "("):
                # Words after it narrow the whole down: "a NOT b c" is a and c without b.
                self._at += self._next() == "AND"
                left = _joined([left, self._all()], "AND")
        return left

    def _all(self) -> _Part:
        parts = [self._one()]
        while True:
            after = self._next()
            if after == "AND":
                self._at += 1
                if self._next() == "NOT":
                    break
            elif not (isinstance(after, Term) or after == "("):
                break
            parts.append(self._one())
        return _joined(parts, "AND")

    def _one(self) -> _Part:
        token = self._next()
        self._at += 1
        if isinstance(token, Term):
            if not self._denied:
                self._terms.append(token)
            return _Part(token.expression, token.loose, lambda text: bool(token.places(text)))
        if token == "(":
            self._depth += 1
            if self._depth > _DEPTH:
                raise self._wrong("too many brackets")
            inner = self._either()
            if self._next() != ")":
                raise self._wrong("a bracket is not closed")
            self._at += 1
            self._depth -= 1
            return inner
        raise self._wrong("a word is missing" + (f" before {token}" if token else " at the end"))
