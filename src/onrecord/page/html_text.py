"""The article's text: comments taken out, the rest left to trafilatura.

trafilatura finds the article; own code only writes its result as text, because trafilatura's own writer
puts "- " before list items, which is not on the page. Pages far beyond the size of an article are read by
a plain walk: trafilatura takes time that grows with the square of the number of elements (48 s for 4 MB of
inline elements), a walk does not.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.core.errors import EmptyInput
from onrecord.page.html_tree import Element, lines

__all__ = ["article_text"]

MAX_ELEMENTS = 30_000
MAX_CHARACTERS = 5_000_000
"""Beyond either a page is read by a plain walk."""

LARGE = "the page is very large; menus and adverts in it were told from the article only by their tags"

_NOT_ARTICLE = frozenset({"nav", "aside", "footer", "header", "form", "figure"})
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»“)]*$")
_MIN_WORDS = 4


def article_text(root: Element) -> tuple[str, tuple[str, ...]]:
    """Extract the article's text, one line a paragraph.

    Args:
        root: the page without its comments; it may be changed.

    Returns:
        The text and notices; empty text where no line of the page reads like prose (four words or a
        sentence's end), as on a page of menus.
    """
    if _is_large(root):
        text, notices = lines(_main_part(root), _NOT_ARTICLE), [LARGE]
    else:
        text, notices = lines(_extract(root)), []
    if not any(len(line.split()) >= _MIN_WORDS or _SENTENCE_END.search(line) for line in text):
        return "", tuple(notices)
    return "\n".join(text), tuple(notices)


def _is_large(root: Element) -> bool:
    characters = 0
    for count, element in enumerate(root.iter()):
        if element.tag not in ("script", "style"):
            characters += len(element.text or "")
        characters += len(element.tail or "")
        if count > MAX_ELEMENTS or characters > MAX_CHARACTERS:
            return True
    return False


def _main_part(root: Element) -> Element:
    for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//body"):
        found = root.xpath(path)
        if len(found) == 1:
            return found[0]
    return root


def _extract(root: Element) -> Any:
    from lxml import etree
    from trafilatura import bare_extraction

    try:
        # Tables hold figures and layout, not sentences. The balanced mode already tries again for more
        # where it found little; asking for recall outright lets "read more" boxes in.
        document = bare_extraction(
            root, include_comments=False, include_tables=False, include_formatting=False, with_metadata=False
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, KeyError) as error:
        raise EmptyInput(
            "the page's article could not be told from the rest of it",
            remedy="pass its text with --input text",
        ) from error
    body = getattr(document, "body", None)
    return etree.Element("body") if body is None else body
