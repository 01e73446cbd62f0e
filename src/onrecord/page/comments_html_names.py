"""Who wrote each comment of a thread, chosen by vote: a name stands in the same place in most of them.

For each comment the places that may hold its writer's name are collected: what is marked as an author, what
is set off from the text, the words beside a date. The kind of place that holds a name in the most comments is
the one that is read in all; a word that is the same everywhere ("Member", "Reply") is no name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.page.comments_html_dates import Clock, find_date, has_date
from onrecord.page.comments_html_held import Held
from onrecord.page.comments_html_words import is_microdata, marked, properties_of, says, seen
from onrecord.page.html_tree import Element, opening_of, squeeze, text_of, tokens
from onrecord.page.plain_border import is_furniture

__all__ = ["Name", "clean_name", "names_of"]

_EXACT = re.compile(
    r"(?:^|[ _\-])(?:fn|username|user-?name|bigusername|nick|nickname|displayname|display-name"
    r"|author-?name|comment-?author-?name|profile-?name"
    r"|accountname|account-name|author-?link|comment-author)(?=$|[ _\-])"
)
_PLAIN_AUTHOR = re.compile(
    r"(?:^|[ _\-])(?:author|autor|auteur|autore|poster|commenter|podpis|pseudo|nimi|namn|navn)(?=$|[ _\-])"
)
_SET_OFF = frozenset({"cite", "b", "strong", "h3", "h4", "h5", "h6", "dt"})
_PROFILE = re.compile(r"user|profil|member|author|/u/|/by/|mitglied|benutzer|compte|usuario", re.IGNORECASE)
_TRIM = " \t,;:|•·–—-/»"
_WEIGHT = (1.6, 1.5, 1.3, 1.15, 1.0, 0.7)
_NOWHERE = len(_WEIGHT)
_SUREST = 1
"""Up to this rank a kind of place that holds a name in every comment outweighs all of higher rank."""

_LONGEST, _MOST_WORDS = 70, 9
_LONGEST_HEAD = 160
_NO_NAME = re.compile(r"^[\W\d_]*$|^#|^[\d.,]+\s|^level\s")
_SENTENCE = re.compile(r"[!?]$|\.{3}$|…$")


@dataclass(frozen=True, slots=True)
class Name:
    """A place that may hold a name.

    Args:
        kind: what kind of place it is; one kind is read in a whole thread.
        rank: lower is surer.
        name: the name, cleaned.
        element: the element that holds it.
        whole: whether the element holds nothing else.
    """

    kind: str
    rank: int
    name: str
    element: Element
    whole: bool = True


def names_of(comments: Sequence[Sequence[Held]], clock: Clock) -> list[Name | None]:
    """Choose the name of each comment's writer; None where none is shown.

    Args:
        comments: what the elements of each comment hold.
        clock: how dates are written, to tell them from names.
    """
    found = [list(_candidates(parts, clock, surest=True)) for parts in comments]
    everywhere = set.intersection(*({c.kind for c in each} for each in found)) if found else set()
    if not everywhere:
        # Else one of those kinds wins whatever else is found, and the rest need not be looked at.
        found = [list(_candidates(parts, clock, surest=False)) for parts in comments]
    order = _by_vote(found, len(comments))
    chosen: list[Name | None] = []
    for candidates in found:
        best = min(candidates, key=lambda c: order.get(c.kind, len(order) + c.rank), default=None)
        chosen.append(best if best is not None and best.kind in order else None)
    return _without_by(chosen)


def _by_vote(found: Sequence[Sequence[Name]], total: int) -> dict[str, int]:
    """Order the kinds of places: those that hold a name in the most comments first, the surer the better."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    rank: dict[str, int] = {}
    for candidates in found:
        for c in {c.kind: c for c in reversed(candidates)}.values():
            names[c.kind][c.name.casefold()] += 1
            rank[c.kind] = min(c.rank, rank.get(c.kind, c.rank))
    weight = {}
    for kind, counts in names.items():
        share = counts.total() / total
        same = total > 3 and len(counts) == 1 and share > 0.5 and rank[kind] > 1
        stray = (rank[kind] == 3 and share < 0.3) or (rank[kind] > 3 and share < 0.6)
        if not same and not stray:
            weight[kind] = share * _WEIGHT[rank[kind]]
    first = {kind: n for n, kind in enumerate(names)}
    ordered = sorted(weight, key=lambda kind: (-round(weight[kind], 2), rank[kind], first[kind]))
    return {kind: n for n, kind in enumerate(ordered)}


def _without_by(names: Sequence[Name | None]) -> list[Name | None]:
    """Cut a "Par" or "Von" off the names where most begin with it; one name may begin so by itself."""
    heads = Counter(c.name.split()[0] for c in names if c and len(c.name.split()) > 1)
    head, count = heads.most_common(1)[0] if heads else ("", 0)
    if count < 2 or 2 * count <= sum(c is not None for c in names) or not _by().match(head + " "):
        return list(names)
    return [replace(c, name=c.name.removeprefix(head + " ")) if c else None for c in names]


def _named(parts: Sequence[Held], part: Held, kind: str, rank: int, clock: Clock) -> Name | None:
    name = _name_in(part.element, clock)
    if not name or (rank > 3 and _SENTENCE.search(name)) or _is_addressee(parts, part):
        return None
    return Name(kind, rank, name, part.element, whole=not has_date(text_of(part.element)))


def _candidates(parts: Sequence[Held], clock: Clock, *, surest: bool) -> Iterator[Name]:
    item = parts[0].element
    if given := squeeze(item.get("data-author")):
        yield Name("@data-author", 0, given, item, whole=False)
    begun = False
    for part in parts[1:]:
        if part.quoted or (surest and not part.words and not part.properties):
            continue
        kind, rank = _kind(part, item)
        if kind is not None and rank <= (_SUREST if surest else _NOWHERE):
            named = _named(parts, part, kind, rank, clock)
            if named is not None:
                yield named
        if surest:
            continue
        element = part.element
        if part.digits and 8 < part.size - 1 <= _LONGEST_HEAD and (beside := _beside_date(part, clock)):
            yield Name(f"beside {part.tag}", 3, beside, element, whole=False)
        if not begun and not part.children and part.said and not has_date(text := text_of(element)):
            begun = True
            if (first := clean_name(text)) and not _SENTENCE.search(first):
                yield Name("first words", 5, first, element)


def _kind(part: Held, item: Element) -> tuple[str | None, int]:
    """Say what kind of place an element is, and how sure a name in it would be."""
    element, tag = part.element, part.tag
    if part.properties:
        if part.properties & {"author", "creator", "foaf:name", "schema:author", "schema:creator"}:
            inner = any(properties_of(e) & {"name", "schema:name"} for e in element.iterdescendants())
            return (None, 0) if inner else ("property", 0)
        if "name" in part.properties and any(
            tokens(a, "itemprop") & {"author", "creator"} for a in element.iterancestors()
        ):
            return "property", 0
    rank = _rank(part.words) if part.words and "text" not in part.marks else _NOWHERE
    if rank <= 3:
        return f"{tag}.{_own_class(element)}", rank
    if tag == "a" and _PROFILE.search(element.get("href") or ""):
        return f"a profile {_own_class(element)}", 4
    if tag in _SET_OFF:
        parent = element.getparent()
        within = (parent.get("class") or "").split()[:1] if parent is not None and parent is not item else []
        return f"{tag} in {within}", 4
    return None, _NOWHERE


def _own_class(element: Element) -> str:
    classes = (element.get("class") or "").lower().split()
    return next((name for name in classes if not any(map(str.isdigit, name))), "")


@lru_cache(maxsize=4096)
def _rank(words: str) -> int:
    """Say how surely an element so called holds a name; beyond 3, not at all."""
    if _EXACT.search(words):
        return 1
    if _PLAIN_AUTHOR.search(words):
        return 2
    return 3 if says(words, "author") else _NOWHERE


def _is_addressee(parts: Sequence[Held], part: Held) -> bool:
    """Whether a name is that of the one answered: "In reply to Ada"."""
    at = part.above
    for _ in range(2):
        if at <= 0:
            break
        if parts[at].children <= 4 and _answers(parts, at):
            return True
        at = parts[at].above
    return False


def _answers(parts: Sequence[Held], at: int) -> bool:
    """Whether an element begins with "In reply to"."""
    around = parts[at]
    said = around.said or next((p.said for p in parts[at + 1 : around.last] if p.said and not p.silent), "")
    if not said.casefold().startswith(_replying_begins()):
        return False
    return _replying().match(said if around.said else opening_of(around.element, 80)) is not None


@cache
def _replying_begins() -> tuple[str, ...]:
    return tuple({words.split()[0].casefold() for words in seen("replying").split("|")})


@cache
def _replying() -> re.Pattern[str]:
    return re.compile(rf"(?:{seen('replying')})\b", re.IGNORECASE)


def _name_in(element: Element, clock: Clock) -> str | None:
    """Take the name in an element: without dates, buttons and badges inside it."""
    if element.get("content"):
        return clean_name(squeeze(element.get("content")))
    pieces = [element.text or ""]
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in ("time", "button", "img", "br", "sup", "ul", "ol", "style", "script")
            and not _is_aside(child)
        ):
            pieces.append(text_of(child) if not has_date(text_of(child)) else "")
        pieces.append(child.tail or "")
        if child.tag == "br":
            break
    text = squeeze(" ".join(pieces))
    set_off = next(
        (
            t
            for e in element.iter("cite", "b", "strong", "a")
            if e is not element and (t := clean_name(text_of(e)))
        ),
        None,
    )
    date = find_date(text, clock)
    if date is not None:
        return set_off or clean_name(text[: date.start]) or clean_name(text[date.end :])
    return (set_off if set_off and len(text) > len(set_off) + 1 and set_off in text else None) or clean_name(
        text
    )


def _is_aside(element: Element) -> bool:
    return marked(element, "furniture") and not marked(element, "author")


def _beside_date(part: Held, clock: Clock) -> str | None:
    """Take the name on a line with a date: "Ada – 3 May 2031", "par Ada le 3 mai 2031"."""
    if part.children > 6 or is_microdata(part.element):
        return None
    text = squeeze(" ".join(part.element.itertext())) if part.children else part.said
    date = find_date(text, clock)
    if date is None:
        return None
    return clean_name(_around().sub("", text[: date.start]))


@cache
def _around() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s,;:|•·–—\-(/@]+|(?<![^\W\d])(?:{seen('around')})(?![^\W\d])\.?)+$", re.IGNORECASE
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"^(?:{seen('by')})\b\s*:?\s*", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:\b(?:{seen('says')})\b)?\s*(?::|\.\.\.|…)\s*$|\s+(?:{seen('says')})$", re.IGNORECASE
    )


def clean_name(text: str) -> str | None:
    """Take a name out of what stands around it; None where what is left cannot be one.

    >>> clean_name("Comment by Ada Quill —"), clean_name("Ada disse..."), clean_name("@bo"), clean_name("#3")
    ('Ada Quill', 'Ada', 'bo', None)
    """
    return _cleaned(squeeze(text).lstrip("@ "))


@lru_cache(maxsize=1024)
def _cleaned(text: str) -> str | None:
    text = _says().sub("", text)
    by = _by().match(text)
    # "Di Natale" is a name; "di Natale" and "Posted by Natale" are not.
    if by and (text[:1].islower() or " " in by[0].strip() or by[0].lower().startswith(("by", "投稿者"))):
        text = text[by.end() :]
    text = re.split(r"\s[|•·]\s", text.strip(_TRIM))[0]
    if text[:1] + text[-1:] in ("()", "[]") and text[1:-1].isalpha():
        text = text[1:-1]
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or _NO_NAME.search(text):
        return None
    return None if is_furniture(text) or has_date(text) else text
