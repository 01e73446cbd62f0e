"""Whom do descriptions mean? Invented pages of many fields; a source stands in [brackets]."""

from __future__ import annotations

import pytest

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.names import find_names
from onrecord.reading.passives import spoken_of
from onrecord.reading.speakers import resolve
from reading.marked import speakers_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sen. Ada Quill of Orvane and Gov. Bo Tern met. [The senator] left. [The governor] stayed.",
            ("Ada Quill", "Bo Tern"),
        ),
        (
            "Justice Pia Lind heard the barrister Bo Tern. [The judge] adjourned. [The lawyer] agreed.",
            ("Pia Lind", "Bo Tern"),
        ),
        ("Prof. Ada Quill checked what Dr. Bo Tern had found. [The professor] agreed.", ("Ada Quill",)),
        (
            "Insp. Ada Quill and Sgt. Bo Tern came. [The sergeant] wrote it down. [The inspector] left.",
            ("Bo Tern", "Ada Quill"),
        ),
        (
            "The striker Bo Tern fell over the goalkeeper Ned Finch. [The goalkeeper] apologised.",
            ("Ned Finch",),
        ),
    ],
)
def test_a_title_says_how_else_its_bearer_is_called(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orvane Mayor Ada Quill met Jon Brandt, mayor of Quend. Brandt sat. [The Orvane mayor] stood.",
            ("Ada Quill",),
        ),
        (
            "Asha Rao, the chief minister of Karvel, wrote to Dev Nath, chief minister of Undar. "
            "[The Karvel chief minister] wants water.",
            ("Asha Rao",),
        ),
        (
            "Health Secretary Ada Quill and Transport Secretary Bo Tern spoke. Tern was brief. "
            "[The health secretary] was not.",
            ("Ada Quill",),
        ),
        (
            "Rep. Ada Quill (D-Fla.) met Rep. Bo Tern (R-Ohio). Tern sat. [The Florida Democrat] stood.",
            ("Ada Quill",),
        ),
        ("[The Orvane mayor] waited. Mayor Bo Tern of Quend did not.", (None,)),
    ],
)
def test_of_two_bearers_the_one_of_whom_the_page_says_so(
    text: str, expected: tuple[SpeakerName, ...]
) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Former coach] says the club lied\n\nThe former coach Ned Finch spoke on Monday.", ("Ned Finch",)),
        ("[A coach] says the club lied\n\nThe former coach Ned Finch spoke on Monday.", (None,)),
        ("[Residents] fear the dam\n\nThe resident Ned Finch spoke on Monday.", (None,)),
    ],
)
def test_a_bare_role_in_a_headline(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill and Boris Tern wrote the paper. [They] counted gulls.", (("Ada Quill", "Boris Tern"),)),
        ("A letter reached Ada Quill and Boris Tern in spring. It was long. [They] burnt it.", (None,)),
        ("The Orvane Court and the Quend Council sat. [The two] disagree.", (None,)),
        (
            "The Harbour Ministry and the Rail Agency paid. [Both agencies] deny it.",
            (("Harbour Ministry", "Rail Agency"),),
        ),
        (
            "The umpires Ada Quill, Boris Tern and Jon Lind met. [The three] refused.",
            (("Ada Quill", "Boris Tern", "Jon Lind"),),
        ),
        (
            "Ada Quill and Boris Quill sell honey. Winter came. [The Quills] want rain.",
            (("Ada Quill", "Boris Quill"),),
        ),
        ("Ada Quill met Boris Tern. [The voters] liked neither.", (None,)),
    ],
)
def test_several_at_once(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill came with Boris Quill. [Ada Quill’s younger brother] sang.", ("Boris Quill",)),
        ("Ada Quill brought her husband, Bo Tern. [The husband of Ada Quill] sang.", ("Bo Tern",)),
        ("[A band called Orvane Noise] asked for more.", ("Orvane Noise",)),
        ("We rang the Tide Trust, a charity [that] wants a wall.", ("Tide Trust",)),
        ("[A farmer in Quend, Ohio,] hopes for rain.", (None,)),
        ("Finch runs Orvane Water Holdings in Brazil. [The company] denies it.", ("Orvane Water Holdings",)),
        ("We met Pia Lind of Norway, [who] hopes for snow.", ("Pia Lind",)),
        ("Norway and the United States met. [The U.S.] wants snow.", ("United States",)),
    ],
)
def test_other_descriptions(text: str, expected: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "source", "expected"),
    [
        ("Finch seems to have won", (1, 2), 0, True),
        ("Asked about it , Finch left", (0, 1), 4, True),
        ("when pressed , Finch laughed", (1, 2), 3, True),
        ("Asked by Finch , she left", (0, 1), 2, False),
        ("He asked Finch", (1, 2), 0, False),
    ],
)
def test_who_seems_or_is_asked_does_not_speak(
    text: str, cue: tuple[int, int], source: int, *, expected: bool
) -> None:
    assert spoken_of(text.split(), cue, [source]) is expected


def test_a_verb_without_a_subject_shares_the_one_before() -> None:
    text = "Ada Quill denied it and urged calm. It rained, and talk of floods grew."
    places = {word: text.index(word) for word in ("Ada Quill", "denied", "urged", "talk of")}
    spans = {word: ((at, at + len(word)),) for word, at in places.items()}

    def said(cue: str, source: str = "") -> Statement:
        content = ((spans[cue][0][1], spans[cue][0][1] + 3),)
        of = spans.get(source, ())
        return Statement(
            id=cue,
            kind="indirect",
            type="assertion",
            source=of,
            cue=spans[cue],
            content=content,
            confidence=1.0,
        )

    statements = [said("denied", "Ada Quill"), said("urged"), said("talk of")]
    assert resolve(text, statements, find_names(text))[0] == ("Ada Quill", "Ada Quill", None)


def test_names_that_look_like_other_words() -> None:
    names = [n.name for n in find_names("Will Estren, a baker, came. I. Quill did not. Will Tern come?")]
    assert names == ["Will Estren", "I. Quill", "Tern"]
