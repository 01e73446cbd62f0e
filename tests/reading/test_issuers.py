"""Who speaks in a poll, and who wrote an opinion."""

from __future__ import annotations

import pytest

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.names import find_names
from onrecord.reading.speakers import resolve
from onrecord.reading.speakers_writer import writer


def speakers(text: str, *sources: str) -> tuple[SpeakerName, ...]:
    statements = []
    for n, source in enumerate(sources):
        start = text.index(source)
        end = start + len(source)
        statements.append(
            Statement(
                id=str(n),
                kind="indirect",
                type="fact",
                source=((start, end),),
                cue=((end, end + 1),),
                content=((end + 1, end + 2),),
                confidence=1.0,
            )
        )
    return resolve(text, statements, find_names(text))[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A new Orvane University poll", "Orvane University"),
        ("A Quill Post/Orvane University Poll", ("Quill Post", "Orvane University")),
        ("The latest Quill Post-ONR News survey, taken in May,", ("Quill Post", "ONR News")),
        ("A study from the Orvane Institute", "Orvane Institute"),
        ("Harbour Commission records", "Harbour Commission"),
        ("An average of polls by Orvane University", "Orvane University"),
        ("A Quill Post/Orvane University poll released on Friday", ("Quill Post", "Orvane University")),
        ("An Orvane University survey out this week", "Orvane University"),
        ("A report released by the Orvane Institute last year", "Orvane Institute"),
        ("A poll of harbour workers", None),
        ("Most polls", None),
    ],
)
def test_a_poll_speaks_for_who_gave_it_out(source: str, expected: SpeakerName) -> None:
    assert speakers(f"{source} finds that people like ferries.", source) == (expected,)


def test_the_poll_is_the_one_spoken_of() -> None:
    text = "An Orvane University poll finds that people like ferries. The poll shows that few take them."
    assert speakers(text, "An Orvane University poll", "The poll") == ("Orvane University",) * 2


def test_an_advertisement_is_a_campaigns_own() -> None:
    text = (
        "The Quill campaign met. A new ad from Ada Quill’s own campaign shows ferries. The ad asks for more."
    )
    assert speakers(text, "A new ad from Ada Quill’s own campaign", "The ad") == ("Quill campaign",) * 2


def test_nobody_is_he_because_of_a_poll() -> None:
    text = "Tomas Brandt spoke. An Orvane University poll finds much. He says that it is wrong."
    assert speakers(text, "An Orvane University poll", "He")[1] == "Tomas Brandt"


LETTERS = (
    "I like ferries.\n\nIda Lund\n\nQuend, Ohio\n\n“I do not,” said Tomas Brandt, and I agree.\n\n"
    "Bo Tern.\n\nOrvane, Fla.\n\nI am nobody."
)


def test_a_letter_is_its_signers() -> None:
    sources = "I like", "I do", "I agree", "I am"
    found = speakers(LETTERS, *sources)
    assert found == ("Ida Lund", None, "Bo Tern", "author")


OPINION = "I like ferries.\n\nMy aunt Ida Lund told me so, and I agree.\n\n"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Tomas Brandt is the harbour master of Orvane.", "Tomas Brandt"),
        ("Sen. Tomas Brandt, D-Orvane, chairs the harbour board.", "Tomas Brandt"),
        ("Tomas Brandt left the town.", None),
        ("Ferries are cheap, and Tomas Brandt is glad of it.", None),
    ],
)
def test_the_writer_is_introduced_at_the_end(last: str, expected: str | None) -> None:
    text = OPINION + last
    assert writer(text, find_names(text)) == expected


def test_a_report_in_the_third_person_has_no_such_writer() -> None:
    text = (
        "Ferries sail.\n\n“I like them, and we all do,” said Ida Lund.\n\nTomas Brandt is the harbour master."
    )
    assert writer(text, find_names(text)) is None
