"""One walk over a comment: what each of its elements holds, for all who ask about names, dates and words.

A comment's element stands alone here: those inside it were taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.page.comments_html_words import called
from onrecord.page.html_tree import Element, squeeze

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
        children: how many elements stand right inside it.
        said: its text up to the first element inside, on one line.
        after: the text behind it, on one line.
        size: length of all text inside, on one line, buttons included.
        digits: whether a digit is in it.
        quoted: whether it is, or stands in, a quotation or a signature.
        aside: whether it is, or stands in, a block quotation, a profile or a signature.
    """

    element: Element
    tag: str
    words: str
    marks: frozenset[str]
    properties: frozenset[str]
    children: int
    said: str
    after: str
    size: int
    digits: bool
    quoted: bool
    aside: bool


def held(item: Element) -> list[Held]:
    """Walk a comment once.

    Args:
        item: its element.

    Returns:
        What it and every element inside it hold, in document order; texts do not follow later changes.
    """
    found: list[Held] = []
    above: list[int] = []
    place: dict[Element, int] = {}
    for i, element in enumerate(item.iter()):
        tag, text, tail = element.tag, element.text, element.tail if i else None
        words, marks, properties = called(element)
        quoted = tag == "blockquote" or not marks.isdisjoint(_QUOTING)
        aside = tag == "blockquote" or not marks.isdisjoint(_NOT_OWN)
        parent = place[element.getparent()] if i else -1
        if parent > 0:
            quoted = quoted or found[parent].quoted
            aside = aside or found[parent].aside
        if children := len(element):
            place[element] = i
        said, after = squeeze(text) if text else "", squeeze(tail) if tail else ""
        size, digits = (len(said) + 1, _DIGIT.search(said) is not None) if said else (0, False)
        above.append(parent)
        found.append(
            Held(element, tag, words, marks, properties, children, said, after, size, digits, quoted, aside)
        )
    for i in range(len(found) - 1, 0, -1):
        inner, outer = found[i], found[above[i]]
        outer.size += inner.size + (len(inner.after) + 1 if inner.after else 0)
        outer.digits = outer.digits or inner.digits or _DIGIT.search(inner.after) is not None
    return found


def own_words(parts: Sequence[Held]) -> Iterator[Held]:
    """Give the elements inside a comment but those in a quotation, a profile or a signature."""
    return (part for part in parts[1:] if not part.aside)
