"""A group in the order of time, and what in it is worth a look."""

from __future__ import annotations

from dataclasses import replace

from onrecord.core.values import Entry
from onrecord.wordings import ranked, timeline
from wordings.common import entry

SAID = "We lost 25 beds in two years and the roof is not safe"


def printed(words: str, day: str | None, page: str, outlet: str = "The Ostrey Bell") -> Entry:
    return entry(f"“{words},” said Nora Falk.", published=day, page=page, outlet=outlet)


GROUP = [
    printed(SAID, None, "e"),
    printed(SAID.replace("25", "35"), "2031-03-04", "c"),
    printed("We lost 25 beds in two years", "2031-03-01", "a"),
    printed(SAID.replace("is not", "is"), "2031-03-05", "d"),
    printed(SAID, "2031-03-02", "b"),
    printed(SAID.replace("years", "springs"), "2031-03-06", "f"),
]


def test_it_is_in_the_order_of_time_with_the_undated_last() -> None:
    line = timeline(GROUP)
    assert [w.entry.page for w in line.wordings] == ["a", "b", "c", "d", "f", "e"]
    assert line.first == 0
    assert line.wordings[line.fullest].entry.page == "b"
    assert line.wordings[line.most_common].entry.page == "b"
    assert [w.copies for w in line.wordings] == [1, 2, 1, 1, 1, 2]


def test_each_is_compared_with_the_fullest() -> None:
    kinds = {w.entry.page: [d.kind for d in w.differences] for w in timeline(GROUP).wordings}
    assert kinds == {"a": [], "b": [], "c": ["number"], "d": ["negation"], "e": [], "f": ["replaced"]}
    changed = timeline(GROUP).wordings[2]
    assert changed.words[slice(*changed.differences[0].span)] == "35"


def test_the_order_of_the_group_does_not_matter() -> None:
    assert timeline(GROUP) == timeline(reversed(GROUP))


def test_it_ranks_the_gravest_first() -> None:
    assert [w.entry.page for _, w in ranked([timeline(GROUP)])] == ["d", "c", "f"]
    assert ranked([timeline([GROUP[0]])]) == []
    assert timeline([GROUP[0]]).first is None


def test_an_article_comes_before_its_comments() -> None:
    article = printed(SAID, "2031-03-02", "b")
    comment = replace(printed(SAID, "2031-03-02", "a"), comment=1)
    assert [w.entry.comment for w in timeline([comment, article]).wordings] == [None, 1]
