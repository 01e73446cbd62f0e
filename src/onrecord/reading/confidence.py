"""How sure is a statement? The probability that it is attributed right, from what its pass gives away.

A pass says how likely its cue holds and, word by word, how likely each is source or content. From these
come a few signals; a logistic regression over them, fitted on articles that the network was not trained
on (Platt, 1999), gives the probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.tags import TAGS

__all__ = ["SIGNALS", "Calibration", "signals"]

SIGNALS: Final = ("valid", "begins", "content", "source", "no source", "length")
"""Log odds that the cue holds and that it begins where it does; of the expected overlap of content and of
source with what the network leans to; whether there is no source; the logarithm of the content's words."""

_CONTENT: Final = TAGS.index("B-content")
_EDGE: Final = 1e-3

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From signals to a probability.

    Args:
        weights: one for each of SIGNALS.
        bias: added to their weighted sum.
        keep: statements less likely than this are left out.
    """

    weights: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    bias: float = 0.0
    keep: float = 0.5

    @classmethod
    def of(cls, fitted: Mapping[str, Any] | None) -> Calibration:
        """The one that ``model.json`` holds; without one, the chance that the cue holds.

        Raises:
            ValueError: there is not one weight for each signal.
        """
        if fitted is None:
            return cls()
        weights = tuple(map(float, fitted["weights"]))
        if len(weights) != len(SIGNALS):
            raise ValueError(f"{len(weights)} weights for {len(SIGNALS)} signals")
        return cls(weights, float(fitted["bias"]), float(fitted["keep"]))

    def __call__(self, rows: Floats) -> Floats:
        """Probability of each row of signals, (statements,)."""
        odds = rows @ np.array(self.weights, dtype=np.float32) + np.float32(self.bias)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def signals(
    valid: Floats, begins: Floats, scores: Floats, tags: NDArray[np.int64], closed: NDArray[np.bool_]
) -> Floats:
    """Signals of some statements, (statements, SIGNALS).

    Args:
        valid: probability that each one's cue holds.
        begins: probability that its cue begins where it does.
        scores: log probabilities of TAGS for each word around it, (statements, words, TAGS).
        tags: the tags chosen, index into TAGS, (statements, words).
        closed: words that had to stay outside.
    """
    chances = np.where(closed[:, :, None], 0, np.exp(scores))
    content = _overlap(chances[:, :, _CONTENT:].sum(-1), tags >= _CONTENT)
    in_source = (tags > 0) & (tags < _CONTENT)
    source = _overlap(chances[:, :, 1:_CONTENT].sum(-1), in_source)
    none = ~in_source.any(1)
    length = np.log1p((tags >= _CONTENT).sum(1))
    return np.stack(
        [_log_odds(valid), _log_odds(begins), _log_odds(content), _log_odds(source), none, length], axis=1
    ).astype(np.float32)


def _overlap(chances: Floats, chosen: NDArray[np.bool_]) -> Floats:
    """Expected words shared by what was chosen and what is meant, as a share of both together.

    Where nothing was chosen, the chance that nothing is meant.
    """
    inside = np.where(chosen, chances, 0).sum(1)
    outside = np.where(chosen, 0, chances).sum(1)
    count = chosen.sum(1)
    return np.asarray(np.where(count, inside / np.maximum(count + outside, 1), 1 / (1 + outside)))


def _log_odds(chance: Floats) -> Floats:
    chance = np.clip(chance, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(chance / (1 - chance)))
