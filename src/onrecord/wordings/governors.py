"""Words that govern what follows them: negations, modals, conditions, verbs of denying.

A quotation that begins behind one, or ends before a condition, may stand there word for word and say
something else: "I support it" out of "I never said I support it".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from onrecord.wordings.tokens import Token

__all__ = ["GovernorKind", "condition_behind", "governor", "governors_before", "kinds_in", "same_sense"]

GovernorKind = Literal["negation", "modality", "condition", "denial", "report"]

_NEGATIONS: Final = frozenset(
    "not never no nobody nothing none neither nor without hardly scarcely barely rarely seldom cannot "  # noqa: SIM905
    "cant dont wont isnt doesnt didnt wasnt aint noone nowhere".split()
)
_MODALS: Final = frozenset(
    "would could might may should must can ought maybe perhaps possibly probably supposedly allegedly".split()  # noqa: SIM905
)
_CONDITIONS: Final = frozenset(
    "if unless whether provided providing assuming suppose supposing until till except lest".split()  # noqa: SIM905
)
_DENIALS: Final = frozenset(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting doubt "  # noqa: SIM905
    "doubts doubted doubtful dispute disputes disputed disputing disagree disagrees disagreed false untrue "
    "lie lies lied lying wrong myth nonsense ridiculous absurd fail fails failed impossible unlikely "
    "oppose opposes opposed pretend pretends pretended wish wishes dismiss dismissed dismisses".split()
)
# What is said to be said by others is not what the speaker says: "She said that it is not our fight".
_REPORTS: Final = frozenset("says said claims claimed insists insisted alleges alleged argues argued".split())  # noqa: SIM905
_OWN: Final = frozenset(["i", "i've", "i'd", "i'll", "we", "we've", "we'd", "you", "let", "to", "as", "like"])
# The clause behind these is so whether they are negated or not: "I didn't know that he lied".
_FACTIVES: Final = frozenset(
    "know knows knew known realize realizes realized notice noticed regret regrets forget forgets forgot "  # noqa: SIM905
    "remember remembers understand understands understood see sees saw".split()
)
_SUBJECTS: Final = frozenset(
    [
        "i",
        "we",
        "he",
        "she",
        "they",
        "it",
        "you",
        "that's",
        "it's",
        "i'm",
        "we're",
        "he's",
        "she's",
        "they're",
        "this",
        "there",
    ]
)
_COORDINATORS: Final = frozenset(
    [
        "but",
        "and",
        "or",
        "so",
        "yet",
        "then",
        "because",
        "although",
        "though",
        "whereas",
        "while",
        "which",
        "who",
    ]
)
_SUBORDINATORS: Final = frozenset("but because although though whereas".split())  # noqa: SIM905
_BREAKS: Final = re.compile(r"[;?!\n:]|--|(?<!\w)-(?!\w)|(?<!\.)\.(?!\.)|\"\s*-")
_NOT_ONLY: Final = frozenset("only just merely simply".split())  # noqa: SIM905


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
    return "denial" if key in _DENIALS else None


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


def governors_before(
    tokens: Sequence[Token], gaps: Sequence[str], first: int, start: int
) -> list[tuple[int, GovernorKind]]:
    """Find the words of a sentence that govern a place in it and stand before that place.

    Args:
        tokens: the tokens on record.
        gaps: the marks before each.
        first: the token that begins the sentence.
        start: the token at the place.

    Returns:
        Numbers of governing tokens with their kinds, the nearest first.
    """
    found: list[tuple[int, GovernorKind]] = []
    start = _begun(tokens, gaps, first, start)
    report = _report(tokens, gaps, first, start)
    for i in range(start - 1, first - 1, -1):
        if _ends_scope(tokens, gaps, i + 1, start):
            break
        kind = governor(tokens[i])
        if kind is not None and _reaches(tokens, gaps, i, start, kind):
            found.append((i, kind))
    # A condition governs the main clause too, over a comma: "If he pays, I support it".
    for i in range(first, start):
        opening = i == first or tokens[i - 1].key in ("but", "and", "so")
        if (
            opening
            and governor(tokens[i]) == "condition"
            and tokens[i].key != "whether"
            and (
                not any(_full_stop(gaps[j]) for j in range(i + 1, start + 1))
                and (i, "condition") not in found
            )
        ):
            found.append((i, "condition"))
    if report is not None:
        found.append((report, "report"))
    return found


def _begun(tokens: Sequence[Token], gaps: Sequence[str], first: int, start: int) -> int:
    """Where a clause was begun that a speaker breaks off at a dash and begins anew: "it's not - it's not"."""
    for size in range(1, min(4, start - first, len(tokens) - start) + 1):
        begun = start - size
        anew = [t.key for t in tokens[begun:start]] == [t.key for t in tokens[start : start + size]]
        if anew and "-" in gaps[start]:
            return begun
    return start


def _report(tokens: Sequence[Token], gaps: Sequence[str], first: int, start: int) -> int | None:
    """The verb by which the speaker gives the clause that begins at a place as what others say."""
    verb = start - 2 if start > first and tokens[start - 1].key == "that" else start - 1
    if verb <= first or tokens[verb].key not in _REPORTS:
        return None
    if any(gap.strip() for gap in gaps[verb + 1 : start + 1]):
        return None
    told = {token.key for token in tokens[max(first, verb - 3) : verb]}
    return None if told & _OWN else verb


def _full_stop(gap: str) -> bool:
    return bool(re.search(r"[;?!\n]|--|(?<!\.)\.(?!\.)", gap))


def _ends_scope(tokens: Sequence[Token], gaps: Sequence[str], i: int, start: int) -> bool:
    """Whether the scope of what stands before token ``i`` ends there, so that it cannot reach ``start``."""
    gap, key = gaps[i], tokens[i].key
    if _BREAKS.search(gap):
        return True
    if "," in gap and (key in _SUBJECTS or key in _COORDINATORS):
        return True
    # “Not because they changed their minds” denies what stands behind.
    denied = i > 0 and not gaps[i].strip() and governor(tokens[i - 1]) == "negation"
    return key in _SUBORDINATORS and not denied


def _reaches(tokens: Sequence[Token], gaps: Sequence[str], i: int, start: int, kind: GovernorKind) -> bool:
    following = tokens[i + 1].key if i + 1 < len(tokens) else ""
    if kind == "negation":
        if following in _NOT_ONLY or ("," in gaps[i + 1] and tokens[i].key == "no"):
            return False  # "Not only do I …" "No, I do."
        if tokens[i].key == "no" and following in ("doubt", "question", "matter"):
            return False
    if kind == "denial" and "," in gaps[i + 1]:
        return False
    return kind == "condition" or not any(tokens[j].key in _FACTIVES for j in range(i + 1, start))


def condition_behind(tokens: Sequence[Token], gaps: Sequence[str], end: int, last: int) -> int | None:
    """Find what takes back or binds a sentence's words after they end: a condition, or "is a lie".

    Args:
        tokens: the tokens on record.
        gaps: the marks before each.
        end: the token behind the quoted words.
        last: the token behind the sentence.
    """
    for i in range(end, last):
        if i > end and _full_stop(gaps[i]):
            return None
        if tokens[i].key in ("if", "unless", "until", "provided", "assuming", "except"):
            asks = i > 0 and tokens[i - 1].key in ("as", "even", "see", "ask", "know", "wonder", "only")
            return None if asks and tokens[i - 1].key != "only" else i
    copula = end < last and tokens[end].key in ("is", "was", "are", "were", "would", "isn't", "wasn't")
    if copula and not gaps[end].strip():
        for i in range(end, min(end + 5, last)):
            if tokens[i].key in _DENIALS or (i == end + 1 and governor(tokens[i]) == "negation"):
                return i
    return None
