"""The trained network to two int8 ONNX files: the encoder over a window, and the pass over cues."""

from __future__ import annotations

import copy
import hashlib
import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.reading.tags import LEFT, RIGHT
from onrecord.training.layers import Layer, attend
from onrecord.training.model import Network

__all__ = ["describe", "export", "write_onnx", "write_window"]


class _Attention(torch.autograd.Function):
    """Attention as one operator of ONNX Runtime's, where its parts take a twentieth longer."""

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, padding: Any, heads: int) -> Any:
        inputs = [query, key, value]
        if padding is not None:
            words = graph.op("Cast", graph.op("Not", padding), to_i=onnx.TensorProto.INT32)
            nothing = graph.op("prim::Constant")
            nothing.setType(torch._C.OptionalType.ofTensor())
            inputs += [nothing, words]
        return graph.op("com.microsoft::MultiHeadAttention", *inputs, num_heads_i=heads).setType(query.type())

    @staticmethod
    def forward(
        ctx: Any, query: Tensor, key: Tensor, value: Tensor, padding: Tensor | None, heads: int
    ) -> Tensor:
        return attend(query, key, value, padding, heads)


class _Window(nn.Module):
    """What ``encoder.onnx`` computes: one window's word vectors, cue chances and types.

    Args:
        network: the trained network.
        types: what :func:`onrecord.training.types.fit_types` gives.
    """

    def __init__(self, network: Network, types: nn.Linear) -> None:
        super().__init__()
        self.encoder = network.encoder
        self.types = types

    def forward(
        self, ids: Tensor, quotes: Tensor, cases: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.encoder(ids[None], quotes[None], cases[None])[0][first]
        vectors, scores = self.encoder.heads(hidden)
        known = torch.cat([hidden, self.encoder.pieces(ids[first])], dim=-1)
        return vectors, scores.softmax(-1)[:, 1:], self.types(known)


class _Cues(nn.Module):
    """What ``cues.onnx`` computes: the passes of some cues over the vectors around them.

    Args:
        network: the trained network.
        left: words before a cue's first word that its pass sees, at most those of training.
        right: words from there on, likewise.
    """

    def __init__(self, network: Network, left: int, right: int) -> None:
        super().__init__()
        self.cues, self.missing = network.cues, network.missing
        table = network.cues.place.weight[LEFT - left : LEFT + right].detach().clone()
        self.cues.place = nn.Embedding.from_pretrained(table)
        self.cues.left = left

    def forward(
        self, vectors: Tensor, chances: Tensor, around: Tensor, cues: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        padded = torch.cat([chances, torch.zeros(1, 2)])
        out = self.cues(torch.cat([vectors, self.missing]), padded, around, cues)
        return out.tags.log_softmax(-1), out.relay.softmax(-1), out.valid.sigmoid()


def export(
    network: Network,
    types: nn.Linear,
    encoder: Path,
    out: Path,
    *,
    left: int = LEFT,
    right: int = RIGHT,
    quantised: bool = True,
) -> str:
    """Write a trained network where :class:`onrecord.reading.Reader` finds it.

    Args:
        network: with its averaged weights.
        types: fitted to its encoder.
        encoder: folder of the pretrained encoder, for its tokenizer.
        out: folder for ``encoder.onnx``, ``cues.onnx``, ``tokenizer.json`` and ``model.json``.
        left: words before a cue's first word that its pass is to see; fewer are faster.
        right: words from a cue's first word on that its pass is to see.
        quantised: int8 weights; else 32-bit floats, for comparison.

    Returns:
        The model's id.
    """
    out.mkdir(parents=True, exist_ok=True)
    network = copy.deepcopy(network).eval()
    for part in network.modules():
        if isinstance(part, Layer):
            part.attend = _Attention.apply
    # Types are few numbers, from vectors of two scales.
    floats = ["/types/Gemm_MatMul"]
    outputs = ["vectors", "chances", "types"]
    write_window(_Window(network, types), out / "encoder.onnx", outputs, quantised=quantised, floats=floats)
    width = network.missing.shape[1]
    around = torch.arange(left + right).repeat(3, 1)
    cues = torch.tensor([[left, left + 1]]).repeat(3, 1)
    write_onnx(
        _Cues(network, left, right),
        (torch.randn(200, width), torch.rand(200, 2), around, cues),
        out / "cues.onnx",
        {
            "vectors": {0: "words"},
            "chances": {0: "words"},
            "around": {0: "cues", 1: "reach"},
            "cues": {0: "cues"},
        },
        ["tags", "relay", "valid"],
        quantised,
    )
    (out / "tokenizer.json").write_bytes((encoder / "tokenizer.json").read_bytes())
    return describe(out, {"layers": len(network.encoder.layers), "left": left, "right": right})


def describe(model: Path, about: Mapping[str, Any]) -> str:
    """Write a model's ``model.json``.

    Args:
        model: folder with its other files.
        about: what it says; an id in it is replaced.

    Returns:
        The model's id: a name and a hash of its files and of what is said about it.
    """
    told = {name: value for name, value in about.items() if name != "id"}
    parts = [(model / name).read_bytes() for name in ("encoder.onnx", "cues.onnx", "tokenizer.json")]
    parts.append(json.dumps(told, sort_keys=True).encode())
    name = f"minilm-l{told['layers']}-{hashlib.sha256(b''.join(parts)).hexdigest()[:12]}"
    (model / "model.json").write_text(json.dumps({"id": name} | told) + "\n")
    return name


def write_window(
    module: nn.Module, path: Path, outputs: list[str], *, quantised: bool = True, floats: Sequence[str] = ()
) -> None:
    """Write as ONNX what reads one window: from ``ids``, ``quotes``, ``cases`` and words' ``first`` pieces.

    Args:
        module: in eval mode; takes the four, (pieces,) each and (words,).
        path: the file.
        outputs: names of what it gives.
        quantised: int8 weights; else 32-bit floats.
        floats: names of nodes that stay as they are.
    """
    pieces = torch.arange(20)
    zeros = torch.zeros(20, dtype=torch.int64)
    axes = {"ids": {0: "pieces"}, "quotes": {0: "pieces"}, "cases": {0: "pieces"}, "first": {0: "words"}}
    write_onnx(module, (pieces + 1000, zeros, zeros, pieces[1:-1]), path, axes, outputs, quantised, floats)


def write_onnx(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
    quantised: bool,
    floats: Sequence[str] = (),
) -> None:
    """Write a module as ONNX.

    Args:
        module: in eval mode.
        example: inputs to trace it with.
        path: the file.
        axes: by input, the dimensions whose size may differ.
        outputs: names of what it gives.
        quantised: int8 weights; else 32-bit floats.
        floats: names of nodes that stay as they are.
    """
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module,
            example,
            str(plain),
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if quantised:
            # Seven bits for activations: processors without VNNI add pairs of products in 16 bits.
            quantize_dynamic(
                plain,
                path,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                nodes_to_exclude=list(floats),
            )
        else:
            onnx.save(onnx.load(plain), path)
