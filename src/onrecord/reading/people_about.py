"""What does a page say of a speaker? Roles, organisations and places that stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.core.values import Span
from onrecord.reading.names import apposition_roles
from onrecord.reading.names_lexicon import fold, is_first_name, roles, words

__all__ = ["about"]

_ASKED = 5
"""Mentions that are looked at: people are introduced when they are first named."""

_BEFORE = re.compile(r"(?:[^\W\d_][\w.’'&-]*[^\S\n]+){1,7}$")
_BEHIND = re.compile(r"(?:’s|'s)?\s?[,(–—]\s?([^,;:()“”\"\n–—]{2,110})")
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_PLACE = re.compile(r"\b(?:in|across|near|throughout)\s$")
_LINKS = frozenset(("of", "for", "the", "and", "&", "at", "former", "deputy", "then"))
_REACH = 70


def about(text: str, name: str, places: Sequence[Span]) -> str:
    """Give the words that a page puts beside a name: roles in lower case, names with a capital.

    Args:
        text: the page's.
        name: in full.
        places: where it is named; where none are known, where the name stands literally.

    >>> about("Northby mayor Ada Quill spoke. Ada Quill, a Tern Bank founder, left.", "Ada Quill", [])
    'Northby Tern founder mayor'
    """
    spans = places[:_ASKED] or [m.span() for m in list(re.finditer(re.escape(name), text))[:_ASKED]]
    own = {fold(word) for word in name.split()}
    found: set[str] = set()
    for start, end in spans:
        found |= _before(text, start)
        found |= _behind(text, end)
    return " ".join(sorted(word for word in found if fold(word) not in own))


def _before(text: str, start: int) -> set[str]:
    """Words of the run that ends at the name, if it holds a role: "the Northby council leader"."""
    near = text[max(0, start - _REACH) : start]
    if _PLACE.search(near):
        return {"in"}
    run = _BEFORE.search(near)
    if run is None:
        return set()
    taken: set[str] = set()
    pending: set[str] = set()
    seen = False
    for word in reversed(run.group().split()):
        folded = fold(word)
        if folded in roles():
            seen = True
            taken |= {folded} | pending
            pending = set()
        elif word[0].isupper():
            pending.add(word)
        elif folded not in _LINKS:
            break
    return taken | _proper(pending) if seen else set()


def _behind(text: str, end: int) -> set[str]:
    """Words of the apposition behind the name, if it holds a role: ", the mayor of Orvane,"."""
    match = _BEHIND.match(text, end, end + _REACH * 2)
    if match is None:
        return set()
    phrase = match.group(1)
    held = apposition_roles(phrase)
    return held | _proper(_WORD.findall(phrase)) if held else set()


def _proper(found: Sequence[str] | set[str]) -> set[str]:
    """Of some words those that name an organisation or place."""
    kept = set()
    for word in found:
        bare = re.sub(r"['’]s?$", "", word)
        folded = fold(bare)
        if (
            len(bare) > 1
            and bare[0].isupper()
            and not (
                folded in roles()
                or folded in words("function_words")
                or folded in words("calendar")
                or folded in words("org_words")
                or is_first_name(folded)
            )
        ):
            kept.add(bare)
    return kept
