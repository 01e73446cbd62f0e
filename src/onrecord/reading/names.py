"""Who is named on the page? Names with their fullest forms and all their mentions.

Three stages: :mod:`.names_scan` finds runs of capitalised words and takes titles off, :mod:`.names_refine`
trims them by what the rest of the page writes, :mod:`.names_merge` joins short forms to full ones. No list
of known people stands behind it, only small lists of titles, roles and first names (``lexicon/``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.core.values import Spans
from onrecord.reading.names_beside import beside, names_a_group
from onrecord.reading.names_lexicon import Gender, roles
from onrecord.reading.names_merge import Bearer, merge
from onrecord.reading.names_refine import refine
from onrecord.reading.names_scan import scan

__all__ = ["Name", "NameKind", "find_names"]

NameKind = Literal["person", "other", "unknown"]
"""A person; an organisation, place or thing; not known."""

_MENTIONS_ASKED = 40


@dataclass(frozen=True, slots=True)
class Name:
    """A bearer of a name on the page.

    Args:
        name: the fullest form that occurs, white space folded, without titles.
        mentions: all places that name it, full form or variant, in text order.
        kind: person, other or unknown.
        gender: what titles and first name tell; None if nothing.
        roles: folded nouns that the page puts beside the name ("mayor", "tycoon").
        said_of: folded words of the phrases that hold them ("former", "orvane").
    """

    name: str
    mentions: Spans
    kind: NameKind = "unknown"
    gender: Gender | None = None
    roles: frozenset[str] = frozenset()
    said_of: frozenset[str] = frozenset()


def find_names(text: str) -> tuple[Name, ...]:
    """Find the names of a text and join their variants.

    Args:
        text: article or comment, any length; time grows linearly with it.

    Returns:
        Names in the order of their first mention; mentions are half-open ranges of code points of
        ``text`` and no two overlap.

    >>> [n.name for n in find_names("Mayor Ada Quill spoke. Ms. Quill and Bo Tern left. Quill was late.")]
    ['Ada Quill', 'Bo Tern']
    """
    candidates, lower = scan(text)
    bearers = merge(refine(candidates, lower))
    # A handle that no name explains is none: "@orvanecoastguard".
    named = (b for b in bearers if any(text[start - 1 : start] != "@" for start, _ in b.places))
    return tuple(_name(text, bearer) for bearer in named)


def _name(text: str, bearer: Bearer) -> Name:
    found = {title for title in bearer.titles if title in roles()}
    said_of = set(bearer.titles)
    for start, end in bearer.places[:_MENTIONS_ASKED]:
        nouns, others = beside(text, start, end)
        found |= nouns
        said_of |= others
    kind: NameKind = "unknown" if bearer.person is None else "person" if bearer.person else "other"
    if kind == "unknown" and names_a_group(text, bearer.places[:_MENTIONS_ASKED]):
        kind = "other"
    return Name(
        _fullest(text, bearer),
        tuple(bearer.places),
        kind,
        bearer.gender,
        frozenset(found),
        frozenset(said_of),
    )


def _fullest(text: str, bearer: Bearer) -> str:
    """Choose the form of most words; of several rather one not in capitals, with accents, frequent."""

    def rank(form: tuple[str, ...]) -> tuple[int, bool, bool, int]:
        spelled = "".join(form)
        return len(form), not spelled.isupper(), not spelled.isascii(), bearer.forms[form]

    best = max(bearer.forms, key=rank)
    start, end = bearer.spelled[best]
    return " ".join(text[start:end].split())
