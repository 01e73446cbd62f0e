"""The comment thread of an HTML page: found by its repeated structure, taken out, and read.

Comments are taken out of the tree before anything else of the page is read: what is left is the article's
page, and its text, date and authors cannot come from the thread. Reading them follows, when the page's
language and dates are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.core.values import Comment, Quote
from onrecord.page.comments_html_dates import Clock
from onrecord.page.comments_html_held import Held, held
from onrecord.page.comments_html_items import find_items, wrap_runs
from onrecord.page.comments_html_jsonld import linked_comments
from onrecord.page.comments_html_marks import Marks
from onrecord.page.comments_html_names import Name, clean_name, names_of
from onrecord.page.comments_html_parts import date_of, has_note, is_note, likes_of, repeated
from onrecord.page.comments_html_place import shown_count
from onrecord.page.comments_html_quotes import quotes_of, with_sources
from onrecord.page.comments_html_text import text_of_comment
from onrecord.page.comments_html_ties import own_elements, parents_of
from onrecord.page.comments_html_words import marked
from onrecord.page.html_tree import Element, drop, first, text_of
from onrecord.page.metadata_jsonld import LinkedData

_EXCERPT = re.compile(r"\[(?:\.\.\.|…)\].+\[(?:\.\.\.|…)\]", re.DOTALL)
"""What WordPress takes from a page that links here."""

__all__ = ["Taken", "take_thread"]


@dataclass(frozen=True, slots=True)
class Taken:
    """The comments of a page, taken out of its tree and not yet read.

    Args:
        items: what each holds, in document order, none inside another.
        parents: for each the number of the one it answers, from 0.
        dated: short texts of theirs that hold dates.
        shown: how many the page says it has.
    """

    items: tuple[Sequence[Held], ...] = ()
    parents: tuple[int | None, ...] = ()
    dated: tuple[str, ...] = ()
    shown: int | None = None

    def read(self, data: LinkedData, clock: Clock) -> tuple[Comment, ...]:
        """Read the comments; their elements are used up.

        Where markup and JSON-LD both carry comments, the one with more of them is believed; markup if they
        carry equally many, because it shows the writer's own clock.

        Args:
            data: the page's JSON-LD.
            clock: how its dates are written.

        Returns:
            The comments in document order; ``parent_inferred`` is never set.
        """
        shown = self._comments(clock)
        linked = linked_comments(data)
        return tuple(linked if len(linked) > len(shown) else shown)

    def _comments(self, clock: Clock) -> list[Comment]:
        names = names_of(self.items, clock)
        same = repeated(self.items) - {name.name for name in names if name}
        read = [
            _comment(n, parts, name, same, clock, parent)
            for n, (parts, name, parent) in enumerate(zip(self.items, names, self.parents, strict=True), 1)
        ]
        return with_sources(_renumbered(read))


def take_thread(root: Element, data: LinkedData) -> Taken:
    """Find the comments of a page and take them out of its tree.

    Args:
        root: the page; comments are removed from it, and lists of definitions are wrapped.
        data: its JSON-LD.
    """
    wrap_runs(root)
    marks = Marks(root)
    items = find_items(marks)
    if _opens_thread(marks, items):
        items = items[1:]
    shown = shown_count(list(_outside(marks, items)), data)
    parents = parents_of(marks, items)
    elements = [marks.elements[i] for i in items]
    # Last first: a reply is out before the comment that holds it.
    for element in reversed(elements):
        element.drop_tree()
    _drop_rest(marks, items)
    own = [held(marks, list(own_elements(marks, items, n))) for n in range(len(items))]
    return Taken(tuple(own), tuple(parents), tuple(_dated(elements)), shown)


def _outside(marks: Marks, items: Sequence[int]) -> Iterator[Element]:
    """Give the page's elements but those inside comments, whose words say nothing of the thread."""
    at = 0
    for i in items:
        yield from marks.elements[at:i]
        at = max(at, marks.end[i])
    yield from marks.elements[at:]


def _dated(items: Sequence[Element]) -> Iterator[str]:
    for item in items[:_SAMPLE]:
        for element in item.iter():
            said = element.text if isinstance(element.tag, str) else None
            if said and len(said) < 80 and said.count("/") + said.count("-") > 1:
                yield said


def _drop_rest(marks: Marks, items: Sequence[int]) -> None:
    """Take out what is left of the section that held the comments: headings, rules, forms."""
    if not items:
        return
    at = marks.parent[items[0]]
    while at >= 0 and marks.end[at] < marks.end[items[-1]]:
        at = marks.parent[at]
    while at >= 0 and marks.in_thread(marks.parent[at]) and not marks.holds_article(marks.parent[at]):
        at = marks.parent[at]
    if at >= 0 and marks.in_thread(at) and marks.elements[at].tag != "body" and not marks.holds_article(at):
        drop([marks.elements[at]])


_SAMPLE = 200
"""Comments that tell whether days or months stand first in a page's dates."""

_PROSE, _ENOUGH_PROSE = 60, 60


def _opens_thread(marks: Marks, items: Sequence[int]) -> bool:
    """Whether the first of the posts is what the others answer, as in a forum: no prose stands before it."""
    if len(items) < 2:
        return False
    before = 0
    for i, element in enumerate(marks.elements[: items[0]]):
        for piece in (element.text, *(child.tail for child in element)):
            if (
                piece
                and weight(piece.strip()) >= _PROSE
                and not marks.elsewhere(i)
                and element.tag not in ("script", "style", "title", "a")
            ):
                before += weight(piece.strip())
    return before < _ENOUGH_PROSE and _prose_after(marks, items) < _ENOUGH_PROSE


def weight(text: str) -> int:
    """Count letters, those of scripts that need fewer of them more than once."""
    return len(text) + 2 * sum(ch >= "\u2e80" for ch in text)


def _prose_after(marks: Marks, items: Sequence[int]) -> int:
    last = marks.end[items[-1]]
    return sum(
        weight(e.text.strip())
        for i, e in enumerate(marks.elements[last:], last)
        if e.tag == "p"
        and e.text
        and weight(e.text.strip()) >= _PROSE
        and not marks.elsewhere(i)
        and not marks.in_thread(i)
    )


def _comment(
    n: int,
    parts: Sequence[Held],
    name: Name | None,
    same: frozenset[str],
    clock: Clock,
    parent: int | None,
) -> Comment:
    item = parts[0].element
    kind: Literal["comment", "pingback"] = "pingback" if marked(item, "pingback") else "comment"
    author = None if name is None else name.name
    if kind == "pingback":
        # The linking page's title is all the name it has, and no part of what was written.
        link = first(a for a in item.iter("a") if not marked(a, "furniture"))
        if link is not None and (author is None or clean_name(text_of(link)) is None):
            author = text_of(link) or author
            name = Name("link", 0, author or "", link)
    date = date_of(parts, clock)
    likes = likes_of(parts)
    noted = has_note(parts)
    text = "\n".join(text_of_comment(parts, name, same, pingback=kind == "pingback"))
    # After the buttons in them are out.
    quotes = quotes_of(text, [text_of(q) for q in item.iter("blockquote")])
    if _EXCERPT.fullmatch(text):
        kind = "pingback"
    return Comment(
        n=n,
        parent=None if parent is None else parent + 1,
        author=author,
        date_iso=date,
        kind=kind,
        text=text,
        likes=likes,
        moderated=noted or is_note(text),
        quotes=tuple(Quote(span=span) for span in quotes),
    )


def _renumbered(comments: Sequence[Comment]) -> list[Comment]:
    """Leave out what holds no words (a shell for a script to fill) and number the rest anew."""
    if all(comment.text or comment.kind == "pingback" for comment in comments):
        return list(comments)
    kept: dict[int, int] = {}
    out: list[Comment] = []
    for comment in comments:
        if comment.text or comment.kind == "pingback":
            kept[comment.n] = len(out) + 1
            parent = None if comment.parent is None else kept.get(comment.parent)
            out.append(replace(comment, n=kept[comment.n], parent=parent))
    return out
