"""One walk over a comment: what each of its elements holds, for all who ask about names, dates and words.

A comment's element stands alone here: those inside it were taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.page.comments_html_marks import Marks
from onrecord.page.html_tree import SILENT, Element, squeeze

__all__ = ["Held", "held", "own_words"]

_DIGIT = re.compile(r"\d")
_QUOTING = frozenset({"signature", "quote"})
_NOT_OWN = frozenset({"profile", "signature"})


@dataclass(slots=True)
class Held:
    """An element of a comment.

    Args:
        element: the element.
        tag: its tag.
        words: what its names say, as :func:`~onrecord.page.comments_html_words.words_of` gives it.
        marks: the lists of [marks] that know one of them.
        properties: what it is by microdata or RDFa.
        telling: whether it has attributes that might hold a date.
        children: how many elements stand right inside it.
        said: its text up to the first element inside, on one line.
        after: the text behind it, on one line.
        size: length of all text inside, on one line, buttons included.
        digits: whether a digit is in it.
        above: which of the comment's elements it stands in.
        last: the one behind the last that stands in it.
        silent: whether it is, or holds, what shows no text.
        quoted: whether it is, or stands in, a quotation or a signature.
        aside: whether it is, or stands in, a block quotation, a profile or a signature.
    """

    element: Element
    tag: str
    words: str
    marks: frozenset[str]
    properties: frozenset[str]
    telling: bool
    children: int
    said: str
    after: str
    size: int
    digits: bool
    above: int
    last: int
    silent: bool
    quoted: bool
    aside: bool


def held(marks: Marks, own: Sequence[int]) -> list[Held]:
    """Take together what a comment's elements hold.

    Args:
        marks: the page, as it was before comments were taken out of each other.
        own: places in it of the comment's own elements, in document order.

    Returns:
        What each of them holds; texts do not follow later changes.
    """
    found: list[Held] = []
    place = {at: n for n, at in enumerate(own)}
    for n, at in enumerate(own):
        element, tag, (words, names, properties) = marks.elements[at], marks.tags[at], marks.named[at]
        said = squeeze(text) if (text := element.text) else ""
        after = squeeze(text) if n and (text := element.tail) else ""
        quoted = aside = tag == "blockquote"
        if names:
            quoted = quoted or not names.isdisjoint(_QUOTING)
            aside = aside or not names.isdisjoint(_NOT_OWN)
        above = place[marks.parent[at]] if n else -1
        if above > 0:
            quoted = quoted or found[above].quoted
            aside = aside or found[above].aside
        size, digits = (len(said) + 1, _DIGIT.search(said) is not None) if said else (0, False)
        found.append(
            Held(
                element,
                tag,
                words,
                names,
                properties,
                marks.telling[at],
                len(element),
                said,
                after,
                size,
                digits,
                above,
                n + 1,
                tag in SILENT,
                quoted,
                aside,
            )
        )
    for n in range(len(found) - 1, 0, -1):
        inner = found[n]
        outer = found[inner.above]
        outer.size += inner.size
        outer.digits = outer.digits or inner.digits
        outer.silent = outer.silent or inner.silent
        outer.last = max(outer.last, inner.last)
        if inner.after:
            outer.size += len(inner.after) + 1
            outer.digits = outer.digits or _DIGIT.search(inner.after) is not None
    return found


def own_words(parts: Sequence[Held]) -> Iterator[Held]:
    """Give the elements inside a comment but those in a quotation, a profile or a signature."""
    return (part for part in parts[1:] if not part.aside)
