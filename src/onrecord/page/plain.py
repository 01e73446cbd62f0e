"""A page from text without markup: the article, the border, the thread."""

from __future__ import annotations

from onrecord.core.errors import EmptyInput
from onrecord.core.ids import page_id
from onrecord.core.values import Capture, Page, Span
from onrecord.page.language import detect
from onrecord.page.origin import source_of
from onrecord.page.plain_border import find_border, is_border, is_furniture
from onrecord.page.plain_date import leading_date
from onrecord.page.plain_lines import lines_of
from onrecord.page.plain_start import find_start
from onrecord.page.plain_thread import read_thread

__all__ = ["read_text"]


def read_text(capture: Capture, text: str, *, thread: bool = True) -> Page:
    r"""Read a page from text without markup, as a crawl left it.

    Args:
        capture: where the text came from; its bytes are hashed, not read.
        text: the whole text; it becomes the page's ``text`` unchanged.
        thread: whether to look for comments; if not, all the text is the article.

    Returns:
        The page; article and comments are spans of ``text``, without white space at their ends.

    Raises:
        EmptyInput: there are no words before the comments.

    >>> page = read_text(
    ...     Capture(data=b"", name="p", format="text"),
    ...     "date 2031-02-03 The ferry is late.\nComments (1)\nAgain!\n@Ada Bo, who cares?")
    >>> page.published, page.text[slice(*page.article)]
    ('2031-02-03', 'The ferry is late.')
    >>> [(c.author, c.parent, c.text) for c in page.comments]
    [('Ada Bo', None, 'Again!'), (None, 1, '@Ada Bo, who cares?')]
    """
    published, start = leading_date(text)
    lines = lines_of(text, start)
    border = find_border(lines) if thread else None
    begun = find_start(lines) if thread and border is None else None
    body = lines[: border.line] if border else lines[:begun]
    if not any(_says_something(line.words) for line in body):
        raise EmptyInput(
            f"{capture.name} holds no article text",
            remedy="give a page whose article stands before its comments",
        )
    article: Span = (body[0].start, body[-1].end)
    language = detect(text[slice(*article)])
    below = lines[border.line + 1 :] if border else lines[begun:] if begun else []
    if border and border.count == 0:
        below = []
    comments, notices = read_thread(
        text, below, border.count if border else None, language=language, captured=capture.captured
    )
    return Page(
        id=capture.id or page_id(capture.url or capture.name, text, comments),
        source=source_of(capture),
        url=capture.url,
        published=published,
        language=language,
        notices=notices,
        text=text,
        article=article,
        shown_comment_count=border.count if border else None,
        comments=comments,
    )


def _says_something(line: str) -> bool:
    return any(map(str.isalnum, line)) and not is_border(line) and not is_furniture(line)
