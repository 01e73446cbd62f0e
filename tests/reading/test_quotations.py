from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reading.find import Found
from onrecord.reading.quotations import (
    lone_quotations,
    quotations,
    whole_quotations,
)
from onrecord.reading.words import Words, split_words
from word_statements import spelled, statement


def statements(words: Words, *pairs: tuple[str, str]) -> list[Found]:
    """Statements of these (cue, content)."""
    return [statement(words, "", cue, content) for cue, content in pairs]


def contents(text: str, *pairs: tuple[str, str]) -> list[str]:
    """What statements hold once quotations are whole."""
    words = split_words(text)
    return [spelled(words, c) for c in whole_quotations(words, statements(words, *pairs))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n“Two.\n“Three,” said Orla. “Four.”", [["One .", "Two .", "Three ,"], ["Four ."]]),
        ("“One.”\n“Two,” said Orla.", [["One ."], ["Two ,"]]),
        ("“One.\nOrla said “two” then.", [["One ."], ["two"]]),
        ('"One.\n“Two,” said Orla.', [["One ."], ["Two ,"]]),
        ("No marks here.", []),
    ],
)
def test_an_unclosed_mark_links_a_paragraph_to_the_next(text: str, expected: list[list[str]]) -> None:
    words = split_words(text)
    assert [
        [" ".join(words.forms[i] for i in part) for part in quotation] for quotation in quotations(words)
    ] == expected


def test_a_content_takes_all_of_its_quotation() -> None:
    text = "“One two three four five,” said Orla."
    assert contents(text, ("said", "three four five,")) == ["One two three four five ,"]


def test_a_content_takes_the_other_paragraphs_of_its_quotation() -> None:
    text = "“First part.\n“Second part.\n“Third part,” said Orla."
    assert contents(text, ("said", "Third part,")) == ["First part . Second part . Third part ,"]


def test_sentences_quoted_at_a_paragraphs_end_go_on_with_it() -> None:
    text = "“Yes,” said Orla. Then she left. “Or no.”\n"
    assert contents(text, ("said", "Yes,")) == ["Yes , Or no ."]
    assert contents("“Yes,” said Orla. She called it “old.” She left.", ("said", "Yes,")) == ["Yes ,"]
    assert contents("“Yes,” said Orla. She left with “the old lot.”", ("said", "Yes,")) == ["Yes ,"]


def test_a_quotation_belongs_to_the_cue_in_its_paragraph() -> None:
    text = "It was over, said Bo.\n“One two three four five six,” said Orla."
    words = split_words(text)
    assert words.forms.index("Bo") < words.forms.index("One")
    assert contents(text, ("said Bo", "“One two three"), ("said Orla", "five six,")) == [
        "“",
        "One two three four five six ,",
    ]


def test_two_cues_beside_their_paragraphs_make_two_quotations() -> None:
    text = "Bo said: “First part.\n“Second part,” said Orla."
    assert contents(text, ("Bo said", "First part."), ("said Orla", "Second part,")) == [
        "First part .",
        "Second part ,",
    ]


def test_a_statement_within_a_quotation_keeps_its_words() -> None:
    text = "“Bo said he was tired of it all,” Orla recalled."
    assert contents(text, ("said", "he was tired"), ("recalled", "Bo said he was tired of it all,")) == [
        "he was tired",
        "Bo said he was tired of it all ,",
    ]


def test_turns_in_a_quotation_keep_their_words() -> None:
    """Printers open each paragraph of a quoted transcript and close only the last."""
    words = split_words("“BO: Is it over?\n“ORLA: It is.\n“We go home.\n“BO: Who does?”")
    found = [
        replace(statement(words, name, f"{name}:", said), spoken=True)
        for name, said in (("BO", "Is it over?"), ("ORLA", "It is.\n“We go home."))
    ]
    assert whole_quotations(words, found) == [list(f.content) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” said Orla.\n“I am going home now.”\nRain fell.", ["I am going home now ."]),
        (
            "“It is over,” said Orla.\n“I am going home now.”\n“Nobody can stop me.”",
            ["I am going home now .", "Nobody can stop me ."],
        ),
        ("It is over, said Orla.\n“I am going home now.”\nRain fell.", ["I am going home now ."]),
        ("“It is over,” said Orla.\nRain fell.\n“I am going home now.”", []),
        ("“It is over,” said Orla.\nHe read “War on the Moor” twice.", []),
        ("“It is over,” said Orla.\n“The End”", []),
    ],
)
def test_a_quotation_alone_after_a_statement_is_one(text: str, expected: list[str]) -> None:
    words = split_words(text)
    held = [f.content for f in statements(words, ("said", "It is over,"))]
    assert [spelled(words, f.content) for f in lone_quotations(words, held)] == expected


def test_a_quotation_that_a_statement_holds_is_not_alone() -> None:
    words = split_words("“It is over,” said Orla.\n“I am going home now.”")
    held = [f.content for f in statements(words, ("said", "I am going home now."))]
    assert lone_quotations(words, held) == []


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ('Orla said: "It is over". So we go home.', '"It is over". So we go', '" It is over " .'),
        ("Orla said: “It is over.” So we go home.", "“It is over.” So we go", "“ It is over . ”"),
        (
            "Orla said she was “tired”. So was Bo.",
            "she was “tired”. So was Bo",
            "she was “ tired ” . So was Bo",
        ),
        (
            "Orla said: “It is over.” “We go home.”",
            "“It is over.” “We go home.”",
            "“ It is over . ” “ We go home . ”",
        ),
    ],
)
def test_the_sentence_after_a_quotation_that_has_ended_is_left_out(
    text: str, content: str, kept: str
) -> None:
    assert contents(text, ("Orla said", content)) == [kept]


def test_a_content_without_marks_keeps_to_its_paragraph() -> None:
    assert contents("Orla said it was over.\nI work here.", ("Orla said", "it was over.\nI work here.")) == [
        "it was over ."
    ]
    text = "Orla said:\nIt is over.\nI work here."
    assert contents(text, ("Orla said", "It is over.\nI work here.")) == ["It is over . I work here ."]
