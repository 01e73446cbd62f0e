"""Names across pages: which spellings can be one person's, and what kind of name it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from onrecord.reading.names_lexicon import fold, is_first_name, nickname, words

__all__ = ["Parts", "parts"]

NameKind = Literal["full", "initial", "lone", "body"]
"""First and last name; an initial and a last name; one word; an organisation or place of several words."""

_WORD = re.compile(r"[^\W_][\w.’'‐‑&-]*")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SMALL = frozenset(("of", "for", "the", "and", "on", "in", "&"))
_MOST_WORDS = 5


class Parts(NamedTuple):
    """A name taken apart, folded.

    Args:
        kind: what kind of name it is.
        key: what all spellings of a full name share: first and last name, or all words.
        middle: the names or initials between.
        suffix: "jr", "iii"; empty where there is none.
    """

    kind: NameKind
    key: tuple[str, ...]
    middle: tuple[str, ...] = ()
    suffix: str = ""


@lru_cache(maxsize=1 << 16)
def parts(name: str) -> Parts:
    """Take a name apart; accents, case, titles and short forms of first names do not count.

    >>> parts("Bob Quíll").key == parts("Mr. Robert J. Quill Jr.").key
    True
    >>> parts("A. Quill").kind, parts("Beijing").kind, parts("Bank of Orvane").kind
    ('initial', 'lone', 'body')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found = [word for spelled in _WORD.findall(plain) if (word := fold(spelled))]
    if found[:1] == ["the"]:
        found = found[1:]
    if len(found) > 1 and any(w in words("org_words") or w in _SMALL for w in found):
        return Parts("body", tuple(found))
    while len(found) > 1 and found[0] in words("titles") and not is_first_name(found[0]):
        found = found[1:]
    suffix = found.pop() if len(found) > 1 and found[-1] in _SUFFIXES else ""
    if len(found) < 2:
        return Parts("lone", tuple(found) or (plain.casefold(),), (), suffix)
    if len(found) > _MOST_WORDS:
        return Parts("body", tuple(found))
    first, last = found[0].replace(".", ""), found[-1]
    if len(first) == 1 or (len(first) == 2 and "." in plain.split()[0]):
        return Parts("initial", (first[0], last), tuple(found[1:-1]), suffix)
    return Parts("full", (nickname(first), last), tuple(w.replace(".", "") for w in found[1:-1]), suffix)
