"""One verdict of each kind, and the border between them."""

from __future__ import annotations

import pytest

from onrecord.wordings import Passage, Shelf, judge
from wordings.common import FALK, entry, shelf

BEDS = "“We are out of beds and the roof of the clinic is leaking,” said Nora Falk."
CRANE = "“The crane in the harbour will come down before the winter storms,” Ole Brandt said."


@pytest.fixture
def sources() -> Shelf:
    return shelf(entry(BEDS), entry(CRANE, page="p2", speaker="Ole Brandt"))


def test_the_same_words_by_the_same_person_are_verbatim(sources: Shelf) -> None:
    finding = judge("We are out of beds and the roof of the clinic is leaking,", sources, speaker="Falk")
    assert (finding.verdict, finding.allowances, finding.difference) == ("verbatim", (), ())
    evidence = finding.evidence[0]
    assert evidence.page == "p1"
    assert evidence.url == "https://bell.example/p1"
    ((start, end),) = evidence.offsets
    assert BEDS[start:end] == "We are out of beds and the roof of the clinic is leaking"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We are not out of beds and the roof of the clinic is leaking", "negation"),
        ("We are out of beds and the roof of the school is leaking", "replaced"),
        ("We are out of beds and the old roof of the clinic is leaking", "added"),
        ("We are out of beds and the roof is leaking", "cut"),
        ("We were out of beds and the roof of the clinic is leaking", "tense"),
        ("We may be out of beds and the roof of the clinic is leaking", "modality"),
    ],
)
def test_a_change_is_an_alteration_with_its_kind(sources: Shelf, words: str, kind: str) -> None:
    finding = judge(words, sources, speaker=FALK)
    assert finding.verdict == "altered"
    assert [d.kind for d in finding.difference] == [kind]
    for difference in finding.difference:
        assert words[slice(*difference.span)] == difference.quotation
        if difference.offsets:
            assert BEDS[slice(*difference.offsets)] == difference.original


def test_a_changed_number_is_named_as_one() -> None:
    sources = shelf(entry("“We lost 25 beds in two years,” said Nora Falk."))
    finding = judge("We lost 35 beds in two years", sources, speaker=FALK)
    assert (finding.verdict, finding.difference[0].kind) == ("altered", "number")


def test_anothers_words_are_misattributed(sources: Shelf) -> None:
    finding = judge("The crane in the harbour will come down", sources, speaker=FALK)
    assert finding.verdict == "misattributed"
    assert "Ole Brandt" in finding.reason


def test_words_of_nobody_known_are_unattributed_and_never_verbatim() -> None:
    sources = shelf(entry(BEDS, speaker=None))
    assert judge("We are out of beds", sources, speaker=FALK).verdict == "unattributed"
    # A draft that names nobody either claims no more than the page does.
    assert judge("We are out of beds", sources).verdict == "verbatim"


def test_words_in_a_row_on_a_page_are_no_alteration_of_a_statement_that_has_part_of_them() -> None:
    text = "Falk said the roof of the old clinic by the harbour was leaking since Monday night."
    told = entry(text, "the roof of the old clinic by the harbour was leaking", kind="indirect")
    sources = Shelf([told], [Passage("p1", text, ((0, len(text)),))])
    words = "the roof of the old clinic by the harbour was leaking since Monday"
    assert judge(words, sources, speaker=FALK).verdict == "reported"
    assert judge(words, sources, speaker="Ole Brandt").verdict == "unattributed"
    assert judge(words.replace("roof", "door"), sources, speaker="Ole Brandt").verdict == "altered"


def test_words_on_a_page_outside_every_statement_are_unattributed() -> None:
    text = "The mayor spoke. We are out of beds, it went. The end."
    sources = Shelf([], [Passage("p9", text, ((0, len(text)),))])
    finding = judge("we are out of beds", sources, speaker=FALK)
    assert finding.verdict == "unattributed"
    assert finding.evidence[0].statement is None
    assert [text[s:e] for s, e in finding.evidence[0].offsets] == ["We are out of beds"]


def test_indirect_speech_is_reported_even_letter_for_letter() -> None:
    text = "Nora Falk said the clinic would close its doors in May."
    sources = shelf(entry(text, "the clinic would close its doors in May", kind="indirect"))
    finding = judge("the clinic would close its doors in May", sources, speaker=FALK)
    assert finding.verdict == "reported"


def test_the_evidence_of_an_altered_quotation_goes_on_to_its_last_word(sources: Shelf) -> None:
    finding = judge("We were out of beds and the roof of the clinic is dripping", sources, speaker=FALK)
    assert finding.verdict == "altered"
    assert finding.evidence[0].text == "We are out of beds and the roof of the clinic is leaking"


@pytest.mark.parametrize(
    "words", ["We will never sail again", "It is a great opportunity for us", "It is not a question"]
)
def test_small_words_in_common_do_not_make_an_alteration(words: str) -> None:
    said = "“We will never surrender again. It is a wet day for us. It is not a goat,” said Nora Falk."
    assert judge(words, shelf(entry(said)), speaker=FALK).verdict == "not on record"


def test_the_words_outside_the_marks_of_a_mixed_statement_are_reported() -> None:
    text = "Nora Falk said the clinic would “close its doors for good” in May."
    sources = shelf(entry(text, "the clinic would “close its doors for good” in May", kind="mixed"))
    inside = judge("close its doors for good", sources, speaker=FALK, before="Falk said it would")
    assert inside.verdict == "verbatim"
    assert judge("the clinic would close its doors", sources, speaker=FALK).verdict == "reported"


def test_pieces_of_two_statements_are_spliced(sources: Shelf) -> None:
    words = "We are out of beds and the crane in the harbour will come down before the winter storms"
    finding = judge(words, sources, speaker=FALK)
    assert finding.verdict == "spliced"
    assert {evidence.page for evidence in finding.evidence} == {"p1", "p2"}


def test_an_ellipsis_does_not_make_two_places_one() -> None:
    middle = " ".join(f"Bed number {n} went to the town." for n in range(2, 20))
    sources = shelf(
        entry(f"“We had forty beds here. {middle} Now the roof is leaking again,” said Nora Falk.")
    )
    finding = judge("We had forty beds here … Now the roof is leaking again", sources, speaker=FALK)
    assert finding.verdict == "spliced"


def test_what_nobody_said_is_not_on_record_and_says_what_was_searched(sources: Shelf) -> None:
    finding = judge("The ferry sails at noon with forty goats aboard", sources, speaker=FALK)
    assert finding.verdict == "not on record"
    assert finding.evidence == ()
    assert "2 statements of 2 pages" in finding.reason


def test_of_statements_within_each_other_the_inner_one_says_who_spoke() -> None:
    text = "“My aide told me: ‘we are out of beds and staff,’ and I laughed,” said Nora Falk."
    outer = entry(text)
    inner = entry(text, "we are out of beds and staff", speaker="Pia Moss")
    finding = judge("we are out of beds and staff", shelf(outer, inner), speaker=FALK)
    assert finding.verdict == "misattributed"
    assert judge("we are out of beds and staff", shelf(outer, inner), speaker="Moss").verdict == "verbatim"


def test_a_quotation_around_an_interruption_is_one() -> None:
    text = "“We are out of beds,” said Nora Falk, “and of staff as well.”"
    finding = judge("We are out of beds and of staff as well.", shelf(entry(text)), speaker=FALK)
    assert finding.verdict == "verbatim"
    assert [text[s:e] for s, e in finding.evidence[0].offsets] == [
        "We are out of beds",
        "and of staff as well",
    ]


def test_a_question_made_a_statement_is_altered() -> None:
    sources = shelf(entry("“Are we out of beds now? Yes, we are,” said Nora Falk."))
    finding = judge("Are we out of beds now. Yes, we are", sources, speaker=FALK)
    assert [d.kind for d in finding.difference] == ["question"]


@pytest.mark.parametrize("words", ["", " ", "…", "[sic]", "“”", "\u200b", "?!"])
def test_a_quotation_without_words_is_not_on_record(sources: Shelf, words: str) -> None:
    assert judge(words, sources, speaker=FALK).verdict == "not on record"
