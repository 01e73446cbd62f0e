"""A cut that loses what governs the words is an alteration, though every word stands there."""

from __future__ import annotations

import pytest

from onrecord.wordings import judge
from wordings.common import FALK, entry, shelf


@pytest.mark.parametrize(
    ("said", "words", "lost"),
    [
        ("I never said I support the plan", "I support the plan", "never"),
        ("I don’t think we should close the clinic", "we should close the clinic", "don’t"),
        ("We would close the whole clinic then", "close the whole clinic then", "would"),
        ("If he pays for it, I support the plan", "I support the plan", "If"),
        ("I support the new plan if he pays", "I support the new plan", "if"),
        ("I deny that we took the money", "we took the money", "deny"),
        ("That we took the money is a lie", "we took the money", "lie"),
        ("I did not, as they claim, take the money", "as they claim, take the money", "not"),
        ("She said that it’s not – it’s not our fight", "it’s not our fight", "said"),
        ("Brandt claims we took the money", "we took the money", "claims"),
        ("He won, not because voters changed their minds", "because voters changed their minds", "not"),
        ("They refused to pay for the roof", "to pay for the roof", "refused"),
        ("We did … not want to … close the clinic", "We did … close the clinic", "not"),
        ("This is not merely about the price of fish", "merely about the price of fish", "not"),
        (
            "They saw it as a rejection of the council and its plan",
            "of the council and its plan",
            "rejection",
        ),
        ("I don’t think Mr. Brandt took the money from us", "took the money from us", "don’t"),
        ("I would never – and the board knows it – close the clinic", "close the clinic", "never"),
        ("I don’t think, you know, we took the money", "we took the money", "don’t"),
        ("I would not – close the clinic this year", "close the clinic this year", "not"),
        ("We could close the clinic, and sell its boats", "sell its boats", "could"),
        ("I never saw him take the money out", "him take the money out", "never"),
        ("Few people here support the plan of the board", "people here support the plan", "Few"),
        ("I would leave rather than support the plan", "support the plan", "rather"),
        ("We were unable to pay for the roof", "to pay for the roof", "unable"),
        ("He has ruled out closing the clinic in May", "closing the clinic in May", "ruled"),
        ("Some people say we took the money", "we took the money", "say"),
        ("I support the plan as long as he pays", "I support the plan", "long"),
    ],
)
def test_what_governs_is_lost(said: str, words: str, lost: str) -> None:
    finding = judge(words, shelf(entry(f"“{said},” said Nora Falk.")), speaker=FALK)
    assert finding.verdict == "altered"
    assert lost in [d.original for d in finding.difference if d.kind == "context"]
    assert lost in finding.reason


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("I never liked him, but I support the plan", "I support the plan"),
        ("It’s not – it’s not our fight, and that is all", "it’s not our fight, and that is all"),
        ("I said that we support the plan", "we support the plan"),
        ("The plan, she said, is a good one", "is a good one"),
        ("No, I support the plan of the board", "I support the plan of the board"),
        ("Not only do I support the plan, I wrote it", "I support the plan, I wrote it"),
        ("I did not know that he had taken the money", "he had taken the money"),
        ("I would not go. The plan is a good one", "The plan is a good one"),
        ("We close the clinic because we cannot pay", "We close the clinic"),
        ("The plan is not cheap; we support it all the same", "we support it all the same"),
        ("It is not only a plan, it is a promise to the town", "a plan, it is a promise to the town"),
        ("He may have left, hoping for a better price", "hoping for a better price"),
        ("After they refused to pay, Mr. Brandt shut the clinic", "Brandt shut the clinic"),
        ("And after they refused to pay, Gov. Brandt shut the clinic", "Brandt shut the clinic"),
        ("No – I support the plan of the board", "I support the plan of the board"),
        ("I did not go, and the plan is a good one", "the plan is a good one"),
        ("A few people here support the plan", "people here support the plan"),
        ("We say that the plan is a good one", "the plan is a good one"),
        ("It was a long dispute. We closed the clinic in May", "We closed the clinic in May"),
    ],
)
def test_what_stands_before_and_does_not_govern(said: str, words: str) -> None:
    finding = judge(words, shelf(entry(f"“{said},” said Nora Falk.")), speaker=FALK)
    assert (finding.verdict, finding.difference) == ("verbatim", ())


def test_the_narrators_negation_before_a_partial_quotation_counts() -> None:
    text = "Nora Falk said she would not “support the plan of the board” in May."
    found = entry(text, "she would not “support the plan of the board” in May", kind="mixed")
    assert judge("support the plan of the board", shelf(found), speaker=FALK).verdict == "altered"
    given = judge("support the plan of the board", shelf(found), speaker=FALK, before="Falk won’t")
    assert given.verdict == "altered"  # “would” is still lost
    given = judge("support the plan of the board", shelf(found), speaker=FALK, before="Falk could not")
    assert given.verdict == "verbatim"


def test_the_narrators_words_before_a_whole_sentence_do_not_govern_it() -> None:
    text = "Asked why she did not come, Nora Falk said: “We support the plan of the board.”"
    assert judge("We support the plan of the board", shelf(entry(text)), speaker=FALK).verdict == "verbatim"


def test_the_same_words_elsewhere_without_the_negation_are_verbatim() -> None:
    cut = entry("“I never said we took the money from them,” said Nora Falk.")
    clean = entry("“Yes, we took the money from them,” said Nora Falk.", page="p2")
    finding = judge("we took the money from them", shelf(cut, clean), speaker=FALK)
    assert (finding.verdict, finding.evidence[0].page) == ("verbatim", "p2")
