"""The encoder: BERT over a window, with what its words are to quotations and their case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.core.quotes import STATES
from onrecord.reading.tags import CUE_TAGS
from onrecord.reading.words import CASES
from onrecord.training.layers import Dropout, Layer

__all__ = ["Encoder"]


class Encoder(nn.Module):
    """BERT with two features at its input; gives each word one vector and its cue scores.

    Args:
        folder: a pretrained BERT in Hugging Face's format (config.json, model.safetensors).
        width: size of the word vectors that it hands on.
    """

    _PARTS: ClassVar = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_inner": "output.LayerNorm",
    }
    """Our names of a layer's parts and theirs."""

    def __init__(self, folder: Path, width: int) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        hidden, eps = config["hidden_size"], config["layer_norm_eps"]
        self.pieces = nn.Embedding(config["vocab_size"], hidden)
        self.places = nn.Embedding(config["max_position_embeddings"], hidden)
        self.quotes = nn.Embedding(len(STATES), hidden)
        self.cases = nn.Embedding(len(CASES), hidden)
        self.norm = nn.LayerNorm(hidden, eps=eps)
        self.dropout = Dropout()
        self.layers = nn.ModuleList(
            Layer(hidden, config["num_attention_heads"], config["intermediate_size"], eps)
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
        places = weights[table + "position_embeddings.weight"]
        # The type of a sentence is always the first here, so its vector joins the places.
        kinds = weights.get(table + "token_type_embeddings.weight")
        state = {
            "pieces.weight": weights[table + "word_embeddings.weight"],
            "places.weight": places if kinds is None else places + kinds[0],
        }
        names = {"norm": table + "LayerNorm"}
        for i in range(len(self.layers)):
            names |= {f"layers.{i}.{our}": f"encoder.layer.{i}.{their}" for our, their in self._PARTS.items()}
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
