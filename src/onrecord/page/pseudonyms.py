"""Names of commenters taken out of a page before it is read: they are private persons."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.core.values import Comment, Page

__all__ = ["with_pseudonyms"]

_AT_NAME = re.compile(r"(?<![\w.@])@(\w[\w.-]*\w|\w)")


def with_pseudonyms(page: Page) -> Page:
    """Name commenters ``reader1``, ``reader2`` … in the order they appear, in author fields and @names.

    The same name is the same reader within the page and nowhere else. A plain text page holds its thread
    in its text; it is cut off there, and comments lose their places in it. Names in the running words of
    a comment, without an @, stay.

    Args:
        page: before reading, so that what is read in a comment is read in its new words.

    >>> from onrecord.core.values import Source
    >>> thread = (Comment(n=1, author="Ada Q", text="Rain."), Comment(n=2, text="@Ada Q @bo no."))
    >>> page = Page(id="p", source=Source(name="a", sha256="0"), text="A", article=(0, 1), comments=thread)
    >>> [(c.author, c.text) for c in with_pseudonyms(page).comments]
    [('reader1', 'Rain.'), (None, '@reader1 @reader2 no.')]
    """
    known: dict[str, str] = {}
    for c in page.comments:
        if c.author:
            known.setdefault(c.author.casefold(), f"reader{len(known) + 1}")
    authors = sorted({c.author for c in page.comments if c.author}, key=len, reverse=True)
    # A name of several words is known only from the author fields; the longest is tried first.
    whole = re.compile("@(?:" + "|".join(map(re.escape, authors)) + r")(?!\w)", re.IGNORECASE)

    def named(match: re.Match[str]) -> str:
        name = match[0][1:].casefold()
        return "@" + known.setdefault(name, f"reader{len(known) + 1}")

    def renamed(comment: Comment) -> Comment:
        text = whole.sub(named, comment.text) if authors else comment.text
        text = _AT_NAME.sub(lambda m: m[0] if m[1] in set(known.values()) else named(m), text)
        author = known[comment.author.casefold()] if comment.author else comment.author
        return replace(comment, author=author, text=text, span=None)

    comments = tuple(renamed(c) for c in page.comments)
    cut = any(c.span is not None for c in page.comments)
    text = page.text[: page.article[1]] if cut else page.text
    return replace(page, text=text, comments=comments)
