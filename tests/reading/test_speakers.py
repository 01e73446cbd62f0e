"""Speakers of invented statements."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.values import Kind, Spans, SpeakerName, Statement
from onrecord.reading.names import find_names
from onrecord.reading.speakers import Context, main_speaker, resolve

_MARKED = re.compile(r"\[([^\]]*)\]")


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its [brackets], and the places they held."""
    spans, shift = [], 0
    for match in _MARKED.finditer(text):
        start = match.start() - shift
        spans.append((start, start + len(match.group(1))))
        shift += 2
    return _MARKED.sub(r"\1", text), spans


def _statement(source: Spans, content: Spans, kind: Kind = "indirect", cue: Spans = ()) -> Statement:
    return Statement(
        id=str((source, content)),
        kind=kind,
        type="assertion",
        source=source,
        cue=cue,
        content=content,
        confidence=1.0,
    )


def _speakers(text: str, context: Context | None = None) -> tuple[SpeakerName, ...]:
    """Every [bracket] is the source of a statement whose content is the sentence's rest."""
    plain, spans = _marked(text)
    statements = [_statement((span,), ((span[1], span[1] + 1),)) for span in spans]
    return resolve(plain, statements, find_names(plain), context=context)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Mayor Ada Quill] said so. [Quill] said more.", ("Ada Quill", "Ada Quill")),
        ("[ORBA General Secretary Jon Tarrow] said so.", ("Jon Tarrow",)),
        ("[Ms. Quill, a teacher at Orvane College,] said so. We met Ada Quill.", ("Ada Quill",)),
        ("[One teacher, the author Ada Quill,] said so.", ("Ada Quill",)),
        ("[Ada Quill’s letter] said so.", ("Ada Quill",)),
        ("[Ada Quill and Bo Tern] said so.", (("Ada Quill", "Bo Tern"),)),
        ("[Sen. Ada Quill, Rep. Bo Tern and Pia Lind] said so.", (("Ada Quill", "Bo Tern", "Pia Lind"),)),
        ("The Orvane Bridge Authority (OBA) met. [OBA] said so.", ("Orvane Bridge Authority",)),
        ("We met Bo Tern, [who] said so.", ("Bo Tern",)),
    ],
)
def test_names_in_the_source(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert _speakers(text) == expected


@pytest.mark.parametrize(
    "source",
    [
        "officials",
        "a man from Orvane",
        "Ada Quill’s supporters",
        "a spokeswoman for Ada Quill",
        "people close to Bo Tern",
        "they",
        "some",
        "you",
    ],
)
def test_who_has_no_name_is_nobody(source: str) -> None:
    assert _speakers(f"Ada Quill met Bo Tern. Then [{source}] said so.") == (None,)


def test_pronouns_agree_in_gender() -> None:
    assert _speakers("Boris Quill met Ada Tern. [She] said no. [He] said yes.") == ("Ada Tern", "Boris Quill")


def test_a_pronoun_goes_to_who_spoke_last() -> None:
    text = "[Boris Quill] praised Jon Tarrow. [He] added more. [Jon Tarrow] thanked Quill. [He] went on."
    assert _speakers(text) == ("Boris Quill", "Boris Quill", "Jon Tarrow", "Jon Tarrow")


def test_a_nameless_man_takes_the_pronoun() -> None:
    assert _speakers("Boris Quill came. It rained. It snowed. It thawed. A man wept. [He] said so.") == (
        None,
    )


def test_a_role_needs_its_bearer() -> None:
    text = (
        "Pia Lind, the mayor of Orvane, met the farmer Ada Quill. [The mayor] said so. [The farmer] agreed."
    )
    assert _speakers(text) == ("Pia Lind", "Ada Quill")


def test_a_role_that_came_without_a_name_is_nobody() -> None:
    assert _speakers("Ada Quill met a farmer. [The farmer] said so.") == (None,)


def test_the_group_is_the_organisation_spoken_of() -> None:
    assert _speakers("Ada Quill founded Orvane Motors Inc. last May. [The company] said so.") == (
        "Orvane Motors Inc",
    )


def test_i_in_a_quotation_is_the_one_quoted() -> None:
    text = "“I believe it rains,” said Ada Quill. I think so too."
    inner, outer = text.index("I"), text.rindex("I ")
    quotation = _statement(((text.index("Ada"), text.index("Ada") + 9),), ((1, 20),), kind="direct")
    nested = _statement(((inner, inner + 1),), ((inner + 10, inner + 18),))
    own = _statement(((outer, outer + 1),), ((outer + 8, outer + 10),))
    speakers, found = resolve(text, [quotation, nested, own], find_names(text))
    assert speakers == ("Ada Quill", "Ada Quill", "author")
    assert [speaker.name for speaker in found] == ["Ada Quill"]


def test_a_quotation_without_a_source_goes_to_the_running_speaker() -> None:
    text = "“It rains,” said Ada Quill.\n“It will go on.”\nRain was expected."
    first = _statement(((17, 26),), ((1, 10),), kind="direct", cue=((12, 16),))
    second = _statement((), ((29, 43),), kind="direct")
    unsourced = _statement((), ((45, 49),), cue=((54, 62),))
    assert resolve(text, [first, second, unsourced], find_names(text))[0] == ("Ada Quill", "Ada Quill", None)


def test_a_quotation_alone_goes_to_who_is_reported_right_before_it() -> None:
    text = "“It rains,” said Ada Quill.\nBo Tern said it stopped.\n“It will not rain again.”"
    first = _statement(((17, 26),), ((1, 10),), kind="direct", cue=((12, 16),))
    reported = _statement(((28, 35),), ((41, 51),), cue=((36, 40),))
    alone = _statement((), ((54, 76),), kind="direct")
    assert resolve(text, [first, reported, alone], find_names(text))[0] == ("Ada Quill", "Bo Tern", "Bo Tern")


def test_a_line_of_dialogue_goes_to_the_other_one() -> None:
    text = "— It rains, said Ada Quill.\n— It does not, said Bo Tern.\n— It does.\n— Never."
    first = _statement(((17, 26),), ((2, 10),), kind="direct", cue=((12, 16),))
    second = _statement(((48, 55),), ((30, 41),), kind="direct", cue=((43, 47),))
    third, fourth = (_statement((), (span,), kind="direct") for span in ((59, 66), (70, 75)))
    assert resolve(text, [first, second, third, fourth], find_names(text))[0] == (
        *("Ada Quill", "Bo Tern", "Ada Quill", "Bo Tern"),
    )


def test_the_order_of_statements_is_kept() -> None:
    plain, spans = _marked("[Ada Quill] spoke. [She] said so. [Bo Tern] did not.")
    statements = [_statement((span,), ((span[1], span[1] + 1),)) for span in spans]
    forward = resolve(plain, statements, find_names(plain))[0]
    backward = resolve(plain, statements[::-1], find_names(plain))[0]
    assert forward == ("Ada Quill", "Ada Quill", "Bo Tern")
    assert backward == forward[::-1]


def test_speakers_carry_all_their_mentions_and_only_those_who_speak() -> None:
    plain, spans = _marked("[Mayor Ada Quill] met Bo Tern. Tern heard Quill. [She] left.")
    statements = [_statement((span,), ((span[1], span[1] + 1),)) for span in spans]
    _, found = resolve(plain, statements, find_names(plain))
    assert [(s.name, [plain[a:b] for a, b in s.mentions]) for s in found] == [
        ("Ada Quill", ["Ada Quill", "Quill"])
    ]


def _context(author: str | None = "Wren") -> Context:
    article = "Boris Quill spoke. Quill and Mr. Quill again. Ada Quill, his sister, and Pia Lind listened."
    return Context(names=find_names(article), main="Boris Quill", author=author)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("[Mr. Quill] says it rains.", "Boris Quill"),
        ("[Quill] says it rains.", "Boris Quill"),
        ("[Mrs. Quill] says it rains.", "Quill"),
        ("[Lind] says it rains.", "Pia Lind"),
        ("[He] says it rains.", "Boris Quill"),
        ("[I] think it rains.", "Wren"),
        ("[Bo Tern] says it rains.", "Bo Tern"),
        ("[people] say it rains.", None),
    ],
)
def test_a_comment_speaks_of_the_article(comment: str, expected: SpeakerName) -> None:
    assert _speakers(comment, _context()) == (expected,)


def test_an_unknown_commenter_has_no_name() -> None:
    assert _speakers("[I] think it rains.", _context(author=None)) == (None,)


def test_mentions_of_a_comment_point_into_the_comment() -> None:
    comment = "Mr. Quill says it rains."
    statement = _statement(((0, 9),), ((15, 23),))
    _, found = resolve(comment, [statement], find_names(comment), context=_context())
    assert [(s.name, s.mentions) for s in found] == [("Boris Quill", ((4, 9),))]


def test_the_main_speaker_is_who_speaks_most() -> None:
    assert main_speaker(["author", "author", None, "Bo Tern"]) == "Bo Tern"
    assert main_speaker([None, "author"]) is None


_WORDS = st.sampled_from(
    [
        "Ada",
        "Quill",
        "Boris",
        "Tern",
        "he",
        "she",
        "I",
        "“",
        "”",
        "said",
        "the mayor",
        "a man",
        "who",
        ",",
        ".",
        "\n",
        "and",
        "it",
    ]
)


@given(
    st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=50).map(" ".join)),
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(1, 20), st.integers(0, 90), st.booleans()), max_size=8
    ),
)
def test_speakers_occur_in_the_text(text: str, drawn: Sequence[tuple[int, int, int, bool]]) -> None:
    size = len(text)
    statements = [
        _statement(
            ((min(a, size - 1), min(a + n, size)),) if sourced and size else (),
            ((min(c, size), min(c + n, size)),),
            kind="direct",
        )
        for a, n, c, sourced in drawn
    ]
    speakers, found = resolve(text, statements, find_names(text))
    assert len(speakers) == len(statements)
    folded = " ".join(text.split())
    for speaker in speakers:
        for name in [speaker] if isinstance(speaker, str) else speaker or ():
            assert name == "author" or name in folded
    for each in found:
        assert all(0 <= start < end <= size for start, end in each.mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill sold the boat. [Her husband] agreed. Boris Quill smiled.", ("Boris Quill",)),
        ("Ada Quill sold the boat. [Her husband] agreed. Bo Tern smiled.", (None,)),
        ("Ada Quill met Mary Quill and Boris Quill. [Her brother] agreed.", ("Boris Quill",)),
        (
            "We met Ada Quill and Boris Tern. Pia Lind left. [The pair] said so.",
            (("Ada Quill", "Boris Tern"),),
        ),
        (
            "Ada Quill and Boris Tern dug. Pia Lind left. [The researchers] said so.",
            (("Ada Quill", "Boris Tern"),),
        ),
        ("Ada Quill left. Boris Tern came. [The researchers] said so.", (None,)),
        ("The striker Ada Quill ran. [The 22-year-old] said so.", ("Ada Quill",)),
    ],
)
def test_relatives_pairs_and_ages(text: str, expected: tuple[SpeakerName, ...]) -> None:
    found = _speakers(text)
    assert [set(s) if isinstance(s, tuple) else s for s in found] == [
        set(s) if isinstance(s, tuple) else s for s in expected
    ]


def test_the_council_is_nobody_where_no_council_is_named() -> None:
    text = "Ada Quill of Orvane Ferries Inc. came. [The council] said no. [The company] said yes."
    assert _speakers(text) == (None, "Orvane Ferries Inc")


def test_a_name_behind_the_article_is_less_than_a_person() -> None:
    text = "Pia Quill wrote of a mouse. The first Ada book made [she] laugh."
    assert _speakers(text) == ("Pia Quill",)


def test_the_spokeswoman_of_a_company_is_not_the_company() -> None:
    assert _speakers("[A spokeswoman for the operator, Orvane Coaches,] said so.") == (None,)
    assert _speakers("[A spokeswoman for the operator, Ada Quill,] said so.") == ("Ada Quill",)


def test_answers_are_given_by_whom_the_introduction_names_most() -> None:
    text = "Ada Quill builds boats. Quill spoke to Bo Tern.\n[Q]: Why?\n[A]: I like wood."
    assert _speakers(text) == (None, "Ada Quill")


def test_an_institute_for_something_is_the_institute() -> None:
    text = (
        "The Orvane Institute for Tidal Research met. [The Orvane Institute] said so. [The Institute] agreed."
    )
    assert set(_speakers(text)) == {"Orvane Institute for Tidal Research"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No ferries: [transport minister]\nTransport Minister Ada Quill spoke.", ("Ada Quill",)),
        ("Mayor Ada Quill came. Back to the mayor, [who] said so.", ("Ada Quill",)),
        ("[Leader of the Opposition Ms. Ada Quill] said so.", ("Ada Quill",)),
        ("We read Belmira daily. [The Belmira agency] said so.", ("Belmira",)),
    ],
)
def test_roles_and_offices_beside_a_name(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert _speakers(text) == expected
