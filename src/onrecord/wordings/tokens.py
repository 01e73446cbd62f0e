"""Words to compare by: each with its place, its form as printed and a key that allowed variants share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.wordings.letters import fold
from onrecord.wordings.numerals import Numeral, begins_numeral, numeral_at
from onrecord.wordings.spelling import standard

__all__ = ["ELLIPSIS", "Text", "Token", "abbreviated", "sentence_breaks", "tokenise"]

ELLIPSIS: Final = re.compile(r"[\[(]\s*\.(?:\s?\.)+\s*[\])]|\.(?:\s?\.){2,}|\.\.")
"""Dots that say that words were left out, or that a speaker paused."""

_BRACKETED: Final = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # initials: U.S.
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[$£€¥%&]"
)
# In capitals these are names or initials, in small letters everyday words. They never stand for each other.
_TWO_MEANINGS: Final = frozenset({"us", "it", "who", "am", "pm", "aids", "ice", "sad"})
_CURRENCY: Final = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_OF_NUMBERS: Final = frozenset({*_CURRENCY, *_CURRENCY.values(), "per", "%", "percent"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of several words.

    Args:
        form: as printed, folded (see :func:`onrecord.wordings.letters.fold`), brackets left out.
        key: the same for forms that light editing may put for each other.
        start: offset of its first character in the original text.
        end: offset after its last.
        bracketed: it stands in square brackets whole.
        patched: a part of it stands in square brackets: ``[T]he``, ``support[ed]``.
        number: it is a number, or the sign or word of a unit belonging to one.
    """

    form: str
    key: str
    start: int
    end: int
    bracketed: bool = False
    patched: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a text and what stands between them.

    Args:
        tokens: in text order.
        gaps: one more than tokens: the folded marks before each and behind the last, blanks squeezed.
    """

    tokens: tuple[Token, ...]
    gaps: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of each token."""
        return tuple(token.key for token in self.tokens)


class _Raw(NamedTuple):
    form: str
    start: int
    end: int
    bracketed: bool
    patched: bool


@lru_cache(maxsize=16384)
def tokenise(text: str, offset: int = 0) -> Text:
    """Split a text into tokens.

    Args:
        text: any text.
        offset: added to every place; where the text begins in a longer one.

    >>> [t.key for t in tokenise("“[T]he U.S. spent $5 million,” the colour-blind said").tokens]
    ['the', 'US', 'spent', '#5000000', 'dollars', 'the', 'color', 'blind', 'said']
    """
    folded = fold(text)
    bare, place, inside = _without_brackets(folded.text)
    raws: list[_Raw] = []
    gaps: list[str] = []
    behind, bracketed = 0, bare is not folded.text
    for match in _WORD.finditer(bare):
        s, e = match.span()
        within = inside.count(1, s, e) if bracketed else 0
        if match[0] == "sic" and within == 3:
            continue
        start, end = folded.at[place[s]], folded.at[place[e - 1]] + 1
        while end < len(text) and text[end] > "\x7f" and unicodedata.combining(text[end]):
            end += 1
        raws.append(_Raw(match[0], start + offset, end + offset, within == e - s, 0 < within < e - s))
        gaps.append(_squeezed(bare[behind:s]))
        behind = e
    return _merged(raws, [*gaps, _squeezed(bare[behind:])])


def _squeezed(gap: str) -> str:
    return gap if gap in (" ", "") else re.sub(r"\s+", " ", gap)


def _without_brackets(text: str) -> tuple[str, Sequence[int], bytes | bytearray]:
    """Take square brackets out, except round dots; say where each character stood and whether inside."""
    if "[" not in text and "]" not in text:
        return text, range(len(text) + 1), bytes(len(text))
    out: list[str] = []
    place: list[int] = []
    inside = bytearray()
    kept = {i for match in ELLIPSIS.finditer(text) for i in range(*match.span())}
    # What is not closed holds nothing: else all the rest would be an editor's.
    held = {i for match in _BRACKETED.finditer(text) for i in range(*match.span())} - kept
    for i, char in enumerate(text):
        if char in "[]" and i not in kept:
            continue
        out.append(char)
        place.append(i)
        inside.append(i in held)
    place.append(len(text))
    return "".join(out), place, inside


def _merged(raws: list[_Raw], gaps: list[str]) -> Text:
    tokens: list[Token] = []
    between: list[str] = []
    words = [raw.form.lower() for raw in raws]
    shouted = sum(raw.form.isupper() for raw in raws) > len(raws) / 2
    i = 0
    while i < len(raws):
        if words[i] not in _OF_NUMBERS and not begins_numeral(words[i]):
            between.append(gaps[i])
            tokens.append(_plain(raws[i], _key(raws[i].form, shouted)))
            i += 1
            continue
        made, used = _token(raws, words, gaps, i, shouted)
        between += [gaps[i], *[""] * (len(made) - 1)]
        tokens += made
        i += used
    return Text(tuple(tokens), (*between, gaps[len(raws)]))


def _token(
    raws: list[_Raw], words: list[str], gaps: list[str], i: int, shouted: bool
) -> tuple[list[Token], int]:
    """The token or tokens that begin with a word, and how many words they take."""
    raw = raws[i]
    if words[i] in _CURRENCY and i + 1 < len(raws) and not gaps[i + 1]:
        number = _number(raws, words, gaps, i + 1)
        if number is not None:
            token, used = number
            unit = _plain(raw, _CURRENCY[words[i]], number=True)
            # The sign stands first and is read last.
            token = replace(token, start=raw.start)
            return [token, replace(unit, start=token.start, end=token.end)], used + 1
    number = _number(raws, words, gaps, i)
    if number is not None:
        return [number[0]], number[1]
    if words[i] == "per" and words[i + 1 : i + 2] == ["cent"]:
        return [replace(_plain(raw, "percent", number=True), form="per cent", end=raws[i + 1].end)], 2
    if words[i] == "%":
        return [_plain(raw, "percent", number=True)], 1
    return [_plain(raw, _key(raw.form, shouted), number=words[i] in ("percent", *_CURRENCY.values()))], 1


def _plain(raw: _Raw, key: str, *, number: bool = False) -> Token:
    return Token(raw.form, key, raw.start, raw.end, raw.bracketed, raw.patched, number)


def _key(form: str, shouted: bool) -> str:
    letters = form.replace(".", "")
    if letters.isupper() and letters.lower() in _TWO_MEANINGS and not shouted:
        return letters
    return standard(letters.casefold())


def _number(raws: list[_Raw], words: list[str], gaps: list[str], i: int) -> tuple[Token, int] | None:
    if not begins_numeral(words[i]):
        return None
    # A number goes on over blanks, hyphens and nothing else.
    end = i + 1
    while end < len(words) and gaps[end] in (" ", "-", ""):
        end += 1
    found = numeral_at(words[i:end], 0)
    if found is None:
        return None
    used, last = found.words, raws[i + found.words - 1]
    form = " ".join(raw.form for raw in raws[i : i + used])
    whole = all(raw.bracketed for raw in raws[i : i + used])
    return Token(form, _value(found), raws[i].start, last.end, whole, False, True), used


def _value(found: Numeral) -> str:
    value = str(found.value) if found.value.denominator == 1 else str(float(found.value))
    return f"#{value}{'.' if found.ordinal else ''}"


def sentence_breaks(text: Text) -> Iterator[int]:
    """Yield the numbers of the tokens that begin a sentence, the first among them.

    >>> list(sentence_breaks(tokenise("Mr. Falk left. He ran.")))
    [0, 3]
    """
    for i, token in enumerate(text.tokens):
        if i == 0:
            yield i
            continue
        gap, before = text.gaps[i], text.tokens[i - 1].form
        stop = any(c in gap for c in ".?!\n") and not ELLIPSIS.search(gap)
        starts = token.form[:1].isupper() or token.form[:1].isdigit() or "\n" in gap
        if stop and starts and not abbreviated(before, gap):
            yield i


def abbreviated(form: str, gap: str) -> bool:
    """Whether the stop behind a word only says that it is shortened: "Mr. ", "J. "."""
    short = form in _ABBREVIATED or (len(form) == 1 and form.isupper() and form != "I")
    return short and gap.startswith(". ")


_ABBREVIATED: Final = frozenset(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Sgt Prof St Jr Sr Jan Feb Aug Sept Oct Nov Dec No vs".split()  # noqa: SIM905
)
