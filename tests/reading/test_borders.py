from __future__ import annotations

import pytest

from onrecord.reading.borders import with_borders
from onrecord.reading.words import split_words
from word_statements import spelled, statement


@pytest.mark.parametrize(
    ("text", "cue", "contents", "expected"),
    [
        # The writer's next sentence is no part of it.
        ("Bo argues that it is late. I doubt it.", "argues", ("it is late. I doubt",), "it is late"),
        ("Bo met Mr. Fay, who says Sen. Al is late.", "says", ("Sen. Al is late",), "Sen . Al is late"),
        # What is quoted may go on.
        ("Bo said it was late. “Go.”", "said", ("it was late. “Go.”",), "it was late . “ Go . ”"),
        # Lost marks: words on both sides of "said" are the speaker's.
        ("It is late, said Bo. We go home.", "said", ("It is late", "We go home"), "It is late We go home"),
        # … in the sentence of "said" alone, and the writer's words behind "“…,” said Bo" are his own.
        ("Ada left it. We go home, said Bo.", "said", ("Ada left it. We go home",), "We go home"),
        ("“We go,” said Bo, and I went.", "said", ("“We go,”", "I went"), "“ We go , ”"),
        ("“We go,” said Bo, “and so I went.”", "said", ("“We go,”", "and so"), "“ We go , ” and so"),
        ("What then? “We go,” said Bo.", "said", ("What then? “We go,”",), "“ We go , ”"),
        ("What then? »We go«, said Bo.", "said", ("What then? »We go«",), "» We go «"),
        # "And" belongs to the clause behind it.
        ("It is late, Bo says, and we go.", "says", ("It is late", "we go"), "It is late and we go"),
        ("It is late, Bo says, and we go home.", "says", ("It is late",), "It is late and we go home"),
        ("“It is late,” Bo says, and we go.", "says", ("“It is late,”",), "“ It is late , ”"),
        ("Bo has called for tea and", "called for", ("tea and",), "tea"),
        # The next deed of the source is not part of it.
        (
            "Bo said that “it fell” and apologised to us.",
            "said",
            ("that “it fell” and apologised to us",),
            "that “ it fell ”",
        ),
        (
            "Bo said that “it fell” and nobody came.",
            "said",
            ("that “it fell” and nobody came",),
            "that “ it fell ” and nobody came",
        ),
        # A phrase is not broken off before "of", nor a sentence that goes on in the next paragraph.
        ("Bo saw the end of the pier, and left.", "saw", ("the end",), "the end of the pier"),
        (
            "Bo said it fell, at noon.\n“All of it.”",
            "said",
            ("it fell", "All of it"),
            "it fell , at noon All of it",
        ),
        ("Bo saw the pier, and left.", "saw", ("the pier",), "the pier"),
    ],
)
def test_a_content_ends_with_its_sentence(
    text: str, cue: str, contents: tuple[str, ...], expected: str
) -> None:
    words = split_words(text)
    (found,) = with_borders(words, [statement(words, "Bo", cue, *contents)])
    assert spelled(words, found.content).removesuffix(" .") == expected


def test_words_of_another_statement_are_left_to_it() -> None:
    words = split_words("Bo saw the end of what Ada says is it.")
    found = [statement(words, "Bo", "saw", "the end"), statement(words, "Ada", "says", "is it")]
    assert with_borders(words, found) == found


def test_a_content_in_another_sentence_than_its_cue_stays() -> None:
    words = split_words("Bo said this.\nIt is late. We go.")
    found = [statement(words, "Bo", "said", "It is late. We go")]
    assert with_borders(words, found) == found


def test_an_answer_is_no_part_of_what_was_asked() -> None:
    words = split_words("Asked when it fell, he gave no date.")
    (found,) = with_borders(words, [statement(words, "", "Asked", "when it fell, he gave no date.")])
    assert spelled(words, found.content) == "when it fell"
