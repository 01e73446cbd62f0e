"""``python -m onrecord.training.meaning``: the pretrained encoder as it is, in int8, for `find --like`."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from onrecord.training.__main__ import pretrained
from onrecord.training.encoder import Encoder
from onrecord.training.export import write_onnx

__all__ = ["Sentence", "export_meaning"]


class Sentence(nn.Module):
    """The pretrained encoder with its vectors averaged over the pieces and brought to length one.

    Args:
        folder: the pretrained encoder.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder, 1).eval()
        for added in (self.encoder.quotes, self.encoder.cases):
            nn.init.zeros_(added.weight)

    def forward(self, ids: Tensor) -> Tensor:
        """The vector of one text's pieces."""
        none = torch.zeros_like(ids)[None]
        hidden = self.encoder(ids[None], none, none)[0]
        return nn.functional.normalize(hidden.mean(0), dim=0)


def export_meaning(encoder: Path, out: Path, *, quantised: bool = True) -> str:
    """Write the encoder where :class:`onrecord.reading.Embedder` finds it.

    Args:
        encoder: folder of the pretrained encoder.
        out: the folder that gets ``meaning.onnx``; the tokenizer is the reader's.
        quantised: int8 weights; else 32-bit floats, for comparison.

    Returns:
        The model's id, a name and a hash of its weights, which the file holds too.
    """
    path = out / "meaning.onnx"
    out.mkdir(parents=True, exist_ok=True)
    module = Sentence(encoder)
    # Weights keep their meaning in eight bits, what they are multiplied with does not.
    products = [
        f"/encoder/layers.{i}/{part}/MatMul"
        for i in range(len(module.encoder.layers))
        for part in ("query", "key", "value", "out", "up", "down")
    ]
    write_onnx(
        module, (torch.arange(1000, 1020),), path, {"ids": {0: "pieces"}}, ["vector"], quantised, products
    )
    model = onnx.load(path)
    if quantised:
        for node in products:
            _pack(model.graph, node)
    name = f"all-minilm-l6-v2-{hashlib.sha256(model.SerializeToString()).hexdigest()[:12]}"
    onnx.helper.set_model_props(model, {"id": name})
    onnx.save(model, path)
    return name


def _pack(graph: Any, name: str) -> None:
    """Store a product's weights in int8, a scale a column; the runtime unpacks them once, as it opens."""
    node = next(node for node in graph.node if node.name == name)
    weights = next(each for each in graph.initializer if each.name == node.input[1])
    values = onnx.numpy_helper.to_array(weights)
    scale = np.abs(values).max(axis=0) / 127
    graph.initializer.remove(weights)
    packed, scales, cast = (f"{weights.name}_{part}" for part in ("int8", "scale", "cast"))
    graph.initializer.extend(
        [
            onnx.numpy_helper.from_array(np.round(values / scale).astype(np.int8), packed),
            onnx.numpy_helper.from_array(scale, scales),
        ]
    )
    for place, made in enumerate(
        [
            onnx.helper.make_node("Cast", [packed], [cast], to=onnx.TensorProto.FLOAT),
            onnx.helper.make_node("Mul", [cast, scales], [weights.name]),
        ]
    ):
        graph.node.insert(place, made)


def main() -> None:
    """Export the encoder."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.training.meaning", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that gets meaning.onnx")
    parser.add_argument("--float", action="store_true", help="32-bit weights, for comparison")
    given = parser.parse_args()
    print(export_meaning(pretrained(), given.out, quantised=not given.float))


if __name__ == "__main__":
    main()
