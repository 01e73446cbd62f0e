"""The order and depth of a thread: nothing is lost, whatever the parents say."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.values import Comment
from onrecord.surfaces.cli.thread import DEEPEST, outline


def comments(*parents: int | None) -> list[Comment]:
    return [Comment(n=n, parent=parent, text=f"No. {n}") for n, parent in enumerate(parents, start=1)]


def test_answers_follow_what_they_answer() -> None:
    shown = [(p.comment.n, p.depth) for p in outline(comments(None, None, 1, 3, 1))]
    assert shown == [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0)]


@given(st.lists(st.none() | st.integers(-1, 12), max_size=12))
def test_no_comment_is_lost_or_doubled_and_levels_grow_by_one(parents: list[int | None]) -> None:
    places = list(outline(comments(*parents)))
    assert sorted(p.comment.n for p in places) == list(range(1, len(parents) + 1))
    depth = -1
    for place in places:
        assert 0 <= place.depth <= depth + 1
        depth = place.depth


def test_deep_threads_stop_at_a_level_and_name_whom_they_answer() -> None:
    places = list(outline(comments(None, *range(1, 5000))))
    assert len(places) == 5000
    assert [p.depth for p in places[: DEEPEST + 3]] == [*range(DEEPEST + 1), DEEPEST, DEEPEST]
    assert places[DEEPEST].answers is None
    answered = places[DEEPEST + 1].answers
    assert answered is not None
    assert answered.n == DEEPEST + 1
