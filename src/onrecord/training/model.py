"""The network: an encoder over windows with a cue head, and a small pass for each cue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.core.quotes import STATES
from onrecord.reading.tags import CUE_TAGS, LEFT, RELAY_TAGS, RIGHT, TAGS, TYPES
from onrecord.reading.words import CASES
from onrecord.training.data import NAME_TAGS

__all__ = ["CuePass", "Encoder", "Layer", "Network", "PassOutput", "attend"]

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


def attend(query: Tensor, key: Tensor, value: Tensor, padding: Tensor | None, heads: int) -> Tensor:
    """What every word takes from the others (Vaswani et al., 2017), (rows, words, width).

    Plain matrix products without dropout: on a CPU the fused one's backward pass takes twice as long,
    and random numbers for attention cost more than the attention.

    Args:
        query: (rows, words, width), as are ``key`` and ``value``.
        key: what the words are known by.
        value: what they give.
        padding: True where there is no word, (rows, words); None where all are words.
        heads: parts of the width that attend apart.
    """
    rows, words, width = query.shape
    size = width // heads
    q, k, v = (x.reshape(rows, words, heads, size).transpose(1, 2) for x in (query, key, value))
    scores = (q * size**-0.5) @ k.transpose(-1, -2)
    if padding is not None:
        scores = scores + padding.to(scores.dtype)[:, None, None, :] * -1e4
    return (scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, words, width)


class Layer(nn.Module):
    """A transformer layer as BERT has it (Devlin et al., 2019), normalised after each part."""

    attend = staticmethod(attend)

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (Product(width, width) for _ in range(3))
        self.out = Product(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=1e-12)
        self.up = Product(width, inner)
        self.down = Product(inner, width)
        self.norm_inner = nn.LayerNorm(width, eps=1e-12)
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

    def forward(self, hidden: Tensor, padding: Tensor | None = None) -> Tensor:
        """New hidden states, (rows, words, width); ``padding`` as :func:`attend` takes it."""
        mixed = self.attend(self.query(hidden), self.key(hidden), self.value(hidden), padding, self.heads)
        hidden = self.norm_attention(hidden + self.dropout(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(hidden)))
        out: Tensor = self.norm_inner(hidden + self.dropout(inner))
        return out


class Encoder(nn.Module):
    """BERT with two features at its input; gives each word one vector and its cue scores.

    Args:
        folder: a pretrained BERT in Hugging Face's format (config.json, model.safetensors).
        width: size of the word vectors that it hands on.
    """

    def __init__(self, folder: Path, width: int) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        hidden = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], hidden)
        self.places = nn.Embedding(config["max_position_embeddings"], hidden)
        self.quotes = nn.Embedding(len(STATES), hidden)
        self.cases = nn.Embedding(len(CASES), hidden)
        self.norm = nn.LayerNorm(hidden, eps=config["layer_norm_eps"])
        self.dropout = Dropout()
        self.layers = nn.ModuleList(
            Layer(hidden, config["num_attention_heads"], config["intermediate_size"])
            for _ in range(config["num_hidden_layers"])
        )
        self.project = nn.Linear(hidden, width)
        self.cue = nn.Linear(hidden, len(CUE_TAGS))
        nn.init.normal_(self.quotes.weight, std=0.01)
        nn.init.normal_(self.cases.weight, std=0.01)
        self._load(load_file(folder / "model.safetensors"))
        # Rare words' vectors would learn the training articles by heart.
        self.pieces.weight.requires_grad_(False)

    def _load(self, weights: dict[str, Tensor]) -> None:
        table = "embeddings."
        state = {
            "pieces.weight": weights[table + "word_embeddings.weight"],
            # The type of a sentence is always the first here, so its vector joins the places.
            "places.weight": weights[table + "position_embeddings.weight"]
            + weights[table + "token_type_embeddings.weight"][0],
        }
        names = {"norm": table + "LayerNorm"}
        for i in range(len(self.layers)):
            theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
            for part in ("query", "key", "value"):
                names[ours + part] = theirs + "attention.self." + part
            names[ours + "out"] = theirs + "attention.output.dense"
            names[ours + "norm_attention"] = theirs + "attention.output.LayerNorm"
            names[ours + "up"] = theirs + "intermediate.dense"
            names[ours + "down"] = theirs + "output.dense"
            names[ours + "norm_inner"] = theirs + "output.LayerNorm"
        for our, their in names.items():
            state |= {f"{our}.{kind}": weights[f"{their}.{kind}"] for kind in ("weight", "bias")}
        missing = self.load_state_dict(state, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"weights without a place: {missing.unexpected_keys}")

    def pretrained(self) -> list[nn.Parameter]:
        """The parameters that came with the pretrained encoder and go on learning."""
        parts = (self.places, self.norm, self.layers)
        return [p for part in parts for p in part.parameters()]

    def forward(self, ids: Tensor, quotes: Tensor, cases: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states of each piece.

        Args:
            ids: piece ids, (windows, pieces).
            quotes: quotation state of each piece's word, same shape.
            cases: case of each piece's word, same shape.
            mask: True where there is a piece; None where all are.
        """
        embedded = self.pieces(ids) + self.quotes(quotes) + self.cases(cases)
        hidden: Tensor = self.dropout(self.norm(embedded + self.places.weight[: ids.shape[1]]))
        padding = None if mask is None else ~mask
        for layer in self.layers:
            hidden = layer(hidden, padding)
        return hidden

    def heads(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors handed on and cue scores, from the hidden states of the words' first pieces."""
        vectors = self.dropout(vectors)
        return self.project(vectors), self.cue(vectors)


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

    def __init__(self, encoder: Path, *, width: int, layers: int, heads: int, inner: int) -> None:
        super().__init__()
        self.encoder = Encoder(encoder, width)
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
