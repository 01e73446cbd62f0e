from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.plain_replies import Post, is_addressed, tie


def ties(*posts: str | tuple[str, str]) -> list[tuple[int | None, str | None]]:
    """Parents and authors; a post with its author shown is a pair."""
    found = tie([Post(post) if isinstance(post, str) else Post(post[1], post[0]) for post in posts])
    return [(t.parent, t.author) for t in found]


def test_two_people_answer_each_other_by_turns() -> None:
    assert ties("A bad idea.", "@Ada, why?", "@Bo Finn, the cost.", "@Ada, no.") == [
        (None, "Ada"),
        (0, "Bo Finn"),
        (1, "Ada"),
        (2, "Bo Finn"),
    ]


def test_two_answers_to_one_comment_give_away_its_writer_and_not_their_own() -> None:
    assert ties("A bad idea.", "@Ada, why?", "@Ada, no.") == [(None, "Ada"), (0, None), (0, None)]


def test_an_answer_belongs_to_the_nearest_comment_its_addressee_may_have_written() -> None:
    assert ties("One.", "Two.", "@Ada, three.") == [(None, None), (None, "Ada"), (1, None)]


def test_nobody_addresses_themselves() -> None:
    # The second cannot be Ada's, for it addresses her: the third goes past it to the first.
    assert ties("One.", "@Ada, two.", "@Ada, three.")[2][0] == 0


def test_of_several_answers_none_is_taken_for_the_other_s_turn() -> None:
    found = ties("One.", "@Ada, two.", "@Bo, three.", "@Bo, four.")
    assert found == [(None, "Ada"), (0, "Bo"), (1, None), (1, None)]


def test_a_shown_author_is_never_overruled() -> None:
    found = tie([Post("One.", "Cleo"), Post("@Ada, two.", "Bo"), Post("@Cleo, three.", "Bo")])
    assert [(t.parent, t.author, t.inferred) for t in found] == [
        (None, "Cleo", False),
        (None, "Bo", False),
        (0, "Bo", False),
    ]


def test_the_last_comment_of_a_shown_author_is_answered() -> None:
    assert ties(("Ada", "One."), ("Bo", "Two."), ("Ada", "Three."), ("Cleo", "@Ada, four."))[3] == (2, "Cleo")


def test_the_first_comment_can_answer_nobody() -> None:
    assert ties("@Ada, one.", "@Bo, two.") == [(None, "Bo"), (0, "Ada")]


def test_an_answer_far_below_finds_a_known_writer() -> None:
    posts = ["One.", "@Ada, two.", *(f"@Ada, {n}." for n in range(200))]
    assert ties(*posts)[-1][0] == 0


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("@Ada, no.", "Ada"),
        ("@Ada: no.", "Ada"),
        ("@ Ada - no.", "Ada"),
        ("@Ada no way", "Ada"),
        ("@ada_1962 no way", "ada_1962"),
        ("@Ada Bo Finn, no.", "Ada Bo Finn"),
        ("@Ada van der Bo, no.", "Ada van der Bo"),
        ("@Ada Bo is wrong", "Ada Bo"),
        ("@Ada I think so", "Ada"),
        ("@Ada You are wrong, you know", "Ada"),
        ("@Ada. You are wrong", "Ada"),
        ("@Ada's right", "Ada"),
        ("@Ada B., no.", "Ada B."),
        ("@Ada and @Bo, no.", "Ada"),
        ("@Ada\nWho pays?", "Ada"),
        ("@Ada?", "Ada"),
        ("@ada never again, mate", "ada"),
        ("@أحمد علي، لا.", "أحمد علي"),
        ("@田中さん、違います", "田中さん"),
    ],
)
def test_the_name_ends_where_the_sentence_begins(reply: str, name: str) -> None:
    assert ties("One.", reply)[0] == (None, name)


def test_a_name_known_elsewhere_in_the_thread_ends_the_address() -> None:
    found = ties("One.", "@Ada, two.", "@Old Skipper Never mind.", "@Old Skipper, four.")
    assert found[1] == (0, "Old Skipper")
    assert ties("One.", "@real fan, two.", "@real fan, three.")[0] == (None, "real fan")


def test_a_first_name_stands_for_the_full_name_it_begins() -> None:
    assert ties("One.", "@Ada Bo, two.", "@Cleo, three.", "@ada, four.")[3] == (2, "Cleo")
    assert ties(("Ada Bo", "One."), ("Cleo", "@Ada, two."))[1] == (0, "Cleo")
    # Not where two are called that.
    assert ties(("Ada Bo", "One."), ("Ada Finn", "Two."), ("Cleo", "@Ada, three."))[2][0] is None


@pytest.mark.parametrize("line", ["@Ada", "@ Ada, no", "@ада", "@_x"])
def test_a_line_that_begins_with_an_at_name_is_addressed(line: str) -> None:
    assert is_addressed(line)


@pytest.mark.parametrize("line", ["@", "@ 3 pm", "@3pm", "ada@ostmere.example", " @Ada", "@@Ada", "@, no"])
def test_other_lines_are_not(line: str) -> None:
    assert not is_addressed(line)


@given(
    st.lists(
        st.sampled_from(["One.", "@Ada, no", "@Bo Finn no", "@Cleo: @Ada", "@ada", "@Bo's"]), max_size=12
    )
)
def test_what_is_found_keeps_the_constraints(posts: list[str]) -> None:
    found = tie([Post(post) for post in posts])
    for i, (post, t) in enumerate(zip(posts, found, strict=True)):
        if t.parent is not None:
            assert t.parent < i
            writer = found[t.parent].author
            assert writer and post[1:3].casefold() in writer.casefold()
        if post.startswith("@") and t.author:
            assert not post[1:].casefold().startswith(t.author.split()[0].casefold())
        assert t.inferred == (t.author is not None)
