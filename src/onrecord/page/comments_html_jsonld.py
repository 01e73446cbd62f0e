"""Comments that a page carries as JSON-LD: ``comment`` lists, nested or tied by ``parentItem``."""

from __future__ import annotations

from html import unescape
from typing import Any

from onrecord.core.values import Comment
from onrecord.page.comments_html_dates import iso_date
from onrecord.page.html_tree import lines
from onrecord.page.metadata_jsonld import LinkedData, as_list, is_type, plain

__all__ = ["linked_comments"]


def linked_comments(data: LinkedData) -> list[Comment]:
    """Read the comments of the page's own top-level nodes, in order; each reply follows what it answers."""
    found: list[Comment] = []
    number_of: dict[str, int] = {}
    stack: list[tuple[Any, int | None]] = [(node, None) for node in reversed(data.nodes)]
    seen: set[int] = set()
    while stack:
        value, parent = stack.pop()
        node = data.resolve(value)
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        inner = parent
        if is_type(node, "Comment"):
            parent = parent or _named_parent(node, number_of)
            comment = _comment(node, len(found) + 1, parent)
            if comment is not None:
                found.append(comment)
                inner = comment.n
                if isinstance(node.get("@id"), str):
                    number_of[node["@id"]] = comment.n
        stack += [(item, inner) for item in reversed(as_list(node.get("comment")))]
    return found


def _named_parent(node: dict[str, Any], number_of: dict[str, int]) -> int | None:
    named = node.get("parentItem")
    name = named.get("@id") if isinstance(named, dict) else named
    return number_of.get(name) if isinstance(name, str) else None


def _comment(node: dict[str, Any], n: int, parent: int | None) -> Comment | None:
    raw = node.get("text") or node.get("commentText") or node.get("description")
    text = _text(raw) if isinstance(raw, str) else ""
    if not text:
        return None
    date = iso_date(node.get("dateCreated")) or iso_date(node.get("datePublished"))
    return Comment(
        n=n, parent=parent, author=plain(node.get("author") or node.get("creator")), date_iso=date, text=text
    )


def _text(raw: str) -> str:
    """Read a text that may hold markup; one without keeps its line breaks."""
    from lxml import etree
    from lxml.html import fragment_fromstring

    if "<" in raw:
        try:
            return "\n".join(lines(fragment_fromstring(raw, create_parent="div")))
        except (etree.LxmlError, ValueError, AssertionError):
            pass  # a "<" that begins no tag
    kept = (" ".join(line.split()) for line in unescape(raw).splitlines())
    return "\n".join(line for line in kept if line)
