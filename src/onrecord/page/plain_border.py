"""Where the article ends: the line that says that comments follow, and how many.

The rule. A border is a line of its own that holds nothing but a word for comments, with or without a count
(``borders.toml`` has the words). Prose must stand before it, so a link at the top of the page is none. The
first count is the page's own; a line with another count belongs to another page's teaser or to a comment.
Of the lines that are left, the last with text after it is the border. A page that says it has no comments
ends there, unless more stands after the line than before it; so does a page without a line of prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onrecord.page.plain_lines import Line
from onrecord.page.plain_words import LONGEST_LABEL, label, words

__all__ = ["Border", "count_of", "ends_comment", "find_border", "is_border", "is_furniture"]

_PROSE = re.compile(r"[.!?…。！？؟।][\"'”’»“)\]]{0,3}$")
_PROSE_LENGTH = 100
_PART_OF = re.compile(r"^(?:[^\W\d_]+ ){0,2}\d[\d.,]* ?(?:of|von|van|sur|de|di|z|из|av|af|/) ?(?=\d)")
"""Before the count of a page that shows a part of its thread: "Showing 10 of 57 comments"."""

_WORD = re.compile(r"[a-z]+")

_TOP = 50
"""Lines in which a border is looked for on a page without prose."""

_BUTTON_BREAK = re.compile(r" ?[|·•/,] ?")
_BUTTON_COUNT = re.compile(r"^[\d.,()+\[\]👍👎♥❤ ]+|[\d.,()+\[\]👍👎♥❤ ]+$")


@dataclass(frozen=True, slots=True)
class Border:
    """The border found: the number of its line, and the count it shows."""

    line: int
    count: int | None


def find_border(lines: list[Line]) -> Border | None:
    """Find the line between article and comments, by the rule above; None where there is none.

    Args:
        lines: the lines of the page, from the start of the article.
    """
    prose = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    labels = [label(line.words) for line in lines]
    candidates = _candidates(labels, prose + 1, strong=True) or _candidates(labels, prose + 1, strong=False)
    if not candidates:
        top = _candidates(labels[:_TOP], 1, strong=True)
        return _first_with_less_after(lines, [c for c in top if c.count is not None])
    own = next((c.count for c in candidates if c.count is not None), None)
    candidates = [c for c in candidates if c.count in (own, None)]
    if own == 0:
        zero = _first_with_less_after(lines, candidates)
        return Border(zero.line, 0) if zero else None
    taken = {c.line for c in candidates}
    backwards = reversed(range(len(lines)))
    last_text = next((i for i in backwards if i not in taken and not is_furniture(lines[i].words)), 0)
    followed = [c for c in candidates if c.line < last_text]
    return Border((followed or candidates)[-1].line, own)


def is_border(line: str) -> bool:
    """Whether a line could be a border: "Comments", "3 comments so far", "Kommentare (2)".

    >>> is_border("12 thoughts on “The ferry”"), is_border("Comments (on the bill) were few.")
    (True, False)
    """
    said = label(line)
    return bool(said) and any(_count_in(said, strong=strong) != _NO_BORDER for strong in (True, False))


def count_of(line: str) -> int | None:
    """Read how many comments a line says there are; None where it is no border or shows no count.

    >>> count_of("Kommentare (1.024)"), count_of("3 responses to “The ferry”"), count_of("Comments")
    (1024, 3, None)
    """
    said = label(line)
    if said.isascii() and words().counting.isdisjoint(_WORD.findall(said)):
        return None  # as most lines; the patterns take longer
    for strong in (True, False):
        count = _count_in(said, strong=strong) if said else None
        if count not in (None, _NO_BORDER):
            return count
    return None


def is_furniture(line: str) -> bool:
    """Whether a line is a button or an invitation of the page: "Reply", "Like · 3 · Share".

    >>> is_furniture("Like (3) | Reply"), is_furniture("I like it.")
    (True, False)
    """
    return len(line) <= LONGEST_LABEL and _is_furniture(line)


@lru_cache(maxsize=4096)
def _is_furniture(line: str) -> bool:
    known = words()
    return _all_in(line, known.furniture, known.none)


def ends_comment(line: str) -> bool:
    """Whether a line is furniture that holds the button for replies.

    >>> ends_comment("Reply"), ends_comment("Share")
    (True, False)
    """
    known = words()
    return is_furniture(line) and any(part in known.reply for part in _buttons(label(line)))


def _all_in(line: str, *known: frozenset[str]) -> bool:
    buttons = _buttons(label(line))
    return bool(buttons) and all(any(button in kind for kind in known) for button in buttons)


def _buttons(said: str) -> list[str]:
    """List the buttons on one line: parted by marks, or single words side by side."""
    furniture = words().furniture
    parts = [_BUTTON_COUNT.sub("", part) for part in _BUTTON_BREAK.split(said)]
    split = [
        [part] if part in furniture or " " not in part else _apart(part, furniture) for part in parts if part
    ]
    return [button for part in split for button in part]


def _apart(part: str, furniture: frozenset[str]) -> list[str]:
    singles = [_BUTTON_COUNT.sub("", word) for word in part.split()]
    singles = [word for word in singles if word]
    return singles if all(word in furniture for word in singles) else [part]


def _is_prose(line: Line) -> bool:
    return len(line.words) >= _PROSE_LENGTH or _PROSE.search(line.words[-4:]) is not None


def _candidates(labels: list[str], first: int, *, strong: bool) -> list[Border]:
    found = []
    for i in range(first, len(labels)):
        count = _count_in(labels[i], strong=strong) if labels[i] else _NO_BORDER
        if count != _NO_BORDER:
            found.append(Border(i, count))
    return found


_NO_BORDER = -1


def _count_in(said: str, *, strong: bool) -> int | None:
    """Read the count a label shows: None where it shows none, -1 where it is no border."""
    if strong and said in words().none:
        return 0
    said = _PART_OF.sub("", said)
    found = (words().border if strong else words().counted).fullmatch(said)
    if found is None:
        return _NO_BORDER
    if found["one"]:
        return 1
    digits = found["a"] or found["b"]
    if digits is None:
        return None if strong else _NO_BORDER
    return int(re.sub(r"\D", "", digits))


def _first_with_less_after(lines: list[Line], candidates: list[Border]) -> Border | None:
    total = list(accumulate((len(line.words) for line in lines), initial=0))
    return next((c for c in candidates if total[-1] - total[c.line + 1] < total[c.line]), None)
