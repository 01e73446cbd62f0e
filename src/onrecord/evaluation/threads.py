"""How well a thread that was read agrees with one that a person labelled.

The measure is that of the project's shared scorer for comments, whose figures this module gives:

- *found*: a comment pairs with one labelled comment when the intersection over union of their words, as
  multisets, is at least 0.8; pingbacks are neither asked for nor held against a reading;
- *author*, *day*, *parent*, *same words*: shares among the pairs; *parent of replies* asks only of comments
  that answer another; *invented days* counts dates where the page shows none;
- *thread*: found, with author and parent right;
- *contaminated*: pages whose article text holds more than half of a comment's runs of eight words.

A gold page is ``{"page", "comments": [{"n", "parent", "author", "date_iso", "text", "kind"}]}``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.core.values import Comment, Page

__all__ = ["Gold", "Thread", "figures", "judge"]

Gold = Mapping[str, Any]
"""One labelled comment, as read from JSON."""

_ENOUGH = 0.8
_WORD = re.compile(r"\w+")
_RUN, _STEP = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """How one page's thread compares with its labels.

    Args:
        counts: by name, what :func:`figures` makes shares of.
        missed: labelled comments that no read one pairs with.
        extra: comments read that pair with no labelled one.
        pairs: each labelled comment with the one that was read.
    """

    counts: Counter[str]
    missed: tuple[Gold, ...] = ()
    extra: tuple[Comment, ...] = ()
    pairs: tuple[tuple[Gold, Comment], ...] = field(default=())

    @property
    def f1(self) -> float:
        """F1 of the comments found, 0 to 100; 0 where nothing was right."""
        total = self.counts["gold"] + self.counts["read"]
        return 200 * self.counts["found"] / total if total else 0.0


def judge(gold: Sequence[Gold], page: Page | None) -> Thread:
    """Compare a page that was read with its labels.

    Args:
        gold: the labelled comments.
        page: the page; None where it could not be read, which counts as nothing found.
    """
    read = page.comments if page else ()
    pairs = _pairs(gold, read)
    n_of = {read[j].n: gold[i]["n"] for i, j, _ in pairs}
    real = [(i, j, value) for i, j, value in pairs if gold[i].get("kind") != "pingback"]
    counts = Counter(
        gold=sum(g.get("kind") != "pingback" for g in gold),
        read=len(read) - (len(pairs) - len(real)),
        found=len(real),
        contaminated=int(page is not None and any(_holds(page.text, g["text"]) for g in gold)),
    )
    for i, j, value in real:
        counts.update(_right(gold[i], read[j], n_of, value))
    taken, used = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    return Thread(
        counts=counts,
        missed=tuple(g for i, g in enumerate(gold) if i not in taken),
        extra=tuple(c for j, c in enumerate(read) if j not in used),
        pairs=tuple((gold[i], read[j]) for i, j, _ in sorted(pairs)),
    )


def _right(gold: Gold, read: Comment, n_of: Mapping[int, int], value: float) -> Counter[str]:
    author = _fold(gold.get("author")) == _fold(read.author)
    answers = None if read.parent is None else n_of.get(read.parent, -1)
    parent, reply = gold["parent"] == answers, gold["parent"] is not None
    shown, given = (gold.get("date_iso") or "")[:10], (read.date_iso or "")[:10]
    return Counter(
        author=int(author),
        parent=int(parent),
        replies=int(reply),
        replies_right=int(reply and parent),
        dated=int(bool(shown)),
        day=int(bool(shown) and shown == given),
        invented=int(not shown and bool(given)),
        words=int(value == 1.0),
        thread=int(author and parent),
    )


def _pairs(gold: Sequence[Gold], read: Sequence[Comment]) -> list[tuple[int, int, float]]:
    """Pair one to one, the most alike first; then those of the same author, then those nearest."""
    asked, given = [_words(g["text"]) for g in gold], [_words(c.text) for c in read]
    alike = []
    for i, a in enumerate(asked):
        for j, b in enumerate(given):
            if (value := _overlap(a, b)) >= _ENOUGH:
                same = _fold(gold[i].get("author")) == _fold(read[j].author)
                alike.append((value, same, -abs(i - j), i, j))
    pairs: list[tuple[int, int, float]] = []
    taken, used = set[int](), set[int]()
    for value, _, _, i, j in sorted(alike, reverse=True):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            pairs.append((i, j, value))
    return pairs


def _words(text: str | None) -> Counter[str]:
    return Counter(_WORD.findall((text or "").casefold()))


def _overlap(a: Counter[str], b: Counter[str]) -> float:
    if not a and not b:
        return 1.0
    shared = (a & b).total()
    return shared / (a.total() + b.total() - shared)


def _fold(name: str | None) -> str:
    return re.sub(r"\W+", " ", name or "").strip().casefold()


def _holds(article: str, comment: str | None) -> bool:
    flat = " ".join(_WORD.findall(article.casefold()))
    said = _WORD.findall((comment or "").casefold())
    runs = [" ".join(said[at : at + _RUN]) for at in range(0, len(said) - _RUN + 1, _STEP)]
    return sum(run in flat for run in runs) > len(runs) / 2


def figures(threads: Iterable[Thread]) -> dict[str, float]:
    """Add up the pages and give the figures: per cent, but for the three that are counts.

    >>> figures([Thread(counts=Counter(gold=2, read=1, found=1))])["found F1"]
    66.7
    """
    threads = list(threads)
    n: Counter[str] = sum((t.counts for t in threads), Counter())

    def share(part: str, whole: str) -> float:
        return round(100 * n[part] / n[whole], 1) if n[whole] else 0.0

    def f1(part: str) -> float:
        return round(200 * n[part] / (n["gold"] + n["read"]), 1) if n["gold"] + n["read"] else 0.0

    return {
        "pages": len(threads),
        "found P": share("found", "read"),
        "found R": share("found", "gold"),
        "found F1": f1("found"),
        "found by page": round(sum(t.f1 for t in threads) / len(threads), 1) if threads else 0.0,
        "thread F1": f1("thread"),
        "author": share("author", "found"),
        "day": share("day", "dated"),
        "parent": share("parent", "found"),
        "parent of replies": share("replies_right", "replies"),
        "same words": share("words", "found"),
        "invented days": n["invented"],
        "contaminated": n["contaminated"],
    }
