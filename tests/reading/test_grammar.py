"""Addressee, medium and negation, told by grammar: a statement is written as source | cue | content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reading.find import Found
from onrecord.reading.grammar import with_grammar
from onrecord.reading.words import Words, split_words

COURIER = "the Harbour Courier Post"


def read(text: str, source: str, cue: str, content: str) -> tuple[Words, Found]:
    words = split_words(text)

    def places(part: str) -> tuple[int, ...]:
        forms = split_words(part).forms
        for i in range(len(words)):
            if forms and words.forms[i : i + len(forms)] == forms:
                return tuple(range(i, i + len(forms)))
        assert not part, part
        return ()

    at = places(cue)
    found = Found.by_rule((at[0], at[-1] + 1), places(source), places(content), confidence=0.9)
    return words, with_grammar(words, found)


def told(text: str, source: str, cue: str, content: str) -> str:
    words, found = read(text, source, cue, content)
    return " ".join(words.forms[w] for w in found.to)


def carried(text: str, source: str, cue: str, content: str) -> str:
    words, found = read(text, source, cue, content)
    return " ".join(words.forms[w] for w in found.via)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Finch told reporters that it rains.", "Finch", "told", "that it rains", "reporters"),
        (
            "Finch told the harbour board on Monday it rains.",
            "Finch",
            "told",
            "it rains",
            "the harbour board",
        ),
        ("Finch asked her about the quay.", "Finch", "asked", "about the quay", "her"),
        ("Finch asked Mrs. Lund about the quay.", "Finch", "asked", "about the quay", "Mrs . Lund"),
        ("Finch told Lund she would pay.", "Finch", "told", "Lund she would pay", "Lund"),
        ("Finch urged the council to act.", "Finch", "urged", "the council to act", "the council"),
        ("Finch called on the council to act.", "Finch", "called on", "the council to act", "the council"),
        ("Brandt was asked about the quay.", "", "was asked about", "the quay", "Brandt"),
        ("When asked about the quay, Brandt left.", "", "asked about", "the quay", "Brandt"),
        ("Finch wrote to the court that it rains.", "Finch", "wrote", "that it rains", "the court"),
        ("In a letter to Brandt, Finch said it rains.", "Finch", "said", "it rains", "Brandt"),
        (
            "Finch told Morning Post reporter Ida Lund it rains.",
            "Finch",
            "told",
            "it rains",
            "Morning Post reporter Ida Lund",
        ),
        (
            "Finch told the Courier that it rains.",
            "Finch",
            "told",
            "that it rains",
            "the Harbour Courier Post",
        ),
        ("Finch told “Dawn Call” that it rains.", "Finch", "told", "that it rains", "Dawn Call"),
        (
            "Finch wrote to the Courier that it rains.",
            "Finch",
            "wrote",
            "that it rains",
            "the Harbour Courier Post",
        ),
        ("Finch ordered a review of the quay.", "Finch", "ordered", "of the quay", ""),
        ("Finch was accused of theft.", "Finch", "was accused of", "theft", ""),
        ("Finch was warned that it rains.", "Finch", "was warned", "that it rains", "Finch"),
        ("Finch promised to build a wall.", "Finch", "promised", "to build a wall", ""),
        ("Finch said it rains.", "Finch", "said", "it rains", ""),
        ("Finch warned of floods.", "Finch", "warned of", "floods", ""),
        ("Finch told stories. Brandt told voters it rains.", "Brandt", "told voters", "it rains", "voters"),
    ],
)
def test_the_addressee_is_who_is_spoken_to(
    text: str, source: str, cue: str, content: str, expected: str
) -> None:

    text = text.replace("the Courier", COURIER)
    assert told(text, source, cue, content) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Finch told the Harbour Post that it rains.", "Finch", "told", "that it rains", "the Harbour Post"),
        ("Finch told KQED it rains.", "Finch", "told", "it rains", "KQED"),
        ("Finch said in a statement that it rains.", "Finch", "said", "that it rains", "a statement"),
        ("In a letter to Brandt, Finch said it rains.", "Finch", "said", "it rains", "a letter"),
        ("Finch, through a spokeswoman, denied it.", "Finch", "denied", "it", "a spokeswoman"),
        ("Finch wrote on Twitter that it rains.", "Finch", "wrote", "that it rains", "Twitter"),
        (
            "Finch released a statement saying it rains.",
            "Finch",
            "released a statement saying",
            "it rains",
            "a statement",
        ),
        (
            "In an interview with Radio Orvane News, Finch said it rains.",
            "Finch",
            "said",
            "it rains",
            "Radio Orvane News",
        ),
        ("Finch said on “Morning Call” that it rains.", "Finch", "said", "that it rains", "Morning Call"),
        ("Finch said it rains, but Brandt wrote on Twitter.", "Finch", "said", "it rains", ""),
        ("“It is in the report,” said Finch.", "Finch", "said", "“It is in the report", ""),
        ("Finch spoke in a statement. Mr. Brandt said it rains.", "Mr. Brandt", "said", "it rains", ""),
    ],
)
def test_the_medium_is_what_carried_the_words(
    text: str, source: str, cue: str, content: str, expected: str
) -> None:
    assert carried(text, source, cue, content) == expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("did not mention", True),
        ("didn’t say", True),
        ("never spoke of", True),
        ("has no idea of", True),
        ("would not discuss", True),
        ("said", False),
        ("denied", False),
        ("declined to discuss", False),
        ("not only said", False),
        ("left no doubt about", False),
        ("had nothing but praise for", False),
    ],
)
def test_a_negated_cue_says_that_it_was_not_said(cue: str, expected: bool) -> None:
    _, found = read(f"Finch {cue} the quay.", "Finch", cue, "the quay")
    assert found.negated is expected


def test_what_the_network_found_stays_where_grammar_names_nothing() -> None:
    words = split_words("Finch let the town know it rains")
    found = Found((1, 5), (0,), (5, 6), (2, 3), (), 0, False, (), 0.9)
    assert with_grammar(words, found).to == (2, 3)


def test_a_title_does_not_end_its_sentence() -> None:
    assert (
        carried("In a statement, Mr. Brandt said it rains.", "Mr. Brandt", "said", "it rains")
        == "a statement"
    )


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("You fool, Finch said it rains.", (0, 1, 5, 6), "it rains"),
        ("The quay, Finch said, is wet.", (0, 1, 6, 7), "The quay is wet"),
    ],
)
def test_whom_the_writer_calls_is_no_part_of_what_was_said(
    text: str, content: tuple[int, ...], kept: str
) -> None:
    words = split_words(text)
    found = with_grammar(words, Found.by_rule((4, 5), (3,), content, confidence=0.9))
    assert " ".join(words.forms[w] for w in found.content) == kept


def test_an_occasion_carries_nothing() -> None:
    words = split_words("Finch said at a hearing that it rains.")
    found = replace(Found.by_rule((1, 2), (0,), (5, 6, 7), confidence=0.9), via=(3, 4))
    assert with_grammar(words, found).via == ()
