"""The parsed HTML page and the few things done to it: walk it, take its text, take parts out.

lxml has no types of its own, so an element is ``Any`` here and everywhere in this room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.core.errors import EmptyInput

__all__ = [
    "SILENT",
    "Element",
    "drop",
    "first",
    "lines",
    "opening_of",
    "parse",
    "speaks",
    "squeeze",
    "text_of",
    "tokens",
]

Element = Any
"""An ``lxml.html.HtmlElement``."""

# What XML cannot hold, raw and as a character reference; lxml hands it over on reading and refuses it on
# writing, which would end in an error inside trafilatura.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)

_INLINE_TAGS = "a|abbr|b|big|center|em|font|i|small|span|strike|strong|tt|u"
_NESTING = re.compile(
    rf"(?P<inline></?(?:{_INLINE_TAGS})(?=[\s>/])[^>]*>)"
    r"|</?(?:article|blockquote|dd|div|dl|dt|li|main|ol|section|table|tbody|td|tr|ul)(?=[\s>/])[^>]*>",
    re.IGNORECASE,
)

# HTML's blocks and, behind the bar, trafilatura's names for the same things in what it returns.
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td th "
    "tr ul br | head item list lb row cell".split()
)
SILENT = frozenset({"script", "style", "title", "textarea", "select", "button", "svg", "iframe", "object"})
"""Elements whose text is none of the page's."""

_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def parse(html: str) -> tuple[Element, bool]:
    """Parse a page.

    Characters that no XML tree can hold (NUL, control characters, lone surrogates) become U+FFFD. An
    encoding declared in the page is not heeded: it is text already. What only browsers without scripts or
    scripts themselves show (``noscript``, ``template``) is left out, and ``q`` gets the quotation marks
    that a browser draws around it.

    libxml2 stops at a nesting of 2,048 and drops the rest without a word; such a page is parsed again with
    its nesting taken out.

    Args:
        html: the page, decoded.

    Returns:
        The root, and whether the nesting had to be taken out.

    Raises:
        EmptyInput: there is no element in it.
    """
    html = _FORBIDDEN.sub("\ufffd", html).replace("\x0b", " ").replace("\x0c", " ")
    html = _FORBIDDEN_REFERENCE.sub("\ufffd", html)
    root, deep = _parse(html)
    if deep:
        root, _ = _parse(_NESTING.sub(lambda m: "" if m["inline"] else "<p>", html))
    drop(root.xpath("//noscript | //template"))
    _draw_marks(root)
    return root, deep


def _parse(html: str) -> tuple[Element, bool]:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # huge_tree: without it libxml2 drops a text node beyond 10 MB and whatever follows it.
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    try:
        # Bytes, since lxml refuses a str that declares an encoding.
        root = document_fromstring(html.encode(), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise EmptyInput(
            "the page holds no HTML that could be parsed", remedy="give a page with an article"
        ) from error
    return root, any(entry.type_name == _TOO_DEEP for entry in parser.error_log)


def _draw_marks(root: Element) -> None:
    for q in list(root.iter("q")):
        q.text = "“" + (q.text or "")
        if len(q):
            q[-1].tail = (q[-1].tail or "") + "”"
        else:
            q.text += "”"
        q.drop_tag()


def drop(elements: Iterable[Element]) -> None:
    """Take elements out of their tree; the text behind each stays."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def tokens(element: Element, *attributes: str) -> set[str]:
    """Take the lower-case words of an element's attributes (``class`` and ``id`` unless others are named)."""
    said = [value for name in attributes or ("class", "id") if (value := element.get(name))]
    return set(" ".join(said).lower().split()) if said else set()


def squeeze(text: str | None) -> str:
    r"""Make every run of white space one space, and trim.

    >>> squeeze(" a \n\u00a0b ")
    'a b'
    """
    return " ".join(text.split()) if text else ""


def first(elements: Iterable[Element]) -> Element | None:
    """Take the first of some elements, None of none."""
    return next(iter(elements), None)


def text_of(element: Element | None) -> str:
    """Take an element's text on one line, None's as nothing."""
    if element is None:
        return ""
    if len(element) == 0:  # most elements: no walk is needed
        return squeeze(unicodedata.normalize("NFC", element.text)) if element.text and element.tag else ""
    return " ".join(lines(element))


def lines(element: Element, skip: frozenset[str] = frozenset()) -> list[str]:
    """Take an element's text, one entry a block or line break, none empty; linear in its size.

    Args:
        element: an HTML element or one of trafilatura's result.
        skip: names of further elements to leave out.

    Returns:
        The lines, white space squeezed, in NFC.
    """
    return list(_lines(element, SILENT | skip if skip else SILENT))


def opening_of(element: Element, length: int) -> str:
    """Take the first ``length`` characters of an element's text on one line, without reading the rest."""
    said = ""
    for line in _lines(element, SILENT):
        said = f"{said} {line}" if said else line
        if len(said) >= length:
            break
    return said[:length]


def speaks(element: Element) -> bool:
    """Whether an element holds any text."""
    own = element.text
    if own and not own.isspace():
        return True
    return len(element) > 0 and next(_lines(element, SILENT), None) is not None


def _lines(element: Element, skip: frozenset[str]) -> Iterator[str]:
    if len(element) == 0:
        if line := squeeze(unicodedata.normalize("NFC", element.text or "")):
            yield line
        return
    pieces: list[str] = []
    for piece in _pieces(element, skip):
        if piece is not None:
            pieces.append(piece)
        elif pieces:
            if line := squeeze(unicodedata.normalize("NFC", "".join(pieces))):
                yield line
            pieces = []
    if line := squeeze(unicodedata.normalize("NFC", "".join(pieces))):
        yield line


def _pieces(element: Element, skip: frozenset[str]) -> Iterator[str | None]:
    """Give the text's pieces in order, None where a line ends. No recursion: pages nest deeply."""
    if element.text:
        yield element.text
    around: list[tuple[Iterator[Element], Element, str]] = []
    inside = iter(element)
    while True:
        node = next(inside, None)
        if node is None:
            if not around:
                break
            inside, node, name = around.pop()
        else:
            name = node.tag if isinstance(node.tag, str) else "script"
            if name in _BLOCKS:
                yield None
            if name not in skip:
                if node.text:
                    yield node.text
                if len(node):
                    around.append((inside, node, name))
                    inside = iter(node)
                    continue
        if name in _BLOCKS:
            yield None
        if node.tail:
            yield node.tail
