"""The network: an encoder over windows with a cue head, and a small pass for each cue."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.reading.tags import LEFT, RELAY_TAGS, RIGHT, TAGS, TYPES
from onrecord.training.data import NAME_TAGS
from onrecord.training.encoder import Encoder
from onrecord.training.layers import Dropout, Layer, Product

__all__ = ["CuePass", "Network", "PassOutput"]


@dataclass(frozen=True, slots=True)
class PassOutput:
    """Scores of the cue passes: (cues, words, tags) and (cues, classes)."""

    tags: Tensor
    relay: Tensor
    valid: Tensor
    types: Tensor
    negated: Tensor


class CuePass(nn.Module):
    """A few transformer layers over the words around one cue.

    Types and negation are learnt beside the rest and not read from here: see ``types.py`` for the one, and
    ``reading/negation.py`` for the other.

    Args:
        width: size of the word vectors.
        layers: how many transformer layers.
        heads: attention heads of each.
        inner: size of their feed-forward layers.
    """

    def __init__(self, width: int, layers: int, heads: int, inner: int) -> None:
        super().__init__()
        self.role = nn.Embedding(2, width)
        self.left = LEFT
        self.place = nn.Embedding(LEFT + RIGHT, width)
        self.chance = nn.Linear(2, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.tag = nn.Linear(width, len(TAGS))
        self.relay = nn.Linear(width, len(RELAY_TAGS))
        self.judge = nn.Sequential(nn.Linear(2 * width, width), nn.GELU())
        self.valid = nn.Linear(width, 1)
        self.types = nn.Linear(width, len(TYPES))
        self.negated = nn.Linear(width, 1)
        for table in (self.role, self.place):
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, vectors: Tensor, chances: Tensor, around: Tensor, cues: Tensor) -> PassOutput:
        """Score every word around every cue.

        Args:
            vectors: word vectors, (words + 1, width); the last stands for no word.
            chances: probability that each word begins or goes on with a cue, (words + 1, 2).
            around: index of the words that each cue may reach, in order, no word behind them, (cues, reach).
            cues: first word and one past the last of each cue, (cues, 2).
        """
        padding = around == vectors.shape[0] - 1
        start, end = cues[:, :1], cues[:, 1:]
        role = ((around >= start) & (around < end)).long()
        place = (around - start + self.left).clamp(max=self.place.num_embeddings - 1)
        hidden = vectors[around] + self.role(role) + self.place(place) + self.chance(chances[around])
        hidden = self.norm(hidden)
        for layer in self.layers:
            hidden = layer(hidden, padding)
        real = (~padding).to(hidden.dtype)[:, :, None]
        mean = (hidden * real).sum(1) / real.sum(1)
        first = hidden.gather(1, (start - around[:, :1])[:, :, None].expand(-1, 1, hidden.shape[2]))[:, 0]
        judged = self.judge(torch.cat([first, mean], dim=-1))
        return PassOutput(
            tags=self.tag(hidden),
            relay=self.relay(hidden),
            valid=self.valid(judged)[:, 0],
            types=self.types(judged),
            negated=self.negated(judged)[:, 0],
        )


class Network(nn.Module):
    """Encoder and cue pass together, trained as one; ``missing`` is the vector of no word.

    ``names`` finds names in training only: what the encoder learns from them it knows of speakers too.
    """

    def __init__(self, encoder: Encoder, *, layers: int, heads: int, inner: int) -> None:
        super().__init__()
        width = encoder.project.out_features
        self.encoder = encoder
        self.names = nn.Linear(self.encoder.cue.in_features, len(NAME_TAGS))
        self.cues = CuePass(width, layers, heads, inner)
        self.missing = nn.Parameter(torch.zeros(1, width))

    def as_shipped(self) -> Network:
        """Learn with the rounding of the files that ship."""
        for part in self.modules():
            if isinstance(part, Product):
                part.rounded = True
        return self

    def undisturbed(self) -> Network:
        """Learn without dropout from here on."""
        for part in self.modules():
            if isinstance(part, Dropout):
                part.off = True
        return self
