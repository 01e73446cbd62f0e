"""A narrower network says nearly what the wider one says, and comes nearer by being taught."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

torch = pytest.importorskip("torch", reason="training needs the extra [train]")

import onrecord.reading  # noqa: E402
from onrecord.reading.windows import Splitter  # noqa: E402
from onrecord.training.data import Row, as_read  # noqa: E402
from onrecord.training.model import Network  # noqa: E402
from onrecord.training.step import losses, word_states  # noqa: E402
from onrecord.training.teacher import Teacher, narrower, neighbours  # noqa: E402

TEXT = "Mayor Orla Finch said “the quay is shut” on Monday.\n\nHarbour master Tomas Brandt hopes it is not."
CUE = TEXT.index("said")
ROW = Row(
    text=TEXT,
    statements=[{"id": "0", "source": [[6, 16]], "cue": [[CUE, CUE + 4]], "content": [[CUE + 6, CUE + 22]]}],
    labels=None,
    names=None,
)
WIDTH, UNITS, CUE_UNITS = 24, 64, 64


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    weights = Path(onrecord.reading.__file__).parent / "weights" / "tokenizer.json"
    return Splitter(Tokenizer.from_file(str(weights)))


@pytest.fixture
def network(tmp_path: Path, splitter: Splitter) -> Network:
    """A network of two small layers with random weights."""
    from safetensors.torch import save_file

    vocabulary = splitter.tokenizer.get_vocab_size()
    sizes = {"hidden_size": WIDTH, "vocab_size": vocabulary, "max_position_embeddings": 300}
    more = {
        "layer_norm_eps": 1e-12,
        "num_attention_heads": 2,
        "intermediate_size": UNITS,
        "num_hidden_layers": 2,
    }
    (tmp_path / "config.json").write_text(json.dumps(sizes | more))
    torch.manual_seed(1)
    table = "embeddings."
    weights = {
        table + "word_embeddings.weight": torch.randn(vocabulary, WIDTH),
        table + "position_embeddings.weight": torch.randn(300, WIDTH),
        table + "token_type_embeddings.weight": torch.randn(2, WIDTH),
    }
    shapes: dict[str, tuple[int, ...]] = {f"{table}LayerNorm": (WIDTH,)}
    for i in range(2):
        layer = f"encoder.layer.{i}."
        square = (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        )
        shapes |= {layer + part: (WIDTH, WIDTH) for part in square}
        shapes |= {layer + part: (WIDTH,) for part in ("attention.output.LayerNorm", "output.LayerNorm")}
        shapes |= {layer + "intermediate.dense": (UNITS, WIDTH), layer + "output.dense": (WIDTH, UNITS)}
    for name, shape in shapes.items():
        weights[name + ".weight"] = torch.randn(shape) if len(shape) == 2 else torch.ones(shape)
        weights[name + ".bias"] = torch.zeros(shape[0])
    save_file(weights, tmp_path / "model.safetensors")
    network = Network(tmp_path, width=12, layers=1, heads=2, inner=CUE_UNITS)
    network.eval()
    return network


def test_units_that_add_least_are_dropped(network: Network, splitter: Splitter) -> None:
    with torch.no_grad():
        for layer in network.encoder.layers:
            layer.down.weight[:, ::2] *= 1e-4
            layer.out.weight[:, : WIDTH // 2] *= 1e-4
    small = copy.deepcopy(network)
    narrower(small, small.encoder, [ROW], splitter, heads=1, units=UNITS // 2)
    article = as_read(ROW, splitter)
    with torch.no_grad():
        (whole,), (less,) = word_states(network, [article]), word_states(small, [article])
    assert [layer.up.out_features for layer in small.encoder.layers] == [UNITS // 2] * 2
    assert [layer.heads for layer in small.encoder.layers] == [1, 1]
    assert [layer.query.out_features for layer in small.encoder.layers] == [WIDTH // 2] * 2
    assert float((whole - less).abs().max()) < 0.01
    assert [layer.up.out_features for layer in small.cues.layers] == [CUE_UNITS]


def test_lessons_bring_the_learner_nearer(network: Network, splitter: Splitter) -> None:
    small = copy.deepcopy(network).as_shipped().undisturbed()
    narrower(small, small.encoder, [ROW], splitter, heads=1, units=UNITS // 2)
    narrower(small, small.cues, [ROW], splitter, heads=1, units=CUE_UNITS // 2)
    small.train()
    teacher = Teacher(network, small)
    articles = [as_read(ROW, splitter)]
    steps = torch.optim.AdamW([p for p in small.parameters() if p.requires_grad], lr=3e-3)
    off = []
    for _ in range(40):
        parts = losses(small, articles, random.Random(1), teacher)
        assert {"cue", "tags", "valid", "taught cues", "taught tags", "taught states"} <= parts.keys()
        steps.zero_grad()
        sum(parts.values()).backward()
        steps.step()
        off.append(float(parts["taught states"].detach()))
    assert np.mean(off[-3:]) < 0.8 * np.mean(off[:3])


def test_neighbours_are_words_and_other_pieces_keep_to_themselves(
    network: Network, splitter: Splitter
) -> None:
    near = neighbours(network, splitter, count=3)
    tokenizer = splitter.tokenizer
    comma, said = tokenizer.token_to_id(","), tokenizer.token_to_id("said")
    assert near[comma].tolist() == [comma] * 3
    assert said not in near[said]
    assert all(tokenizer.id_to_token(int(i)).isalpha() for i in near[said])
