from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

from onrecord.reading.windows import (
    Splitter,
    cut_windows,
    reach,
    split_pieces,
    statement_ends,
    words_around,
)
from onrecord.reading.words import BREAK, split_words


def splitter() -> Splitter:
    names = ["[UNK]", "[CLS]", "[SEP]", "[unused0]", "a", "##a", "b", "##b", "."]
    made = Tokenizer(WordPiece(vocab={n: i for i, n in enumerate(names)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return Splitter(made)


def test_pieces_follow_their_words() -> None:
    words = split_words("ab a\nzz .")
    pieces = split_pieces(words, splitter())
    assert pieces.ids.tolist() == [4, 7, 4, 3, 0, 8]
    assert pieces.word.tolist() == [0, 0, 1, 2, 3, 4]
    assert pieces.first.tolist() == [0, 2, 3, 4, 5, 6]


def test_windows_end_at_paragraphs() -> None:
    words = split_words("a a a a a.\n" * 20)
    pieces = split_pieces(words, splitter())
    windows = cut_windows(words, pieces, limit=30)
    assert len(windows) > 4
    assert all(words.forms[w.end - 1] == BREAK for w in windows)


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(10, 40))
def test_windows_cover_the_text_once(text: str, limit: int) -> None:
    words = split_words(text)
    pieces = split_pieces(words, splitter())
    windows = cut_windows(words, pieces, limit=limit)
    own = [i for w in windows for i in range(w.start, w.end)]
    assert own == list(range(len(words)))
    for w in windows:
        assert np.diff(pieces.first)[w.start : w.end].sum() <= limit


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Quill left.\nFinch stayed.", ["Quill left.", "Finch stayed."]),
        ("Quill said “no.”\nFinch stayed.", ["Quill said “no.”", "Finch stayed."]),
        ("Quill had\nleft.", ["Quill had\nleft."]),
        ("Quill spoke.\n“No,” he said.", ["Quill spoke.\n“No,” he said."]),
        ("Quill spoke.\n'No,' he said.", ["Quill spoke.\n'No,' he said."]),
        ("“No, Quill said.\nIt stays.", ["“No, Quill said.\nIt stays."]),
        ("Quill said:\nNo.", ["Quill said:\nNo."]),
        ("", [""]),
    ],
)
def test_a_paragraph_ends_statements_unless_a_quotation_or_sentence_goes_on(
    text: str, ends: list[str]
) -> None:
    words = split_words(text)
    stops = statement_ends(words).tolist()
    starts = [0, *(stop + 1 for stop in stops[:-1])]
    parts = zip(starts, stops, strict=True)
    assert [text[words.starts[a] : words.ends[b - 1]] if a < b else "" for a, b in parts] == ends


def test_a_cue_reaches_to_the_ends_of_its_paragraph_and_no_further_than_allowed() -> None:
    ends = np.array([10, 30, 100])
    cues = np.array([0, 9, 11, 25, 60])
    far = reach(ends, cues, left=8, right=15)
    assert far.tolist() == [[0, 10], [1, 10], [11, 26], [17, 30], [52, 75]]
    around = words_around(far[:2], 100)
    assert around.tolist() == [[*range(10)], [*range(1, 10), 100]]


def test_no_cue_reaches_no_word() -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    assert words_around(none, 5).shape == (0, 0)
