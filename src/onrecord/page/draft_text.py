"""The text of a draft from Markdown, HTML, docx or plain text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, NamedTuple

from lxml import etree
from markdown_it import MarkdownIt

from onrecord.core.drafts import DraftFormat
from onrecord.core.errors import BinaryInput, TooLarge
from onrecord.page.html_tree import lines, parse

__all__ = ["DraftText", "draft_text"]

_MOST_BYTES = 50_000_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HTML_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK: Final = re.compile(r"(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_IGNORE_COMMENT: Final = re.compile(r"<!--\s*(onrecord:\s*ignore\b[^>]*?)\s*-->")


class DraftText(NamedTuple):
    """A draft's text, and the same with what is no prose blanked out, character for character."""

    text: str
    seen: str


def draft_text(data: bytes, text: str | None, form: DraftFormat, name: str) -> DraftText:
    r"""Take the text of a draft.

    Args:
        data: its bytes; read for docx only.
        text: the same, decoded; None for docx.
        form: what it is written in.
        name: what to call it in messages.

    Raises:
        BinaryInput: it is no docx file though it is said to be.
        TooLarge: a docx file unpacks to more than any draft holds.

    >>> draft_text(b"", 'He said `"x"`.\n', "markdown", "a.md").seen
    'He said      .\n'
    """
    if form == "docx":
        text = _docx(data, name)
        return DraftText(text, text)
    text = text or ""
    if form == "html":
        # Comments are no part of the text; those for us stay as a line of their own words.
        root, _ = parse(_IGNORE_COMMENT.sub(r" [\1] ", text))
        text = "\n".join(lines(root))
        return DraftText(text, text)
    return DraftText(text, _prose(text) if form == "markdown" else text)


def _prose(text: str) -> str:
    """Blank out front matter, code, comments, tags and the addresses of links."""
    seen = re.sub(r"\A---\n.*?\n---\n", _blank, text, count=1, flags=re.DOTALL)
    rows = seen.splitlines(keepends=True)
    for token in MarkdownIt("commonmark").parse(seen):
        if token.type in ("fence", "code_block") and token.map:
            for n in range(token.map[0], min(token.map[1], len(rows))):
                rows[n] = re.sub(r"[^\r\n]", " ", rows[n])
    seen = "".join(rows)
    for pattern in (_HTML_COMMENT, _CODE, _LINK, _TAG):
        seen = pattern.sub(_blank, seen)
    return seen


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def _docx(data: bytes, name: str) -> str:
    remedy = "save it again as .docx, or give its text"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = archive.getinfo("word/document.xml").file_size
            if size > _MOST_BYTES:
                raise TooLarge(f"{name} unpacks to {size} bytes", remedy="give its text alone")
            xml = archive.read("word/document.xml")
        # No entities, no network: a draft may come from a stranger.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(xml, parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise BinaryInput(f"{name} is no docx file that can be read", remedy=remedy) from error
    return "\n".join(_paragraph(p) for p in root.iter(f"{_WORD}p"))


def _paragraph(paragraph: etree._Element) -> str:
    """The words of a paragraph as they stand after all changes: deleted text is in ``w:delText``."""
    parts = []
    for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}noBreakHyphen"):
        tag = str(node.tag).removeprefix(_WORD)
        parts.append({"t": node.text or "", "noBreakHyphen": "\u2011"}.get(tag, " "))
    return "".join(parts)
