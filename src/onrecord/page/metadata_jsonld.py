"""JSON-LD on a page, read with patience: lists, ``@graph``, references, and JSON that is not quite JSON.

Own code in place of extruct: that takes 0.3 s to import (it brings RDF along) and has no patience with
trailing commas; what is needed here is ``json`` and a walk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from onrecord.page.html_tree import Element, squeeze

__all__ = ["LinkedData", "Node", "as_list", "is_type", "linked_data", "plain"]

Node = dict[str, Any]

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|(?://\s*)?\]\]>|;)\s*$", re.DOTALL
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TAG = re.compile(r"<[^<>]*>")

_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The page's top-level nodes in order, and all nodes that have an ``@id``."""

    nodes: tuple[Node, ...] = ()
    by_id: dict[str, Node] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        """Put the node in place of a mere reference to it."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
            return self.by_id.get(value["@id"], value)
        return value

    def of_type(self, *endings: str) -> list[Node]:
        """Take the top-level nodes with a type that ends in one of ``endings``."""
        return [node for node in self.nodes if is_type(node, *endings)]


def linked_data(root: Element) -> LinkedData:
    """Read every JSON-LD script of a page; one that cannot be read is passed over."""
    nodes: list[Node] = []
    by_id: dict[str, Node] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        value = _loads(script.text or "")
        nodes += _top(value)
        for node in _all(value):
            if isinstance(node.get("@id"), str):
                known = by_id.get(node["@id"], {})
                by_id[node["@id"]] = {**node, **known} if len(known) > len(node) else {**known, **node}
    return LinkedData(tuple(nodes), by_id)


def _loads(raw: str) -> Any:
    unwrapped = _WRAPPING.sub("", _WRAPPING.sub("", raw))
    for candidate in (raw, unwrapped, _TRAILING_COMMA.sub("", unwrapped)):
        try:
            # strict=False: control characters inside strings are common.
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _top(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _top(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INNER:
            yield from _top(value.get(key), depth + 1)


def _all(value: Any) -> Iterator[Node]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def as_list(value: Any) -> list[Any]:
    """Make a list of what may be a list, one thing or nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_type(node: Any, *endings: str) -> bool:
    """Whether a node has a type that ends in one of ``endings``, with or without its address.

    >>> is_type({"@type": ["Thing", "https://schema.org/ReportageNewsArticle"]}, "Article")
    True
    """
    if not isinstance(node, dict):
        return False
    return any(isinstance(t, str) and t.endswith(endings) for t in as_list(node.get("@type")))


def plain(value: Any) -> str | None:
    """Take the text of a value, on one line, without tags and entities; None if it has none.

    >>> plain("Bread &amp;amp; <b>roses</b>")
    'Bread & roses'
    """
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")
        if isinstance(item, str):
            text = squeeze(unescape(unescape(_TAG.sub("", item))))
            if text:
                return text
    return None
