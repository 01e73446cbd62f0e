"""A page's elements in a row, with what the search for comments asks of each, in constant time.

Everything is counted once for the whole page, as sums up to each element in document order: how many letters,
dates and name marks stand inside an element is then the difference of two sums, and the search stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from onrecord.page.comments_html_dates import LONGEST_DATED, has_date
from onrecord.page.comments_html_words import called, is_heading, is_microdata
from onrecord.page.html_tree import Element, text_of

__all__ = ["Marks"]

_SILENT = frozenset(
    {"script", "style", "title", "textarea", "select", "option", "svg", "iframe", "object", "head"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_SECTIONS = frozenset(
    {"div", "section", "ol", "ul", "aside", "details", "footer", "article", "main", "table", "tbody"}
)
_SET_OFF = frozenset({"cite", "b", "strong", "h4", "h5", "h6"})
_USUAL = frozenset(
    {"class", "id", "href", "src", "rel", "style", "alt", "name", "target", "role", "width", "height"}
)
_NAMING = frozenset({"author", "pingback"})
_DIGIT = re.compile(r"\d")
_ARTICLE = re.compile(r"(?:^| )(?:entry-content|article-?body|post-content|story-?body)(?= |$)")


class Marks:
    """The elements of a page in document order and the sums over them.

    Args:
        root: the page's root element; the tree must not change while the marks are in use.
    """

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = []
        self.tags: list[str] = []
        self.parent: list[int] = []
        self.depth: list[int] = []
        self.end: list[int] = []
        self._lay_out(root)
        self.named = [called(e) for e in self.elements]
        # Most elements carry no attribute beyond these, and need not be asked for others one by one.
        self.telling = [not _USUAL.issuperset(e.keys()) for e in self.elements]
        self._microdata = [t and is_microdata(e) for e, t in zip(self.elements, self.telling, strict=True)]
        self.words = [words for words, _, _ in self.named]
        self.called = [marks for _, marks, _ in self.named]
        self._count()
        self._article = [self._is_article(i) for i in range(len(self.elements))]
        self._elsewhere = self._zones(self._begins_elsewhere)
        self._thread = self._zones(self._begins_thread)
        self._under_heading()

    def _lay_out(self, root: Element) -> None:
        """Tell what stands in what by counting children: asking each element for its parent takes longer."""
        open_: list[int] = []
        left: list[int] = []
        for element in root.iter():
            while left and not left[-1]:
                left.pop()
                self.end[open_.pop()] = len(self.elements)
            if left:
                left[-1] -= 1
            if not isinstance(tag := element.tag, str):
                continue
            at = len(self.elements)
            self.elements.append(element)
            self.tags.append(tag)
            self.parent.append(open_[-1] if open_ else -1)
            self.depth.append(len(open_))
            self.end.append(at + 1)
            if children := len(element):
                open_.append(at)
                left.append(children)
        for at in open_:
            self.end[at] = len(self.elements)

    def _count(self) -> None:
        """Count letters, dates, names and titles, in one walk over the page."""
        count = len(self.elements)
        mute, dates, names, titles = ([False] * count for _ in range(4))
        letters, self._tails, linked = [0] * count, [0] * count, [0] * count
        for i, (element, tag, parent, marks, telling) in enumerate(
            zip(self.elements, self.tags, self.parent, self.called, self.telling, strict=True)
        ):
            above = parent >= 0 and mute[parent]
            mute[i] = above or tag in _SILENT
            tail = None if above or parent < 0 else element.tail
            if tail and (tail := tail.strip()):
                letters[i] = self._tails[i] = len(tail)
                dates[parent] = dates[parent] or _holds_date(tail)
            if not mute[i]:
                if (text := element.text) and (text := text.strip()):
                    letters[i] += len(text)
                    dates[i] = _holds_date(text) or ("date" in marks and has_date(text))
                dates[i] = dates[i] or tag == "time" or (telling and _is_dated(element))
            if tag == "a" or (parent >= 0 and self.tags[parent] == "a"):
                linked[i] = letters[i]
            names[i] = tag in _SET_OFF or not marks.isdisjoint(_NAMING)
            titles[i] = tag == "h1" or (telling and element.get("itemprop") == "articleBody")
        self._letters, self._linked = self._sums(letters), self._sums(linked)
        self._dates, self._names, self._titles = map(self._sums, (dates, names, titles))

    @staticmethod
    def _sums(values: list[int] | list[bool]) -> list[int]:
        return list(accumulate(values, initial=0))

    def _is_article(self, i: int) -> bool:
        if self._titles[self.end[i]] > self._titles[i]:
            return True
        return bool(self.words[i]) and _ARTICLE.search(self.words[i]) is not None

    def _zones(self, begins: Callable[[int], bool | None]) -> list[bool]:
        """Mark every element inside one for which ``begins`` is true, up to one for which it is false."""
        inside: list[bool] = []
        for i, (parent, marks) in enumerate(zip(self.parent, self.called, strict=True)):
            silent = not marks and not self.telling[i] and not self._article[i] and self.tags[i] != "nav"
            begun = None if silent else begins(i)
            inside.append((parent >= 0 and inside[parent]) if begun is None else begun)
        return inside

    def _begins_elsewhere(self, i: int) -> bool | None:
        if self.tags[i] == "nav":
            return True
        if self._microdata[i] or self._article[i]:
            return False
        # A comment may be "recommended"; a list of comments that is "recent" is of the whole site.
        if "comment" in self.called[i]:
            if "latest" in self.called[i]:
                return True
            # Tags left open put whole pages into a sidebar; an id says that the thread begins here.
            return False if self.tags[i] in _SECTIONS and self.elements[i].get("id") else None
        return True if "elsewhere" in self.called[i] else None

    def _begins_thread(self, i: int) -> bool | None:
        begun = (
            self.tags[i] in _SECTIONS
            and ("comment" in self.called[i] or self._microdata[i])
            and not self._article[i]
        )
        return True if begun else None

    def _under_heading(self) -> None:
        """What follows a heading such as "12 comments" beside it, up to the next of its rank, is thread."""
        index = {element: i for i, element in enumerate(self.elements)}
        for i, element in enumerate(self.elements):
            if self.tags[i] not in _HEADINGS or self._elsewhere[i] or not is_heading(text_of(element)):
                continue
            following = element
            while following is not None and following.getnext() is None and self._only_heading(following):
                following = following.getparent()
            for sibling in following.itersiblings() if following is not None else ():
                if sibling.tag == element.tag or sibling not in index:
                    break
                at = index[sibling]
                if not self.holds_article(at):
                    self._thread[at : self.end[at]] = [True] * (self.end[at] - at)

    def _only_heading(self, element: Element) -> bool:
        """Whether an element's parent holds nothing else that speaks: then it is the heading's frame."""
        parent = element.getparent()
        return parent is not None and parent.tag not in ("body", "html") and len(parent) <= 2

    def letters(self, i: int) -> int:
        """How many letters stand inside element ``i``, spaces at the ends of pieces left out."""
        return self._letters[self.end[i]] - self._letters[i] - self._tails[i]

    def holds(self, i: int) -> tuple[int, int, int]:
        """How many letters, dates and names stand inside ``i``."""
        end = self.end[i]
        return (
            self._letters[end] - self._letters[i] - self._tails[i],
            self._dates[end] - self._dates[i],
            self._names[end] - self._names[i],
        )

    def linked(self, i: int) -> int:
        """How many of them stand in links."""
        return self._linked[self.end[i]] - self._linked[i]

    def dates(self, i: int) -> int:
        """How many elements inside ``i`` show a date."""
        return self._dates[self.end[i]] - self._dates[i]

    def names(self, i: int) -> int:
        """How many elements inside ``i`` are marked as a name."""
        return self._names[self.end[i]] - self._names[i]

    def holds_article(self, i: int) -> bool:
        """Whether the page's title or the article's body stands inside ``i``."""
        return self._article[i]

    def elsewhere(self, i: int) -> bool:
        """Whether ``i`` stands among teasers, in a sidebar or a menu."""
        return self._elsewhere[i]

    def in_thread(self, i: int) -> bool:
        """Whether ``i`` stands in what is called a comment section, or under its heading."""
        return self._thread[i]


def _is_dated(element: Element) -> bool:
    """Whether attributes of an element are a date."""
    return bool(element.get("datetime")) or _holds_date((element.get("title") or "").strip())


def _holds_date(piece: str) -> bool:
    return len(piece) <= LONGEST_DATED and _DIGIT.search(piece) is not None and has_date(piece)
