"""Groups: what belongs together, what does not, and that no order matters."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.values import Entry
from onrecord.wordings import Edge, Grouper, components, edge_between, features_of
from wordings.common import FALK, entry

SAID = "The clinic will lose forty beds and the old roof before the winter storms"
DIRECT = entry(f"“{SAID},” said Nora Falk.", published="2031-02-03", page="a")


def linked(one: Entry, two: Entry) -> bool:
    edge = edge_between(one, two)
    assert edge == edge_between(two, one)
    if edge:
        assert features_of(one) & features_of(two)
    return edge is not None


def test_direct_mixed_indirect_and_partial_forms_belong_together() -> None:
    indirect_text = "Falk said the clinic would lose forty beds and its old roof before winter storms."
    mixed_text = "Falk said the clinic “will lose forty beds and the old roof” before the storms."
    others = [
        entry(
            indirect_text,
            indirect_text[10:-1],
            kind="indirect",
            published="2031-02-04",
            page="b",
            speaker="Falk",
        ),
        entry(mixed_text, mixed_text[10:-1], kind="mixed", published="2031-02-05", page="c"),
        entry("“forty beds and the old roof,” Falk said.", published="2031-02-05", page="d"),
        entry(f"“{SAID.replace('forty', 'fifty')},” Falk said.", published="2031-02-05", page="e"),
    ]
    assert all(linked(DIRECT, other) for other in others)


@pytest.mark.parametrize(
    ("words", "speaker", "published"),
    [
        (SAID, FALK, "2032-02-03"),
        (SAID, "Ole Brandt", "2031-02-03"),
        ("The ferry has promised three new wards to the old town", FALK, "2031-02-03"),
        ("The clinic has hidden the letters from the ministry", FALK, "2031-02-03"),
        ("The clinic", FALK, "2031-02-03"),
        ("The clinic will lose forty beds", FALK, None),
        ("The clinic will lose forty beds", None, "2031-02-03"),
    ],
)
def test_what_does_not_belong_together(words: str, speaker: str | None, published: str | None) -> None:
    other = entry(f"“{words},” they heard.", speaker=speaker, published=published, page="b")
    assert not linked(DIRECT, other)


def test_without_date_or_speaker_only_the_nearly_identical_belong_together() -> None:
    for speaker, published in ((FALK, None), (None, "2031-02-03"), (None, None)):
        assert linked(DIRECT, entry(f"“{SAID},” they heard.", speaker=speaker, published=published, page="b"))


WORDS = ["clinic", "beds", "roof", "storm", "ferry", "crane", "harbour", "board", "money", "town"]


@st.composite
def archives(draw: st.DrawFn) -> list[Entry]:
    out = []
    for n in range(draw(st.integers(2, 9))):
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=7)))
        day = draw(st.sampled_from([None, "2031-01-01", "2031-01-20", "2031-02-10", "2031-03-20", "bad"]))
        speaker = draw(st.sampled_from([None, FALK, "Falk", "Ole Brandt"]))
        out.append(entry(f"“{words},” it went.", speaker=speaker, published=day, page=f"p{n}"))
    return out


@settings(max_examples=150, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_any_order_gives_the_groups_of_a_rebuild(entries: list[Entry], chance: random.Random) -> None:
    grouper = Grouper(entries)
    order = list(entries)
    chance.shuffle(order)
    other = Grouper()
    for item in order:
        other.add(item)
    assert other.groups() == grouper.groups()
    assert other.edges == grouper.edges == all_edges(entries)
    assert other.add(order[0]) == ()


def all_edges(entries: Sequence[Entry]) -> tuple[Edge, ...]:
    """Every pair compared, without any index."""
    pairs = [(a, b) for i, a in enumerate(entries) for b in entries[i + 1 :]]
    return tuple(sorted({edge for a, b in pairs if (edge := edge_between(a, b))}))


def test_a_judgement_regroups_and_can_be_taken_back() -> None:
    copies = [entry(f"“{SAID},” said Falk.", published="2031-02-03", page=page) for page in "abc"]
    a, b, c = sorted(e.statement.id for e in copies)
    far = entry("“Rain fell on the ferry all day,” said Falk.", published="2031-02-03", page="z")
    grouper = Grouper([*copies, far])
    before = grouper.groups()
    assert (a, b, c) in before
    grouper.judge(b, a, False)
    grouper.judge(a, c, False)
    assert (a,) in grouper.groups()
    assert (b, c) in grouper.groups()
    grouper.judge(far.statement.id, a, True)
    assert tuple(sorted((a, far.statement.id))) in grouper.groups()
    for one, two in ((a, b), (c, a), (a, far.statement.id)):
        grouper.judge(one, two, None)
    assert grouper.groups() == before


def test_edges_to_what_is_gone_join_nothing() -> None:
    assert components(["a", "b"], [Edge("a", "x", 1.0), Edge("x", "b", 1.0)]) == [("a",), ("b",)]
