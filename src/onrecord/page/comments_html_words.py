"""What class names, ids and small print say about a thread, from the data file ``threads.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from onrecord.page.html_tree import Element, tokens
from onrecord.page.plain_border import count_of, is_border
from onrecord.page.plain_words import label

__all__ = [
    "called",
    "heading_count",
    "is_heading",
    "is_microdata",
    "marked",
    "properties_of",
    "says",
    "seen",
    "words_of",
]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"[\s(\[]*\d[\d.,]*\s*件?[\s)\]]*$|^\d[\d.,]*\s+|[（(]\d+件?[）)]")
_LAST = ("text", "author", "title")
_KEPT = "onrecord_names"
"""Where an element keeps its words as long as it lives: they are asked for in each step of the search."""

_Names = tuple[str, frozenset[str], frozenset[str]]
"""What an element is called: its words, the lists that know one of them, its properties."""

_NAMELESS: _Names = ("", frozenset(), frozenset())

_ATTRIBUTES = frozenset({"class", "id", "data-testid", "data-test-id", "data-role", "itemprop"})
_PROPERTIES = frozenset({"itemprop", "property"})


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        resources.files(__package__).joinpath("threads.toml").read_text("utf-8")
    )
    return data


@cache
def _mark(name: str) -> re.Pattern[str]:
    alternatives = "|".join(_data()["marks"][name])
    # "message-user" is no message: what a part is stands last in its name.
    end = r"(?=$| |[_\-]*\d)" if name in _LAST else r"(?=$|[ _\-:#\d])"
    return re.compile(rf"(?:^|[ _\-:])(?:{alternatives}){end}", re.IGNORECASE)


@cache
def seen(name: str) -> str:
    """Give a list of words that readers see as alternatives of a regular expression, longest first."""
    return "|".join(sorted(_data()["seen"][name], key=lambda word: (-len(word), word)))


@cache
def _headings() -> frozenset[str]:
    return frozenset(_data()["seen"]["headings"])


def words_of(element: Element) -> str:
    """Take all that an element's names say of it, as words parted by spaces; "commentList" is two.

    >>> from lxml.html import fragment_fromstring
    >>> words_of(fragment_fromstring("<p class='commentList b2' id='c1'></p>"))
    'comment-list b2 c1'
    """
    return called(element)[0]


def marked(element: Element, name: str) -> bool:
    """Whether an element's names hold a word of the list ``name`` of [marks].

    >>> from lxml.html import fragment_fromstring
    >>> marked(fragment_fromstring("<div class='news-comment-main'></div>"), "comment")
    True
    """
    return name in called(element)[1]


def says(words: str, name: str) -> bool:
    """Whether names, as :func:`words_of` gives them, hold a word of the list ``name``."""
    return name in _marks_in(_DIGITS.sub("0", words))


def properties_of(element: Element) -> frozenset[str]:
    """Give what an element is of its comment, by microdata or RDFa, in lower case.

    >>> from lxml.html import fragment_fromstring
    >>> properties_of(fragment_fromstring("<p itemprop='dateCreated'></p>"))
    frozenset({'datecreated'})
    """
    return called(element)[2]


def called(element: Element) -> _Names:
    """Give all of these together: words, marks and properties."""
    known: _Names | None = getattr(element, _KEPT, None)
    if known is None:
        said = kinds = ""
        for name, value in element.items():
            if name in _ATTRIBUTES and value:
                said = f"{said} {value}" if said else value
            if name in _PROPERTIES:
                kinds = f"{kinds} {value}"
        known = _read_names(said) if said else _NAMELESS
        if kinds:
            known = (*known[:2], frozenset(kinds.lower().split()))
        setattr(element, _KEPT, known)
    return known


@lru_cache(maxsize=4096)
def _read_names(said: str) -> _Names:
    words = said if said.islower() else _CAMEL.sub("-", said).lower()
    return words, _marks_in(_DIGITS.sub("0", words)), frozenset()


@lru_cache(maxsize=4096)
def _marks_in(words: str) -> frozenset[str]:
    """Give the lists that hold a word of a name, the numbers in it made alike: each comment has its own."""
    return frozenset(name for name in _data()["marks"] if name != "checked" and _mark(name).search(words))


def is_heading(text: str) -> bool:
    """Whether a heading stands over a thread: "12 Comments", "Kommentare (2)", "Diskussion".

    >>> is_heading("Kommentare (2)"), is_heading("Debat"), is_heading("Comment is free")
    (True, True, False)
    """
    return len(text) <= 120 and (_COUNTED.sub("", label(text)).strip() in _headings() or is_border(text))


def heading_count(text: str) -> int | None:
    """Read the count in a heading over a thread; None where it shows none or is another heading.

    >>> heading_count("Vos réactions (3)"), heading_count("12 Comments"), heading_count("Top 5")
    (3, 12, None)
    """
    if len(text) > 120:
        return None
    said = label(text)
    shown = _COUNTED.search(said)
    if shown and _COUNTED.sub("", said).strip() in _headings():
        return int(re.sub(r"\D", "", shown[0]))
    return count_of(text)


def is_microdata(element: Element) -> bool:
    """Whether an element is a ``Comment`` of schema.org, in microdata or RDFa."""
    kind = element.get("itemtype") or element.get("typeof")
    if kind and re.search(r"(?:^|[\s/:])(?:Comment|UserComments)(?:\s|$)", kind):
        return True
    return element.get("itemscope") is not None and "comment" in tokens(element, "itemprop")
