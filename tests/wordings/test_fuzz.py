"""Random edits: no crash, no changed word that passes, no disguise that hides the same words."""

from __future__ import annotations

import random
import unicodedata
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.findings import VERDICTS
from onrecord.wordings import judge
from onrecord.wordings.letters import fold
from onrecord.wordings.tokens import tokenise
from wordings.common import FALK, entry, shelf

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
SAID = "We are short of beds, and the official café in the harbour will not offer its 25 rooms to the sick"
SOURCES = shelf(entry(f"“{SAID},” said Nora Falk."))
WORDS = SAID.split(" ")
OTHERS = ["goat", "lantern", "never", "seven", "26", "Brandt", "would", "purple", "nobody", "eleven"]
UNSEEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\ufe0f"]
LIGATURES = {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ"}
ALIKE = str.maketrans("aeocpx", "аеосрх")

anything = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            [*"[]().,…\"'“”‘’-—–?! \n\t%$#&", *UNSEEN, "й", "ß", "İ", "ı", "ﬁ", "½", "²", "Ⅷ", "한", "\u0301"]
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(anything, anything)
def test_nothing_crashes_and_offsets_hold(words: str, page: str) -> None:
    text = f"{page} {SAID}"
    sources = shelf(entry(text, text, kind="mixed"))
    finding = judge(words, sources, speaker=FALK, before=page)
    assert finding.verdict in VERDICTS
    for difference in finding.difference:
        assert words[slice(*difference.span)] == difference.quotation
    for evidence in finding.evidence:
        assert evidence.text == " … ".join(text[s:e] for s, e in evidence.offsets)
    for token in tokenise(words).tokens:
        assert 0 <= token.start < token.end <= len(words)
    folded = fold(words)
    assert len(folded.at) == len(folded.text) + 1
    assert folded.at == sorted(folded.at)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """The same words in another dress: forms, joiners, ligatures and letters that print alike."""
    words = list(WORDS)
    for i in draw(st.lists(st.integers(0, len(words) - 1), max_size=6)):
        word = words[i]
        dress = draw(st.integers(0, 4))
        if dress == 0:
            words[i] = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), word)
        elif dress == 1:
            at = draw(st.integers(0, len(word)))
            words[i] = word[:at] + draw(st.sampled_from(UNSEEN)) + word[at:]
        elif dress == 2:
            for plain, ligature in LIGATURES.items():
                words[i] = words[i].replace(plain, ligature)
        elif dress == 3 and word.isascii() and not word.isdigit():
            mixed = word[0] + word[1:].translate(ALIKE)
            words[i] = mixed if any(c.isascii() and c.isalpha() for c in mixed) else word
        elif dress == 4:
            words[i] = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
    return draw(st.sampled_from([" ", "\u00a0", "\n", "  "])).join(words)


@settings(max_examples=300, deadline=None)
@given(disguised())
def test_the_same_words_in_another_dress_are_verbatim(words: str) -> None:
    finding = judge(words, SOURCES, speaker=FALK)
    assert finding.verdict == "verbatim", words


@settings(max_examples=400, deadline=None)
@given(
    disguised(),
    st.lists(
        st.tuples(
            st.sampled_from(["swap", "put", "drop", "turn"]), st.integers(0, 19), st.sampled_from(OTHERS)
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_a_changed_word_is_never_verbatim(words: str, changes: list[tuple[str, int, str]]) -> None:
    parts = words.split()
    before = list(tokenise(words).keys)
    for change, at, other in changes:
        at %= len(parts)
        if change == "swap":
            parts[at] = other
        elif change == "put":
            parts.insert(at, other)
        elif change == "drop" and len(parts) > 4:
            del parts[at]
        elif at:
            parts[at - 1], parts[at] = parts[at], parts[at - 1]
    edited = " ".join(parts)
    after = list(tokenise(edited).keys)
    # A cut at either end leaves words that were said; so does an edit that undoes another.
    if any(before[i : i + len(after)] == after for i in range(len(before))):
        return
    assert judge(edited, SOURCES, speaker=FALK).verdict != "verbatim", edited


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_other_letters_in_a_word_are_another_word(chance: random.Random, count: int) -> None:
    parts = list(WORDS)
    for _ in range(count):
        at = chance.randrange(len(parts))
        letters = list(parts[at])
        letters[chance.randrange(len(letters))] = chance.choice("zqjw")
        parts[at] = "".join(letters)
    edited = " ".join(parts)
    if tokenise(edited).keys != tokenise(SAID).keys:
        assert judge(edited, SOURCES, speaker=FALK).verdict != "verbatim", edited


def test_a_word_of_another_script_is_no_word_that_looks_like_it() -> None:
    # “рот” is Russian for mouth and prints like “pot”.
    sources = shelf(entry("“They put the pot on the table,” said Nora Falk."))
    assert judge("They put the рот on the table", sources, speaker=FALK).verdict == "altered"
    # In a word with Latin letters it prints as the same word, and is named.
    finding = judge("They put the pоt on the table", sources, speaker=FALK)
    assert (finding.verdict, finding.allowances) == ("verbatim", ("letters",))
    assert judge("They put the pоt on the table", sources, speaker=FALK, strict=True).verdict == "altered"


FORMS: list[Form] = ["NFC", "NFD", "NFKC", "NFKD"]
LOOK_ALIKE = ["а", "е", "о", "с", "р", "х", "і", "ѕ", "ј", "ο", "ν", "α", "ι"]
OTHER_LETTERS = ["ж", "я", "д", "λ", "ω", "ש", "ع", "中", "あ", "ð", "ł", "ø", "ꭰ", "Ꭺ", "𝛽", "ﬆ", "ʇ", "ɐ"]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SAID) - 1), st.sampled_from(LOOK_ALIKE + OTHER_LETTERS), st.booleans())
def test_a_letter_of_another_alphabet_is_an_alteration_or_named(at: int, letter: str, put: bool) -> None:
    words = SAID[:at] + letter + SAID[at if put else at + 1 :]
    finding = judge(words, SOURCES, speaker=FALK)
    # A cut at either end that takes the letter's whole word along is no change of it.
    if finding.verdict == "verbatim":
        assert "letters" in finding.allowances, words


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAID)), st.sampled_from([*UNSEEN, "\u061c", "\u2066", "\U000e0020"]))
    ),
    st.sampled_from(FORMS),
)
def test_what_cannot_be_seen_changes_no_verdict(marks: list[tuple[int, str]], form: Form) -> None:
    for altered in (False, True):
        words = SAID.replace("will not", "will") if altered else SAID
        for at, mark in sorted(marks, reverse=True):
            words = words[:at] + mark + words[at:]
        finding = judge(unicodedata.normalize(form, words), SOURCES, speaker=FALK)
        assert finding.verdict == ("altered" if altered else "verbatim"), ascii(words)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_brackets_and_dots_let_no_other_words_pass(data: st.DataObject) -> None:
    parts = list(WORDS)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(parts) - 1))
        other = data.draw(st.sampled_from(["[not]", "[26]", "goat …", "… goat", "[…] never", "[would]"]))
        parts.insert(at, other)
    assert judge(" ".join(parts), SOURCES, speaker=FALK).verdict != "verbatim", parts
