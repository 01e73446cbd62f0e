"""Varied articles keep their gold: the words of every statement stand where they stood."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

import onrecord.reading
from onrecord.reading.windows import Splitter
from onrecord.training.data import NAME_TAGS, Article, Row, encode
from onrecord.training.vary import Variation

TEXT = (
    "Mayor Orla Finch said “the quay is shut” on Monday.\n\n“It will open again,” Finch added.\n\n"
    "Harbour master Tomas Brandt hopes so."
)


def at(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


ROW = Row(
    text=TEXT,
    statements=[
        {"id": "0", "source": at("Mayor Orla Finch"), "cue": at("said"), "content": at("the quay is shut")},
        {
            "id": "1",
            "source": at("Finch added")[:0],
            "cue": at("added"),
            "content": at("It will open again,"),
        },
        {"id": "2", "source": at("Harbour master"), "cue": at("hopes"), "content": at("so")},
    ],
    labels=None,
    names=[(6, 16, "PERSON"), (*at("Tomas Brandt")[0], "PERSON")],  # type: ignore[list-item]
)


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    weights = Path(onrecord.reading.__file__).parent / "weights" / "tokenizer.json"
    return Splitter(Tokenizer.from_file(str(weights)))


def said(article: Article) -> list[tuple[list[str], list[str]]]:
    """Cue and content of every gold statement, as words."""
    forms = article.words.forms
    return [(forms[g.start : g.end], [forms[w] for w, tag in g.tags if tag >= 3]) for g in article.gold]


def test_an_article_has_tags_for_its_cues_statements_and_names(splitter: Splitter) -> None:
    article = encode(ROW, splitter)
    assert said(article)[0] == (["said"], ["the", "quay", "is", "shut"])
    assert [article.words.forms[w] for w in np.flatnonzero(article.cue_tags)] == ["said", "added", "hopes"]
    assert article.name_tags is not None
    named = {
        article.words.forms[w]: NAME_TAGS[article.name_tags[w]] for w in np.flatnonzero(article.name_tags)
    }
    assert named == {"Orla": "B-PERSON", "Finch": "I-PERSON", "Tomas": "B-PERSON", "Brandt": "I-PERSON"}


def test_a_varied_article_says_the_same(splitter: Splitter) -> None:
    vary = Variation([ROW], splitter, share=1.0, hidden=0.0)
    plain = said(encode(ROW, splitter))
    seen = set()
    for seed in range(30):
        article = vary(ROW, np.random.default_rng(seed))
        assert said(article) == plain
        seen.add(" ".join(article.words.forms))
        assert next(w.start for w in article.windows) == 0
        assert article.windows[-1].end == len(article.words)
    assert len(seen) > 15
    assert any("“" not in text for text in seen) and any("\n" not in text for text in seen)
    assert any("Orla" not in text for text in seen)


def test_one_name_is_changed_alike_wherever_it_stands(splitter: Splitter) -> None:
    vary = Variation([ROW], splitter, share=1.0, hidden=0.0)
    for seed in range(20):
        forms = vary(ROW, np.random.default_rng(seed)).words.forms
        after_orla, before_added = forms[2], forms[forms.index("added") - 1]
        assert after_orla == before_added


def test_hidden_words_are_masked_and_marks_are_not(splitter: Splitter) -> None:
    article = Variation([ROW], splitter, share=0.0, hidden=1.0)(ROW, np.random.default_rng(0))
    masked = {article.words.forms[w] for w in article.pieces.word[article.pieces.ids == article.pieces.mask]}
    assert "said" in masked and not masked & {"“", "”", ".", ",", "\n"}
