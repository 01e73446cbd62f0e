from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.plain_lines import lines_of, trimmed


@given(
    st.text(alphabet=st.one_of(st.sampled_from(" \n\r\t\x00\ufeffab\u2028"), st.characters())),
    st.integers(0, 5),
)
def test_lines_are_in_order_and_hold_their_words(text: str, start: int) -> None:
    lines = lines_of(text, min(start, len(text)))
    for line in lines:
        assert line.words == text[line.start : line.end] != ""
        assert not line.words[0].isspace() and not line.words[-1].isspace()
    places = [place for line in lines for place in (line.start, line.end)]
    assert places == sorted(places)
    kept = "".join(line.words for line in lines)
    assert sorted(ch for ch in kept if ch.isalnum()) == sorted(ch for ch in text[start:] if ch.isalnum())


def test_marks_at_the_edge_of_a_file_are_left_out() -> None:
    assert trimmed("\ufeff \x00a\x00b\n\x00", 0, 8) == (3, 6)
    assert trimmed(" \x00 ", 0, 3) == (0, 0)
