"""What does a page say of a speaker? Roles, organisations and places that stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.core.values import Span
from onrecord.reading.names_beside import apposition, before, is_where
from onrecord.reading.names_lexicon import fold, is_first_name, roles, words

__all__ = ["about"]

_ASKED = 5
"""Mentions that are looked at: people are introduced when they are first named."""

_POSSESSIVE = re.compile(r"['’]s?$")
_OF = frozenset(("of", "for", "from", "at", "in", "with"))
_LINKS = _OF | {"the", "and", "&"}


def about(text: str, name: str, places: Sequence[Span]) -> str:
    """Give the words that a page puts beside a name: roles in lower case, names with a capital.

    Args:
        text: the page's.
        name: in full.
        places: where it is named; where none are known, where the name stands literally.

    >>> about("Northby mayor Ada Quill spoke. Ada Quill, founder of Tern, left.", "Ada Quill", [])
    'Northby Tern founder mayor'
    """
    spans = places[:_ASKED] or list(islice(_literally(text, name), _ASKED))
    own = {fold(word) for word in name.split()}
    found: set[str] = set()
    for start, end in spans:
        found |= {"in"} if is_where(text, start) else set()
        found |= _told(before(text, start), last=True)
        found |= _told(apposition(text, end), last=False)
    return " ".join(sorted(word for word in found if fold(word) not in own))


def _literally(text: str, name: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0 and name:
        yield start, start + len(name)
        start = text.find(name, start + len(name))


def _told(run: Sequence[str], *, last: bool) -> set[str]:
    """Give the roles that stand together, and the capitalised words before them and behind "of".

    Args:
        run: words.
        last: whether nothing but names may stand behind the roles, for the name itself does.
    """
    is_role = [fold(_bare(word)) in roles() for word in run]
    if True not in is_role:
        return set()
    end = len(run) - is_role[::-1].index(True) if last else is_role.index(True) + 1
    while end < len(run) and is_role[end]:
        end += 1
    begin = end - 1
    while begin and is_role[begin - 1]:
        begin -= 1
    behind = run[end:]
    if last and any(word[0].islower() and fold(word) not in _LINKS for word in behind):
        return set()
    found = {fold(_bare(word)) for word in run[begin:end]}
    for word in reversed(run[:begin]):
        if _names(word):
            found.add(_bare(word))
        elif not word[0].isupper():
            break
    if behind and fold(behind[0]) in _OF:
        for word in behind[1:]:
            if _names(word):
                found.add(_bare(word))
            elif fold(word) not in _LINKS and not word[0].isupper():
                break
    return found


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".")


def _names(word: str) -> bool:
    """Tell whether a word is part of the name of an organisation or place."""
    bare = _bare(word)
    folded = fold(bare)
    return (
        len(bare) > 1
        and bare[0].isupper()
        and folded not in roles()
        and folded not in words("function_words")
        and folded not in words("calendar")
        and folded not in words("org_words")
        and not is_first_name(folded)
    )
