"""Confidence that means something: a logistic regression on articles that the network was not trained on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.evaluation.judged import judge
from onrecord.reading import Reader
from onrecord.reading.confidence import SIGNALS, Calibration
from onrecord.reading.find import VALID
from onrecord.training.data import Row
from onrecord.training.export import describe

__all__ = ["calibrate"]

_RIDGE = 1e-3
"""Weight of the squared weights: so few articles must not decide too much."""


def calibrate(model: Path, rows: Sequence[Row]) -> Calibration:
    """Fit a model's confidence and write it into its ``model.json``.

    ``keep`` is the least confidence at which attributed F1 is to be expected highest.

    Args:
        model: folder of an exported model.
        rows: gold articles that the network was not trained on.

    Raises:
        ValueError: it finds no statement in them.
    """
    reader = Reader.load(model)
    reader.network.calibration = Calibration(keep=VALID)
    features, right, gold = [], [], 0
    for row in rows:
        traced = reader.trace(row.text)
        judged = judge(
            {"id": "", "text": row.text, "statements": row.statements}, [asdict(s) for _, s in traced]
        )
        # What a rule made has a confidence of its own.
        signals = {statement.id: found.signals for found, statement in traced if found.signals}
        for j, statement in enumerate(judged.statements):
            if statement["id"] in signals:
                features.append(signals[statement["id"]])
                right.append(judged.attributed(j))
        gold += len(judged.gold)
    if not features:
        raise ValueError(f"{model} finds no statement in {len(rows)} articles: train it for longer")
    x, y = np.array(features, dtype=np.float32), np.array(right)
    weights, bias = _fit(x, y)
    keep = _best_threshold(Calibration(weights, bias)(x), gold)
    calibration = Calibration(weights, bias, keep)
    about = json.loads((model / "model.json").read_text())
    describe(model, about | {"calibration": asdict(calibration)})
    return calibration


def _fit(x: NDArray[np.float32], y: NDArray[np.bool_]) -> tuple[tuple[float, ...], float]:
    inputs, target = torch.from_numpy(x), torch.from_numpy(y).float()
    weights = torch.zeros(len(SIGNALS), requires_grad=True)
    bias = torch.zeros((), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ weights + bias, target)
        value = value + _RIDGE * (weights**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    return tuple(round(w, 4) for w in weights.tolist()), round(bias.item(), 4)


def _best_threshold(chance: NDArray[np.float32], gold: int) -> float:
    """The least confidence that gives the best F1 to be expected, were confidence exact.

    Counting what is right among so few statements would let chance choose, for the curve is flat.
    """
    steps = np.arange(0.2, 0.6, 0.01)
    f1 = [2 * chance[chance >= s].sum() / ((chance >= s).sum() + gold) for s in steps]
    return round(float(steps[int(np.argmax(f1))]), 2)
