"""The words of a comment, free of what the page puts around them.

Where the page marks an element as the text, its words are taken; else all is taken that is neither name nor
date, and in both cases buttons, votes, badges and signatures are left out. A title stands as the first line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.page.comments_html_dates import Clock, find_date, has_date
from onrecord.page.comments_html_held import Held, own_words
from onrecord.page.comments_html_names import Name
from onrecord.page.comments_html_words import marked, seen, words_of
from onrecord.page.html_tree import Element, drop, lines, speaks, squeeze, text_of
from onrecord.page.plain_border import is_furniture

__all__ = ["text_of_comment"]

_SMALL = 120
_TEXT_PROPERTIES = frozenset(
    {"text", "commenttext", "schema:text", "content:encoded", "description", "sioc:content"}
)
_FURNITURE_TAGS = frozenset(
    {"button", "time", "menu", "nav", "input", "select", "img", "hr", "label", "iframe"}
)
_PROFILES = frozenset({"profile", "signature", "author"})
_LABEL = 40
_NUMBER = re.compile(r"[+\-−]?\s?\d{1,6}$")
_SMILEY = re.compile(r"smil|emoji|emoticon")
_SIGNED = re.compile(r"^_{5,}$|^-- ?$")
_ANNOUNCES = re.compile(r"^\s*(?:pingback|trackback)\s*:?\s*|\s*\((?:edit|bearbeiten)\)\s*$", re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_NO_TITLE = frozenset({"author", "furniture"})
_NO_BODY = frozenset({"form", "textarea", "a", "button"})
_TITLES = frozenset({"schema:name", "schema:headline", "dc:title"})


def text_of_comment(
    parts: Sequence[Held], name: Name | None, same: frozenset[str], *, pingback: bool
) -> list[str]:
    """Take the words of a comment, one entry a line; its element is used up.

    Args:
        parts: what its elements hold.
        name: where its writer's name was found.
        same: what stands in most comments of the thread.
        pingback: whether it is another page's notice, whose link is its name.
    """
    item = parts[0].element
    if name is not None and name.element is not item:
        _take_name(name, item)
    _draw_smileys(item)
    title = _title(parts, None if name is None else name.name, same)
    bodies = _bodies(parts)
    said: list[str] = []
    if not bodies:
        _take_dates(item)
        said = _without_labels(_strip(parts, 0, same), same, mixed=True)
    for body in bodies:
        said += _without_labels(_strip(parts, body, same), same, mixed=False)
    if title and (not said or squeeze(said[0]) != title) and bodies:
        said.insert(0, title)
    said = _unsigned(said)
    if pingback and said:
        said = [line for line in [_ANNOUNCES.sub("", said[0]), *said[1:]] if line]
    return said


def _draw_smileys(item: Element) -> None:
    for image in [e for e in item.iter("img") if e.get("alt") and _SMILEY.search(words_of(e))]:
        image.tail = f" {image.get('alt')} {image.tail or ''}"


def _take_name(name: Name, item: Element) -> None:
    """Take the name out: its element, or only its words where the element holds more."""
    if name.whole and len(text_of(name.element)) <= _SMALL:
        drop([name.element])
        return
    for element in (name.element, *name.element.iterdescendants()):
        if isinstance(element.tag, str) and name.name in squeeze(element.text):
            element.text = squeeze(element.text).replace(name.name, "", 1)
            return


def _title(parts: Sequence[Held], name: str | None, same: frozenset[str]) -> str | None:
    for part in own_words(parts):
        element = part.element
        entitled = part.tag in _HEADINGS or "title" in part.marks or not part.properties.isdisjoint(_TITLES)
        if not entitled or not _NO_TITLE.isdisjoint(part.marks) or not _is_in(element, parts[0].element):
            continue
        text = text_of(element)
        if (
            text
            and text not in same
            and text != name
            and not has_date(text)
            and not is_furniture(text)
            and len(text) <= _SMALL
        ):
            drop([element])
            return None if text.lower().startswith("re:") else text
    return None


def _is_in(element: Element, item: Element) -> bool:
    return any(around is item for around in element.iterancestors())


def _bodies(parts: Sequence[Held]) -> list[int]:
    """Find the elements that hold what was written: marked so, and with no name or date in them."""
    item = parts[0].element
    for n, part in enumerate(parts[1:], 1):
        if part.properties and part.properties & _TEXT_PROPERTIES and _is_in(part.element, item):
            if text_of(part.element):
                return [n]
            break
    found: list[int] = []
    passed = 0
    for n, part in enumerate(parts[1:], 1):
        if n < passed or "text" not in part.marks or "furniture" in part.marks or part.tag in _NO_BODY:
            continue
        if _is_in(part.element, item) and not _holds_head(parts, n) and speaks(part.element):
            passed = part.last
            if not _in_profile(parts, n):
                found.append(n)
    return found


def _holds_head(parts: Sequence[Held], at: int) -> bool:
    """Whether the head of a comment stands in an element: a date, a name, or a row of buttons as large."""
    for n in range(at, parts[at].last):
        inner = parts[n]
        element = inner.element
        if (inner.tag == "time" or (n > at and _is_name(inner))) and _is_in(element, parts[at].element):
            return True
        for piece in (element.text, element.tail if n > at else None):
            if piece and len(piece) <= 60 and has_date(squeeze(piece)):
                return True
    return False


def _is_name(part: Held) -> bool:
    return "author" in part.marks and "text" not in part.marks and "quote" not in part.marks


def _in_profile(parts: Sequence[Held], at: int) -> bool:
    while at > 0:
        if not _PROFILES.isdisjoint(parts[at].marks):
            return True
        at = parts[at].above
    return False


def _take_dates(item: Element) -> None:
    """Take the head out of an element that also holds the text: dates, and what is marked as one."""
    drop([e for e in item.iterdescendants() if isinstance(e.tag, str) and (e.tag == "time" or _only_date(e))])
    for element in (item, *item.iterdescendants()):
        if isinstance(element.tag, str):
            element.text = _undated(element.text)
            if element is not item:
                element.tail = _undated(element.tail)


def _only_date(element: Element) -> bool:
    text = text_of(element) if len(element) < 5 else ""
    return 0 < len(text) <= 60 and marked(element, "date") and has_date(text)


def _undated(piece: str | None) -> str | None:
    """Take the date out of a short piece of text, if it is about nothing else."""
    if not piece or len(piece.strip()) > 80 or not any(map(str.isdigit, piece)):
        return piece
    said = squeeze(piece)
    date = find_date(said, Clock())
    if date is None:
        return piece
    rest = said[: date.start] + said[date.end :]
    return rest if _small_print().fullmatch(rest) is None and len(rest) > 25 else ""


def _is_furniture(part: Held) -> bool:
    if "furniture" not in part.marks:
        return False
    if "quote" in part.marks:
        return "expand" in part.words
    return "text" not in part.marks or "signature" in part.marks


def _strip(parts: Sequence[Held], at: int, same: frozenset[str]) -> list[str]:
    """Take out buttons, votes, badges and whatever else the page adds, but nothing that holds most words.

    Returns:
        The lines that are left.
    """
    body = parts[at].element
    whole = lines(body)
    total = sum(map(len, whole)) + len(whole) - 1
    changed = False
    for n in range(at + 1, parts[at].last):
        part, element = parts[n], parts[n].element
        furniture = (
            (part.tag in _FURNITURE_TAGS and part.tag != "img")
            or _is_furniture(part)
            or (part.tag == "form" and element.find(".//textarea") is not None)
        )
        # What is longer is no label, whatever has been taken out of it by now.
        if not furniture and part.tag != "a" and part.size > _LABEL + 1 and not part.silent:
            continue
        if element.getparent() is None:
            continue
        said = text_of(element) if part.tag != "img" else ""
        if 2 * len(said) > total and part.tag not in ("button", "time"):
            continue
        if (
            (furniture and (part.tag in _FURNITURE_TAGS or "bookmark" not in (element.get("rel") or "")))
            or (said and said in same and len(said) <= _LABEL)
            or (part.tag == "a" and (is_furniture(said) or _NUMBER.fullmatch(said) is not None))
        ):
            drop([element])
            changed = True
    return lines(body) if changed else whole


def _without_labels(said: list[str], same: frozenset[str], mixed: bool) -> list[str]:
    """Leave out lines of buttons before and after the words, and any where head and text are one element."""
    a, b = 0, len(said)
    while a < b and _is_label(said[a], same, mixed):
        a += 1
    while b > a and _is_label(said[b - 1], same, mixed):
        b -= 1
    return said[a:b]


def _is_label(line: str, same: frozenset[str], mixed: bool) -> bool:
    return line in same or (mixed and (is_furniture(line) or _small_print().fullmatch(line) is not None))


@cache
def _small_print() -> re.Pattern[str]:
    """What is left of a comment's head when name and date are gone: "von", "at 14:30", "#12 |"."""
    words = "|".join(seen(name) for name in ("by", "around", "says", "replying"))
    return re.compile(
        rf"(?:[\s|,;:.·•–—\-+#()\[\]/@»«\d]|(?<![^\W\d])(?:{words})(?![^\W\d]))+", re.IGNORECASE
    )


def _unsigned(said: list[str]) -> list[str]:
    at = next((i for i, line in enumerate(said) if i and _SIGNED.match(line)), len(said))
    return said[:at]
