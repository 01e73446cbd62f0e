"""Which form an input has: HTML, text, JSON Lines, WARC, a feed, a list of URLs.

What the name says, what was said beside the bytes, what the bytes say.
"""

from __future__ import annotations

import json
import re
from typing import Literal

from onrecord.core.values import Format

__all__ = ["InputForm", "form_by_name", "form_by_type", "is_feed", "is_json_object", "is_warc", "looks_like"]

InputForm = Literal["auto", "html", "text", "jsonl", "warc", "feed", "urls"]
"""What an input is said to hold; ``auto`` leaves it to the name and the bytes."""

HEAD = 4096
"""How many bytes are looked at to tell HTML from text."""

_BY_EXTENSION: dict[str, InputForm] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".text": "text",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".urls": "urls",
}
_BY_TYPE: dict[str, InputForm] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/x-jsonlines": "jsonl",
    "application/warc": "warc",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "text/uri-list": "urls",
}
_PROLOGUE = re.compile(rb"(?s)<!--.*?-->|<\?xml[^>]*>")
_DOCUMENT = re.compile(rb"(?i)\s*<(?:!doctype\s+html|html|head|body)\b")
_FIRST_TAG = re.compile(rb"(?i)\s*<(?:article|div|h[1-6]|main|meta|p|section|span|table|title|ul)[\s>]")
_CLOSING_TAG = re.compile(
    rb"(?i)</(?:a|article|b|div|em|h[1-6]|i|li|main|p|section|span|strong|td|title|ul)>"
)
_FEED = re.compile(rb"(?i)\s*(?:<!doctype\s+rss\b[^>]*>\s*)?<(?:[a-z]+:)?(rss|feed|rdf)[\s>]")
_FEED_NAMES = (b"http://www.w3.org/2005/atom", b"http://purl.org/atom/", b"http://purl.org/rss/")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def form_by_name(name: str) -> InputForm:
    """Give the form that a file's extension names, ``auto`` if it names none.

    >>> form_by_name("archive/May.HTM.gz"), form_by_name("lines.ndjson"), form_by_name("notes")
    ('html', 'jsonl', 'auto')
    """
    name = name.lower().removesuffix(".gz")
    return _BY_EXTENSION.get(name[name.rfind(".") :] if "." in name else "", "auto")


def form_by_type(media_type: str | None) -> InputForm:
    """Give the form that an HTTP media type names, ``auto`` if it is another or none.

    >>> form_by_type("text/html"), form_by_type("application/pdf")
    ('html', 'auto')
    """
    return _BY_TYPE.get(media_type or "", "auto")


def looks_like(data: bytes, hint: InputForm = "auto") -> Format:
    """Tell HTML from text by the first bytes and a hint from outside.

    A hint of HTML is believed. A hint of text is not believed of a whole HTML document: saved pages
    are often named or served as text.

    Args:
        data: the bytes, in any encoding.
        hint: what the name or the server says.

    >>> looks_like(b"<!DOCTYPE html><p>Rain.", "text"), looks_like(b"Use <p> and </p>.")
    ('html', 'text')
    >>> looks_like(b"Rain <p>fell.</p><p>Snow fell.</p>")
    'html'
    """
    if hint == "html":
        return "html"
    head = _bare(data)
    if _DOCUMENT.match(head):
        return "html"
    if hint != "text" and (_FIRST_TAG.match(head) or len(_CLOSING_TAG.findall(head)) > 1):
        return "html"
    return "text"


def _bare(data: bytes) -> bytes:
    """Give the first bytes without what may stand before the first tag of any document."""
    head = data[:HEAD]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    return _PROLOGUE.sub(b"", head.replace(b"\0", b""))  # NUL: every other byte of UTF-16


def is_feed(data: bytes) -> bool:
    r"""Tell whether bytes begin as an RSS or Atom feed, whatever they are said to be.

    >>> is_feed(b'<?xml version="1.0"?>\n<rss version="2.0">'), is_feed(b"<html><p>Use <rss>.")
    (True, False)
    """
    head = _bare(data)
    root = _FEED.match(head)
    if root is None:
        return False
    return root[1].lower() == b"rss" or any(name in head.lower() for name in _FEED_NAMES)


def is_warc(line: bytes) -> bool:
    """Tell whether a first line is that of a WARC file.

    >>> is_warc(b"WARC/1.1"), is_warc(b"WARC files are archives.")
    (True, False)
    """
    return re.match(rb"WARC/\d", line) is not None


def is_json_object(line: bytes) -> bool:
    """Tell whether a line, the first of an input that is not blank, is a JSON object of its own.

    >>> is_json_object(b'{"id": 1}'), is_json_object(b"{"), is_json_object(b"Rain.")
    (True, False, False)
    """
    line = line.removeprefix(_BOMS[0]).strip()
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
