"""Light edits that journalism allows, told from the marks and letters between and in equal words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from onrecord.core.findings import Allowance
from onrecord.wordings.letters import fold, in_mixed_letters
from onrecord.wordings.tokens import ELLIPSIS, Token

__all__ = ["between", "question_changed", "within"]

_QUOTES: Final = re.compile("[\"'“”„‟«»‘’‚‛‹›`´″＂＇]")
_DASHES: Final = re.compile("[-‐‑‒–—―−﹘﹣－⸺⸻]+")


def within(printed: str, original: str, token: Token, other: Token) -> set[Allowance]:
    """Name what differs between two forms of a word with one key.

    Args:
        printed: the quotation's word as it stands there.
        original: the word on record as it stands there.
        token: the former, as a token.
        other: the latter.
    """
    found: set[Allowance] = set()
    if in_mixed_letters(printed) != in_mixed_letters(original):
        found.add("letters")
    if token.patched or (token.bracketed and not other.bracketed):
        found.add("brackets")
    a, b = token.form, other.form
    if token.number and other.number:
        return found | ({"numbers"} if a != b or _signs(printed) != _signs(original) else set())
    if a != b:
        same = a.replace(".", "").casefold() == b.replace(".", "").casefold()
        found.add("capital" if a.casefold() == b.casefold() else "spelling")
        if same and "." in a + b:
            found.add("spelling")
            found.discard("capital")
    bare = printed.replace("[", "").replace("]", "")
    if _QUOTES.findall(bare) != _QUOTES.findall(original):
        found.add("marks")
    return found


def _signs(printed: str) -> str:
    return "".join(c for c in printed if unicodedata.category(c) == "Sc" or c == "%")


def between(printed: str, original: str) -> set[Allowance]:
    """Name what differs between two gaps: the marks and blanks between neighbouring words.

    Args:
        printed: the gap in the quotation, as it stands there.
        original: the gap on record.

    >>> sorted(between(" -- ", "—")), sorted(between(", ‘", ", “")), sorted(between("; ", ", "))
    (['dashes'], ['marks'], ['punctuation'])
    """
    if printed == original:
        return set()
    found: set[Allowance] = set()
    a, b = (re.sub(r"\s+", " ", text) for text in (printed, original))
    dots = [ELLIPSIS.search(fold(text).text) is not None for text in (a, b)]
    if dots[0] != dots[1]:
        found.add("ellipsis")
    a, b = (_without_dots(text) for text in (a, b))
    if _QUOTES.findall(a) != _QUOTES.findall(b):
        found.add("marks")
    a, b = _QUOTES.sub("", a), _QUOTES.sub("", b)
    if list(_DASHES.findall(a)) != list(_DASHES.findall(b)):
        found.add("dashes")
    a, b = (re.sub(r"\s+", "", _DASHES.sub("", text)) for text in (a, b))
    if a != b and not dots[0]:
        found.add("punctuation")
    return found


def _without_dots(text: str) -> str:
    return ELLIPSIS.sub("", text.replace("…", "...")).replace("[", "").replace("]", "")


def question_changed(printed: str, original: str) -> bool:
    """Whether a sentence that ends in both became a question or ceased to be one.

    >>> question_changed("? ", ". "), question_changed(", ", "? ")
    (True, False)
    """
    ends = [re.search(r"[.!?]", text) for text in (printed, original)]
    return None not in ends and ("?" in printed) != ("?" in original)
