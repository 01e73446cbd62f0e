"""Quotation marks: which words stand inside, from marks that are curly, straight, nested, or missing.

Marks are evidence, not rules. A paragraph break ends every open quotation, so that one lost mark
spoils one paragraph and not the page; a quotation that goes on in the next paragraph opens there
again, as printers do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["CLOSING", "OPENING", "STATES", "Quoted", "quotation_states", "quoted"]

STATES: Final = ("out", "in", "opens", "closes", "single")
"""A word's state: outside, inside, itself an opening or closing mark, or inside single marks only."""

OPENING: Final = frozenset("“«„‟") | {"``"}
CLOSING: Final = frozenset("”»") | {"''"}
_STRAIGHT: Final = frozenset('"＂')
_SINGLE_OPEN: Final = frozenset("‘‚‹")
_SINGLE_CLOSE: Final = frozenset("’›")
_SINGLES: Final = _SINGLE_OPEN | _SINGLE_CLOSE | {"'"}
_TURNS: Final = OPENING | CLOSING | _STRAIGHT | _SINGLES | {"\n"}
_BEFORE_OPENING: Final = frozenset("([{—–-/‘'“")

OUT, IN, OPENS, CLOSES, SINGLE = range(5)

_FORM = re.compile(r"[^\S\n]*\n\s*|``|''|(?<=[^\W_])[’'](?=[^\W_])|[^\W_]+|\S")


class Quoted(NamedTuple):
    """A stretch between quotation marks, without them; inner quotations belong to it.

    Args:
        start: offset of its first character.
        end: offset after its last.
        single: it stands between single marks.
    """

    start: int
    end: int
    single: bool


def quoted(text: str) -> list[Quoted]:
    """Find what stands between quotation marks, in text order.

    Args:
        text: any text; a line break ends a quotation, as it does in :func:`quotation_states`.

    >>> text = "“No,” he said, ‘but soon.’"
    >>> [text[q.start : q.end] for q in quoted(text)]
    ['No,', 'but soon.']
    """
    found = list(_FORM.finditer(text))
    forms = ["\n" if "\n" in m.group() else m.group() for m in found]
    states = quotation_states(forms, text, [m.start() for m in found], [m.end() for m in found])
    out: list[Quoted] = []
    run: list[int] = []
    for i, state in enumerate([*states, OUT]):
        within = state == IN or (state == SINGLE and found[i].group() not in _SINGLES)
        if within and run and states[run[-1]] != state:
            out.append(_quoted(found, run, states))
            run = []
        if within:
            run.append(i)
        elif run and not (state == SINGLE and _apostrophe(text, found[i])):
            out.append(_quoted(found, run, states))
            run = []
    return out


def _apostrophe(text: str, mark: re.Match[str]) -> bool:
    return text[mark.end() : mark.end() + 1].isalnum() and text[mark.start() - 1 : mark.start()].isalnum()


def _quoted(found: Sequence[re.Match[str]], run: Sequence[int], states: Sequence[int]) -> Quoted:
    return Quoted(found[run[0]].start(), found[run[-1]].end(), states[run[0]] == SINGLE)


def quotation_states(
    forms: Sequence[str], text: str, starts: Sequence[int], ends: Sequence[int]
) -> list[int]:
    """Give each word its state with respect to quotation marks.

    Args:
        forms: the words; a paragraph break is a newline.
        text: the text they come from.
        starts: offset of each word's first character in ``text``.
        ends: offset after each word's last character.

    Returns:
        For each word an index into :data:`STATES`.
    """
    states = [OUT] * len(forms)
    double = single = False
    single_at = -1
    for i, form in enumerate(forms):
        if form not in _TURNS:
            states[i] = IN if double else SINGLE if single else OUT
            continue
        if form == "\n":
            if single:  # never closed: an apostrophe, not a mark
                _clear_single(states, single_at, i)
            double = single = False
            continue
        turn = _double_turn(form, text, starts[i], ends[i], double)
        if turn:
            double = turn > 0
            states[i] = OPENS if double else CLOSES
            continue
        if not double:
            turn = _single_turn(form, text, starts[i], ends[i], single)
            if turn > 0:
                single, single_at = True, i
            elif turn < 0:
                single = False
                states[i] = SINGLE
                continue
        states[i] = IN if double else SINGLE if single else OUT
    if single:
        _clear_single(states, single_at, len(forms))
    return states


def _clear_single(states: list[int], start: int, end: int) -> None:
    for i in range(start, end):
        if states[i] == SINGLE:
            states[i] = OUT


def _double_turn(form: str, text: str, start: int, end: int, inside: bool) -> int:
    """1 where a double mark opens, -1 where it closes, 0 where the word is no double mark."""
    if form in OPENING:
        # German „…“ and Danish »…« close with a mark that opens elsewhere.
        return -1 if inside and not _opens_here(text, start, end) else 1
    if form in CLOSING:
        # … and open with one that closes elsewhere, as typing errors do.
        return 1 if not inside and _opens_here(text, start, end) else -1
    if form in _STRAIGHT:
        if inside:
            return 1 if _opens_here(text, start, end) else -1
        return -1 if _closes_here(text, start, end) else 1
    return 0


def _single_turn(form: str, text: str, start: int, end: int, inside: bool) -> int:
    if form in _SINGLE_OPEN:
        return 1
    if form == "'" and not inside:
        return 1 if _opens_here(text, start, end) else 0
    if inside and (form in _SINGLE_CLOSE or form == "'"):
        return -1 if not text[end : end + 1].isalnum() else 0
    return 0


def _opens_here(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
    )


def _closes_here(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before) and not before.isspace() and (not after or after.isspace())
