"""The head of a source: what kind of phrase it is, and which words of it tell who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.core.values import Span

__all__ = ["Head", "HeadKind", "phrase_end"]

HeadKind = Literal[
    "named",
    "he",
    "i",
    "we",
    "who",
    "it",
    "they",
    "role",
    "headed",
    "new",
    "group",
    "joined",
    "kin",
    "campaign",
    "answer",
    "letter",
    "question",
    "issued",
    "nobody",
]

_BORDER = re.compile(
    r"\s*(?:[,;:–—]|\((?!Retd?\b))\s*|\s+(?:who|whose|whom|which|that|of|for|from|at|in|on|with|to|as|said|told"
    r"|about|after|before|behind|beside|by|during|following|inside|near|outside|over|since|through|under|upon)\s+",
    re.IGNORECASE,
)
_STATE = re.compile(r"\s\([A-Z][\w. ]{1,12}\)\s[A-Z]")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a source.

    Args:
        kind: what it is.
        places: starts of the name mentions that are meant, for "named"; of the word itself elsewhere.
        noun: the head noun in lower case, for "role" and "group".
        words: all words of the noun phrase, folded.
        proper: for "role" the capitalised words that tell which of its bearers is meant, folded.
        owned: whether it is somebody's: "Quill's adviser".
        size: for "joined" how many are meant; 0 where that is not said.
    """

    kind: HeadKind
    places: tuple[int, ...] = ()
    noun: str = ""
    words: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    owned: bool = False
    size: int = 0


def phrase_end(text: str, start: int, end: int, inside: list[Span]) -> int:
    """Where a source's first noun phrase ends: the first comma, preposition or relative that is in no name.

    Args:
        text: the text.
        start: of the source.
        end: one past its last character.
        inside: name mentions inside it.
    """
    for match in _BORDER.finditer(text, start, end):
        if _STATE.match(text, match.start(), end):
            continue  # "Quill County (Fla.) Sheriff Ada Tern"
        if match.start() > start and not any(a <= match.start() < b for a, b in inside):
            return match.start()
    return end
