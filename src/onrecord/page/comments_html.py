"""The comment thread of an HTML page: schema.org ``Comment`` and the markup that WordPress writes.

Replies stand inside what they answer, so a parent is never a guess here. Comments are taken out of the
tree as they are read: what is left is the article's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from onrecord.core.values import Comment
from onrecord.page.comments_html_dates import iso_date, written_date
from onrecord.page.comments_html_jsonld import linked_comments
from onrecord.page.html_tree import Element, drop, first, lines, squeeze, text_of, tokens
from onrecord.page.metadata_jsonld import LinkedData

__all__ = ["take_thread"]

_CLASSES = frozenset({"comment", "pingback", "trackback"})
_NOTICES = frozenset({"pingback", "trackback"})
_TAGS = ("li", "div", "article", "section")
_LISTS = frozenset({"comment-list", "commentlist", "comments-list", "comments", "children"})
_ID = re.compile(r"(?:li-|div-)?comment-?(\d+)$")
_MICRODATA = re.compile(r"schema\.org/(?:Comment|UserComments)$")

_CONTENT = (
    {"comment-content", "comment_content", "comment-text", "commenttext", "comment-entry"},
    {"comment-body", "comment-body-text"},
)
_AUTHOR = ({"fn"}, {"comment-author", "comment-author-name", "comment-author-link"})
_DATE = {"comment-meta", "comment-metadata", "commentmetadata", "comment-date", "comment-time", "date"}
_FURNITURE = frozenset(
    {"reply", "comment-reply", "comment-reply-link", "comment-author", "comment-meta", "comment-metadata"}
    | {"commentmetadata", "comment-date", "comment-time", "comment-header", "comment-actions", "says", "fn"}
    | {"comment-awaiting-moderation", "comment-edit-link", "avatar", "vcard", "comment-respond", "respond"}
)
_FURNITURE_TAGS = frozenset({"form", "footer", "time"})

# Themes write "Anna says:" into the name's own element.
_SAYS = re.compile(
    r"\s*(?:\b(?:says|said|writes|wrote|sagt|schreibt|schrieb|meint|(?:a )?dit|pisze))?\s*:\s*$"
)
_ANNOUNCES = re.compile(r"^\s*(?:pingback|trackback)\s*:?\s*|\s*\((?:edit|bearbeiten)\)\s*$", re.IGNORECASE)


def take_thread(root: Element, data: LinkedData, language: str | None) -> tuple[Comment, ...]:
    """Read the comments of a page and take them out of its tree.

    Where markup and JSON-LD both carry comments, the one with more of them is believed; markup if they
    carry equally many, because it shows the writer's own clock.

    Args:
        root: the page; comments are removed from it.
        data: its JSON-LD.
        language: its ISO 639-1 code, for written dates.

    Returns:
        The comments in document order; ``parent_inferred`` is never set.
    """
    shown = _from_markup(root, language)
    linked = linked_comments(data)
    return tuple(linked if len(linked) > len(shown) else shown)


def _from_markup(root: Element, language: str | None) -> list[Comment]:
    items = _items(root)
    number = {item: n for n, (item, _) in enumerate(items, 1)}
    comments = []
    # Last first: a reply is read and gone before the comment that holds it is read.
    for item, parent in reversed(items):
        comments.append(_comment(item, number[item], number.get(parent), language))
        item.drop_tree()
    comments.reverse()
    return _renumbered(comments)


def _items(root: Element) -> list[tuple[Element, Element | None]]:
    """Find the comments' elements in document order, each with the comment it stands in."""
    items: list[tuple[Element, Element | None]] = []
    holder: dict[Element, Element] = {}
    for element in root.iter(*_TAGS):
        if not _is_comment(element):
            continue
        outer = _outer(element, holder)
        if outer is not None and not _is_reply(element, outer):
            continue
        if element.find(".//h1") is not None or element.xpath("boolean(.//*[@itemprop='articleBody'])"):
            continue
        holder[element] = element
        items.append((element, outer))
    return items


def _outer(element: Element, holder: dict[Element, Element]) -> Element | None:
    return first(holder[a] for a in element.iterancestors() if a in holder)


def _is_microdata(element: Element) -> bool:
    return bool(_MICRODATA.search(element.get("itemtype") or "")) or (
        "comment" in tokens(element, "itemprop") and element.get("itemscope") is not None
    )


def _is_comment(element: Element) -> bool:
    if _is_microdata(element):
        return True
    if not tokens(element, "class") & _CLASSES:
        return False
    return bool(_ID.match(element.get("id") or "")) or bool(_between(element, None) & _LISTS)


def _between(element: Element, outer: Element | None) -> set[str]:
    """Take the classes and ids of what stands between an element and one around it (or its list)."""
    found: set[str] = set()
    for ancestor in element.iterancestors():
        if ancestor is outer:
            break
        found |= tokens(ancestor)
        if outer is None and ancestor.tag in ("ol", "ul"):
            break
    return found


def _is_reply(element: Element, outer: Element) -> bool:
    """Whether an element inside a comment is a comment of its own, not the same one marked twice."""
    if _is_microdata(element) and _is_microdata(outer):
        return True
    ids = [_ID.match(e.get("id") or "") for e in (element, outer)]
    if all(ids) and len({found[1] for found in ids if found}) == 2:
        return True
    for ancestor in element.iterancestors():
        if ancestor is outer:
            return False
        if ancestor.tag in ("ol", "ul") or tokens(ancestor, "class") & _LISTS:
            return True
    return False


def _comment(item: Element, n: int, parent: int | None, language: str | None) -> Comment:
    kind: Literal["comment", "pingback"] = "pingback" if tokens(item, "class") & _NOTICES else "comment"
    date = _date(item, language)
    author = _author(item)
    if kind == "pingback" and author is None:
        # The linking page's title is all the name it has, and no part of what was written.
        link = first(a for a in item.iter("a") if not tokens(a, "class") & _FURNITURE)
        author = squeeze(text_of(link)) or None
        drop([] if link is None else [link])
    text = _text(item)
    if kind == "pingback":
        text = _ANNOUNCES.sub("", text)
    return Comment(n=n, parent=parent, author=author, date_iso=date, kind=kind, text=text)


def _with(item: Element, classes: set[str]) -> Iterator[Element]:
    return (e for e in item.iterdescendants() if isinstance(e.tag, str) and tokens(e, "class") & classes)


def _property(item: Element, *names: str) -> Iterator[Element]:
    return (e for e in item.iterdescendants() if tokens(e, "itemprop") & {n.lower() for n in names})


def _author(item: Element) -> str | None:
    author = first(_property(item, "author", "creator"))
    name = None if author is None else first(_property(author, "name"))
    places = [name, *(first(_with(item, classes)) for classes in _AUTHOR), author]
    for place in places:
        if place is None:
            continue
        drop(list(_with(place, {"says"})))
        # Some themes put date and buttons beside the name; the name is what is set off.
        set_off = (
            text for e in place.iter("cite", "b", "strong", "a") if e is not place and (text := text_of(e))
        )
        shown = _SAYS.sub("", squeeze(place.get("content")) or first(set_off) or text_of(place))
        if shown:
            return shown
    return None


def _date(item: Element, language: str | None) -> str | None:
    for time in item.iter("time"):
        if date := iso_date(time.get("datetime")):
            return date
    for place in _property(item, "dateCreated", "datePublished", "commentTime"):
        if date := iso_date(place.get("content") or place.get("datetime")):
            return date
    for place in (*_with(item, _DATE), *item.iter("time")):
        links = [text_of(a) for a in place.iter("a")]
        for words in (*links, text_of(place)):
            if date := written_date(words, language):
                return date
    return None


def _text(item: Element) -> str:
    content = first(_property(item, "text", "commentText", "description"))
    for classes in _CONTENT:
        if content is None:
            content = first(_with(item, classes))
    if content is None:
        content = item
    # A content that is its own furniture ("comment-body vcard") must not take itself out.
    drop([e for e in content.iterdescendants() if isinstance(e.tag, str) and _is_furniture(e)])
    return "\n".join(lines(content))


def _is_furniture(element: Element) -> bool:
    return element.tag in _FURNITURE_TAGS or bool(tokens(element, "class") & _FURNITURE)


def _renumbered(comments: list[Comment]) -> list[Comment]:
    """Leave out what holds no words (a shell for a script to fill) and number the rest anew."""
    from dataclasses import replace

    kept: dict[int, int] = {}
    out: list[Comment] = []
    for comment in comments:
        if comment.text or comment.kind == "pingback":
            kept[comment.n] = len(out) + 1
            parent = None if comment.parent is None else kept.get(comment.parent)
            out.append(replace(comment, n=kept[comment.n], parent=parent))
    return out
