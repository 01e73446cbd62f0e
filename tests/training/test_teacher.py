"""A narrower network says nearly what the wider one says, and comes nearer to a larger one."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

torch = pytest.importorskip("torch", reason="training needs the extra [train]")

import onrecord.reading  # noqa: E402
from onrecord.reading.windows import Splitter  # noqa: E402
from onrecord.training.data import Article, Row, as_read  # noqa: E402
from onrecord.training.encoder import Encoder  # noqa: E402
from onrecord.training.model import Network  # noqa: E402
from onrecord.training.mpnet import MPNetEncoder  # noqa: E402
from onrecord.training.narrow import narrower  # noqa: E402
from onrecord.training.settings import Settings  # noqa: E402
from onrecord.training.step import Answer, Lesson, losses, word_states  # noqa: E402
from onrecord.training.teacher import Teacher, like, neighbours  # noqa: E402
from onrecord.training.train import teach  # noqa: E402

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


def write_pretrained(folder: Path, vocabulary: int, encoder: type[Encoder]) -> Path:
    """A pretrained encoder of two small layers with random weights."""
    from safetensors.torch import save_file

    sizes = {"hidden_size": WIDTH, "vocab_size": vocabulary, "max_position_embeddings": 300}
    more = {
        "layer_norm_eps": 1e-12,
        "num_attention_heads": 2,
        "intermediate_size": UNITS,
        "num_hidden_layers": 2,
    }
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(sizes | more))
    torch.manual_seed(1)
    table = "embeddings."
    weights = {
        table + "word_embeddings.weight": torch.randn(vocabulary, WIDTH),
        table + "position_embeddings.weight": torch.randn(300, WIDTH),
        "encoder.relative_attention_bias.weight": torch.randn(32, 2),
    }
    shapes: dict[str, tuple[int, ...]] = {f"{table}LayerNorm": (WIDTH,)}
    for i in range(2):
        for our, their in encoder._PARTS.items():
            normal = {"norm_attention": (WIDTH,), "norm_inner": (WIDTH,)}
            inner = {"up": (UNITS, WIDTH), "down": (WIDTH, UNITS)}
            shapes[f"encoder.layer.{i}.{their}"] = (normal | inner).get(our, (WIDTH, WIDTH))
    for name, shape in shapes.items():
        weights[name + ".weight"] = torch.randn(shape) if len(shape) == 2 else torch.ones(shape)
        weights[name + ".bias"] = torch.zeros(shape[0])
    save_file(weights, folder / "model.safetensors")
    return folder


@pytest.fixture
def network(tmp_path: Path, splitter: Splitter) -> Network:
    """A network of two small layers with random weights."""
    folder = write_pretrained(tmp_path / "bert", splitter.tokenizer.get_vocab_size(), Encoder)
    network = Network(Encoder(folder, 12), layers=1, heads=2, inner=CUE_UNITS)
    network.eval()
    return network


@pytest.fixture
def larger(tmp_path: Path, splitter: Splitter) -> Network:
    """Another, with layers as MPNet has them, the lower of two fixed."""
    tokenizer = splitter.tokenizer
    size = tokenizer.get_vocab_size()
    folder = write_pretrained(tmp_path / "mpnet", size + 5, MPNetEncoder)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *map(tokenizer.id_to_token, range(size)), "<mask>"]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    encoder = MPNetEncoder(folder, 12, depth=2, fixed=1)
    network = Network(encoder, layers=1, heads=2, inner=CUE_UNITS)
    network.eval()
    return network


def test_units_that_add_least_are_dropped(network: Network, splitter: Splitter) -> None:
    with torch.no_grad():
        for layer in network.encoder.layers:
            layer.down.weight[:, ::2] *= 1e-4
            layer.out.weight[:, : WIDTH // 2] *= 1e-4
    small = copy.deepcopy(network)
    narrower(small, small.encoder, [ROW], splitter, heads=2, units=UNITS // 2)
    article = as_read(ROW, splitter)
    with torch.no_grad():
        (whole,), (less,) = word_states(network, [article]), word_states(small, [article])
    assert [layer.up.out_features for layer in small.encoder.layers] == [UNITS // 2] * 2
    assert [layer.heads for layer in small.encoder.layers] == [1, 1]
    assert [layer.query.out_features for layer in small.encoder.layers] == [WIDTH // 2] * 2
    assert float((whole - less).abs().max()) < 0.01
    assert [layer.up.out_features for layer in small.cues.layers] == [CUE_UNITS]


def test_lessons_bring_the_learner_nearer(network: Network, larger: Network, splitter: Splitter) -> None:
    small = copy.deepcopy(network).as_shipped().undisturbed()
    narrower(small, small.encoder, [ROW], splitter, heads=2, units=UNITS // 2)
    narrower(small, small.cues, [ROW], splitter, heads=1, units=CUE_UNITS // 2)
    small.train()
    teacher = Teacher(larger, WIDTH, [ROW], splitter)
    articles = [as_read(ROW, splitter)]
    lesson = Lesson(articles, teacher, teacher.answers(articles))
    learnt = [*(p for p in small.parameters() if p.requires_grad), *teacher.parameters()]
    steps = torch.optim.AdamW(learnt, lr=3e-3)
    off = []
    for _ in range(40):
        parts = losses(small, lesson, random.Random(1))
        assert {"cue", "tags", "valid", "taught cues", "taught tags", "taught states"} <= parts.keys()
        steps.zero_grad()
        sum(parts.values()).backward()
        steps.step()
        off.append(float(parts["taught states"].detach()))
    assert np.mean(off[-3:]) < 0.8 * np.mean(off[:3])


def test_a_teacher_answers_once_for_each_look(
    network: Network, larger: Network, splitter: Splitter, tmp_path: Path
) -> None:
    asked = []

    class Asked(Teacher):
        def answers(self, articles: Sequence[Article]) -> list[Answer]:
            asked.append(len(articles))
            return super().answers(articles)

    teacher = Asked(larger, WIDTH, [ROW], splitter)
    asked.clear()
    settings = Settings(
        taught_epochs=5,
        taught_looks=2,
        characters=1,
        encoder_heads=4,
        units=UNITS,
        cue_heads=2,
        cue_units=CUE_UNITS,
    )
    teach(settings, network, teacher, [ROW, ROW], splitter, tmp_path)
    assert asked == [1, 1] * 2
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [(row["epoch"], row["steps"]) for row in log] == [(epoch, 2) for epoch in range(1, 6)]
    assert log[-1]["taught cues"] < log[0]["taught cues"]


def test_a_teacher_answers_nearly_as_its_network_does(larger: Network, splitter: Splitter) -> None:
    article = as_read(ROW, splitter)
    (vectors, scores), *_ = Teacher(larger, WIDTH, [ROW], splitter).answers([article])
    with torch.no_grad():
        wanted, wanted_scores = larger.encoder.heads(word_states(larger, [article])[0])
    # Random weights round badly (0.24 of it); with dropout left on it would be 0.85.
    assert float((vectors - wanted).abs().mean()) < 0.3 * float(wanted.abs().mean())
    assert float((scores.softmax(-1) - wanted_scores.softmax(-1)).abs().mean()) < 0.05


def test_padding_changes_nothing_for_a_larger_network(larger: Network) -> None:
    ids, zeros = torch.tensor([[101, 2158, 3844, 102]]), torch.zeros(1, 4, dtype=torch.int64)
    padded = torch.cat([ids, torch.zeros(1, 3, dtype=torch.int64)], dim=1)
    more = torch.zeros(1, 7, dtype=torch.int64)
    with torch.no_grad():
        alone = larger.encoder(ids, zeros, zeros)
        together = larger.encoder(padded, more, more, torch.arange(7)[None] < 4)[:, :4]
    assert torch.allclose(alone, together, atol=1e-5)


def test_a_larger_network_begins_with_the_heads_of_a_trained_one(
    network: Network, larger: Network, splitter: Splitter
) -> None:
    like(network, larger, [ROW], splitter)
    article = as_read(ROW, splitter)
    with torch.no_grad():
        wanted, _ = network.encoder.heads(word_states(network, [article])[0])
        guessed, _ = larger.encoder.heads(word_states(larger, [article])[0])
    assert float((guessed - wanted).square().mean()) < 0.3 * float(wanted.var())
    assert not any(p.requires_grad for p in larger.encoder.layers[0].parameters())
    for ours, theirs in zip(larger.cues.parameters(), network.cues.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_neighbours_are_words_and_other_pieces_keep_to_themselves(
    network: Network, splitter: Splitter
) -> None:
    near = neighbours(network, splitter, count=3)
    tokenizer = splitter.tokenizer
    comma, said = tokenizer.token_to_id(","), tokenizer.token_to_id("said")
    assert near[comma].tolist() == [comma] * 3
    assert said not in near[said]
    assert all(tokenizer.id_to_token(int(i)).isalpha() for i in near[said])
