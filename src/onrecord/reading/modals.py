"""In comments, "can veto" and "should address" say what may be done, and not what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["only_may_do"]

_MODALS: Final = frozenset(
    {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought"}
)
# What is said, thought, known or wanted may stand behind a modal: "can tell", "would argue".
_SAYS: Final = frozenset(
    "accept accuse acknowledge add admit advise agree allege announce answer appreciate argue ask "  # noqa: SIM905
    "assert assume believe bet blame boast call cite claim comment complain conclude concede "
    "condemn confess confirm consider contend decide declare demand deny describe determine "
    "disagree disclose discover dispute doubt emphasise emphasize estimate expect explain express "
    "fear feel figure find forget gather guess hear hint hold hope imagine imply inform insist "
    "intend judge know like love maintain mean mention note object observe offer order plead pledge "
    "point predict prefer pretend promise propose prove quote read realise realize reason recall "
    "recognise recognize recommend regret remark remember remind repeat reply report request reveal "
    "say see sense show speculate state stress suggest suppose suspect swear tell testify think "
    "threaten tweet understand urge vow want warn wish wonder worry write".split()
)


def only_may_do(cue: str) -> bool:
    """Whether a cue is a modal with a verb of doing.

    Args:
        cue: its words.

    >>> only_may_do("should immediately address"), only_may_do("can tell"), only_may_do("said")
    (True, False, False)
    """
    words: Sequence[str] = cue.lower().replace("’", "'").split()
    return len(words) > 1 and words[0] in _MODALS and not _SAYS.intersection(words[1:])
