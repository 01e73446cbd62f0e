from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

from onrecord.reading.windows import Splitter, cut_windows, split_pieces
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
