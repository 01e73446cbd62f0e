"""How far a negation, modal, condition or denial reaches in its sentence.

A quotation that begins behind one, or ends before a condition, may stand there word for word and say
something else: "I support it" out of "I never said I support it".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.wordings.governors import DENIALS, GovernorKind, governor
from onrecord.wordings.tokens import Token, abbreviated

__all__ = ["condition_behind", "governors_before"]

# What is said to be said by others is not what the speaker says: "She said that it is not our fight".
_REPORTS: Final = frozenset(
    "say says said claim claims claimed insist insists insisted allege alleges alleged argue argues argued "  # noqa: SIM905
    "allegation allegations accusation accusations rumor rumors notion".split()
)
_OWN: Final = frozenset(["i", "i've", "i'd", "i'll", "we", "we've", "we'd", "you", "let", "to", "as", "like"])
# The clause behind these is so whether they are negated or not: "I didn't know that he lied".
_FACTIVES: Final = frozenset(
    "know knows knew known realize realizes realized notice noticed regret regrets forget forgets forgot "  # noqa: SIM905
    "remember remembers understand understands understood see sees saw".split()
)
# Behind "see" a clause is so only if it is one: "I never saw that he paid", but "I never saw him pay".
_SEEN: Final = frozenset("see sees saw".split())  # noqa: SIM905
_CLAUSES: Final = frozenset("that how why what where".split())  # noqa: SIM905
# They begin a clause that has a verb of its own.
_SUBJECTS: Final = frozenset(
    "i we he she they it you that's it's i'm we're he's she's they're this there".split()  # noqa: SIM905
)
_NOUNS_BEGIN: Final = _SUBJECTS | frozenset(
    "the a an that these those my our your his her their its some many most everyone everybody people".split()  # noqa: SIM905
)
_COORDINATORS: Final = frozenset(
    "but and or so yet then because although though whereas while which who".split()  # noqa: SIM905
)
_SUBORDINATORS: Final = frozenset("but because although though whereas".split())  # noqa: SIM905
# A clause that they take is opened, and still open at the mark behind them: "I don't think, you know, we …".
_TAKE_A_CLAUSE: Final = frozenset(
    "think believe say said mean feel suppose guess want expect see that to".split()  # noqa: SIM905
)
# The noun of denying governs what is joined to it: "a rejection of the plan".
_DENYING: Final = frozenset(
    "denial denials refusal refusals rejection rejections doubt doubts dispute disputes disagreement "  # noqa: SIM905
    "disagreements opposition failure failures lack absence inability reluctance lie lies myth".split()
)
_JOINED: Final = frozenset("of to that in with about over by on and the a an any".split())  # noqa: SIM905
_NO_PARTICIPLES: Final = frozenset("nothing anything something everything during king thing morning".split())  # noqa: SIM905
_LEADING: Final = frozenset("after as when while since before because although though asked".split())  # noqa: SIM905
# "Rather than support it": in two words what "not" says in one.
_IN_TWO: Final[dict[tuple[str, str], GovernorKind]] = {
    ("rather", "than"): "negation",
    ("instead", "of"): "negation",
    ("far", "from"): "negation",
    ("rule", "out"): "denial",
    ("rules", "out"): "denial",
    ("ruled", "out"): "denial",
    ("ruling", "out"): "denial",
}
_BREAKS: Final = re.compile(r"[;?!\n:]|--|(?<!\w)-(?!\w)|\"\s*-")
_STOP: Final = re.compile(r"(?<!\.)\.(?!\.)")
_DASH: Final = re.compile(r"--|(?<!\w)-(?!\w)")
_COMMA: Final = re.compile("^ ?, ?$")
# They may stand alone: "No - I support it".
_ANSWERS: Final = frozenset("no never nothing none nobody wrong false maybe perhaps lie".split())  # noqa: SIM905
_AUXILIARIES: Final = frozenset("will have has had i've we've i'll we'll do does did".split())  # noqa: SIM905
_NOT_ONLY: Final = frozenset("only just merely simply".split())  # noqa: SIM905
_ASIDE = 6
"""An aside between dashes or commas has no more words than this."""


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
    start = _begun(tokens, gaps, first, start)
    scope = _scope(tokens, gaps, first, start)
    found = [
        (i, kind)
        for n, i in enumerate(scope)
        if (kind := _kind(tokens, i, start)) and _reaches(tokens, gaps, i, scope[:n], start, kind)
    ]
    found += _conditions(tokens, gaps, first, start, {i for i, _ in found})
    report = _report(tokens, gaps, first, start)
    if report is not None:
        found.append((report, "report"))
    return found


def _scope(tokens: Sequence[Token], gaps: Sequence[str], first: int, start: int) -> list[int]:
    """The words before a place that may reach it, the nearest first, without asides."""
    scope: list[int] = []
    i = start - 1
    while i >= first:
        if _ends_scope(tokens, gaps, first, i + 1):
            aside = _aside(tokens, gaps, first, i + 1, start)
            if aside is None:
                break
            scope = [j for j in scope if j >= aside[1]]
            i = aside[0] - 1
        scope.append(i)
        i -= 1
    return scope


def _kind(tokens: Sequence[Token], i: int, start: int) -> GovernorKind | None:
    """What a token is, alone or with the word behind it, to what begins at ``start``."""
    key = tokens[i].key
    if key in _DENYING and all(token.key in _JOINED for token in tokens[i + 1 : start]):
        return "denial"
    if key == "few" and (i == 0 or tokens[i - 1].key not in ("a", "the", "these", "those", "last", "next")):
        return "negation"
    if i + 1 < start and (key, tokens[i + 1].key) in _IN_TWO:
        return _IN_TWO[key, tokens[i + 1].key]
    return governor(tokens[i])


def _conditions(
    tokens: Sequence[Token], gaps: Sequence[str], first: int, start: int, known: set[int]
) -> list[tuple[int, GovernorKind]]:
    """A condition governs the main clause too, over a comma: "If he pays, I support it"."""
    return [
        (i, "condition")
        for i in range(first, start)
        if (i == first or tokens[i - 1].key in ("but", "and", "so"))
        and governor(tokens[i]) == "condition"
        and tokens[i].key != "whether"
        and i not in known
        and not any(_full_stop(tokens, gaps, j) for j in range(i + 1, start + 1))
    ]


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


def _stopped(tokens: Sequence[Token], gaps: Sequence[str], i: int) -> bool:
    """Whether a full stop stands before a token that is not an abbreviation's."""
    return bool(_STOP.search(gaps[i])) and not (i > 0 and abbreviated(tokens[i - 1].form, gaps[i]))


def _full_stop(tokens: Sequence[Token], gaps: Sequence[str], i: int) -> bool:
    return bool(re.search(r"[;?!\n]|--", gaps[i])) or _stopped(tokens, gaps, i)


def _ends_scope(tokens: Sequence[Token], gaps: Sequence[str], first: int, i: int) -> bool:
    """Whether the scope of what stands before token ``i`` ends there, so that it reaches no further."""
    gap, key = gaps[i], tokens[i].key
    if _BREAKS.search(gap) or _stopped(tokens, gaps, i):
        return True
    if "," in gap:
        if key in ("and", "or"):
            # "I could close it, and sell the boats": one verb for two, if no other subject comes.
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            return following is None or following.key in _NOUNS_BEGIN or following.form[:1].isupper()
        if key in _SUBJECTS or key in _COORDINATORS or _leaves(tokens, first, i):
            return True
    # “Not because they changed their minds” denies what stands behind.
    denied = i > 0 and not gap.strip() and governor(tokens[i - 1]) == "negation"
    return key in _SUBORDINATORS and not denied


def _leaves(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether a word behind a comma begins what the clause before has no hold of.

    A participle ("which we might not keep, hoping for rain"), or the subject of the clause that a first one
    only leads to ("After the board refused to pay, Mr. Brandt left").
    """
    form = tokens[i].form
    participle = form.islower() and form.endswith("ing") and form not in _NO_PARTICIPLES
    lead = first + (tokens[first].key in ("and", "but", "so"))
    return participle or (form[:1].isupper() and tokens[lead].key in _LEADING)


def _aside(
    tokens: Sequence[Token], gaps: Sequence[str], first: int, at: int, start: int
) -> tuple[int, int] | None:
    """The aside that begins or ends at a mark, if the clause before it goes on behind it.

    "I do not - and I never did - support it", "I don't think, you know, we should". A lone dash behind a
    word that wants another is a pause, and an aside without words.
    """
    mark = _DASH if _DASH.search(gaps[at]) else _COMMA
    if not mark.search(gaps[at]):
        return None
    before = [(i, at) for i in range(at - 1, max(first, at - _ASIDE - 1), -1) if mark.search(gaps[i])][:1]
    behind = [(at, i) for i in range(at + 1, min(at + _ASIDE, start) + 1) if mark.search(gaps[i])][:1]
    pause = [(at, at)] if mark is _DASH else []
    asides = [*before, *(behind or pause)]
    return next((a for a in asides if a[0] > first and _is_open(tokens, first, a[0] - 1)), None)


def _is_open(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether a clause cannot end with a word: it takes a verb or another clause."""
    if tokens[i].key in _ANSWERS:
        return i > first and (governor(tokens[i - 1]) is not None or tokens[i - 1].key in _AUXILIARIES)
    return tokens[i].key in _TAKE_A_CLAUSE or governor(tokens[i]) is not None


def _reaches(
    tokens: Sequence[Token],
    gaps: Sequence[str],
    i: int,
    between: Sequence[int],
    start: int,
    kind: GovernorKind,
) -> bool:
    following = tokens[i + 1].key if i + 1 < len(tokens) else ""
    if kind == "negation":
        # "Not only do I …" denies nothing, unless what is quoted begins with "only". "No, I do."
        if (following in _NOT_ONLY and i + 1 < start) or ("," in gaps[i + 1] and tokens[i].key == "no"):
            return False
        if tokens[i].key == "no" and following in ("doubt", "question", "matter"):
            return False
    if kind == "denial" and "," in gaps[i + 1] and tokens[i].key in DENIALS:
        return False
    return kind == "condition" or not any(_factive(tokens, j) for j in between)


def _factive(tokens: Sequence[Token], i: int) -> bool:
    key = tokens[i].key
    if key in _SEEN:
        return i + 1 < len(tokens) and tokens[i + 1].key in _CLAUSES
    return key in _FACTIVES


def condition_behind(tokens: Sequence[Token], gaps: Sequence[str], end: int, last: int) -> int | None:
    """Find what takes back or binds a sentence's words after they end: a condition, or "is a lie".

    Args:
        tokens: the tokens on record.
        gaps: the marks before each.
        end: the token behind the quoted words.
        last: the token behind the sentence.
    """
    for i in range(end, last):
        if i > end and _full_stop(tokens, gaps, i):
            return None
        if tokens[i].key in ("if", "unless", "until", "provided", "assuming", "except"):
            asks = i > 0 and tokens[i - 1].key in ("as", "even", "see", "ask", "know", "wonder", "only")
            return None if asks and tokens[i - 1].key != "only" else i
        if [t.key for t in tokens[i + 1 : i + 3]] == ["long", "as"] and tokens[i].key in ("as", "so"):
            return i + 1
    copula = end < last and tokens[end].key in ("is", "was", "are", "were", "would", "isn't", "wasn't")
    if copula and not gaps[end].strip():
        for i in range(end, min(end + 5, last)):
            if tokens[i].key in DENIALS or (i == end + 1 and governor(tokens[i]) == "negation"):
                return i
    return None
