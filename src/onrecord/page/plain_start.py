"""Where a thread begins that no line announces: at the first of several by-lines, each with its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.page.plain_border import ends_comment, is_furniture
from onrecord.page.plain_byline import byline_at
from onrecord.page.plain_lines import Line

__all__ = ["find_start"]

_FEWEST = 2


def find_start(lines: Sequence[Line], language: str | None = None) -> int | None:
    """Find the line that begins the first comment, where no border stands before it.

    Two or more by-lines of one form, each with name and date, a text and then the button for replies, are a
    thread; less may be the by-line of a picture or the entry of a live blog.

    Args:
        lines: the lines of the page.
        language: ISO 639-1 of the page.

    >>> page = "It holds.|Ada Quill|3 May 2031|Does it?|Reply|Bo Lind|4 May 2031|No.|Reply"
    >>> find_start([Line(0, 0, False, words) for words in page.split("|")])
    1
    """
    buttons = [i for i, line in enumerate(lines) if ends_comment(line.words)]
    if len(buttons) < _FEWEST:
        return None
    starts: list[tuple[int, str]] = []
    after = 1
    for button in buttons:
        for i in range(after, button):
            byline = byline_at(lines, i, language)
            if byline is None or not (byline.author and byline.date):
                continue
            if any(not is_furniture(line.words) for line in lines[i + byline.lines : button]):
                starts.append((i, byline.style))
            break
        after = button + 1
    first = starts[0] if starts else (0, "")
    alike = sum(style == first[1] for _, style in starts)
    return first[0] if alike >= _FEWEST and 2 * alike > len(buttons) else None
