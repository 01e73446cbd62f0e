"""Who is who across pages? A conservative judge: one person where the full name is, and nothing denies it.

What it says depends on the appearances of one family (names with one last word) and on what people have
judged, and on no order. Best evidence comes first; two people who cannot be one stay apart; what could be
either of two is neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.core.people import Ruling, Seen, Why
from onrecord.reading.names_lexicon import is_first_name, words
from onrecord.reading.people_book import Book
from onrecord.reading.people_evidence import against
from onrecord.reading.people_names import Parts, parts

__all__ = ["JUDGE", "rule"]

_Groups = dict[Parts, list[str]]

JUDGE = "onrecord/1"
"""The judge and its version, as it is recorded with what it says."""

_MANY = 8
"""From so many first names on, a last name is a common one."""

_PAGES = 10
"""On so many pages at least must somebody be whom a last name alone is taken for."""

_MOST = 0.75
"""Where so many of the pages with one word put no role beside it, it names a thing."""

_NEARLY_ALL = 8
"""Somebody with so many times the pages of all others of the name has nearly all."""

_VERSION = Why("same", 1.0, "another version of the same page")
_BODY = Why("same", 0.9, "the same name of an organisation or a place")
_BESIDE = Why("same", 0.95, "the same full name, and the same organisation or place beside it")
_ROLE = Why("same", 0.9, "the same full name and the same role")
_PLAIN = Why("same", 0.85, "the same full name, and nothing speaks against it")
_MOSTLY = Why("same", 0.7, "the same full name; nearly all pages with it are of this one of several people")
_OUTLET = Why("same", 0.7, "the same full name; of several people with it, this outlet has only this one")
_COMMON = Why(
    "unsure", 0.6, "the same full name, but a common one, in another outlet and with no role in common"
)
_WHICH = Why("unsure", 0.5, "the same full name, and not known which of several people with it")
_INITIAL = Why("same", 0.75, "an initial that fits, and the same role, organisation or place")
_INITIAL_ALONE = Why("unsure", 0.5, "an initial that fits, and nothing else in common")
_SURNAME = Why(
    "same", 0.75, "a last name alone, with the role and the organisation or place of the one who has it"
)
_KNOWN = Why(
    "same", 0.7, "a last name alone; nearly all pages with it, this outlet's among them, are of this one"
)
_SURNAME_ALONE = Why("unsure", 0.4, "a last name alone, and too little in common with who has it")
_WORD = Why("unsure", 0.4, "one word that may be a name of several people")


def rule(
    seen: Sequence[Seen], same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> dict[str, Ruling]:
    """Say of each appearance whose it is, and why.

    Args:
        seen: all appearances of a family, and those that people's judgements join to it.
        same: pairs of ids that are one person by somebody's word.
        apart: pairs that are not; where both are said, ``same`` counts.

    Returns:
        A ruling for each id.

    >>> page = Seen("a", "Ada Quill", "1", "Bell", "mayor", False)
    >>> other = page._replace(id="b", address="2", about="striker")
    >>> rule([page, other])["b"].why.verdict
    'different'
    """
    if len(seen) == 1:
        return {seen[0].id: Ruling(seen[0].id)}
    book = Book(seen, apart)
    for one, two in sorted(same):
        book.join(one, two, None)
    groups: defaultdict[Parts, list[str]] = defaultdict(list)
    versions: defaultdict[tuple[str, tuple[str, ...], bool], list[str]] = defaultdict(list)
    for each in seen:
        name = parts(each.name)
        versions[each.address, name.key, each.private].append(each.id)
        if not each.private:
            groups[Parts(name.kind, name.key)].append(each.id)
    for ids in versions.values():
        book.join_all(ids, _VERSION)
    common = _common(groups)
    for group in sorted(groups):
        if group.kind == "full":
            _full(book, groups[group], group.key in common)
    for kind, treat in (("body", _body), ("initial", _initial), ("lone", _lone)):
        for group in sorted(groups):
            if group.kind == kind:
                treat(book, group, groups)
    return book.rulings()


def _common(groups: _Groups) -> set[tuple[str, ...]]:
    """Find the full names with a common last name, unless one of them is what made it frequent."""
    full = {group.key: len(ids) for group, ids in groups.items() if group.kind == "full"}
    if len(full) < _MANY:
        return set()
    return {key for key, count in full.items() if count * 4 < sum(full.values())}


def _full(book: Book, ids: list[str], common: bool) -> None:
    """Find the people who have one full name."""
    roots = book.roots(ids)
    told = [root for root in roots if book.is_told(root)]
    for held in book.by_body(told):
        first, *others = held
        for other in others:
            if against(book.profile(first), book.profile(other)) is None:
                book.join(first, other, _BESIDE)
    people: list[str] = []
    for root in book.largest_first(told):
        _place(book, root, people, common)
    for root in book.largest_first(ids):
        if not book.is_told(root):
            _place(book, root, people, common)


def _place(book: Book, root: str, people: list[str], common: bool) -> None:
    """Join a bearer of the name to the one person it can be; it becomes another person where it is none."""
    people[:] = list(dict.fromkeys(book.root(person) for person in people))
    if book.root(root) in people:
        return
    mine = book.profile(root)
    reasons = {person: against(book.profile(person), mine) for person in people}
    fits = [p for p in people if reasons[p] is None and not book.parted(p, root)]
    if not fits:
        denied = next((p for p in people if reasons[p] is not None), None)
        if denied is not None:
            book.note(root, denied, reasons[denied])
        if book.is_told(root) or not people:
            people.append(root)
        return
    alike = [p for p in fits if book.profile(p).roles & mine.roles]
    near = [p for p in fits if book.profile(p).outlets & mine.outlets]
    if len(alike) == 1:
        book.join(alike[0], root, _ROLE)
    elif len(people) > 1:
        most = _dominant(book, near or fits)
        if len(near) == 1:
            book.join(near[0], root, _OUTLET)
        elif most is not None:
            book.join(most, root, _MOSTLY)
        else:
            book.note(root, fits[0], _WHICH)
    elif common and not near:
        book.note(root, fits[0], _COMMON)
    else:
        book.join(fits[0], root, _PLAIN)


def _dominant(book: Book, people: list[str]) -> str | None:
    """Find the one of several people who has nearly all pages."""
    pages = {person: book.pages(person) for person in people}
    first = max(people, key=lambda person: (pages[person], person))
    return first if pages[first] >= _NEARLY_ALL * (sum(pages.values()) - pages[first]) else None


def _body(book: Book, group: Parts, groups: _Groups) -> None:
    book.join_all(groups[group], _BODY)


def _initial(book: Book, group: Parts, groups: _Groups) -> None:
    """Join "A. Quill" to the only Quill whose first name begins so, if something else agrees."""
    first, last = group.key
    held = [
        ids for g, ids in groups.items() if g.kind == "full" and g.key[0][0] == first and g.key[1] == last
    ]
    people = book.roots([id for ids in held for id in ids])
    for root in book.roots(groups[group]):
        mine = book.profile(root)
        fits = [p for p in people if against(book.profile(p), mine) is None and not book.parted(p, root)]
        strong = [
            p for p in fits if book.profile(p).bodies & mine.bodies or book.profile(p).roles & mine.roles
        ]
        if len(fits) == len(strong) == 1:
            book.join(strong[0], root, _INITIAL)
        elif fits:
            book.note(root, fits[0], _INITIAL_ALONE)
    _alike(book, groups[group], people, _INITIAL, _INITIAL_ALONE)


def _lone(book: Book, group: Parts, groups: _Groups) -> None:
    """Join one word: names of things are one, a last name is its bearer's only if much agrees."""
    ids, word = groups[group], group.key[0]
    full = {g: held for g, held in groups.items() if g.kind == "full" and g.key[-1] == word}
    bearers = [id for held in full.values() for id in held]
    things = {id for id in ids if book.is_thing(id) or word in words("outlets")}
    if not bearers and not is_first_name(word):
        quiet = {id for id in ids if not book.profile(id).roles}
        things |= quiet if len(quiet) >= _MOST * len(ids) else set()
    book.join_all(things, _BODY)
    rest = [id for id in ids if id not in things]
    people = book.roots(bearers)
    most = _dominant(book, people) if people else None
    if most is not None and (
        book.pages(most) < _PAGES
        or not any(is_first_name(g.key[0]) and most in book.roots(full[g]) for g in full)
    ):
        most = None  # New Mexico is nobody whom "Mexico" could mean
    for root in book.roots(rest):
        if people and root not in people:
            _surname(book, root, people, most)
    _alike(book, rest, people, _SURNAME, _WORD)


def _surname(book: Book, root: str, people: list[str], most: str | None) -> None:
    mine = book.profile(root)
    fits = [p for p in people if against(book.profile(p), mine) is None and not book.parted(p, root)]
    strong = [p for p in fits if book.profile(p).bodies & mine.bodies and book.profile(p).roles & mine.roles]
    if len(strong) == 1:
        book.join(strong[0], root, _SURNAME)
    elif most in fits and book.profile(most).outlets & mine.outlets:
        book.join(most, root, _KNOWN)
    elif fits:
        book.note(root, fits[0], _SURNAME_ALONE)


def _alike(book: Book, ids: list[str], people: list[str], joined: Why, doubted: Why) -> None:
    """Join short names that are nobody's to each other where a role and an organisation or place agree."""
    bearers = set(book.roots(people))
    left = [root for root in book.roots(ids) if root not in bearers]
    for held in book.by_body(left):
        for other in held[1:]:
            if book.profile(held[0]).roles & book.profile(other).roles:
                book.join(held[0], other, joined)
    first, *others = book.roots(left) or [""]
    for other in others:
        book.note(other, first, doubted)
