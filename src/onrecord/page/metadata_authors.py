"""Who wrote the article: names only, in the order shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onrecord.page.html_tree import Element, squeeze, text_of, tokens
from onrecord.page.metadata_jsonld import LinkedData, Node, as_list, is_type, plain

__all__ = ["authors_of", "names"]

_BY = re.compile(
    r"^(?:(?:written |posted |reported )?by|von|par|de|por|di|autor(?:in)?|author)\b\s*:?\s*", re.IGNORECASE
)
_JOINT = re.compile(r"\s*(?:;|\||\s(?:and|und|et|y|e|i|&)\s)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(r"://|www\.|@|^/|\.(?:com|org|net|html?)\b", re.IGNORECASE)
# Not a name: a job, a place in the house, a date.
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|contributor|staff|redakt(?:ion|eur|eurin)|korrespondent(?:in)?"
    r"|admin|administrator|editorial|newsroom|updated|published|articles?|posts)\b|\d",
    re.IGNORECASE,
)
_BYLINE_CLASSES = frozenset(
    {"byline", "author", "author-name", "byline-name", "article-author", "post-author", "by-author"}
)
_BYLINE_TAGS = ("a", "span", "div", "p", "address", "li", "cite")
_MAX_NAME = 60
_MAX_BYLINE = 200


def authors_of(
    root: Element, meta: dict[str, list[str]], data: LinkedData, node: Node, outlet: str | None
) -> tuple[str, ...]:
    """Find the authors: JSON-LD first, then meta tags, then the by-line in the page.

    Args:
        root: the page without its comments.
        meta: contents of its meta tags by name.
        data: its JSON-LD.
        node: the JSON-LD node of the article, or an empty one.
        outlet: the outlet's name, which is no author.
    """
    linked = [data.resolve(author) for author in as_list(node.get("author"))]
    tagged = [*meta.get("author", []), *meta.get("article:author", []), *meta.get("byl", [])]
    tagged += [*meta.get("parsely-author", []), *meta.get("dc.creator", []), *meta.get("sailthru.author", [])]
    for source in ((_linked(a) for a in linked), tagged, _shown(root)):
        found = names(source, outlet)
        if found:
            return found
    return ()


def _linked(author: Any) -> str | None:
    # A person's name is whole; only mere text may hold several.
    name = plain(author)
    return f"\0{name}" if name and is_type(author, "Person") and "," not in name else name


def names(lines: Iterable[str | None], outlet: str | None = None) -> tuple[str, ...]:
    """Split by-lines into names; jobs, addresses and the outlet's own name are left out.

    >>> names(["By Ana Petrov, Staff Writer and Tom Okafor"])
    ('Ana Petrov', 'Tom Okafor')
    """
    own = (outlet or "").casefold()
    found: dict[str, str] = {}
    for line in lines:
        for name in _split(line or ""):
            if _is_name(name) and name.casefold() != own:
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _split(line: str) -> list[str]:
    if line.startswith("\0"):
        return [line[1:]]
    line = _BY.sub("", squeeze(line))
    pieces: list[str] = []
    for joint in _JOINT.split(line):
        parts = _COMMA.split(joint)
        # "Petrov, Ana" is one name turned round, "Ana Petrov, Tom Okafor" are two.
        pieces += (
            [" ".join(reversed(parts))] if len(parts) == 2 and all(_one_word(p) for p in parts) else parts
        )
    return [_BY.sub("", piece).strip(" .:–—-") for piece in pieces]


def _one_word(part: str) -> bool:
    return bool(part) and " " not in part and part[0].isupper()


def _is_name(name: str) -> bool:
    if not 1 < len(name) <= _MAX_NAME or len(name.split()) > 6:
        return False
    return not (_ADDRESS.search(name) or _ROLE.search(name)) and any(c.isalpha() for c in name)


def _shown(root: Element) -> list[str]:
    """Take the by-lines in the page: marked as such by ``rel``, ``itemprop`` or a class."""
    marked: list[list[str]] = [[], [], []]
    for element in root.iter(*_BYLINE_TAGS):
        place = _place(element)
        if place is None:
            continue
        text = _author_text(element)
        if text and len(text) <= _MAX_BYLINE:
            marked[place].append(text)
    # A class may stand on many teasers; the first is the article's.
    return next((found if i < 2 else found[:1] for i, found in enumerate(marked) if found), [])


def _place(element: Element) -> int | None:
    if "author" in tokens(element, "itemprop"):
        return 0
    if element.tag == "a" and "author" in tokens(element, "rel"):
        return 1
    return 2 if tokens(element, "class") & _BYLINE_CLASSES else None


def _author_text(element: Element) -> str:
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and "name" in tokens(inner, "itemprop"):
            return squeeze(inner.get("content")) or text_of(inner)
    return squeeze(element.get("content")) or text_of(element)
