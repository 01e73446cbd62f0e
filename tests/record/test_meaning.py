"""Search by meaning, with vectors of made-up words that need no model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.errors import UsageError
from onrecord.record import (
    COLUMNS,
    Filters,
    Reader,
    Writer,
    embed_missing,
    forget,
    keeps_vectors,
    problems,
    rows,
    take_in,
)
from onrecord.record.meaning import Meaning, packed
from record.pages import make_page, thread_page

SAME = {"jetty": "pier", "closed": "shut", "ships": "boats"}


class Words:
    """A text's vector is the sum of its words', where words that mean the same are one word."""

    id = "words"

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.vector(text) for text in texts], dtype=np.float32)

    def vector(self, text: str) -> NDArray[np.float32]:
        words = [word.strip("“”,.").lower() for word in text.split()]
        rows = [self.word(SAME.get(word, word)) for word in words]
        total = np.sum(rows, axis=0)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def word(self, word: str) -> NDArray[np.float64]:
        return np.random.default_rng(list(word.encode())).normal(size=384)


@pytest.fixture
def record(path: Path) -> Path:
    with Writer(path) as writer:
        writer.add(make_page())
        writer.add(thread_page())
        made = [made for made, _ in embed_missing(writer, Words())]
    assert sum(made) == 6
    return path


def found(path: Path, like: str, *, text: str | None = None, **filters: object) -> list[str]:
    with Reader(path, embed=Words) as reader:
        hits = reader.find(text, Filters(**filters), like=like)  # type: ignore[arg-type]
        return [hit.text for hit in hits]


def test_what_means_the_same_comes_first(record: Path) -> None:
    assert found(record, "the jetty is closed")[:2] == ["“The pier is shut,”"] * 2
    assert found(record, "ships are out")[0] == "“The boats are out,”"


def test_filters_hold_for_meaning(record: Path) -> None:
    assert found(record, "the jetty is closed", speaker="Wend") == ["“The boats are out,”"] * 2
    assert found(record, "the jetty is closed", since="2031-03-02", until="2031-03-02", speaker="Brook") == [
        "“The pier is shut,”"
    ]
    assert found(record, "the jetty is closed", speaker="Nobody") == []


def test_words_and_meaning_together(record: Path) -> None:
    both = found(record, "the jetty is closed", text="boats OR shut")
    assert both[0] == "“The pier is shut,”"
    assert "“The boats are out,”" in both
    with Reader(record, embed=Words) as reader:
        hit = reader.find("shut", like="the jetty is closed")[0]
        assert [hit.text[start:end] for start, end in hit.marks] == ["shut"]
        assert hit.score == pytest.approx(2 / 61, abs=0.001)


def test_old_versions_are_found_only_where_asked_for(record: Path) -> None:
    with Writer(record) as writer:
        writer.add(make_page("Nothing was said.", "pier.txt"))
    assert found(record, "the jetty is closed").count("“The pier is shut,”") == 1
    assert found(record, "the jetty is closed", all_versions=True).count("“The pier is shut,”") == 2


def test_a_new_page_lacks_its_vectors_until_they_are_made(record: Path) -> None:
    with Reader(record, embed=Words) as reader:
        assert reader.find(None, like="gulls").lacking == 0
        with Writer(record) as writer:
            assert keeps_vectors(writer)
            writer.add(make_page("“Gulls are loud,” said Ada Quill.", "gulls.txt"))
        assert reader.find(None, like="gulls are loud").lacking == 1
        with Writer(record) as writer:
            assert list(embed_missing(writer, Words())) == [(1, 0)]
            assert list(embed_missing(writer, Words())) == []
        told = reader.find(None, like="gulls are loud")
        assert (told.lacking, told[0].text) == (0, "“Gulls are loud,”")


def test_what_is_forgotten_has_no_vector(record: Path) -> None:
    with Writer(record) as writer:
        forget(writer, "Heron")
        forget(writer, "pier.txt")
        assert writer.connection.execute("SELECT count(*) FROM vectors").fetchone()[0] == 2
    secret = packed(Words()(["“I saw the café,”"]))[0]
    assert secret not in record.read_bytes()
    with Reader(record) as reader:
        assert list(problems(reader)) == []


def test_another_model_makes_all_of_them_anew(record: Path) -> None:
    class Other(Words):
        id = "other"

    with Reader(record, embed=Other) as reader, pytest.raises(UsageError, match="another model"):
        reader.find(None, like="pier")
    with Writer(record) as writer:
        assert sum(made for made, _ in embed_missing(writer, Other())) == 6
    with Reader(record, embed=Other) as reader:
        assert reader.find(None, like="the jetty is closed")[0].text == "“The pier is shut,”"


def test_export_carries_vectors_and_import_takes_those_of_its_own_model(record: Path) -> None:
    with Reader(record) as reader:
        tables = {table: list(rows(reader, table)) for table in COLUMNS}
    assert len(tables["vectors"]) == 6
    for name, model, kept in (("new.db", None, 6), ("same.db", "words", 6), ("other.db", "other", 0)):
        other = record.with_name(name)
        with Writer(other) as writer:
            if model:
                writer.setting("vectors", model)
            take_in(writer, tables)
        with Reader(other) as reader:
            assert len(list(rows(reader, "vectors"))) == kept
            assert list(problems(reader)) == []


def test_what_cannot_be_searched_by_meaning_is_said(record: Path, path: Path) -> None:
    with Reader(record) as reader, pytest.raises(UsageError, match="opened without"):
        reader.find(None, like="pier")
    with Reader(record, embed=Words) as reader:
        with pytest.raises(UsageError, match="comments cannot be searched by meaning"):
            reader.find(None, like="pier", field="comments")
        with pytest.raises(UsageError, match="no word"):
            reader.find(None, like="  ")
    bare = path.with_name("bare.db")
    with Writer(bare) as writer:
        writer.add(make_page())
    with Reader(bare, embed=Words) as reader, pytest.raises(UsageError, match="no vectors yet") as told:
        reader.find(None, like="pier")
    assert "onrecord embed" in told.value.remedy


def test_a_broken_vector_is_a_problem(record: Path) -> None:
    with Writer(record) as writer:
        writer.connection.execute("UPDATE vectors SET vector = x'00' WHERE statement = 2")
    with Reader(record) as reader:
        assert [told for told in problems(reader) if "vector" in told] != []


def test_the_nearest_by_bits_and_numbers_are_the_nearest(path: Path) -> None:
    draw = np.random.default_rng(0)
    # Five hundred matters, ten statements about each, so many more than are looked at again.
    matters = np.repeat(draw.normal(size=(500, 384)), 10, axis=0)
    vectors = (matters + 0.5 * draw.normal(size=matters.shape)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with Writer(path) as writer:
        writer.setting("vectors", "words")
        writer.add(make_page(" ".join(f"“Word {n},” said Ada Quill." for n in range(5000))))
        keys = [row[0] for row in writer.connection.execute("SELECT key FROM statements ORDER BY key")]
        with writer.transaction() as db:
            db.executemany("INSERT INTO vectors VALUES (?, ?)", zip(keys, packed(vectors), strict=True))
    with Reader(path) as reader:
        meaning = Meaning(reader.connection, "words")
        for number in range(0, 5000, 500):
            wanted = vectors[number]
            exact = [keys[i] for i in np.argsort(-(vectors @ wanted), kind="stable")[:10]]
            got = meaning.nearest(wanted, 10)
            assert got[0][0] == keys[number]
            assert got[0][1] == pytest.approx(1, abs=0.001)
            assert {key for key, _ in got} == set(exact)
            few = meaning.nearest(wanted, 5, among=iter(keys[:20]))
            assert len(few) == 5
            assert {key for key, _ in few} <= set(keys[:20])
