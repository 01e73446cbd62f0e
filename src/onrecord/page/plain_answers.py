"""Lines at the edges of a comment without markup that name somebody: whom it answers, and who signed it.

"In reply to Ada Quill" above a comment is the page's; "Ada Quill wrote:" above a quotation is the writer's
own and stays part of the comment; a dash and a name on the last line is a signature.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.page.comments_html_words import seen
from onrecord.page.plain_words import words

__all__ = ["answered", "quoted_writer", "signed"]

_NAME = r"(?P<name>[^\W\d_][\w.'’\-]*(?: [^\W_][\w.'’\-]*){0,3})"
_SIGNED = re.compile(rf"(?:--?|–|—|~) ?{_NAME}")
_PARTICLE = 3
"""Letters of the longest word in lower case that stands inside a name."""


def answered(line: str) -> str | None:
    """Take the name out of a line of the page that says whom the comment below answers.

    >>> answered("In reply to Ada Quill"), answered("In reply to what you say, no.")
    ('Ada Quill', None)
    """
    found = _in_reply().fullmatch(line)
    return found["name"] if found and _is_name(found["name"]) else None


def quoted_writer(line: str) -> str | None:
    """Take the name out of a line that says whose words follow.

    >>> quoted_writer("Ada Quill wrote:"), quoted_writer("The mayor wrote a letter.")
    ('Ada Quill', None)
    """
    found = words().says.fullmatch(line[:-1].rstrip()) if line.endswith(":") else None
    return found["name"] if found and _is_name(found["name"]) else None


def signed(line: str) -> str | None:
    """Take the name out of a signature.

    >>> signed("— Ada Quill"), signed("-- Ada"), signed("- my grandson, 9"), signed("- the bus was late")
    ('Ada Quill', 'Ada', None, None)
    """
    found = _SIGNED.fullmatch(line)
    return found["name"] if found and _is_name(found["name"]) else None


@cache
def _in_reply() -> re.Pattern[str]:
    return re.compile(rf"(?:{seen('replying')}):? +@?{_NAME}:?", re.IGNORECASE)


def _is_name(name: str) -> bool:
    first, *rest = name.split()
    capital = all(word[0].isupper() or len(word) <= _PARTICLE for word in rest)
    return capital and (first[0].isupper() or not rest) and not name.endswith(".")
