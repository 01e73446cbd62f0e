"""What does a text mean? One vector, near those of texts that say the same in other words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.core.errors import ModelError
from onrecord.reading.network import WEIGHTS, session

__all__ = ["Embedder"]

_MOST: Final = 256
"""Pieces of a text that count; the encoder was trained on no more."""

_WIDTH: Final = 384


class Embedder:
    """The original all-MiniLM-L6-v2 encoder in int8.

    One text runs at a time, so that no vector depends on the texts beside it.

    Args:
        weights: the encoder's file; None takes the one that comes with onrecord.

    Raises:
        ModelError: a file is missing or broken.
    """

    def __init__(self, weights: Path | None = None) -> None:
        path = weights or WEIGHTS / "meaning.onnx"
        try:
            self._session = session(path)
            self.id: str = self._session.get_modelmeta().custom_metadata_map["id"]
            self._tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
        except Exception as error:  # the tokenizer and the runtime raise bare exceptions of their own
            raise ModelError(
                f"the encoder {path} cannot be opened ({error})", remedy="install onrecord again"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length one.

        Args:
            texts: any; an empty one has a vector too.

        Returns:
            (texts, 384).
        """
        rows = [
            self._session.run(None, {"ids": np.array(encoding.ids, dtype=np.int64)})[0]
            for encoding in self._tokenizer.encode_batch(list(texts))
        ]
        return np.array(rows, dtype=np.float32).reshape(len(rows), _WIDTH)
