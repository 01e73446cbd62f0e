"""A narrower network that learns from a wider one: which units it keeps, and what it is told."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.windows import Splitter
from onrecord.training.data import Article, Row, as_read
from onrecord.training.model import Layer, Network, Product
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


class _Handed:
    """What a matrix product is handed over the pieces seen, input by input."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._count = 0
        self._total, self._squares = (torch.zeros(product.in_features) for _ in range(2))
        self._hook = product.register_forward_pre_hook(self._add)

    def _add(self, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        handed = inputs[0].flatten(0, -2)
        self._count += len(handed)
        self._total += handed.sum(0)
        self._squares += handed.square().sum(0)

    def varies(self) -> Tensor:
        """How much each input varies in what it adds to the product; looks no further."""
        self._hook.remove()
        variance = self._squares / self._count - (self._total / self._count).square()
        return variance * self._product.weight.square().sum(0)

    def only(self, kept: Tensor) -> None:
        """Let the mean of the other inputs go to the bias."""
        mean = (self._total / self._count).index_fill(0, kept, 0)
        self._product.bias += self._product.weight @ mean


@torch.no_grad()
def narrower(
    network: Network,
    part: nn.Module,
    rows: Sequence[Row],
    splitter: Splitter,
    *,
    heads: int,
    units: int,
) -> None:
    """Keep only some attention heads and feed-forward units of the layers in a part of a trained network.

    Kept are those that vary most in what they add, wherever they stand; the mean of the others goes to
    the bias. A layer that many of them stand in stays wider than the rest.

    Args:
        network: the trained network; changed.
        part: of it, with the layers that are to be narrower.
        rows: articles to look at.
        splitter: knows the encoder's vocabulary.
        heads: how many a layer keeps on average.
        units: how many a layer keeps on average.
    """
    layers = [layer for layer in part.modules() if isinstance(layer, Layer)]
    mixed, inner = [_Handed(layer.out) for layer in layers], [_Handed(layer.down) for layer in layers]
    losses(network.eval(), [as_read(row, splitter) for row in rows[:_LOOKED_AT]], random.Random(0))
    size = layers[0].query.out_features // layers[0].heads
    of_heads = [seen.varies().view(-1, size).sum(1) for seen in mixed]
    kept_heads = _most(of_heads, heads * len(layers), together=1)
    kept_units = _most([seen.varies() for seen in inner], units * len(layers), together=_TOGETHER)
    for layer, out, down, which, kept in zip(layers, mixed, inner, kept_heads, kept_units, strict=True):
        places = (which[:, None] * size + torch.arange(size)).flatten()
        out.only(places)
        down.only(kept)
        layer.narrow(places, kept)


def _most(worth: Sequence[Tensor], count: int, *, together: int) -> list[Tensor]:
    """The places of the highest values over all layers, by layer; of each so many ``together``, and some."""
    least = torch.cat(list(worth)).topk(count).values[-1]
    wide = [max(1, round(int((values >= least).sum()) / together)) * together for values in worth]
    return [values.topk(n).indices.sort().values for values, n in zip(worth, wide, strict=True)]


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
