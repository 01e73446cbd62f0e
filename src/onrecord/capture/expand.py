"""Folders and patterns become the files in them, so that every input is one thing to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import NamedTuple

from onrecord.capture.urls import is_url

__all__ = ["Expanded", "expand"]

_PATTERN = frozenset("*?[")
_BESIDE_PAGES = frozenset(
    [
        ".avi",
        ".bmp",
        ".css",
        ".db",
        ".db-journal",
        ".db-shm",
        ".db-wal",
        ".eot",
        ".gif",
        ".ico",
        ".jpeg",
        ".jpg",
        ".js",
        ".m4a",
        ".map",
        ".mjs",
        ".mov",
        ".mp3",
        ".mp4",
        ".ogg",
        ".otf",
        ".png",
        ".sqlite",
        ".sqlite3",
        ".svg",
        ".tif",
        ".tiff",
        ".ttf",
        ".wasm",
        ".webm",
        ".webp",
        ".woff",
        ".woff2",
    ]
)
"""What browsers save beside a page, and records."""


class Expanded(NamedTuple):
    """What inputs come to.

    Args:
        inputs: paths, URLs and ``-``, in order; each path once.
        left_out: how many files of folders were passed over: hidden ones, pictures, styles, scripts, records.
    """

    inputs: list[str]
    left_out: int


def expand(inputs: Iterable[str], besides: Iterable[Path] = ()) -> Expanded:
    """Put the files of folders and patterns, in the order of their names, in the place of those.

    A file that is named itself is always taken, whatever it is called.

    Args:
        inputs: as the user gave them; a pattern has ``*``, ``?`` or ``[``, and ``**`` for any folders.
        besides: files never to take from a folder, such as the record that is written.
    """
    taken: dict[str, None] = {}
    left_out = 0
    barred = {path.absolute() for path in besides}
    for given in inputs:
        for name in _named(given):
            if name == "-" or is_url(name) or not Path(name).is_dir():
                taken.setdefault(name)
                continue
            for path in _files(Path(name)):
                if _is_page(path, Path(name)) and path.absolute() not in barred:
                    taken.setdefault(str(path))
                else:
                    left_out += 1
    return Expanded(list(taken), left_out)


def _named(given: str) -> list[str]:
    if given == "-" or is_url(given) or not _PATTERN & set(given) or Path(given).exists():
        return [given]
    # A pattern that fits nothing stays as it is, to be told as a file that is missing.
    # Path.glob would not take an absolute one.
    return sorted(glob(given, recursive=True)) or [given]  # noqa: PTH207


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path


def _is_page(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() not in _BESIDE_PAGES
