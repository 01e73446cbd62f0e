"""Overlapping spans cut into pieces that cover the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.values import Spans, Statement
from onrecord.surfaces.cli.segments import segments

TEXT_END = 40
span = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair)))
spans = st.lists(span, max_size=3).map(tuple)


def statement(
    source: Spans = (), cue: Spans = (), content: Spans = (), to: Spans = (), via: Spans = ()
) -> Statement:
    return Statement(
        id="s", kind="direct", type="assertion", source=source, cue=cue, content=content, to=to, via=via,
        confidence=1,
    )  # fmt: skip


statements = st.lists(st.builds(statement, spans, spans, spans, spans, spans), max_size=4)


@given(st.integers(0, 10), statements)
def test_the_pieces_cover_the_text_without_gap_or_overlap(start: int, given: list[Statement]) -> None:
    pieces = list(segments(start, TEXT_END, given))
    assert pieces[0].start == start
    assert pieces[-1].end == TEXT_END
    assert all(a.end == b.start for a, b in pairwise(pieces))


@given(statements)
def test_every_place_has_just_the_roles_whose_spans_hold_it(given: list[Statement]) -> None:
    for piece in segments(0, TEXT_END, given):
        for place in (piece.start, piece.end - 1):
            expected = {
                (role, number)
                for number, one in enumerate(given)
                for role in ("source", "cue", "content", "to", "via")
                for s, e in getattr(one, role)
                if s <= place < e
            }
            assert set(piece.roles) == expected


@given(statements)
def test_each_statement_opens_once_at_its_first_word(given: list[Statement]) -> None:
    opened = [(number, piece.start) for piece in segments(0, TEXT_END, given) for number in piece.opens]
    for number, one in enumerate(given):
        every = [*one.source, *one.cue, *one.content, *one.to, *one.via]
        starts = [s for s, e in every if s < min(e, TEXT_END)]
        assert [place for n, place in opened if n == number] == ([min(starts)] if starts else [])


def test_the_closest_statement_comes_last() -> None:
    outer, inner = statement(content=((0, 30),)), statement(content=((10, 20),))
    for both in ([outer, inner], [inner, outer]):
        (_, middle, _, _) = segments(0, TEXT_END, both)
        assert both[middle.roles[-1][1]] is inner


def test_an_empty_text_has_no_pieces() -> None:
    assert list(segments(5, 5, [statement(content=((0, 9),))])) == []
