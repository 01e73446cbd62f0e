from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.errors import ModelError
from onrecord.core.values import Capture, Comment, Page, Source, Spans
from onrecord.pipeline import read_inputs
from onrecord.reading import Reader

ARTICLE = (
    "Mayor Orla Finch said on Monday that the old harbour would close in June.\n"
    "“We have no money left to mend it,” she told reporters. “That is the sad truth.”\n"
    "Harbour master Tomas Brandt denied that the quay was unsafe.\n"
    "“The wall has stood for ninety years.\n"
    "“It will stand for ninety more,” Brandt said."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def page_of(text: str, *comments: str, language: str | None = "en") -> Page:
    return Page(
        id="page",
        source=Source(name="page.txt", sha256="0" * 64),
        text=text,
        article=(0, len(text)),
        language=language,
        comments=tuple(Comment(n=n, text=t) for n, t in enumerate(comments, 1)),
    )


def words_of(text: str, spans: Spans) -> list[str]:
    return [text[s:e] for s, e in spans]


def test_a_page_gets_statements_speakers_and_the_models_id(reader: Reader) -> None:
    page = reader.read(page_of(ARTICLE))
    assert page.model == reader.model_id
    said = {" ".join(words_of(page.text, s.cue)): s for s in page.statements}
    told = said["told"]
    assert words_of(page.text, told.source) == ["she"]
    assert told.speaker == "Orla Finch"
    assert told.kind == "direct"
    assert "Orla Finch" in [s.name for s in page.speakers]


def test_a_quotation_over_two_paragraphs_is_one_statement(reader: Reader) -> None:
    page = reader.read(page_of(ARTICLE))
    last = max(page.statements, key=lambda s: s.content)
    assert words_of(page.text, last.content) == [
        "The wall has stood for ninety years.",
        "It will stand for ninety more,",
    ]
    assert last.speaker == "Tomas Brandt"


def test_statements_of_a_comment_point_into_its_own_text(reader: Reader) -> None:
    comment = "I was there. Mr. Brandt said that nobody had asked him."
    page = reader.read(page_of(ARTICLE, "Fine weather today.", comment))
    (statement,) = page.comments[1].statements
    assert words_of(comment, statement.source) == ["Mr. Brandt"]
    assert statement.speaker == "Tomas Brandt"


def test_offsets_count_from_the_start_of_the_page(reader: Reader) -> None:
    alone = reader.read(page_of(ARTICLE))
    prefix = "date 2031-05-09 "
    page = page_of(prefix + ARTICLE)
    moved = reader.read(
        Page(id="page", source=page.source, text=page.text, article=(len(prefix), len(page.text)))
    )
    assert [words_of(moved.text, s.content) for s in moved.statements] == [
        words_of(alone.text, s.content) for s in alone.statements
    ]


def test_other_languages_get_a_notice_and_no_statements(reader: Reader) -> None:
    page = reader.read(page_of("Bürgermeisterin Orla Finch sagte, der Hafen schließe.", language="de"))
    assert page.statements == ()
    assert "English only" in page.notices[0]


def test_a_result_does_not_depend_on_what_was_read_before(reader: Reader) -> None:
    first = reader.read(page_of(ARTICLE))
    reader.read(page_of("Brandt, said Finch, had said he said so. " * 40))
    assert reader.read(page_of(ARTICLE)) == first
    assert pickle.loads(pickle.dumps(reader)).read(page_of(ARTICLE)) == first


def test_reading_far_into_a_long_text(reader: Reader) -> None:
    filler = "The gulls flew low over the empty quay and nothing else happened there.\n" * 300
    page = reader.read(page_of(filler + ARTICLE))
    contents = [" ".join(words_of(page.text, s.content)) for s in page.statements]
    assert "We have no money left to mend it," in " ".join(contents)
    assert contents[-1].startswith("The wall has stood")


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from([*ARTICLE.split(), "“", "”", '"', "\n", "said", "\0", "שלום", "𝒜b", "Ana’s", "—"]),
        max_size=120,
    )
)
def test_offsets_lie_in_the_text_whatever_it_is(reader: Reader, parts: list[str]) -> None:
    text = " ".join(parts)
    page = reader.read(page_of(text, text))
    for statement in (*page.statements, *page.comments[0].statements):
        assert statement.content
        for spans in (statement.source, statement.cue, statement.content, statement.to, statement.via):
            assert all(0 <= s < e <= len(text) for s, e in spans)
            assert list(spans) == sorted(spans)
            for s, e in spans:
                assert text[s:e] == text[s:e].strip()
                assert "\n" not in text[s:e]


@pytest.mark.parametrize("broken", ["encoder.onnx", "tokenizer.json", "model.json"])
def test_a_model_that_is_incomplete_or_broken_is_named(reader: Reader, tmp_path: Path, broken: str) -> None:
    with pytest.raises(ModelError, match="lacks"):
        Reader.load(tmp_path)
    for name in ("encoder.onnx", "cues.onnx", "tokenizer.json", "model.json"):
        (tmp_path / name).symlink_to(reader.network.folder / name)
    (tmp_path / broken).unlink()
    (tmp_path / broken).write_text("{}")
    with pytest.raises(ModelError, match="cannot be opened"):
        Reader.load(tmp_path)


def test_the_number_of_workers_and_the_pages_beside_it_change_nothing(reader: Reader) -> None:
    texts = [ARTICLE, ARTICLE.replace("Finch", "Okafor"), "Brandt said no.\n" * 30]
    items = [Capture(data=t.encode(), name=str(n), format="text") for n, t in enumerate(texts)]
    alone = [page for item in items for page in read_inputs([item], reader)]
    assert all(isinstance(page, Page) and page.statements for page in alone)
    assert list(read_inputs(items, reader)) == alone
    assert list(read_inputs(items, reader, workers=2)) == alone


def test_of_two_sure_cues_that_share_a_word_one_makes_a_statement(reader: Reader) -> None:
    text = "According to operations manager Even Quill, he has explained that he was out on deck."
    cues = [" ".join(text[a:b] for a, b in s.cue) for _, s in reader.trace(text)]
    assert cues == ["According to", "has explained"]
