"""The encoder that ships: texts that mean the same have vectors that point the same way."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.core.errors import ModelError
from onrecord.reading import Embedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_vectors_have_length_one_and_do_not_depend_on_each_other(embedder: Embedder) -> None:
    texts = ["The pier is shut.", "", "word " * 2000, "\x00"]
    vectors = embedder(texts)
    assert vectors.shape == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert (embedder(texts[:1])[0] == vectors[0]).all()
    assert embedder([]).shape[0] == 0


@pytest.mark.parametrize(
    ("said", "same", "other"),
    [
        ("The match was called off for rain.", "Rain stopped the game.", "The museum opens at noon."),
        ("Bread costs twice as much.", "The price of loaves has doubled.", "Bakers get up at night."),
        ("We will send no soldiers.", "No troops are going there.", "The soldiers like the food."),
    ],
)
def test_what_means_the_same_is_nearer(embedder: Embedder, said: str, same: str, other: str) -> None:
    one, two, three = embedder([said, same, other])
    assert one @ two > one @ three + 0.1


def test_its_id_names_the_model(embedder: Embedder) -> None:
    assert embedder.id.startswith("all-minilm-l6-v2-")


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "meaning.onnx").write_bytes(b"no network")
    with pytest.raises(ModelError) as told:
        Embedder(tmp_path / "meaning.onnx")
    assert told.value.remedy
