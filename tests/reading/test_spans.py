from __future__ import annotations

import pytest

from onrecord.reading.spans import content_spans, kind_of, plain_spans
from onrecord.reading.words import Words, split_words


def chosen(text: str, part: str, words: Words) -> list[int]:
    """The words of ``part`` (its first occurrence)."""
    start = text.index(part)
    return [
        i
        for i, (s, e) in enumerate(zip(words.starts, words.ends, strict=True))
        if s >= start and e <= start + len(part)
    ]


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        ("“We will stay,” said Orla.", "“We will stay,”", "We will stay,"),
        ("“We will stay,” said Orla.", "We will stay,", "We will stay,"),
        ("Orla said they would stay.", "they would stay.", "they would stay"),
        ("Orla said the “old guard” left.", "the “old guard” left.", "the “old guard” left"),
        ("Orla spoke of “a long road.”", "of “a long road.”", "of “a long road.”"),
        ("Orla said they left the U.S. today.", "they left the U.S.", "they left the U.S."),
        ("“The first.\nOrla", "“The first.", "The first."),
        ("“No” and “yes” was all.", "“No” and “yes”", "“No” and “yes”"),
        ("‘Stay,’ Orla said.", "‘Stay,’", "Stay,"),
    ],
)
def test_contents_end_where_the_words_said_end(text: str, tagged: str, expected: str) -> None:
    words = split_words(text)
    spans = content_spans(chosen(text, tagged, words), words, text)
    assert [text[a:b] for a, b in spans] == [expected]


def test_an_article_alone_is_no_content() -> None:
    text = "Orla thanked the company."
    words = split_words(text)
    assert content_spans(chosen(text, "the", words), words, text) == ()


def test_a_content_over_two_paragraphs_has_two_pieces() -> None:
    text = "“One two.\n“Three four,” said Orla."
    words = split_words(text)
    spans = content_spans(range(words.forms.index("said")), words, text)
    assert [text[a:b] for a, b in spans] == ["One two.", "Three four,"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("“Orla Finch”, the mayor,", "Orla Finch”, the mayor"),
        ("Orla Finch (R-Ud.),", "Orla Finch (R-Ud.)"),
        ("(Orla Finch)", "Orla Finch"),
        ("Orla Finch)", "Orla Finch"),
    ],
)
def test_sources_lose_marks_at_their_ends(source: str, expected: str) -> None:
    text = f"said {source}"
    words = split_words(text)
    assert [text[a:b] for a, b in plain_spans(chosen(text, source, words), words)] == [expected]


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("“We stay,” said Orla.", "We stay", "direct"),
        ("Orla said “we” stay.", "“we” stay", "mixed"),
        ("Orla said we stay.", "we stay", "indirect"),
        ("‘We stay,’ said Orla.", "We stay", "direct"),
    ],
)
def test_kind_by_rule(text: str, part: str, kind: str) -> None:
    start = text.index(part)
    assert kind_of(((start, start + len(part)),), split_words(text)) == kind
