"""What the model tags: the words' roles, and the names of its outputs."""

from __future__ import annotations

from typing import Final

from onrecord.core.values import StatementType

__all__ = ["CUE_TAGS", "LEFT", "RELAY_TAGS", "RIGHT", "TAGS", "TYPES"]

CUE_TAGS: Final = ("O", "B", "I")
"""Cue tags of a word: outside, begins a cue, goes on with it."""

TAGS: Final = ("O", "B-source", "I-source", "B-content", "I-content")
"""Tags of a word in the pass of one cue."""

RELAY_TAGS: Final = ("O", "to", "via")
"""Second tag of a word in the pass of one cue: addressee or medium."""

TYPES: Final[tuple[StatementType, ...]] = ("assertion", "belief", "fact", "eventuality")

LEFT: Final = 48
"""Words before a cue's first word that its pass sees in training."""

RIGHT: Final = 72
"""Words from a cue's first word on that its pass sees in training, the cue included."""
