"""Who teaches a network: a larger one, and what the learner is to come near in it."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.network import session
from onrecord.reading.windows import Splitter
from onrecord.training.data import Article, Row, as_read
from onrecord.training.export import write_window
from onrecord.training.model import Network
from onrecord.training.step import Answer, window_input, word_states

__all__ = ["Teacher", "like", "neighbours"]

_LOOKED_AT = 8
"""Articles from which the spread of a teacher's word vectors is taken."""

_GUESSED_FROM = 80
"""Articles from which the heads of a larger network are guessed."""

_RIDGE = 0.003

_NEAR = 0.15
"""Weight of what a learner's words do not know of its teacher's."""


class Teacher:
    """A trained network with a larger encoder, whose answers a learner is told.

    Its encoder answers in int8, which takes half the time. What the learner's words know is compared with
    its word vectors through a matrix that is learnt beside.

    Args:
        network: the trained network.
        hidden: size of the learner's hidden states.
        rows: gold articles.
        splitter: knows the learner's vocabulary.
    """

    def __init__(self, network: Network, hidden: int, rows: Sequence[Row], splitter: Splitter) -> None:
        self.network = network.eval().requires_grad_(False)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "teacher.onnx"
            # Export puts back whatever mode it finds: a wrapper in training would bring dropout back.
            write_window(_Heads(network).eval(), path, ["vectors", "scores"])
            self._session = session(path)
        self._near = nn.Linear(hidden, network.missing.shape[1])
        told = self.answers([as_read(row, splitter) for row in rows[:_LOOKED_AT]])
        self._spread = torch.cat([vectors for vectors, _ in told]).std(0)

    def parameters(self) -> Iterable[nn.Parameter]:
        """The matrix between the learner's states and its own."""
        return self._near.parameters()

    def answers(self, articles: Sequence[Article]) -> list[Answer]:
        """What its encoder says of the words of each article, window by window."""
        return [self._answer(article) for article in articles]

    def _answer(self, article: Article) -> Answer:
        parts = []
        for window in article.windows:
            ids, quotes, cases, first = window_input(article, window)
            given = {"ids": ids, "quotes": quotes, "cases": cases, "first": first}
            parts.append([torch.from_numpy(part) for part in self._session.run(None, given)])
        vectors, scores = zip(*parts, strict=True)
        return torch.cat(vectors), torch.cat(scores)

    def off(self, states: Sequence[Tensor], answers: Sequence[Answer]) -> Tensor:
        """What the learner's states do not know of its word vectors, as a share of their spread, by word.

        Args:
            states: the learner's hidden states, by article, (words, hidden).
            answers: its own answers, by article.
        """
        parts = [
            ((self._near(ours) - vectors) / self._spread).square().mean(-1).sum()
            for ours, (vectors, _) in zip(states, answers, strict=True)
        ]
        return torch.stack(parts).sum() * _NEAR


class _Heads(nn.Module):
    """What a teacher's file computes: one window's word vectors and cue scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, quotes: Tensor, cases: Tensor, first: Tensor) -> Answer:
        out: Answer = self.encoder.heads(self.encoder(ids[None], quotes[None], cases[None])[0][first])
        return out


@torch.no_grad()
def like(network: Network, larger: Network, rows: Sequence[Row], splitter: Splitter) -> Network:
    """Give a larger network the heads of a trained one, over a guess at that one's word vectors.

    Args:
        network: the trained network.
        larger: with a pretrained encoder; changed.
        rows: gold articles.
        splitter: knows the vocabulary.

    Returns:
        The larger network.
    """
    articles = [as_read(row, splitter) for row in rows[:_GUESSED_FROM]]
    states = torch.cat(word_states(larger.eval(), articles)).double()
    vectors, scores = network.eval().encoder.heads(torch.cat(word_states(network, articles)))
    wanted = torch.cat([vectors, scores.log_softmax(-1)], dim=1).double()
    inputs = functional.pad(states, (0, 1), value=1.0)
    ridge = len(inputs) * _RIDGE * torch.eye(inputs.shape[1], dtype=torch.float64)
    guess = torch.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ wanted).float().T
    heads = guess.split([vectors.shape[1], scores.shape[1]])
    for head, rows_ in zip((larger.encoder.project, larger.encoder.cue), heads, strict=True):
        head.weight.copy_(rows_[:, :-1])
        head.bias.copy_(rows_[:, -1])
    larger.cues = copy.deepcopy(network.cues)
    larger.missing.copy_(network.missing)
    return larger


@torch.no_grad()
def neighbours(network: Network, splitter: Splitter, *, count: int = 8) -> NDArray[np.int64]:
    """The pieces whose vectors are nearest to each piece's, (pieces, count).

    Only pieces that are whole words of letters have neighbours, and are some; every other piece has itself.
    What a text says with such a neighbour in the place of a word, a teacher has never learnt by heart
    (as TinyBERT does it; Jiao et al., 2020).

    Args:
        network: has a vector for each piece.
        splitter: knows the vocabulary.
        count: how many.
    """
    tokenizer = splitter.tokenizer
    table = functional.normalize(network.encoder.pieces.weight.float(), dim=-1)
    near = torch.arange(len(table))[:, None].repeat(1, count)
    tokens = [tokenizer.id_to_token(i) for i in range(len(table))]
    words = torch.tensor([i for i, token in enumerate(tokens) if token.isalpha() and len(token) > 2])
    for part in words.split(1024):
        closest = (table[part] @ table[words].T).topk(count + 1).indices[:, 1:]
        near[part] = words[closest]
    return near.numpy()
