"""The type of a statement from its cue's words, fitted after training on the few articles that have types."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.tags import TYPES
from onrecord.reading.windows import Splitter
from onrecord.training.data import Article, Row, as_read
from onrecord.training.model import Network
from onrecord.training.step import word_states

__all__ = ["fit_types"]

_RIDGE = 0.1
"""Weight of the squared weights; chosen by cross-validation over the labelled training articles."""


def fit_types(network: Network, rows: Sequence[Row], splitter: Splitter) -> nn.Linear:
    """Logistic regression on the states and the word pieces of each cue's first, last and mean word.

    The word pieces as they come in know what the last layer has forgotten: which word it is.

    Args:
        network: the trained network; it stays as it is.
        rows: gold articles; those without labels are passed over.
        splitter: knows the encoder's vocabulary.

    Returns:
        From a word's state and piece, (words, 2 * hidden), to what it says of a type as a cue's first word,
        as its last and as one of its words, (words, 3 * TYPES); a cue's type has the highest sum.
    """
    articles = [as_read(row, splitter) for row in rows if row.labels is not None]
    cues, types = _examples(network, articles)
    return _as_layer(*_fit(cues, types))


@torch.no_grad()
def _examples(network: Network, articles: Sequence[Article]) -> tuple[Tensor, Tensor]:
    """What stands for each cue, (cues, 3, 2 * hidden), and its type."""
    network.eval()
    rows: list[Tensor] = []
    types: list[int] = []
    for article in articles:
        ids = torch.from_numpy(article.pieces.ids[article.pieces.first[:-1]])
        known = torch.cat([*word_states(network, [article]), network.encoder.pieces(ids)], dim=-1)
        for gold in article.gold:
            if gold.type >= 0:
                inside = known[gold.start : gold.end]
                rows.append(torch.stack([inside[0], inside[-1], inside.mean(0)]))
                types.append(gold.type)
    return torch.stack(rows), torch.tensor(types)


def _fit(cues: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
    """Weights, (3, 2 * hidden, TYPES), and bias, for cues as they are."""
    mean, spread = cues.mean(0), cues.std(0) + 1e-6
    inputs = ((cues - mean) / spread).flatten(1)
    weights = torch.zeros(inputs.shape[1], len(TYPES), requires_grad=True)
    bias = torch.zeros(len(TYPES), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = functional.cross_entropy(inputs @ weights + bias, types) + _RIDGE * weights.square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    plain = weights.detach().view(*mean.shape, -1) / spread[..., None]
    return plain, bias.detach() - (mean[..., None] * plain).sum((0, 1))


def _as_layer(weights: Tensor, bias: Tensor) -> nn.Linear:
    roles, width, types = weights.shape
    layer = nn.Linear(width, roles * types)
    layer.weight.data = weights.transpose(1, 2).reshape(roles * types, width)
    layer.bias.data = torch.cat([torch.zeros((roles - 1) * types), bias])
    return layer.requires_grad_(False)
