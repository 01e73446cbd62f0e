from __future__ import annotations

import pytest

from onrecord.reading.find import Found
from onrecord.reading.turns import find_turns, with_turns
from onrecord.reading.words import split_words
from word_statements import spelled

HEARING = (
    "The hearing was long.\nOYELARAN: Good morning to all.\nDR STRNAD: Thank you, madam.\n"
    "I am here.\nOYELARAN: Please begin, sir.\nDR STRNAD: It was night.\nThe hearing ended."
)


def turns(text: str) -> list[tuple[str, str]]:
    words = split_words(text)
    return [
        (spelled(words, turn.label), spelled(words, range(turn.colon + 1, turn.end)))
        for turn in find_turns(words)
    ]


def test_labels_that_come_again_make_turns() -> None:
    assert turns(HEARING) == [
        ("OYELARAN", "Good morning to all ."),
        ("DR STRNAD", "Thank you , madam . I am here ."),
        ("OYELARAN", "Please begin , sir ."),
        ("DR STRNAD", "It was night ."),
    ]


def test_questions_and_answers_are_turns() -> None:
    text = "Q: Why do you sail?\nA: The sea is there.\nQ: And in winter?\nA: I mend nets."
    assert [label for label, _ in turns(text)] == ["Q", "A", "Q", "A"]


def test_a_court_writes_its_questions_with_a_dot() -> None:
    text = "MR. TERN: Who has it?\nTHE WITNESS: I do.\nQ. And the key?\nA. No.\nQ. Nobody?\nA. Ada and I."
    assert turns(text)[2:] == [("Q", "And the key ?"), ("A", "No ."), ("Q", "Nobody ?"), ("A", "Ada and I .")]


def test_initials_without_questions_are_no_labels() -> None:
    assert turns("A. Quill left.\nA. Tern did not.\nB. Fay left.\nB. Ox did not.") == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "[00:01] Ada Quill: It is.\n[0:07] Bo Tern: Is it?\n[0:09] Ada Quill: Yes.\n[0:10] Bo Tern: So.",
            ["Ada Quill", "Bo Tern"],
        ),
        (
            "ADA QUILL: It is.\nBO TERN: Is it?\nAQ: Yes.\nBT: So it is.\nAQ: Yes.\nBT: Good.",
            ["ADA QUILL", "BO TERN", "AQ", "BT", "AQ", "BT"],
        ),
        (
            "ADA QUILL (Post): It is.\nBO TERN: No.\nADA QUILL: It is.\nBO TERN: No.",
            ["ADA QUILL ( Post )", "BO TERN"],
        ),
    ],
)
def test_times_initials_and_outlets_may_stand_in_labels(text: str, labels: list[str]) -> None:
    assert [label for label, _ in turns(text)][: len(labels)] == labels


INTERVIEW = (
    "By Edgar Pollitt\nRosa Blake has left.\nEdgar Pollitt: Why close?\nRosa Blake: It was time.\n"
    "Pollitt: And now?\nIs it over?\nBlake: No. I have a van.\nShe says she will drive it.\n"
    "Blake: And I am happy."
)


def test_names_that_the_text_has_in_full_are_labels_too() -> None:
    assert turns(INTERVIEW)[:3] == [
        ("Edgar Pollitt", "Why close ?"),
        ("Rosa Blake", "It was time ."),
        ("Pollitt", "And now ? Is it over ?"),
    ]


def test_a_turn_ends_where_the_writer_reports() -> None:
    words = split_words(INTERVIEW)
    she = words.forms.index("She")
    report = Found.by_rule((she + 1, she + 2), (she,), range(she + 2, she + 6), confidence=0.9)
    contents = [spelled(words, f.content) for f in with_turns(words, [report])]
    assert contents[3:] == ["No . I have a van .", "she will drive it", "And I am happy ."]


@pytest.mark.parametrize(
    "text",
    [
        "When: On Monday night.\nWhere: The old pier.\nWhen: On Friday night.\nWhere: The new pier.",
        "NOTE: The ferry is late.\nNOTE: The pier is shut.",
        "CLINTON: 1,812\nSANDERS: 1,521\nCLINTON: 15\nSANDERS: 12",
        "Ada Quill: It is late.\nRain fell.\nBo Tern: It is not.",
        "",
    ],
)
def test_other_colons_are_none(text: str) -> None:
    assert turns(text) == []


def test_every_turn_is_one_statement_and_others_lose_its_words() -> None:
    words = split_words(HEARING)
    long, good = words.forms.index("long"), words.forms.index("Good")

    def statement(cue: int, content: tuple[int, ...]) -> Found:
        return Found.by_rule((cue, cue + 1), (), content, confidence=0.9)

    reported = statement(long, (1, 2, good, good + 1))
    within = statement(good + 2, (good, good + 1))
    colon = statement(good - 1, (good, good + 1))
    found = with_turns(words, [reported, within, colon])
    assert [spelled(words, f.content) for f in found] == [
        "hearing was",
        "Good morning to all .",
        "Good morning",
        "Thank you , madam . I am here .",
        "Please begin , sir .",
        "It was night .",
    ]
    assert [spelled(words, f.source) for f in found[3:]] == ["DR STRNAD", "OYELARAN", "DR STRNAD"]


def test_what_a_speaker_says_of_himself_is_no_statement_beside_the_turn() -> None:
    words = split_words(HEARING)
    i = words.forms.index("I")
    found = [
        Found.by_rule((i + 1, i + 2), (i,), (i + 2,), confidence=0.9),
        Found.by_rule((i + 1, i + 2), (i - 2,), (i + 2,), confidence=0.9),
    ]
    assert [f for f in with_turns(words, found) if f.confidence == 0.9] == found[1:]


def test_a_text_without_turns_keeps_its_statements() -> None:
    words = split_words("Ada said no.")
    found = [Found.by_rule((1, 2), (0,), (2,), confidence=0.9)]
    assert with_turns(words, found) == found
