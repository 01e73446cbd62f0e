"""Ids made from content, so that reading a page again gives the same ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from onrecord.core.values import Comment, Spans

__all__ = ["comment_id", "digest", "page_id", "statement_id"]


def digest(*parts: str) -> str:
    """Hash text parts into 32 hexadecimal digits (the first half of SHA-256).

    The length of each part is hashed with it, so that no two lists of parts can run together.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    told = "".join([f"{len(part)}:{part}" for part in parts])
    if told.isascii():  # as many bytes as characters
        data = told.encode()
    else:
        encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
        data = b"".join([b"%d:%b" % (len(part), part) for part in encoded])
    return hashlib.sha256(data).hexdigest()[:32]


def page_id(address: str, text: str, comments: Iterable[Comment]) -> str:
    """Id of one version of a page: the hash of its address, text and thread.

    Args:
        address: the canonical URL, else the id or path the page was given.
        text: the page's text.
        comments: the thread; author, date, parent and text of each count.
    """
    parts = [address, text]
    for c in comments:
        parts += [c.author or "", c.date_iso or "", str(c.parent or 0), c.text]
    return digest("page", *parts)


def statement_id(page: str, comment: int | None, source: Spans, cue: Spans, content: Spans) -> str:
    """Id of a statement: the hash of its page's id, comment number and spans.

    >>> statement_id("p", None, ((0, 3),), ((4, 8),), ((9, 20),)) == statement_id(
    ...     "p", 1, ((0, 3),), ((4, 8),), ((9, 20),))
    False
    """
    spans = [";".join([f"{s}-{e}" for s, e in part]) for part in (source, cue, content)]
    return digest("statement", page, str(comment or 0), *spans)


def comment_id(page: str, comment: Comment, repeat: int) -> str:
    """Id of a comment: the hash of its page's id, author, date, text and its how-manieth repeat.

    Args:
        page: the id of the page it stands under.
        comment: whose author, date and text count; its place in the thread does not.
        repeat: 0 for the first comment with this author, date and text on the page, 1 for the next.
    """
    author, date = comment.author or "", comment.date_iso or ""
    return digest("comment", page, author, date, comment.text, str(repeat))
