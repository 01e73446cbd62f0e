"""What stands around the words of a comment: its date, its likes, a moderator's note.

What is the same in most
comments of a thread is the page's and not the writer's ("Reply", "3 likes"), in whatever language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.page.comments_html_dates import Clock, find_date, iso_date
from onrecord.page.comments_html_held import Held, own_words
from onrecord.page.comments_html_words import seen
from onrecord.page.html_tree import Element, speaks, squeeze, text_of

__all__ = ["date_of", "has_note", "is_note", "likes_of", "repeated"]

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


def repeated(comments: Sequence[Sequence[Held]]) -> frozenset[str]:
    """Give the short texts that stand in most comments of a thread, one of which is no evidence.

    Args:
        comments: what the elements of each comment hold.
    """
    if len(comments) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for parts in comments:
        counts.update({said for part in parts for said in (part.said, part.after) if 0 < len(said) <= 40})
    return frozenset(text for text, count in counts.items() if count > 2 and 2 * count > len(comments))


def date_of(parts: Sequence[Held], clock: Clock) -> str | None:
    """Find the date that a comment shows: as written for people, else as markup has it."""
    fallback: str | None = None
    for element, said in _dated(parts):
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


def _dated(parts: Sequence[Held]) -> Iterator[tuple[Element, str]]:
    """Give the elements that may show the date with their words, the surest first; none in a quotation."""
    inside = list(own_words(parts))
    sure = [part for part in inside if part.properties and part.properties & _DATED]
    sure += [part for part in inside if part.tag == "time" or (part.telling and part.element.get("datetime"))]
    sure += [part for part in inside if "date" in part.marks and "text" not in part.marks]
    for part in sure:
        element = part.element
        yield element, text_of(element)
        if part.telling:
            for said in (element.get("title"), element.get("data-original-title")):
                yield element, squeeze(said)
    for part in (*inside, parts[0]):
        element = part.element
        pieces = (part.said, *(child.tail for child in element)) if part.digits else ()
        for piece in (*pieces, element.get("title")) if part.digits or part.telling else ():
            if piece and any(map(str.isdigit, piece)):
                yield element, squeeze(piece)


def likes_of(parts: Sequence[Held]) -> int | None:
    """Read how many readers liked a comment, where the page shows it."""
    for part in parts[1:]:
        if part.children > 8 or not part.digits:
            continue
        called = "likes" in part.marks and "dislikes" not in part.marks
        said = "" if part.children and not called else part.said
        if called and part.children:
            said = squeeze("".join(part.element.itertext()))
        found = (_COUNT if called else _liking()).fullmatch(said) if said and len(said) <= 40 else None
        if found:
            return int(found[1].replace("−", "-"))
    return None


@cache
def _liking() -> re.Pattern[str]:
    return re.compile(rf"(?:{seen('liking')})\s*[(:·]?\s*([+\-−]?\d{{1,6}})\)?", re.IGNORECASE)


def has_note(parts: Sequence[Held]) -> bool:
    """Whether a comment's markup says that a moderator's note stands in it."""
    notes = (part for part in parts[1:] if "moderated" in part.marks)
    return any("awaiting" not in part.words and speaks(part.element) for part in notes)


def is_note(text: str) -> bool:
    """Whether a comment's text is nothing but the note that it was removed.

    >>> is_note("This comment was removed by a moderator."), is_note("They removed the old pier.")
    (True, False)
    """
    return len(text) <= 160 and _removed().fullmatch(text) is not None


@cache
def _removed() -> re.Pattern[str]:
    return re.compile(seen("removed"), re.IGNORECASE)
