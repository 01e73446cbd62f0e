"""What both parts of the network are built of: transformer layers whose products can round as they ship."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Dropout", "Layer", "Product", "attend"]

_DROPPED = 26
"""Of 256 values, so many are dropped in training."""


class Dropout(nn.Module):
    """Dropout of one value in ten, with random bits instead of random floats: a fifth of the time."""

    off = False

    def forward(self, x: Tensor) -> Tensor:
        """Values zeroed at random in training, the others scaled up; unchanged otherwise."""
        if self.off or not self.training:
            return x
        bits = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
        kept = bits[: x.numel()].view(x.shape) >= _DROPPED
        return x * kept.to(x.dtype).mul_(256 / (256 - _DROPPED))


class Product(nn.Linear):
    """A matrix product that training can compute as it ships: from 7-bit weights and 8-bit inputs.

    What is rounded is passed by in the backward pass (Bengio et al., 2013). Inputs are rounded row by row,
    as reading does it window by window.
    """

    rounded = False

    def forward(self, input: Tensor) -> Tensor:
        """The product, of rounded numbers in training where ``rounded`` is set."""
        if not (self.rounded and self.training):
            return super().forward(input)
        with torch.no_grad():
            step = self.weight.abs().amax(1, keepdim=True) / 64
            weight = (self.weight / step).round_().mul_(step).sub_(self.weight)
            inside = tuple(range(1, input.dim()))
            low = input.amin(inside, keepdim=True).clamp_(max=0)
            step = (input.amax(inside, keepdim=True).clamp_(min=0) - low).clamp_(min=1e-9) / 255
            values = (input / step).round_().mul_(step).sub_(input)
        return functional.linear(input + values, self.weight + weight, self.bias)

    def giving(self, kept: Tensor) -> Product:
        """The product that gives only these of its values, (kept,)."""
        return self._with(self.weight[kept], self.bias[kept])

    def taking(self, kept: Tensor) -> Product:
        """The product that takes only these of its inputs, (kept,)."""
        return self._with(self.weight[:, kept], self.bias)

    def _with(self, weight: Tensor, bias: Tensor) -> Product:
        product = Product(weight.shape[1], weight.shape[0])
        product.weight.data, product.bias.data = weight.detach().clone(), bias.detach().clone()
        product.rounded = self.rounded
        return product


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, heads: int) -> Tensor:
    """What every word takes from the others (Vaswani et al., 2017), (rows, words, width).

    Plain matrix products without dropout: on a CPU the fused one's backward pass takes twice as long,
    and random numbers for attention cost more than the attention.

    Args:
        query: (rows, words, width), as are ``key`` and ``value``.
        key: what the words are known by.
        value: what they give.
        mask: True where there is no word, (rows, words); or numbers that are added to the scores,
            (rows or 1, heads, words, words); None where all are words.
        heads: parts of the width that attend apart.
    """
    rows, words, width = query.shape
    size = width // heads
    q, k, v = (x.reshape(rows, words, heads, size).transpose(1, 2) for x in (query, key, value))
    scores = (q * size**-0.5) @ k.transpose(-1, -2)
    if mask is not None:
        added = mask if mask.is_floating_point() else mask.to(scores.dtype)[:, None, None, :] * -1e4
        scores = scores + added
    return (scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, words, width)


class Layer(nn.Module):
    """A transformer layer as BERT has it (Devlin et al., 2019), normalised after each part."""

    attend = staticmethod(attend)

    def __init__(self, width: int, heads: int, inner: int, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (Product(width, width) for _ in range(3))
        self.out = Product(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=eps)
        self.up = Product(width, inner)
        self.down = Product(inner, width)
        self.norm_inner = nn.LayerNorm(width, eps=eps)
        self.dropout = Dropout()

    def narrow(self, mixed: Tensor, units: Tensor) -> None:
        """Keep only some of what both parts compute.

        Args:
            mixed: indices of what attention hands on, whole heads, (kept,).
            units: indices of the feed-forward part's, (kept,).
        """
        size = self.query.out_features // self.heads
        self.heads = len(mixed) // size
        self.query, self.key, self.value = (p.giving(mixed) for p in (self.query, self.key, self.value))
        self.out = self.out.taking(mixed)
        self.up, self.down = self.up.giving(units), self.down.taking(units)

    def forward(self, hidden: Tensor, mask: Tensor | None = None) -> Tensor:
        """New hidden states, (rows, words, width); ``mask`` as :func:`attend` takes it."""
        mixed = self.attend(self.query(hidden), self.key(hidden), self.value(hidden), mask, self.heads)
        hidden = self.norm_attention(hidden + self.dropout(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(hidden)))
        out: Tensor = self.norm_inner(hidden + self.dropout(inner))
        return out
