"""A network read back from the files that ship: what another learns from, without a checkpoint."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from onrecord.reading.tags import LEFT, RIGHT
from onrecord.training.layers import Layer
from onrecord.training.model import Network

__all__ = ["read_back"]

Arrays = dict[str, NDArray[np.float32]]


def read_back(network: Network, folder: Path) -> Network:
    """Give a network the weights of an exported model, rounded as they are there, and its widths.

    What does not ship (names, types and negation as the network learns them) stays as it is.

    Args:
        network: as built; changed.
        folder: with ``encoder.onnx``, ``cues.onnx`` and ``model.json``.

    Returns:
        The same network.

    Raises:
        KeyError: the files hold weights that it has no place for.
    """
    arrays = _arrays(folder / "encoder.onnx") | _arrays(folder / "cues.onnx")
    arrays = {name: value for name, value in arrays.items() if not name.startswith("types.")}
    left = json.loads((folder / "model.json").read_text())["left"]
    places = arrays["cues.place.weight"]
    # Places that reading never sees are like the outermost that it does.
    outside = (LEFT - left, RIGHT + left - len(places))
    arrays["cues.place.weight"] = np.pad(places, (outside, (0, 0)), mode="edge")
    for name, part in network.named_modules():
        if isinstance(part, Layer):
            part.narrow(*(torch.arange(len(arrays[f"{name}.{wide}.bias"])) for wide in ("query", "up")))
    state = network.state_dict()
    for name, value in arrays.items():
        state[name].copy_(torch.tensor(value).view_as(state[name]))
    return network


def _arrays(path: Path) -> Arrays:
    """The weights of a file by the names of the network's parameters."""
    graph = onnx.load(path).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: Arrays = {name: value for name, value in stored.items() if name.endswith((".weight", ".bias"))}
    found |= {"missing": stored["missing"]} if "missing" in stored else {}
    for name in stored:
        if name.endswith(".weight_quantized"):
            found[name.removesuffix("_quantized")] = _floats(stored, name)
    biases = {}
    for node in graph.node:
        for one, other in (node.input, node.input[::-1]) if node.op_type == "Add" else ():
            if one.endswith(".bias"):
                biases[other] = one
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            bias = biases[node.output[0].removesuffix("_output_quantized")]
            found[bias.removesuffix("bias") + "weight"] = _floats(stored, node.input[1]).T
    return found


def _floats(stored: Arrays, name: str) -> NDArray[np.float32]:
    given = name.removesuffix("_quantized")
    rounded = stored[name].astype(np.float32) - stored[given + "_zero_point"].astype(np.float32)
    return np.asarray(rounded * stored[given + "_scale"], dtype=np.float32)
