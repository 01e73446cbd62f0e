"""Who wrote it, where only what stands below says so: "Ada Quill is the governor of Orvane.", a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.reading.names import Name
from onrecord.reading.speakers_text import quoted

__all__ = ["signatures", "writer"]

_FIRST_PERSON: Final = re.compile(r"\b(?:I|my|we|our)\b")
_TITLE: Final = re.compile(r"(?:[A-Z][\w-]*\.?\s+){0,3}")
_DOES: Final = re.compile(
    r"(?:,[^.\n]{1,80},|,? [A-Z]-[\w.]+,)?\s+"
    r"(?:blogs|chairs|covers|directs|edits|heads|is|leads|serves|teaches|works|writes)\b"
)
_SIGNED_BEHIND: Final = re.compile(r"\.?\s*\n\s*[A-Z][\w. ]{1,30}, [A-Z][\w. ]{1,20}(?:\n|$)")
_LONGEST: Final = 400
_ENOUGH: Final = 2


def writer(text: str, names: Sequence[Name]) -> str | None:
    r"""The person whom a text in the first person ends by introducing; None where there is none.

    Args:
        text: an article.
        names: its names.

    >>> from onrecord.reading.names import find_names
    >>> text = "I asked for this.\n\nMy aunt and I saw it.\n\nMayor Ada Quill is a member of the council."
    >>> writer(text, find_names(text))
    'Ada Quill'
    """
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    if not start or end - start > _LONGEST:
        return None
    for name in names:
        place = name.mentions[-1]
        if place[0] < start or " " not in name.name or name.kind == "other":
            continue
        if _TITLE.fullmatch(text, start, place[0]) and _DOES.match(text, place[1]):
            return name.name if _in_first_person(text[:start]) else None
    return None


def signatures(text: str, names: Sequence[Name]) -> tuple[tuple[int, str], ...]:
    r"""Who signed the letters of a page: a line that is a full name, above one with a town and a state.

    Args:
        text: an article.
        names: its names.

    Returns:
        Where each signature begins, in text order, and the name.

    >>> from onrecord.reading.names import find_names
    >>> text = "I like ferries.\n\nAda Quill.\n\nOrvane, Fla.\n\nI do not.\n\nBo Tern.\n\nQuend, Ohio.\n"
    >>> signatures(text, find_names(text))
    ((17, 'Ada Quill'), (54, 'Bo Tern'))
    """
    people = ((place, n.name) for n in names if " " in n.name and n.kind != "other" for place in n.mentions)
    signed = ((start, name) for (start, end), name in people if _SIGNED_BEHIND.match(text, end))
    return tuple(
        sorted(each for each in signed if text[max(0, each[0] - 40) : each[0]].rstrip(" ").endswith("\n"))
    )


def _in_first_person(text: str) -> bool:
    quotations = quoted(text)
    spoken = (m for m in _FIRST_PERSON.finditer(text) if m.start() not in quotations)
    return sum(1 for _ in spoken) >= _ENOUGH
