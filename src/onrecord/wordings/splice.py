"""Whether a quotation is put together from pieces that stand apart on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.values import Entry, Span
from onrecord.wordings.printed import printed
from onrecord.wordings.tokens import Text, Token, tokenise

__all__ = ["Piece", "pieces_of"]

_LEAST = 4
"""Fewer words in a row are found everywhere and are no piece."""

_MOST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quotation's words that stands in one statement.

    Args:
        entry: the statement.
        tokens: first token of the quotation, and one past the last.
        offsets: where the words stand in the entry's text.
    """

    entry: Entry
    tokens: Span
    offsets: Span


def pieces_of(quotation: Text, entries: Sequence[Entry]) -> tuple[Piece, ...]:
    """Cover a quotation with as few and as long runs of statements as possible.

    Args:
        quotation: the quotation.
        entries: statements, those preferred first.

    Returns:
        The pieces in the quotation's order, none where no two to four cover nearly all of it.
    """
    keys = [token.key for token in quotation.tokens]
    runs = {tuple(keys[i : i + _LEAST]) for i in range(len(keys) - _LEAST + 1)}
    lines = [(entry, _joined(printed(entry).tokens)) for entry in entries if _has_one(runs, entry)]
    found: list[Piece] = []
    i = 0
    while i + _LEAST <= len(keys):
        piece = _longest(keys, i, lines)
        if piece is None:
            i += 1
            continue
        found.append(piece)
        i = piece.tokens[1]
    covered = sum(piece.tokens[1] - piece.tokens[0] for piece in found)
    enough = covered >= 0.85 * len(keys) and len(keys) - covered <= 3
    return tuple(found) if 2 <= len(found) <= _MOST and enough else ()


def _has_one(runs: set[tuple[str, ...]], entry: Entry) -> bool:
    """Whether one of the runs is in the statement; quicker to know than its words with their places."""
    keys = tokenise(" ".join(entry.pieces)).keys
    return any(keys[i : i + _LEAST] in runs for i in range(len(keys) - _LEAST + 1))


def _joined(tokens: Sequence[Token]) -> str:
    return "\x00" + "\x00".join(token.key for token in tokens) + "\x00"


def _longest(keys: list[str], i: int, lines: list[tuple[Entry, str]]) -> Piece | None:
    best: tuple[int, Entry, int] | None = None
    for entry, line in lines:
        end = i + (best[0] if best else _LEAST - 1) + 1
        at = -1
        while end <= len(keys):
            found = line.find("\x00" + "\x00".join(keys[i:end]) + "\x00")
            if found < 0:
                break
            at, end = found, end + 1
        if at >= 0:
            best = (end - 1 - i, entry, line.count("\x00", 0, at))
    if best is None:
        return None
    size, entry, first = best
    tokens = printed(entry).tokens
    return Piece(entry, (i, i + size), (tokens[first].start, tokens[first + size - 1].end))
