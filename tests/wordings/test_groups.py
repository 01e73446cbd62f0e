"""Groups: what belongs together, what does not, and what holds a group apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.forms import Form
from onrecord.core.values import Entry
from onrecord.wordings import components, form_of, likeness, trace_of
from wordings.common import FALK, entry

SAID = "The clinic will lose forty beds and the old roof before the winter storms"
DIRECT = entry(f"“{SAID},” said Nora Falk.", published="2031-02-03", page="a")


NOUNS = [
    "ferry",
    "harbour",
    "council",
    "winter",
    "ticket",
    "island",
    "engine",
    "pilot",
    "bridge",
    "market",
    "school",
    "doctor",
]


def form(of: Entry) -> Form:
    speaker = of.statement.speaker
    names = (speaker,) if isinstance(speaker, str) else speaker or ()
    return form_of(of.statement.id, " … ".join(of.pieces), names, of.published)


def linked(one: Entry, two: Entry) -> bool:
    there, back = likeness(form(one), form(two)), likeness(form(two), form(one))
    assert there == back
    return there is not None


def test_direct_mixed_indirect_and_partial_forms_belong_together() -> None:
    indirect_text = "Falk said the clinic would lose 40 beds and its old roof before winter storms."
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
        entry("“lose forty beds and the old roof,” Falk said.", published="2031-02-05", page="d"),
        entry(f"“{SAID.replace('forty', 'fifty')},” Falk said.", published="2031-02-05", page="e"),
    ]
    assert all(linked(DIRECT, other) for other in others)


@pytest.mark.parametrize(
    ("words", "speaker", "published"),
    [
        (SAID, FALK, "2032-02-03"),
        (SAID, FALK, "2031-03-06"),
        (SAID, "Ole Brandt", "2031-02-03"),
        (SAID, "Ole Falk", "2031-02-03"),
        ("The ferry has promised three new wards to the old town", FALK, "2031-02-03"),
        ("The clinic has hidden the letters from the ministry", FALK, "2031-02-03"),
        ("The clinic", FALK, "2031-02-03"),
        ("The clinic will lose forty beds", FALK, None),
        ("The clinic will lose forty beds", None, "2031-02-03"),
        ("The clinic will lose forty beds and the old roof before", "author", "2031-02-03"),
    ],
)
def test_what_does_not_belong_together(words: str, speaker: str | None, published: str | None) -> None:
    other = entry(f"“{words},” they heard.", speaker=speaker, published=published, page="b")
    assert not linked(DIRECT, other)


@pytest.mark.parametrize("day", ["2031-01-04", "2031-03-05"])
def test_thirty_days_are_near_on_either_side(day: str) -> None:
    assert linked(DIRECT, entry(f"“{SAID},” said Falk.", published=day, page="b"))


def test_without_date_or_speaker_only_the_nearly_identical_belong_together() -> None:
    for speaker, published in ((FALK, None), (None, "2031-02-03"), (None, None), ("author", None)):
        other = entry(f"“{SAID},” they heard.", speaker=speaker, published=published, page="b")
        assert linked(DIRECT, other)
        for more in ((FALK, None), (None, "2031-02-03"), (None, None)):
            assert linked(other, entry(f"“{SAID}s,” it is.", speaker=more[0], published=more[1], page="c"))


def test_what_is_too_short_has_a_form_of_its_own() -> None:
    assert form_of("a", "No comment", (FALK,), "2031-02-03") != form_of(
        "b", "No comment", (FALK,), "2031-02-03"
    )
    assert len({form_of(id, "We do not know", (), None).id for id in "ab"}) == 2


YES = ("Nora Falk",), True
UNSURE = (), False


def test_two_people_do_not_come_into_one_group() -> None:
    nodes = {"a": (("Nora Falk",), True), "b": (("Falk",), True), "c": (("Ole Falk",), True)}
    assert components(nodes, [("a", "b", 0.9), ("c", "b", 1.0)]) == [("a",), ("b", "c")]


def test_the_unsure_make_no_bridge() -> None:
    nodes = {"a": YES, "b": YES, "u": UNSURE, "v": UNSURE}
    assert components(nodes, [("a", "u", 1.0), ("u", "b", 1.0)]) == [("a",), ("b",), ("u",), ("v",)]
    assert components(nodes, [("a", "u", 1.0), ("u", "v", 1.0)]) == [("a", "u", "v"), ("b",)]
    assert components(nodes, [("a", "u", 1.0), ("a", "b", 1.0), ("b", "v", 1.0)]) == [("a", "b", "u", "v")]


def test_judgements_overrule() -> None:
    nodes = {"a": YES, "b": YES, "c": YES, "d": (("Ada Quill",), True)}
    edges = [("a", "b", 1.0), ("b", "c", 0.9), ("a", "c", 0.8)]
    assert components(nodes, edges) == [("a", "b", "c"), ("d",)]
    assert components(nodes, edges, apart=[("a", "c")]) == [("a", "b"), ("c",), ("d",)]
    assert components(nodes, edges, same=[("a", "d")]) == [("a", "b", "c", "d")]
    assert components(nodes, edges, same=[("a", "d")], apart=[("a", "d")]) == [("a", "b", "c"), ("d",)]


def test_edges_to_what_is_gone_join_nothing() -> None:
    assert components({"a": YES, "b": YES}, [("a", "x", 1.0), ("x", "b", 1.0)]) == [("a",), ("b",)]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.8, 0.9, 1.0])), max_size=20),
    st.lists(
        st.sampled_from([YES, UNSURE, (("Falk",), True), (("Ole Falk",), False)]), min_size=8, max_size=8
    ),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_order_matters(
    drawn: list[tuple[int, int, float]],
    kinds: list[tuple[tuple[str, ...], bool]],
    told: list[tuple[int, int]],
    chance: random.Random,
) -> None:
    nodes = {str(n): kind for n, kind in enumerate(kinds)}
    edges = list({(str(min(a, b)), str(max(a, b))): like for a, b, like in drawn if a != b}.items())
    pairs = [(str(a), str(b)) for a, b in told if a != b]
    groups = components(nodes, [(*pair, like) for pair, like in edges], apart=pairs)
    assert sorted(id for group in groups for id in group) == sorted(nodes)
    assert not any({a, b} <= set(group) for a, b in pairs for group in groups)
    chance.shuffle(edges)
    chance.shuffle(pairs)
    order = list(nodes)
    chance.shuffle(order)
    turned = [(b, a, like) for (a, b), like in edges]
    assert components({id: nodes[id] for id in order}, turned, apart=pairs) == groups


@given(st.permutations(NOUNS), st.integers(0, 7))
def test_eight_words_of_which_one_is_changed_find_each_other(nouns: list[str], changed: int) -> None:
    said = nouns[:8]
    other = [*said[:changed], nouns[8], *said[changed + 1 :]]
    one, two = (trace_of(" ".join(words), ("Ada Quill",), "2031-02-03") for words in (said, other))
    assert not set(one.kept).isdisjoint(two.asked)
