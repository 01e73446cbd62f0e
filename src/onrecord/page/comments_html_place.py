"""What a page says about its comments: how many it shows, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from onrecord.page.comments_html_words import heading_count, marked
from onrecord.page.html_tree import Element, drop, squeeze, text_of, tokens
from onrecord.page.metadata_jsonld import LinkedData, as_list, is_type
from onrecord.page.plain_border import count_of

__all__ = ["drop_containers", "shown_count"]

# "comments", "post-comments", "comment-list", "commentlist", "kommentare", "comments_wrapper"; whole words
# only: "comments-open" stands on the body of every WordPress page.
_CONTAINER = re.compile(
    r"(?:(?:post|article|blog|reader|readers|user|leser|fb|facebook|view)[-_]?)?"
    r"(?:comments?|kommentare?|commentaires?|komentarze|comentarios|commenti|reacties)"
    r"(?:[-_]{0,2}(?:list|area|section|wrapper|wrap|container|thread|threads|content|box|block|form|respond|holder"
    r"|template|body|inner|outer|app|root|feed|stream|widget|title|header))?"
    r"|respond|disqus_thread|dsq-comments|comol"
)
_CONTAINER_TAGS = ("div", "section", "ol", "ul", "aside", "details", "form", "footer", "article")
_ARTICLE = (
    "boolean(.//h1 | .//*[@itemprop='articleBody']"
    " | .//*[contains(concat(' ', @class, ' '), ' entry-content ')])"
)

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TITLE = re.compile(
    r"(?:comments?|commentaires|komment\w+|discussion)[-_](?:title|heading|count|num(?:ber)?|total)s?|wpd-thread-info"
)
_TITLED = frozenset({*_HEADINGS, "div", "p", "span"})
_SMALL_TAGS = frozenset(
    {"a", "span", "button", "p", "div", "strong", "b", "legend", "summary", "li", "label"}
)
_TO_THREAD = (
    "#comments",
    "#respond",
    "#kommentare",
    "#disqus_thread",
    "#comment",
    "#reacties",
    "#comentarios",
)
_MAX = 200
_DIGIT = re.compile(r"\d")
_ALL = re.compile(
    r"^(?:all|alle|view all|show all|toon alle|voir les|tous les|ver|see)\s+|\s*[一覧件（）]{2,}$|[….:]+$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\d\S*\s+\S+\s+\S+\s+\S+")


def shown_count(elements: Sequence[Element], data: LinkedData) -> int | None:
    """Find how many comments the page says it has.

    A heading over the thread counts most, then a link in the page to it ("12 Comments"), then JSON-LD.

    Args:
        elements: those of the page in document order, its root first, the insides of its comments left out.
        data: its JSON-LD.
    """
    for element in elements:
        if element.tag not in _TITLED:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_title = named != " " and _TITLE.search(named.lower()) is not None
        if is_title or element.tag in _HEADINGS:
            count = _count(text_of(element), about=is_title or _in_container(element))
            if count is not None:
                return count
    for element in elements:
        if element.tag not in _SMALL_TAGS:
            continue
        href = element.get("href")
        to_thread = element.tag == "a" and bool(href) and href.lower() in _TO_THREAD
        if href and not to_thread:
            continue
        # Of a button too, whose text is else no text of the page.
        inside = len(element)
        said = "" if inside > 2 else " ".join(element.itertext()) if inside else element.text
        if not said or not _DIGIT.search(said) or len(said := squeeze(said)) > _MAX:
            continue
        count = _count(said, about=False)
        if count is not None and (to_thread or _in_container(element)):
            return count
    return _linked_count(elements[0], data)


def _count(text: str, *, about: bool) -> int | None:
    """Read a count; ``about``: may more follow it, as in "3 thoughts on …"."""
    if len(text) > _MAX or not text:
        return None
    text = _ALL.sub("", text.strip("{}[]()« »"))
    if not about and _ABOUT.search(text):
        return None
    count = heading_count(text) if about else count_of(text)
    return count if count or "0" in text else None


def _in_container(element: Element) -> bool:
    if marked(element, "comment"):
        return True
    following = element.getnext()
    if following is not None and marked(following, "comment"):
        return True
    return any(marked(a, "comment") for a in element.iterancestors(*_CONTAINER_TAGS))


def _linked_count(root: Element, data: LinkedData) -> int | None:
    for node in data.of_type("Article", "Posting", "Report"):
        for value in (node.get("commentCount"), *_interactions(node)):
            if isinstance(value, str | int) and str(value).isascii() and str(value).isdigit():
                return int(value)
    for element in root.xpath("//*[@itemprop='commentCount'] | //*[@itemprop='interactionCount']"):
        shown = (element.get("content") or text_of(element)).strip()
        shown = shown.removeprefix("UserComments:")
        if shown.isascii() and shown.isdigit():
            return int(shown)
    return None


def _interactions(node: dict[str, Any]) -> list[Any]:
    out = []
    for item in as_list(node.get("interactionStatistic")):
        if not isinstance(item, dict):
            continue
        kind = item.get("interactionType")
        named = kind if isinstance(kind, str) else ""
        if named.endswith("CommentAction") or is_type(kind, "CommentAction"):
            out.append(item.get("userInteractionCount"))
    return out


def drop_containers(root: Element) -> bool:
    """Take comment sections and forms out of the page, but none that holds the article itself.

    Returns:
        Whether anything was taken out.
    """
    found = []
    for element in root.iter(*_CONTAINER_TAGS):
        if not any(map(_CONTAINER.fullmatch, tokens(element))):
            continue
        if element.xpath(_ARTICLE):
            # A column called "comment": trafilatura, which goes by the name, would drop it.
            for name in ("class", "id"):
                element.attrib.pop(name, None)
        else:
            found.append(element)
    drop(found)
    return bool(found)
