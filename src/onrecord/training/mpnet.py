"""MPNet (Song et al., 2020) as the encoder of a teacher: eight times the work of ours, and never shipped."""

from __future__ import annotations

import math
from pathlib import Path
from typing import ClassVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.training.encoder import Encoder

__all__ = ["MPNetEncoder"]

_SHIFT = 4
"""Its vocabulary is BERT's behind four pieces of its own."""

_PIECES = {"[unused0]": "</s>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
"""Pieces that it knows by other names; a paragraph's end is a separator to it."""

_BUCKETS, _FARTHEST = 32, 128
"""Distances between words that it tells apart, and the one from which on all are the same."""


class MPNetEncoder(Encoder):
    """MPNet's lower layers, the lowest of them as they were published.

    It takes the piece ids of BERT's vocabulary. What words are to quotations and their case is told to the
    first layer that learns.

    Args:
        folder: all-mpnet-base-v2 in Hugging Face's format, with its ``vocab.txt``.
        width: size of the word vectors that it hands on.
        depth: how many of its layers are kept.
        fixed: how many of them, from below, do not learn.
    """

    _PARTS: ClassVar = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "out": "attention.attn.o",
        "norm_attention": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_inner": "output.LayerNorm",
    }

    def __init__(self, folder: Path, width: int, *, depth: int, fixed: int) -> None:
        super().__init__(folder, width)
        # The first two places are for padding.
        self.places = nn.Embedding.from_pretrained(self.places.weight[2:].clone())
        far = load_file(folder / "model.safetensors")["encoder.relative_attention_bias.weight"]
        self.far = nn.Embedding.from_pretrained(far)
        self.layers = self.layers[:depth]
        self.fixed = fixed
        for part in (self.places, self.norm, *self.layers[:fixed]):
            part.requires_grad_(False)
        self.register_buffer("ids", _ids(folder), persistent=False)

    def pretrained(self) -> list[nn.Parameter]:
        """The parameters that came with the pretrained encoder and go on learning."""
        return [p for p in self.layers.parameters() if p.requires_grad]

    def forward(self, ids: Tensor, quotes: Tensor, cases: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states of each piece; arguments as :meth:`Encoder.forward` has them."""
        count = ids.shape[1]
        added = self.far(_buckets(count)).permute(2, 0, 1)[None]
        if mask is not None:
            added = added + (~mask).to(added.dtype)[:, None, None, :] * -1e4
        with torch.no_grad():
            hidden: Tensor = self.norm(self.pieces(self.ids[ids]) + self.places.weight[:count])
            for layer in self.layers[: self.fixed]:
                hidden = layer(hidden, added)
        hidden = self.dropout(hidden + self.quotes(quotes) + self.cases(cases))
        for layer in self.layers[self.fixed :]:
            hidden = layer(hidden, added)
        return hidden


def _ids(folder: Path) -> Tensor:
    """Its id of each piece of BERT's vocabulary."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    names = [_PIECES.get(piece, piece) for piece in pieces[_SHIFT:-1]]
    at = {piece: i for i, piece in enumerate(pieces)}
    return torch.tensor([at[name] for name in names])


def _buckets(count: int) -> Tensor:
    """How far each piece is from each other, (count, count), far ones alike (Raffel et al., 2020)."""
    places = torch.arange(count)
    away = places[:, None] - places
    half = _BUCKETS // 2
    near = half // 2
    scale = (half - near) / math.log(_FARTHEST / near)
    far = near + ((away.abs().clamp(min=1) / near).log() * scale).long()
    bucket = torch.where(away.abs() < near, away.abs(), far.clamp(max=half - 1))
    return bucket + (away < 0).long() * half
