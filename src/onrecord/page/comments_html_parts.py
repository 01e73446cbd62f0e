"""What stands around the words of a comment: its date, its likes, a moderator's note.

A comment's element stands alone here: those inside it were taken out before. What is the same in most
comments of a thread is the page's and not the writer's ("Reply", "3 likes"), in whatever language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.page.comments_html_dates import Clock, find_date, iso_date
from onrecord.page.comments_html_words import marked, says, seen, words_of
from onrecord.page.html_tree import Element, opening_of, squeeze, text_of, tokens

__all__ = ["date_of", "has_note", "is_note", "likes_of", "own_words", "repeated"]

_DATED = frozenset(
    {
        "datecreated",
        "datepublished",
        "commenttime",
        "dc:date",
        "dc:created",
        "schema:datecreated",
        "schema:datepublished",
    }
)
_COUNT = re.compile(r"\D{0,20}?([+\-−]?\d{1,6})\D{0,20}")
_SMALL = 120


def repeated(items: Sequence[Element]) -> frozenset[str]:
    """Give the short texts that stand in most comments of a thread, one of which is no evidence.

    Args:
        items: the comments' elements, each without those inside it.
    """
    if len(items) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for item in items:
        counts.update({said for piece in _pieces(item) if (said := squeeze(piece)) and len(said) <= 40})
    return frozenset(text for text, count in counts.items() if count > 2 and 2 * count > len(items))


def _pieces(item: Element) -> Iterator[str]:
    for element in item.iter():
        if isinstance(element.tag, str):
            if element.text:
                yield element.text
            if element is not item and element.tail:
                yield element.tail


def date_of(item: Element, clock: Clock) -> str | None:
    """Find the date that a comment shows: as written for people, else as markup has it."""
    fallback: str | None = None
    for element, said in _dated(item):
        found = find_date(said, clock) if len(said) <= _SMALL else None
        if found is not None and found.iso:
            exact = iso_date(element.get("datetime")) or ""
            return exact if exact.startswith(found.iso) else _with_time(found.iso, element, clock)
        fallback = fallback or iso_date(element.get("datetime") or element.get("content"))
    return fallback


def _with_time(iso: str, element: Element, clock: Clock) -> str:
    """Add the time that stands in the next element, where a date has none: "28.09.19", "13:55"."""
    parent = element.getparent()
    if len(iso) > 10 or parent is None:
        return iso
    said = text_of(parent)
    wider = find_date(said, clock) if len(said) <= 60 else None
    return wider.iso if wider and wider.iso and wider.iso.startswith(iso) else iso


def _dated(item: Element) -> Iterator[tuple[Element, str]]:
    """Give the elements that may show the date with their words, the surest first; none in a quotation."""
    inside = list(own_words(item))
    sure = [e for e in inside if tokens(e, "itemprop", "property") & _DATED]
    sure += [e for e in inside if e.tag == "time" or e.get("datetime")]
    sure += [e for e in inside if marked(e, "date") and not marked(e, "text")]
    for element in sure:
        for said in (text_of(element), element.get("title"), element.get("data-original-title")):
            yield element, squeeze(said)
    for element in (*inside, item):
        for piece in (element.text, *(child.tail for child in element), element.get("title")):
            if piece and any(map(str.isdigit, piece)):
                yield element, squeeze(piece)


def own_words(item: Element) -> Iterator[Element]:
    """Give the elements of a comment but those in a quotation, a profile or a signature."""
    apart: set[Element] = set()
    for element in item.iterdescendants():
        if not isinstance(element.tag, str) or element.getparent() in apart:
            apart.add(element)
            continue
        words = words_of(element)
        if element.tag == "blockquote" or says(words, "profile") or says(words, "signature"):
            apart.add(element)
            continue
        yield element


def likes_of(item: Element) -> int | None:
    """Read how many readers liked a comment, where the page shows it."""
    for element in item.iterdescendants():
        if not isinstance(element.tag, str) or len(element) > 8:
            continue
        words = words_of(element)
        called = says(words, "likes") and not says(words, "dislikes")
        said = "".join(element.itertext()) if called else "" if len(element) else element.text
        said = squeeze(said)
        found = (_COUNT if called else _liking()).fullmatch(said) if said and len(said) <= 40 else None
        if found:
            return int(found[1].replace("−", "-"))
    return None


@cache
def _liking() -> re.Pattern[str]:
    return re.compile(rf"(?:{seen('liking')})\s*[(:·]?\s*([+\-−]?\d{{1,6}})\)?", re.IGNORECASE)


def has_note(item: Element) -> bool:
    """Whether a comment's markup says that a moderator's note stands in it."""
    notes = (e for e in item.iterdescendants() if isinstance(e.tag, str) and marked(e, "moderated"))
    return any("awaiting" not in words_of(e) and opening_of(e) for e in notes)


def is_note(text: str) -> bool:
    """Whether a comment's text is nothing but the note that it was removed.

    >>> is_note("This comment was removed by a moderator."), is_note("They removed the old pier.")
    (True, False)
    """
    return len(text) <= 160 and _removed().fullmatch(text) is not None


@cache
def _removed() -> re.Pattern[str]:
    return re.compile(seen("removed"), re.IGNORECASE)
