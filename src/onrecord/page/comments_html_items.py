"""Which elements of a page are comments: the general method, from repeated structure.

Elements that share a class, the pattern of an id or a place in the page form groups. In the group that is
the thread, each member holds of its own (what stands in members inside it left out) a few words, a date or a
name, or both; and something says that these are comments: a class, an id, a heading above, schema.org's type.
The group with the most such members wins; others that add members without taking a date or name from those
of the first are joined to it, for replies may be called otherwise than what they answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.page.comments_html_marks import Marks
from onrecord.page.comments_html_words import is_microdata, says
from onrecord.page.html_tree import Element

__all__ = ["find_items", "wrap_runs"]

_TAGS = frozenset(
    {"li", "div", "article", "section", "table", "tbody", "tr", "td", "dd", "p", "details", "blockquote", "a"}
)
_NUMBERED = frozenset({"id", "data-testid", "data-test-id"})
_NUMBER = re.compile(r"[0-9a-f]*\d[0-9a-f]*")
_LISTLIKE = re.compile(
    r"(?:^|[ _\-])(?:comments|kommentare|commentaires|komentarze|comentarios|commenti|reacties|posts"
    r"|messages|lists?|threads?"
    r"|wrapper|container|section|area|block|holder|replies|children)(?=$|[ _\-])"
)
_MOST_DATES = 6
_ENOUGH_LETTERS = 3
_TRIED = 40
"""So many groups, the best first, are looked at for members to join to the first."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Elements alike in one respect, and how much they look like a thread."""

    key: str
    members: tuple[int, ...]
    score: float


def wrap_runs(root: Element) -> None:
    """Put each ``dt`` with its ``dd`` into an element of its own, so that a comment is one element."""
    for dl in list(root.iter("dl")):
        heads = [child for child in dl if child.tag == "dt"]
        if len(heads) != sum(child.tag == "dt" for child in dl) or not heads:
            continue
        for head in heads:
            run = root.makeelement("div", {"class": "dt-run"})
            following = [head]
            for sibling in head.itersiblings():
                if sibling.tag == "dt":
                    break
                following.append(sibling)
            head.addprevious(run)
            run.extend(following)


def find_items(marks: Marks) -> list[int]:
    """Find the comments of a page, as places in ``marks``, in document order; empty where there are none."""
    groups = [
        _Group(key, tuple(members), _score(marks, members, key))
        for key, members in _alike(marks).items()
        if _is_called_thread(marks, members, key)
    ]
    groups = sorted((g for g in groups if g.score > 0), key=lambda g: (-g.score, g.members))
    if not groups:
        return []
    best = groups[0]
    for other in groups[1:_TRIED]:
        best = _joined(marks, best, other)
    own = _own(marks, best.members)
    return [i for i in best.members if own[i][0] and _worth(own[i], 0.3) > 0]


def _alike(marks: Marks) -> dict[str, list[int]]:
    alike: dict[str, list[int]] = defaultdict(list)
    for i, element in enumerate(marks.elements):
        tag = marks.tags[i]
        if tag not in _TAGS or marks.elsewhere(i) or marks.letters(i) < _ENOUGH_LETTERS:
            continue
        if tag == "a" and not ("comment" in marks.called[i] and element.get("id")):
            continue
        if not marks.holds_article(i):
            for key in _keys(element):
                alike[key].append(i)
    return alike


def _keys(element: Element) -> Iterable[str]:
    if is_microdata(element):
        yield "@comment"
    classes = ""
    for attribute, value in element.items():
        if attribute == "class":
            classes = value.lower()
            yield from _class_keys(classes)
        elif attribute in _NUMBERED and any(map(str.isdigit, value)):
            yield f"#{_NUMBER.sub('#', value.lower())}"
        elif attribute.startswith("data-") and attribute.endswith("id"):
            yield f"@{attribute}"
    if not classes or classes.isspace():
        parent = element.getparent()
        above = ("", None) if parent is None else (parent.tag, parent.get("class"))
        yield f"{element.tag} in {above[0]} {above[1]}"


@lru_cache(maxsize=4096)
def _class_keys(classes: str) -> tuple[str, ...]:
    names = dict.fromkeys(classes.split())
    return tuple("." + (_NUMBER.sub("#", n) if any(map(str.isdigit, n)) else n) for n in names)


def _is_called_thread(marks: Marks, members: Sequence[int], key: str) -> bool:
    """Whether something says that these are comments, and not teasers or rows of a table."""
    if key == "@comment" or says(key.lstrip(".#@"), "comment") or says(key.lstrip("."), "pingback"):
        return True
    inside = sum(marks.in_thread(i) for i in members)
    if inside * 2 > len(members):
        return True
    # A forum's post: a number of its own, a name and a date each, and several of them.
    if len(members) < 3 or not says(key.lstrip(".#@"), "post"):
        return False
    return all(marks.dates(i) and marks.names(i) for i in members)


Own = tuple[int, int, int]
"""Letters, dates and names that an element holds outside of the members inside it."""


def _own(marks: Marks, members: Sequence[int]) -> dict[int, Own]:
    """Give what each member holds of its own; members in document order."""
    held = {i: marks.holds(i) for i in members}
    out = dict(held)
    open_: list[int] = []
    for i in members:
        while open_ and marks.end[open_[-1]] <= i:
            open_.pop()
        if open_:
            letters, dates, names = out[open_[-1]]
            out[open_[-1]] = (letters - held[i][0], dates - held[i][1], names - held[i][2])
        open_.append(i)
    return out


def _worth(own: Own, bare: float = -0.5) -> float:
    """How much one member looks like a comment; below zero if not at all.

    Args:
        own: what it holds of its own.
        bare: the worth of words with neither date nor name.
    """
    letters, dates, names = own
    if letters < _ENOUGH_LETTERS or dates > _MOST_DATES:
        return -0.5
    if not dates and not names:
        return bare
    if not dates or not names:
        return 0.8 if dates else 0.5
    return 2.5 - 0.1 * max(0, dates - 3)


def _score(marks: Marks, members: Sequence[int], key: str) -> float:
    # Numbered comments may show neither name nor date in a way that can be told from words.
    bare = 0.3 if len(members) > 2 and key.startswith("#") and says(key[1:], "comment") else -0.5
    worth = [_worth(own, bare) for own in _own(marks, members).values()]
    likely = 0.0
    if key == "@comment":
        likely += 0.6
    if key.startswith("#"):
        likely += 0.4
    if _LISTLIKE.search(key) and len(members) == 1:
        likely -= 1.5
    if marks.elements[members[0]].tag in ("li", "article"):
        likely += 0.1
    called = 1.25 if key == "@comment" or says(key.lstrip(".#@"), "comment") else 1.0
    return called * sum(worth) + likely


def _joined(marks: Marks, best: _Group, other: _Group) -> _Group:
    """Join another group's members to the best one's, where they can be comments beside or inside those."""
    new = sorted(set(other.members) - set(best.members))
    if not new or not any(says(other.key.lstrip(".#@"), name) for name in ("comment", "reply", "pingback")):
        return best
    members = tuple(sorted({*new, *best.members}))
    own, before = _own(marks, members), _own(marks, best.members)
    if any(_worth(own[i]) < _worth(was) for i, was in before.items()):
        return best
    dated = 2 * sum(o[1] > 0 for o in before.values()) > len(before)
    named = 2 * sum(o[2] > 0 for o in before.values()) > len(before)
    asked = [i for i in new if "pingback" not in marks.called[i]]
    if any((dated and not own[i][1]) or (named and not own[i][2]) or _worth(own[i]) < 0 for i in asked):
        return best
    outer = _holders(marks, best.members, new)
    if len(outer) == len(new) == len(best.members) and len(set(outer)) == len(outer):
        return best  # one in each: a part of every comment, not a reply to some
    if len(new) < 2 and _holders(marks, new, best.members):
        return best  # around them: the thread, not a comment
    return _Group(best.key, members, sum(map(_worth, own.values())))


def _holders(marks: Marks, outer: Sequence[int], inner: Sequence[int]) -> list[int]:
    """Give, for each of ``inner`` that stands in one of ``outer``, the innermost such one."""
    found, open_, at = [], list[int](), 0
    for i in inner:
        while at < len(outer) and outer[at] < i:
            open_.append(outer[at])
            at += 1
        while open_ and marks.end[open_[-1]] <= i:
            open_.pop()
        if open_:
            found.append(open_[-1])
    return found
