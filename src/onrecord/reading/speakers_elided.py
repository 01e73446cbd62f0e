"""Verbs without a subject of their own: "Finch thanked her **and urged** calm", "left, **saying** so"."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["shares_subject"]

_JOINED: Final = re.compile(
    r"(?:,|\b(?:and|but|or|before|after|while|by|then)|\s[—–-])\s+(?:(?:also|even|not|then|\w+ly)\s+)?$"
)
_VERB: Final = re.compile(
    r"(?!(?:is|was|has been|had been)\b)(?:\w+(?:ing|ed|s)|had|has|said|told|will|would)\b"
)
_REACH: Final = 30


def shares_subject(text: str, start: int) -> bool:
    """Whether a cue without a source is a verb whose subject is that of a verb before it.

    Args:
        text: the text.
        start: of the cue.

    >>> shares_subject("Finch denied it, calling it a lie", 17), shares_subject("Finch denied claims", 13)
    (True, False)
    """
    return bool(_JOINED.search(text, max(0, start - _REACH), start) and _VERB.match(text, start))
