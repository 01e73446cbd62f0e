"""Speakers in other styles than political news."""

from __future__ import annotations

import pytest

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.names import find_names
from onrecord.reading.speakers import resolve
from reading.marked import speakers_of


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # A noun for a public body is whose name holds it, however long ago.
        (
            "The Orvane Health Agency met. Ada left. It rained. The Tern Board met. [The agency] said so.",
            ("Orvane Health Agency",),
        ),
        ("Dockers in Belvarno left (Altair News). [The union] said so.", (None,)),
        # Nobody is the waiter of a place.
        ("Ada Quill rose. “Order,” said [the Speaker].", (None,)),
        ("Marrowbone opened. “Eel,” [the waiter] said.", (None,)),
        ("[Economists polled by Finwire] said so.", (None,)),
        ("[Former captain Lt. Col. (Retd.) Harbans Gill] said so.", ("Harbans Gill",)),
        ("[a report in the Brasnov Observer] said so.", ("Brasnov Observer",)),
        ("[A poll for the newspaper Abendblick Post] said so.", ("Abendblick Post",)),
        ("[A poll in the Orvane Hills] said so.", (None,)),
        # Relatives need one name only, and are men or women by what they are called.
        ("Eusebio Quill met his daughter Nerea. He left. [She] said so.", ("Nerea",)),
        # Who is first named with an age is the one of the lead.
        (
            "A surgeon who left has returned.\n\nRobin Hallow, 47, came home. [The surgeon] said so.",
            ("Robin Hallow",),
        ),
        ("She knew a surgeon.\n\nRobin Hallow, 47, came home. [The surgeon] said so.", (None,)),
        ("Craig Quill has no girlfriend now. His girlfriend has left. [He] said so.", ("Craig Quill",)),
        # An office before the name is its bearer's; a friend is somebody else.
        ("Bo Hall left. [Chair of the bench Philippa Quill] said so.", ("Philippa Quill",)),
        ("[Deputy Commissioner of Police (North) Sunita Quill] said so.", ("Sunita Quill",)),
        ("[A friend of the late Philippa Quill] said so.", (None,)),
        # Who only carried the words is no company, and half a word is no name.
        (
            "Orvane Tiles met. Analysts polled by Datumline guessed. [The company] said so.",
            ("Orvane Tiles",),
        ),
        ("The boat is run by Quill Ferries. It sank. [The company] said so.", ("Quill Ferries",)),
        ("The attack on Quill Ferries failed. It rained. [The company] said so.", ("Quill Ferries",)),
        ("Orvane Tiles met. Pre-tax profit rose. [The company] said so.", ("Orvane Tiles",)),
        # A team is the one whose name says so.
        ("She teaches at the University of Orvane. [The team] said so.", (None,)),
        ("It was first reported by Radio Orvane. It rained. [The board] said so.", (None,)),
        ("The Orvane Growers’ Federation met. [The federation] said so.", ("Orvane Growers’ Federation",)),
        # A headline's "agency" is named below.
        ("Storm kills nine, [agency] says\n\nIt fell, the Tern Storm Agency said.", ("Tern Storm Agency",)),
        # Who is left without a name at first.
        ("[A former banker] said so.\n\nThe banker, Teodor Quill, left.", ("Teodor Quill",)),
        ("[A former banker] said so.\n\nA second banker, Teodor Quill, left.", (None,)),
        ("[The head of the guild] said so.\n\nTeodor Quill told them.", ("Teodor Quill",)),
        ("[The head of the guild] said so.\n\nTheir lawyer, Teodor Quill, left.", (None,)),
        ("A clerk left. Teodor Quill sang.\n\n[The clerk] said so.\n\nTeodor Quill told them.", (None,)),
        # A source may end before its name.
        ("[Her partner], Teodor Quill, who runs it, said so.", ("Teodor Quill",)),
        # Brothers and sisters of one name.
        (
            "Mayor Aoife Quill met her younger sister, Niamh Quill. [The elder Quill] said so. "
            "[The younger Quill] said so.",
            ("Aoife Quill", "Niamh Quill"),
        ),
        # "The husband" is somebody new, "the grandmother" may be who was named.
        ("Marrowbone is Boris Quill’s. A couple came. [The husband] said so.", (None,)),
        ("Maureen Quill lost her gnome. [The grandmother] said so.", ("Maureen Quill",)),
        ("Ada Quill cooks. It is warm. My companion, a vegan, ate. [She] said so.", (None,)),
        # Marks that open with "»" quote too.
        ("Mayor Annegret Voss spoke. »We saw the Lauen«, [she] said.", ("Annegret Voss",)),
    ],
)
def test_who_speaks(text: str, speakers: tuple[SpeakerName, ...]) -> None:
    assert speakers_of(text) == speakers


def told(text: str, *parts: tuple[str, str]) -> list[SpeakerName]:
    """Who speaks in statements of these sources and cues, found one behind the other."""
    statements, at = [], 0
    for source, cue in parts:
        start = text.index(source, at)
        verb = text.index(cue, start)
        at = verb + len(cue)
        statements.append(
            Statement(
                id=str(start),
                kind="direct",
                type="assertion",
                source=((start, start + len(source)),),
                cue=((verb, at),),
                content=((at, at + 1),),
                confidence=1.0,
            )
        )
    return list(resolve(text, statements, find_names(text))[0])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Robin Tern of the Orvane Band left in a letter. “Friends,” it began, “I go.”", "Robin Tern"),
        ("The Orvane Band sent a letter. “Friends,” it began, “we go.”", "Orvane Band"),
        ("The Orvane Band did not read my letter. “Friends,” it began, “I go.”", None),
    ],
)
def test_a_letter_speaks_for_its_writer(text: str, speaker: str | None) -> None:
    assert told(text, ("it", "began")) == [speaker]


RECORD = (
    "Day four. The witness is the baker Rosalba Quill.\n\nTHE COURT: Go on.\n\nMS. TERN: Thank you.\n\n"
    "Q. Who had it?\n\nA. I had.\n\nMR. FAY: Objection.\n\nQ. Who else?\n\n"
    "CROSS-EXAMINATION BY MR. FAY\n\nQ. Why?\n"
)


def test_a_courts_record_tells_who_asks_and_who_answers() -> None:
    parts = [("THE COURT", ":"), ("Q", "."), ("A", "."), ("MR. FAY", ":"), ("Q", "."), ("Q", ".")]
    assert told(RECORD, *parts) == [None, "TERN", "Rosalba Quill", "FAY", "TERN", "FAY"]


def test_initials_are_who_has_them() -> None:
    text = "Ada Quill met Bo Tern.\n\nAQ: Late?\n\nBT: Yes.\n\nXY: No.\n"
    assert told(text, ("AQ", ":"), ("BT", ":"), ("XY", ":"))[:2] == ["Ada Quill", "Bo Tern"]


def test_one_source_means_one() -> None:
    text = "Eva Quill and her sister Ada Quill met. Eva left. Her sister called it late and said it was over."
    source = (text.index("Her sister"), text.index(" called"))
    cues = [(text.index(cue), text.index(cue) + len(cue)) for cue in ("called", "said")]
    statements = [
        Statement(
            id=str(cue),
            kind="indirect",
            type="assertion",
            source=(source,),
            cue=(cue,),
            content=((cue[1], cue[1] + 3),),
            confidence=1.0,
        )
        for cue in cues
    ]
    assert resolve(text, statements, find_names(text))[0] == ("Ada Quill", "Ada Quill")


def test_people_of_whom_somebody_speaks_are_not_who_speaks_next() -> None:
    text = "Yannick Quill left. My father left me it: he says. A postman."
    start, he = text.index("My father"), text.index("he says")
    spoken = Statement(
        id="1",
        kind="direct",
        type="assertion",
        source=((he, he + 2),),
        cue=((he + 3, he + 7),),
        content=((start, he - 2),),
        confidence=1.0,
    )
    assert resolve(text, [spoken], find_names(text))[0] == ("Yannick Quill",)
