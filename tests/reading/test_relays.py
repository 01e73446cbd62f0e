from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reading.find import Found
from onrecord.reading.relays import add_relays, lead_ins, relayed_cues, with_tails
from onrecord.reading.words import Words, split_words


def statement(words: Words, source: str, cue: str, content: str) -> Found:
    def places(part: str) -> tuple[int, ...]:
        forms = split_words(part).forms
        for i in range(len(words)):
            if words.forms[i : i + len(forms)] == forms:
                return tuple(range(i, i + len(forms)))
        raise AssertionError(part)

    at = places(cue)
    return Found.by_rule(
        (at[0], at[-1] + 1),
        places(source) if source else (),
        places(content),
        confidence=0.9,
    )


def vias(text: str, *parts: tuple[str, str, str]) -> list[str]:
    words = split_words(text)
    found = add_relays([statement(words, *p) for p in parts], lead_ins(words), {}, words)
    return [" ".join(words.forms[w] for w in f.via) for f in found]


def test_the_outlet_before_the_speaker_is_the_medium() -> None:
    assert vias(
        "As reported by the Courier, Finch also said the quay was safe.",
        ("the Courier", "As reported by", "the quay was safe"),
        ("Finch", "also said", "the quay was safe"),
    ) == ["", "the Courier"]


def test_a_relay_that_holds_the_whole_statement() -> None:
    assert vias(
        "According to the Courier, Finch told staff the quay was safe.",
        ("the Courier", "According to", "Finch told staff the quay was safe"),
        ("Finch", "told", "the quay was safe"),
    ) == ["", "the Courier"]


def test_a_chain_keeps_its_order() -> None:
    assert vias(
        "The Courier reported, citing the Gazette, that Finch said the quay was safe.",
        ("The Courier", "reported", "that Finch said the quay was safe"),
        ("the Gazette", "citing", "Finch said the quay was safe"),
        ("Finch", "said", "the quay was safe"),
    ) == ["", "The Courier", "The Courier the Gazette"]


def test_what_follows_a_statement_is_no_relay_of_it() -> None:
    assert vias(
        "Finch said the quay was safe, and Brandt reported the quay was old.",
        ("Finch", "said", "the quay was safe"),
        ("Brandt", "reported", "the quay was old"),
    ) == ["", ""]


def test_a_person_who_says_that_another_said_is_no_relay() -> None:
    assert vias(
        "Brandt claimed that Finch said the quay was safe.",
        ("Brandt", "claimed", "that Finch said the quay was safe"),
        ("Finch", "said", "the quay was safe"),
    ) == ["", ""]


def test_the_outlet_is_found_where_only_the_inner_statement_was() -> None:
    assert vias(
        "It rained. As first reported by the daily Courier, Finch also said the quay was safe.",
        ("Finch", "also said", "the quay was safe"),
    ) == ["the daily Courier"]


def test_other_words_before_a_comma_are_no_outlet() -> None:
    assert vias(
        "As the daily Courier went to print, Finch said the quay was safe.",
        ("Finch", "said", "the quay was safe"),
    ) == [""]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("According to the Courier, Finch also said the quay was safe.", ["also said"]),
        ("It rained. As reported by the daily Courier, Mayor Finch told staff so.", ["told"]),
        ("According to the Courier, the quay is safe. Finch said so.", []),
        ("According to Finch.\nBrandt said so.", []),
        ("As the Courier reported on Monday, Mayor Finch said: “It is so.”", ["said"]),
        ("As the Courier reported, Finch was also accused of theft.", []),
        ("As the Courier went to print, Finch said so.", []),
        ("According to the Courier, citing two aides, Finch told staff so.", ["told"]),
        ("The Courier reported that Mayor Finch fears so.", ["fears"]),
    ],
)
def test_the_cue_behind_a_lead_in(text: str, cues: list[str]) -> None:
    words = split_words(text)
    assert [" ".join(words.forms[a:b]) for a, b in relayed_cues(lead_ins(words), words)] == cues


def test_what_stands_behind_a_statement_reports_its_sentence() -> None:
    words = split_words(
        "It rained. Finch said the quay was safe, as first reported by the Courier. It snowed."
    )
    found = [statement(words, "Finch", "said", "the quay was safe, as first reported by the Courier")]
    inner, outer = with_tails(words, found)

    def spelled(places: tuple[int, ...]) -> str:
        return " ".join(words.forms[w] for w in places)

    assert (spelled(inner.content), spelled(inner.via)) == ("the quay was safe", "the Courier")
    assert (spelled(outer.source), spelled(outer.content)) == ("the Courier", "Finch said the quay was safe")


@pytest.mark.parametrize(
    "text",
    ["Finch said so, as reported.", "Finch said so as reported by the Courier.", "He, as king, said so."],
)
def test_other_words_are_no_tail(text: str) -> None:
    words = split_words(text)
    found = [statement(words, "", "said", "so")] if "said" in text else []
    assert with_tails(words, found) == found


def test_a_content_that_begins_inside_the_lead_in_is_set_right() -> None:
    words = split_words("According to the Courier, citing two aides, Finch told staff so. It rained.")
    found = [statement(words, "the Courier", "According to", "two aides, Finch told")]
    (whole,) = add_relays(found, lead_ins(words), {}, words)
    assert " ".join(words.forms[w] for w in whole.content) == "Finch told staff so"


def test_a_statement_inside_a_relay_has_the_words_before_its_cue_as_source() -> None:
    words = split_words("The Courier reported that Mayor Finch fears the worst.")
    relayed = relayed_cues(lead_ins(words), words)
    found = [statement(words, "that", "fears", "Finch fears the worst")]
    found = [replace(f, content=f.content[:1] + f.content[2:]) for f in found]
    (inner,) = add_relays(found, {}, relayed, words)
    assert " ".join(words.forms[w] for w in inner.source) == "Mayor Finch"
    assert " ".join(words.forms[w] for w in inner.content) == "the worst"
