"""Light editing is told apart from alteration, named, and can be switched off."""

from __future__ import annotations

import pytest

from onrecord.wordings import judge
from wordings.common import FALK, entry, shelf

TEXT = (
    "“He saw that the U.S. spent $5 million -- 25 percent of it on our neighbor’s ‘health care’, and they "
    "favored five clinics with it,” said Nora Falk."
)


@pytest.mark.parametrize(
    ("words", "allowances"),
    [
        ("they favored five clinics with it", ()),
        ("They favored five clinics with it", ("capital",)),
        ("[T]hey favored five clinics with it", ("brackets", "capital")),
        ("[the board] favored five clinics with it", ("brackets",)),
        ("they favored five clinics [last year] with it", ("brackets",)),
        ("they favoured five clinics with it", ("spelling",)),
        ("they favored 5 clinics with it", ("numbers",)),
        ("the US spent 5 million dollars", ("spelling", "numbers")),
        ("the U.S. spent $5m — 25% of it", ("dashes", "numbers")),
        ('on our neighbor\'s "health care"', ("marks",)),
        ("on our neighbor’s ‘healthcare’", ("spelling",)),
        ("on our neighbor’s ‘health care’ and they favored", ("punctuation",)),
        ("25 percent of it … and they favored five clinics", ("ellipsis",)),
        ("25 percent of it [...] and they favored five clinics", ("ellipsis",)),
    ],
)
def test_each_light_edit_is_named(words: str, allowances: tuple[str, ...]) -> None:
    sources = shelf(entry(TEXT, TEXT[1 : TEXT.index(",”")]))
    finding = judge(words, sources, speaker=FALK)
    assert (finding.verdict, finding.allowances) == ("verbatim", allowances)
    strict = judge(words, sources, speaker=FALK, strict=True)
    assert strict.verdict == ("altered" if allowances else "verbatim")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("We do not want the plan they made for us", "We do [want] the plan they made for us"),
        ("We do want the plan they made for us", "We do [not] want the plan they made for us"),
        ("We lost the plan to Ole Brandt last year", "We lost the plan to [Ivo Lund] last year"),
        ("We may be able to mend the roof", "We maybe able to mend the roof"),
        ("We must give it to us and to them", "We must give it to US and to them"),
        ("They filled the forms in for the clinic", "They filed the forms in for the clinic"),
        ("That is four of the clinics by the sea", "That is for of the clinics by the sea"),
        ("They took the prize from the old clinic", "They took the prise from the old clinic"),
        ("We have 5½ beds for the whole of the town", "We have 51/2 beds for the whole of the town"),
        ("We have 1.5 million reasons to go there", "We have 15 million reasons to go there"),
        ("We do not … we cannot mend the roof", "We do … mend the roof"),
        ("We need nobody to mend the roof here", "We need no … to mend the roof here"),
    ],
)
def test_what_looks_like_light_editing_and_is_not(said: str, words: str) -> None:
    sources = shelf(entry(f"“{said},” said Nora Falk."))
    assert judge(said, sources, speaker=FALK).verdict == "verbatim"
    assert judge(words, sources, speaker=FALK).verdict != "verbatim"


def test_a_word_changed_within_the_records_own_brackets_is_an_alteration() -> None:
    text = "“They want to slap us [by giving limited help], and we know it,” said Nora Falk."
    sources = shelf(entry(text))
    words = "They want to slap us [by giving limited help], and we know it"
    assert judge(words, sources, speaker=FALK).verdict == "verbatim"
    assert judge(words.replace("limited", "scripted"), sources, speaker=FALK).verdict == "altered"


def test_words_in_brackets_alone_are_nobodys() -> None:
    said = entry("“You could not [work with the board] in those days,” said Nora Falk.")
    assert judge("[work with the board]", shelf(said), speaker=FALK).verdict == "altered"  # “not” is lost
    assert judge("not [work with the board]", shelf(said), speaker=FALK).verdict == "altered"
    assert judge("You could not [work with the board]", shelf(said), speaker=FALK).verdict == "verbatim"
    free = entry("“[They worked with the board] and I liked that,” said Nora Falk.", page="p2")
    assert judge("[They worked with the board]", shelf(free), speaker=FALK).verdict == "reported"


def test_an_editors_brackets_need_words_of_the_speakers() -> None:
    said = entry("“We go with the other plan and it is not a cheap one,” said Nora Falk.")
    assert judge("[work with the establishment]", shelf(said), speaker=FALK).verdict == "not on record"
    assert judge("it is not [in the interest of the town]", shelf(said), speaker=FALK).verdict != "verbatim"
    assert judge("it is not a cheap [plan]", shelf(said), speaker=FALK).verdict == "verbatim"


def test_a_bracket_that_is_not_closed_holds_nothing() -> None:
    said = entry("“We have an unprecedented [number] of boats in the harbour,” said Nora Falk.")
    finding = judge("We have an unprecedented [number, and the town is lost", shelf(said), speaker=FALK)
    assert finding.verdict != "verbatim"
    assert judge("We have an unprecedented [number]", shelf(said), speaker=FALK).verdict == "verbatim"


def test_what_the_page_put_in_brackets_the_speaker_did_not_say() -> None:
    said = entry("“They think [the mayor] will do harm to the town,” said Nora Falk.")
    finding = judge("They think the mayor will do harm to the town", shelf(said), speaker=FALK)
    assert (finding.verdict, [d.kind for d in finding.difference]) == ("altered", ["added"])
    assert finding.difference[0].quotation == "the mayor"
    patched = entry("“[T]he mayor will do harm to the town,” said Nora Falk.")
    assert judge("The mayor will do harm to the town", shelf(patched), speaker=FALK).verdict == "verbatim"


def test_a_word_changed_at_the_end_of_the_pages_brackets_is_an_alteration() -> None:
    said = entry("“We use our strength in the council [it holds two of the seven seats],” said Nora Falk.")
    words = "We use our strength in the council [it holds two of the seven boats]"
    assert judge(words, shelf(said), speaker=FALK).verdict == "altered"
