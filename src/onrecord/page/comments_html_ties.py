"""Which comment answers which: links and ids first, then what stands in what, then indents.

Only what the markup says counts. Strongest first:

1. an attribute that names the parent (``data-parent-id``), or a link in the comment's head or before a
   quotation to another comment's id or number ("In reply to Ada", "#4");
2. a comment inside another's element, or in a list that follows it and holds nothing on its level;
3. where all stand side by side: a depth in the class, an indent in the style, a class for replies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.page.comments_html_marks import Marks
from onrecord.page.comments_html_words import says, seen
from onrecord.page.html_tree import Element, text_of

__all__ = ["own_elements", "parents_of"]

_PARENT_NAME = re.compile(
    r"^data-(?:.*[-_])?(?:parent|reply-?to|in-?reply-?to|answer-?to)(?:[-_]?(?:comment|post))?(?:[-_]?id)?$|^parent(?:id)?$"
)
_OWN_NAME = re.compile(
    r"^(?:id|data-(?:(?:comment|post|message|thread)[-_]?)?(?:id|key|fullname|content|cid)|about)$"
)
_LAST_NUMBER = re.compile(r"(\d+)(?!.*\d)")
_DEPTH = re.compile(r"(?:^|[ _\-])(?:depth|level|indent|lvl|tier|ebene|niveau)[-_]?(\d{1,2})(?=$|[ _\-])")
_INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)\s*(px|em|rem|%)?", re.IGNORECASE)
_SHOWN_NUMBER = re.compile(r"#(\d+(?:\.\d+)*)")
_TOLD = re.compile(r"\s*(?:level|ebene|niveau|nivel)\s(\d{1,2})\s*$")
_HEAD = 32
"""Elements of a comment in which its level is looked for."""

_LONGEST_LINK = 120
_SMALL = frozenset({"button", "span", "div", "p"})


def parents_of(marks: Marks, items: Sequence[int]) -> list[int | None]:
    """Find the parent of each comment.

    Args:
        marks: the page.
        items: places of the comments' elements, in document order.

    Returns:
        For each comment the number of its parent among ``items``, counted from 0; always an earlier one.
    """
    told = _told_levels(marks, items)
    nested = _by_level(told) if told else _by_place(marks, items)
    if not any(parent is not None for parent in nested):
        nested = _by_level(_levels(marks, items))
    known = _Ids(marks, items)
    named = [known.parent(n) for n in range(len(items))]
    return [
        place if name is None else None if name < 0 else name
        for name, place in zip(named, nested, strict=True)
    ]


def own_elements(marks: Marks, items: Sequence[int], n: int) -> Iterator[int]:
    """Give the places of what comment ``n`` holds of its own, its element first."""
    i, inner, end = items[n], n + 1, marks.end[items[n]]
    while inner < len(items) and items[inner] < end:
        yield from range(i, items[inner])
        i = marks.end[items[inner]]
        inner = bisect_left(items, i, inner)
    yield from range(i, end)


def _by_place(marks: Marks, items: Sequence[int]) -> list[int | None]:
    """Find parents by where elements stand.

    Every comment is noted at each element around it, under its distance from that element. Going up from a
    comment, the first element that has notes decides: a note at the same distance is a sibling's; one at a
    smaller distance is the parent's, if there is only one such in the branch that it stands in.
    """
    parents: list[int | None] = []
    notes: dict[int, dict[int, tuple[int, int]]] = {}
    for n, i in enumerate(items):
        parents.append(_placed(marks, items, i, notes, parents))
        at: int = i
        distance = 0
        while at >= 0 and marks.depth[at] > 0:
            beside = notes.setdefault(at, {})
            beside[distance] = (n, beside.get(distance, (0, 0))[1] + 1)
            at, distance = marks.parent[at], distance + 1
    return parents


def _placed(
    marks: Marks,
    items: Sequence[int],
    i: int,
    notes: dict[int, dict[int, tuple[int, int]]],
    parents: Sequence[int | None],
) -> int | None:
    at, distance = marks.parent[i], 1
    while at >= 0 and at not in notes:
        at, distance = marks.parent[at], distance + 1
    if at < 0:
        return None
    beside = notes[at]
    sibling = beside[distance][0] if distance in beside else -1
    n, above = max(((note[0], d) for d, note in beside.items() if d < distance), default=(-1, 0))
    if sibling > n:
        return parents[sibling]
    if n < 0:
        return None
    branch = items[n]
    while branch != at and marks.parent[branch] != at:
        branch = marks.parent[branch]
    steps = above - (0 if branch == at else 1)
    alone = notes[branch].get(steps, (n, 0))[1] == 1
    return n if alone else parents[sibling] if sibling >= 0 else None


def _levels(marks: Marks, items: Sequence[int]) -> list[float]:
    """Give each comment's level, where classes or styles tell it; all 0 where nothing does."""
    classes = [_DEPTH.search(marks.words[i]) for i in items]
    if all(classes):
        return [float(found[1]) for found in classes if found]
    indents = [_indent(marks, i, items) for i in items]
    if len(set(indents)) > 1:
        return indents
    replies = [says(marks.words[i], "reply") for i in items]
    return [float(reply) for reply in replies] if not all(replies) and not replies[0] else [0.0] * len(items)


def _told_levels(marks: Marks, items: Sequence[int]) -> list[float]:
    """Give the levels that the comments tell in words; empty where most tell none."""
    levels: list[float] = []
    silent = 0
    for n in range(len(items)):
        level = _number_in_head(marks, items, n)
        silent += level is None
        if 5 * silent > len(items):
            return []
        # What says nothing ("load 3 more") stands with what is above it.
        levels.append(float(level) if level is not None else levels[-1] if levels else 0.0)
    return levels


def _number_in_head(marks: Marks, items: Sequence[int], n: int) -> int | None:
    """Read "level 2" from the first words of a comment, as pages for screen readers have it."""
    for j in islice(own_elements(marks, items, n), _HEAD):
        found = _TOLD.match(marks.elements[j].text or "")
        if found:
            return int(found[1])
    return None


def _indent(marks: Marks, i: int, items: Sequence[int]) -> float:
    """Add up the indents of an element and of what holds it alone."""
    total, at = 0.0, i
    while at >= 0 and marks.depth[at] > 0 and (at == i or at not in items[:1]):
        found = _INDENT.search(marks.elements[at].get("style") or "")
        if found:
            total += float(found[1])
        at = marks.parent[at]
        if at < 0 or marks.end[at] - at > 4 * (marks.end[i] - i) + 20:
            break
    spacer = next((e for e in marks.elements[i].iter("td", "img") if e.get("indent") or e.get("width")), None)
    if not total and spacer is not None:
        given = spacer.get("indent") or (spacer.get("width") if spacer.tag == "img" else None) or "0"
        total = float(given) if given.isdigit() else 0.0
    return total


def _by_level(levels: Sequence[float]) -> list[int | None]:
    parents: list[int | None] = []
    open_: list[tuple[float, int]] = []
    for n, level in enumerate(levels):
        while open_ and open_[-1][0] >= level:
            open_.pop()
        parents.append(open_[-1][1] if open_ else None)
        open_.append((level, n))
    return parents


class _Ids:
    """The ids and numbers by which comments are known, and the references from one to another."""

    def __init__(self, marks: Marks, items: Sequence[int]) -> None:
        self._marks, self._items = marks, items
        self._by_id: dict[str, int] = {}
        self._by_number: dict[str, int] = {}
        self._own = [list(own_elements(marks, items, n)) for n in range(len(items))]
        for n in range(len(items)):
            for name in self._own_names(n):
                self._by_id.setdefault(name, n)
            number = self._shown_number(n)
            if number is not None:
                self._by_number.setdefault(number, n)

    def _own_names(self, n: int) -> Iterator[str]:
        element = self._marks.elements[self._items[n]]
        for attribute, value in element.items():
            if _OWN_NAME.match(attribute):
                yield from _names(value)
        before = element.getprevious()
        if before is not None and before.tag == "a" and (name := before.get("id") or before.get("name")):
            yield from _names(name)
        for j in self._own[n]:
            inner = self._marks.elements[j]
            if name := inner.get("id") or (inner.get("name") if self._marks.tags[j] == "a" else None):
                yield name

    def _shown_number(self, n: int) -> str | None:
        for j in self._own[n]:
            if self._marks.tags[j] != "a":
                continue
            if found := _SHOWN_NUMBER.match((self._marks.elements[j].text or "").strip()):
                return found[1]
        return None

    def parent(self, n: int) -> int | None:
        """Find the parent that ids name; -1 where they say there is none, None where they say nothing."""
        element = self._marks.elements[self._items[n]]
        for attribute, value in element.items():
            if not _PARENT_NAME.match(attribute):
                continue
            if value.strip() in ("", "0", "null", "none"):
                return -1
            found = next((self._by_id[v] for v in _names(value) if v in self._by_id), None)
            if found is not None and found < n:
                return found
        return next((found for j in self._own[n] if (found := self._linked(j, n)) is not None), None)

    def _linked(self, j: int, n: int) -> int | None:
        element, tag, target = self._marks.elements[j], self._marks.tags[j], None
        if tag == "a":
            fragment = (element.get("href") or "").partition("#")[2]
            target = self._by_id.get(fragment) if fragment else None
            if target is not None and target < n and not self._is_reference(element):
                return None
        elif self._by_number and tag in _SMALL:
            said = text_of_small(element)
            number = _SHOWN_NUMBER.search(said) if said and _replying().match(said) else None
            target = self._by_number.get(number[1]) if number else None
        return target if target is not None and target < n else None

    def _is_reference(self, link: Element) -> bool:
        """Whether a link to another comment stands in the head, at a quotation, or first in the text."""
        if len(text_of(link)) > _LONGEST_LINK:
            return False
        block = link.getparent()
        if block is None or link.tag != "a":
            return False
        if any(a.tag in ("blockquote", "cite", "q") for a in link.iterancestors()):
            return True
        if block.tag not in ("p", "dd", "td", "li"):
            return True
        before = (block.text or "").strip()
        return link.getprevious() is None and (not before or _replying().match(before) is not None)


def _names(value: str) -> Iterator[str]:
    """Give the forms in which a comment is named: whole, its last number."""
    value = value.strip().rpartition("#")[2]
    if value:
        yield value
        if number := _LAST_NUMBER.search(value):
            yield number[1]


def text_of_small(element: Element) -> str:
    """Take the text of an element that holds little, buttons included; nothing of a larger one."""
    said = " ".join(" ".join(element.itertext()).split()) if len(element) < 6 else ""
    return said if len(said) <= _LONGEST_LINK else ""


def _replying() -> re.Pattern[str]:
    return re.compile(rf"(?:@|{seen('replying')})", re.IGNORECASE)
