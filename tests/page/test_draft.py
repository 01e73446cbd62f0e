"""The quotations of a draft: found, with their speakers, and what is left out and why."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.drafts import Draft
from onrecord.core.errors import BinaryInput, EmptyInput
from onrecord.page.draft import read_draft


def text_draft(text: str) -> Draft:
    return read_draft(b"", text, "text")


def named(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.words) for q in text_draft(text).quotations]


@pytest.mark.parametrize(
    "text",
    [
        "“We are out of beds,” said Nora Falk.",
        "“We are out of beds,” said the mayor, Nora Falk.",
        "“We are out of beds,” Nora Falk said.",
        "“We are out of beds,” Nora Falk, the mayor of Ostrey, told reporters.",
        "Mayor Nora Falk said: “We are out of beds,”",
        "Nora Falk told the council on Monday that “We are out of beds,” and left.",
        "According to Nora Falk, “We are out of beds,”",
        "Nora Falk left. “We are out of beds,” she said.",
        "Nora Falk came. “We are out of beds,” said Falk.",
        "'We are out of beds,' said Nora Falk.",
        '"We are out of beds," said Nora Falk.',
        "Nora Falk: “We are out of beds,”",
    ],
)
def test_the_speaker_is_read_from_the_words_around(text: str) -> None:
    assert named(text)[-1] == ("Nora Falk", "We are out of beds,")


@pytest.mark.parametrize(
    ("attribution", "name"),
    [
        ("said Ole King", "Ole King"),
        ("said Mr. King", "King"),
        ("Ada From told reporters", "Ada From"),
        ("said Nora May", "Nora May"),
        ("said Falk May 3", "Falk"),
        ("said Nora Falk Monday", "Nora Falk"),
        ("according to Club for Harbours", "Club for Harbours"),
        ("Falk campaign said", "Falk campaign"),
        ("said Falk aide", "Falk aide"),
        ("said Falk campaign manager Ole Brandt", "Ole Brandt"),
        ("Falk spokesman Ole Brandt said", "Ole Brandt"),
    ],
)
def test_a_name_is_neither_cut_nor_another_persons(attribution: str, name: str) -> None:
    assert named(f"“We are out of beds,” {attribution}.") == [(name, "We are out of beds,")]


def test_a_campaign_is_not_the_candidate() -> None:
    text = "Nora Falk left. In an interview on Monday Falk campaign said: “We are out of beds.”"
    assert named(text) == [("Falk campaign", "We are out of beds.")]
    text = "Falk’s campaign manager, Ole Brandt, said: “We are out of beds.”"
    assert named(text) == [("Ole Brandt", "We are out of beds.")]


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = "“We go now,” said Nora Falk, “and we take the beds. ” “Then we will come back.”"
    assert [speaker for speaker, _ in named(text)] == ["Nora Falk"] * 3


def test_the_next_sentence_names_the_next_speaker() -> None:
    text = "“The roof is leaking again.” Ole Brandt said: “The boats are out.”"
    assert named(text) == [(None, "The roof is leaking again."), ("Ole Brandt", "The boats are out.")]


def test_no_name_is_no_speaker() -> None:
    assert named("“We are out of beds,” an official said. Rain fell.") == [(None, "We are out of beds,")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was a “plan” of sorts.", "a single word"),
        ("They read “Gone to the Old Harbour” twice.", "a title or name"),
        ("It was a “big bad idea” of sorts.", "fewer than four words and no speaker: scare quotes or a term"),
        ("“We are out of beds” <!-- onrecord: ignore – by phone -->", "ignored by a comment: by phone"),
        ("<!-- onrecord: ignore -->\n“We are out of beds”", "ignored by a comment that gives no reason"),
    ],
)
def test_what_is_skipped_says_why(text: str, reason: str) -> None:
    draft = read_draft(b"", text, "markdown")
    assert draft.quotations == ()
    assert [item.reason for item in draft.skipped] == [reason]


def test_a_short_quotation_with_a_speaker_is_checked() -> None:
    assert named("“No beds,” said Nora Falk.") == [("Nora Falk", "No beds,")]


def test_a_comment_silences_one_quotation_only() -> None:
    line = "“We are out of beds.” “The roof is leaking now.” <!-- onrecord: ignore old -->"
    text = f"{line}\n\n“The boats are all out.”"
    draft = read_draft(b"", text, "markdown")
    assert [q.words for q in draft.quotations] == ["We are out of beds.", "The boats are all out."]


def test_markdown_spans_point_into_the_file() -> None:
    text = (
        '---\ntitle: "this is no quotation"\n---\n# Beds\n\n`"nor is this one here"`\n\n'
        '```\n"and not this one either"\n'
        '```\n\n> "We are *out* of beds," said [Nora Falk](https://a.example "a title of a link").\n'
    )
    (quotation,) = read_draft(b"", text, "markdown").quotations
    assert text[slice(*quotation.span)] == quotation.words == "We are *out* of beds,"
    assert quotation.speaker == "Nora Falk"


def test_html_spans_point_into_its_text() -> None:
    html = "<h1>Beds</h1><p>“We are <b>out</b> of beds,” said Nora&nbsp;Falk.</p><script>'a b c d e'</script>"
    draft = read_draft(b"", html, "html")
    (quotation,) = draft.quotations
    assert draft.text[slice(*quotation.span)] == "We are out of beds,"
    assert quotation.speaker == "Nora Falk"


SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str) -> bytes:
    gone = "<w:del><w:delText>gone</w:delText></w:del>"
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r>{gone}</w:p>" for p in paragraphs)
    xml = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def test_docx_gives_its_paragraphs() -> None:
    draft = read_draft(docx("Beds", "“We are out of beds,” said Nora Falk."), None, "docx")
    assert draft.text == "Beds\n“We are out of beds,” said Nora Falk."
    assert [(q.speaker, q.words) for q in draft.quotations] == [("Nora Falk", "We are out of beds,")]


@pytest.mark.parametrize("data", [b"", b"no zip", docx("a")[:40], b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_docx_says_so(data: bytes) -> None:
    with pytest.raises(BinaryInput, match="no docx file"):
        read_draft(data, None, "docx")


def test_an_empty_draft_is_an_error() -> None:
    with pytest.raises(EmptyInput):
        text_draft(" \n")


MARKED = st.text(alphabet=st.sampled_from(list("ab AB\n“”\"'‘’«».,<>!-`*[]: said")), max_size=120)


@given(MARKED)
def test_every_span_holds_its_words(text: str) -> None:
    if not text.strip():
        return
    draft = read_draft(b"", text, "markdown")
    found = [(q.span, q.words) for q in draft.quotations] + [(i.span, i.quotation) for i in draft.skipped]
    for span, words in found:
        assert draft.text[slice(*span)] == words == words.strip()
    starts = [q.span for q in draft.quotations]
    assert starts == sorted(starts)


def test_what_a_sentence_before_denies_is_not_of_the_quotations_sentence() -> None:
    for opening, closing in ("“”", '""', "«»"):
        text = f"Not everybody agreed. {opening}We close the clinic now,{closing} said Nora Falk."
        (quotation,) = read_draft(b"", text, "text").quotations
        assert "Not" not in quotation.before
