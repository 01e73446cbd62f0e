"""A narrower network: which attention heads and feed-forward units of a trained one are kept."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from onrecord.reading.windows import Splitter
from onrecord.training.data import Row, as_read
from onrecord.training.layers import Layer, Product
from onrecord.training.model import Network
from onrecord.training.step import Lesson, losses

__all__ = ["narrower"]

_LOOKED_AT = 40
"""Articles on which units are weighed before some are dropped."""

_TOGETHER = 32
"""Units are dropped by so many, which is what processors multiply at once."""


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
        heads: how many they keep together.
        units: how many a layer keeps on average.
    """
    layers = [layer for layer in part.modules() if isinstance(layer, Layer)]
    mixed, inner = [_Handed(layer.out) for layer in layers], [_Handed(layer.down) for layer in layers]
    lesson = Lesson([as_read(row, splitter) for row in rows[:_LOOKED_AT]])
    losses(network.eval(), lesson, random.Random(0))
    size = layers[0].query.out_features // layers[0].heads
    of_heads = [seen.varies().view(-1, size).sum(1) for seen in mixed]
    kept_heads = _most(of_heads, heads, together=1)
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
