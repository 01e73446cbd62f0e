"""A network that was exported can be read back: it says the same, but for rounding."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra [train]")

from onrecord.reading.network import WEIGHTS, Network  # noqa: E402
from onrecord.training.__main__ import pretrained  # noqa: E402
from onrecord.training.data import Row, as_read  # noqa: E402
from onrecord.training.settings import Settings  # noqa: E402
from onrecord.training.shipped import read_back  # noqa: E402
from onrecord.training.step import word_states  # noqa: E402
from onrecord.training.train import build  # noqa: E402

TEXT = "Mayor Orla Finch said the quay is shut.\n\nHarbour master Tomas Brandt hopes that it is not."


def test_what_ships_says_the_same_when_it_is_read_back() -> None:
    shipped = Network(WEIGHTS)
    network = read_back(build(Settings(), pretrained()), WEIGHTS).eval()
    article = as_read(Row(TEXT, [], None, None), shipped.splitter)
    with torch.no_grad():
        vectors, scores = network.encoder.heads(word_states(network, [article])[0])
    (window,) = article.windows
    out = shipped.window(article.words, article.pieces, window)
    assert abs(scores.softmax(-1)[:, 1:].numpy() - out.chances).max() < 0.02
    assert out.chances[article.words.forms.index("said"), 0] > 0.9
    assert abs(vectors.numpy() - out.vectors).mean() < 0.1 * abs(out.vectors).mean()
