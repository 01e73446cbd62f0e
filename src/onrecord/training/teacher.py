"""A narrower network that learns from a wider one: which units it keeps, and what it is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.windows import Splitter
from onrecord.training.data import Article, Row, as_read
from onrecord.training.model import Layer, Network
from onrecord.training.step import losses, word_states

__all__ = ["Teacher", "narrower", "neighbours"]

_LOOKED_AT = 40
"""Articles on which units are weighed before some are dropped."""

_TOGETHER = 32
"""Units are dropped by so many, which is what processors multiply at once."""


_SPREAD = 0.1
"""Variance of a hidden state of the trained encoder (0.09 over training articles)."""


class Teacher:
    """A trained network, whose every layer is what the learner's is to come near.

    Args:
        network: the trained network.
        learner: with as many layers.
    """

    def __init__(self, network: Network, learner: Network) -> None:
        self.network = network.eval().requires_grad_(False)
        self._ours, self._theirs = _watched(learner), _watched(self.network)

    @torch.no_grad()
    def states(self, articles: Sequence[Article]) -> list[Tensor]:
        """Its hidden states of the words of articles that the learner has read, (words, hidden) each."""
        return word_states(self.network, articles)

    def off(self) -> Tensor:
        """How far the learner's layers were from its own in what both have read since, summed over pieces."""
        parts = [
            functional.mse_loss(ours.float(), theirs, reduction="sum") / (_SPREAD * theirs.shape[-1])
            for ours, theirs in zip(self._ours, self._theirs, strict=True)
        ]
        self._ours.clear()
        self._theirs.clear()
        return torch.stack(parts).sum() / len(self.network.encoder.layers)


def _watched(network: Network) -> list[Tensor]:
    seen: list[Tensor] = []
    for layer in network.encoder.layers:
        layer.register_forward_hook(lambda _, __, out: seen.append(out))
    return seen


@dataclass(slots=True)
class _Seen:
    """Sums over the pieces seen, of what each unit hands on."""

    count: int
    total: Tensor
    squares: Tensor

    def add(self, out: Tensor) -> None:
        handed = functional.gelu(out).flatten(0, -2)
        self.count += len(handed)
        self.total += handed.sum(0)
        self.squares += handed.square().sum(0)


@torch.no_grad()
def narrower(
    network: Network, part: nn.Module, rows: Sequence[Row], splitter: Splitter, *, units: int
) -> None:
    """Keep only some units of the feed-forward layers in a part of a trained network.

    Kept are those that vary most in what they add, wherever they stand; the mean of the others goes to
    the bias. A layer that many of them stand in stays wider than the rest.

    Args:
        network: the trained network; changed.
        part: of it, with the layers that are to be narrower.
        rows: articles to look at.
        splitter: knows the encoder's vocabulary.
        units: how many a layer keeps on average.
    """
    layers = [layer for layer in part.modules() if isinstance(layer, Layer)]
    seen = [_Seen(0, torch.zeros(n), torch.zeros(n)) for n in (layer.up.out_features for layer in layers)]
    hooks = [
        layer.up.register_forward_hook(lambda _, __, out, sums=sums: sums.add(out))
        for layer, sums in zip(layers, seen, strict=True)
    ]
    losses(network.eval(), [as_read(row, splitter) for row in rows[:_LOOKED_AT]], random.Random(0))
    for hook in hooks:
        hook.remove()
    means = [sums.total / sums.count for sums in seen]
    worth = [
        (sums.squares / sums.count - mean.square()) * layer.down.weight.square().sum(0)
        for layer, sums, mean in zip(layers, seen, means, strict=True)
    ]
    least = torch.cat(worth).topk(units * len(layers)).values[-1]
    for layer, mean, value in zip(layers, means, worth, strict=True):
        wide = max(_TOGETHER, round(int((value >= least).sum()) / _TOGETHER) * _TOGETHER)
        kept = value.topk(wide).indices.sort().values
        rest = torch.ones_like(value, dtype=torch.bool).index_fill(0, kept, False)
        layer.down.bias += layer.down.weight[:, rest] @ mean[rest]
        layer.narrow(kept)


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
