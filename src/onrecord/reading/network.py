"""The trained network as it ships: two ONNX files and a tokenizer, run on one thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.core.errors import ModelError
from onrecord.reading.confidence import Calibration
from onrecord.reading.windows import Pieces, Splitter, Window
from onrecord.reading.words import Words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["WEIGHTS", "CueScores", "Network", "Vectors", "session"]

WEIGHTS: Final = Path(__file__).parent / "weights"
"""Where the files lie that come with onrecord."""

_FILES: Final = ("encoder.onnx", "cues.onnx", "tokenizer.json", "model.json")

# What the encoder is told about the pieces that begin and end a window: outside quotations, a mark.
_EDGE_QUOTES, _EDGE_CASE = 0, 5

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Of some words: what the encoder hands on.

    Args:
        vectors: for the cue pass, (words, width).
        chances: that each begins or goes on with a cue, (words, 2).
        types: what each says of a cue's type as its first word, as its last and as one of its words,
            (words, 3 * TYPES).
    """

    vectors: Floats
    chances: Floats
    types: Floats

    @classmethod
    def joined(cls, parts: Sequence[Vectors]) -> Vectors:
        """Those of neighbouring windows as one."""
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))

    def since(self, word: int) -> Vectors:
        """Those of a word and all behind it."""
        return Vectors(*(getattr(self, f.name)[word:] for f in fields(self)))

    def type_of(self, start: int, end: int) -> int:
        """Index into TYPES of the cue ``start`` to ``end``."""
        first, last, inside = self.types.reshape(len(self.types), 3, -1).transpose(1, 0, 2)
        return int((first[start] + last[end - 1] + inside[start:end].sum(axis=0) / (end - start)).argmax())


@dataclass(frozen=True, slots=True)
class CueScores:
    """What the pass of each cue says, row by row.

    Args:
        tags: log probabilities, (cues, words around each, TAGS).
        relay: probabilities, (cues, words around each, RELAY_TAGS).
        valid: probability that the cue holds, (cues,).
    """

    tags: Floats
    relay: Floats
    valid: Floats

    def __getitem__(self, rows: NDArray[np.int64]) -> CueScores:
        """The scores of some of the cues."""
        return CueScores(*(getattr(self, f.name)[rows] for f in fields(self)))


class Network:
    """The network's files, opened.

    One window runs at a time and never padded: int8 scales are taken from what runs together, so a
    batch would make a result depend on its neighbours.

    A cue's pass sees at most ``left`` words before the cue's first word and ``right`` from there on.

    Args:
        folder: with encoder.onnx, cues.onnx, tokenizer.json and model.json.

    Raises:
        ModelError: a file is missing or broken.
    """

    def __init__(self, folder: Path | None = None) -> None:
        given = folder is not None
        self.folder = folder = folder or WEIGHTS
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the model in {folder} lacks {', '.join(missing)}",
                remedy="give the folder of a trained model, or leave --model out",
            )
        try:
            about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.id: str = about["id"]
            self.left: int = about["left"]
            self.right: int = about["right"]
            self.calibration = Calibration.of(about.get("calibration"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encoder = session(folder / "encoder.onnx")
            self._cues = session(folder / "cues.onnx")
        except Exception as error:  # the tokenizer and the runtime raise bare exceptions of their own
            raise ModelError(
                f"the model in {folder} cannot be opened ({error})",
                remedy="give the folder of another, or leave --model out"
                if given
                else "install onrecord again",
            ) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.splitter = Splitter(tokenizer)

    def __reduce__(self) -> tuple[type[Network], tuple[Path]]:
        # A session cannot be sent to another process; its files can be opened there again.
        return Network, (self.folder,)

    def window(self, words: Words, pieces: Pieces, window: Window) -> Vectors:
        """Vectors and cue chances of a window's words."""
        low, high = int(pieces.first[window.start]), int(pieces.first[window.end])
        word = pieces.word[low:high]
        out = self._encoder.run(
            None,
            {
                "ids": _edged(pieces.ids[low:high], pieces.cls, pieces.sep),
                "quotes": _edged(words.quotes[word], _EDGE_QUOTES, _EDGE_QUOTES),
                "cases": _edged(words.cases[word], _EDGE_CASE, _EDGE_CASE),
                "first": pieces.first[window.start : window.end] - low + 1,
            },
        )
        return Vectors(*out)

    def passes(self, words: Vectors, cues: NDArray[np.int64], around: NDArray[np.int64]) -> CueScores:
        """The pass of each cue.

        Args:
            words: of a stretch of text.
            cues: first and one past the last word of each cue in that stretch, (cues, 2).
            around: index of the words that each may reach, in order, (cues, reach); behind them the number
                of words stands for none.
        """
        given = {"vectors": words.vectors, "chances": words.chances, "around": around, "cues": cues}
        return CueScores(*self._cues.run(None, given))


def _edged(values: NDArray[np.int64], first: int, last: int) -> NDArray[np.int64]:
    edged = np.empty(len(values) + 2, dtype=np.int64)
    edged[0], edged[1:-1], edged[-1] = first, values, last
    return edged


def session(path: Path) -> InferenceSession:
    """Open a network's file, to be run on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Fused with its addition, normalising takes longer than the two apart: a tenth of the encoder's
    # time, a quarter of the cue pass's (ONNX Runtime 1.32).
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
