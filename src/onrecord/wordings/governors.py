"""Words that may govern others: negations, modals, conditions, verbs of denying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from onrecord.wordings.tokens import Token

__all__ = ["DENIALS", "GovernorKind", "governor", "kinds_in", "same_sense"]

GovernorKind = Literal["negation", "modality", "condition", "denial", "report"]

_NEGATIONS: Final = frozenset(
    "not never no nobody nothing none neither nor without hardly scarcely barely rarely seldom cannot "  # noqa: SIM905
    "cant dont wont isnt doesnt didnt wasnt aint noone nowhere".split()
)
_MODALS: Final = frozenset(
    "would could might may should must can ought maybe perhaps possibly probably supposedly allegedly".split()  # noqa: SIM905
)
_CONDITIONS: Final = frozenset(
    "if unless whether provided providing assuming suppose supposing imagine until till except lest".split()  # noqa: SIM905
)
DENIALS: Final = frozenset(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting doubt "  # noqa: SIM905
    "doubts doubted doubtful dispute disputes disputed disputing disagree disagrees disagreed false "
    "untrue lie lies lied lying wrong myth nonsense ridiculous absurd fail fails failed impossible "
    "unlikely oppose opposes opposed pretend pretends pretended wish wishes dismiss dismissed dismisses "
    "decline declines declined declining avoid avoids avoided avoiding prevent prevents prevented "
    "preventing refrain refrained forbid forbids forbidden neglected unable unwilling incapable "
    "reluctant repudiate repudiated disavow disavowed contradict contradicted debunked".split()
)


def governor(token: Token) -> GovernorKind | None:
    """Say what kind of governing word this is, if it is one.

    >>> from onrecord.wordings.tokens import tokenise
    >>> [governor(t) for t in tokenise("He didn't say if").tokens]
    [None, 'negation', None, 'condition']
    """
    key = token.key.removeprefix("#") if token.key == "#0" else token.key
    if key in _NEGATIONS or key.endswith("n't"):
        return "negation"
    if key in _MODALS or key.endswith("'d"):
        return "modality"
    if key in _CONDITIONS:
        return "condition"
    return "denial" if key in DENIALS else None


def kinds_in(tokens: Sequence[Token]) -> set[GovernorKind]:
    """All kinds of governing words among some tokens."""
    return {kind for kind in map(governor, tokens) if kind is not None}


def same_sense(lost: GovernorKind, given: set[GovernorKind]) -> bool:
    """Whether a draft's own words before a quotation give back what was lost: a denial may say "not"."""
    if lost in ("negation", "denial"):
        return bool(given & {"negation", "denial"})
    if lost in ("modality", "condition"):
        return bool(given & {"modality", "condition"})
    return False
