"""What a cut loses: the words of the sentence that govern what is quoted and are not quoted with it."""

from __future__ import annotations

from onrecord.wordings.governors import GovernorKind, same_sense
from onrecord.wordings.printed import Printed
from onrecord.wordings.scope import condition_behind, governors_before
from onrecord.wordings.tokens import Token

__all__ = ["lost_after", "lost_before"]


def lost_before(
    page: Printed, start: int, given: frozenset[GovernorKind], since: int | None = None
) -> list[Token]:
    """Find the governing words before a place in its sentence.

    Args:
        page: the statement with the text around it.
        start: the token of ``page.around`` that is quoted first.
        given: kinds that the draft has before the quotation: they are not lost.
        since: tokens before this one are quoted and count as not lost.
    """
    first, last = page.sentence(start)
    own = _own_words(page, first, last, start)
    tokens = [page.around.tokens[i] for i in own]
    gaps = [_gap(page, own, k) for k in range(len(own))]
    found = governors_before(tokens, gaps, 0, own.index(start))
    least = first if since is None else since
    # That the narrator says who said it is no part of what was said.
    found = [(i, kind) for i, kind in found if kind != "report" or page.marked[own[i]]]
    return [tokens[i] for i, kind in found if own[i] >= least and not same_sense(kind, set(given))]


def lost_after(
    page: Printed, end: int, given: frozenset[GovernorKind], until: int | None = None
) -> list[Token]:
    """Find what takes back or binds a sentence behind a place in it.

    Args:
        page: the statement with the text around it.
        end: the token of ``page.around`` behind the quoted words.
        given: kinds that the draft has before the quotation.
        until: tokens from this one on are quoted.
    """
    if end == 0 or end >= len(page.around.tokens) or same_sense("condition", set(given)):
        return []
    first, last = page.sentence(end - 1)
    if end >= last:
        return []
    own = _own_words(page, first, last, end - 1)
    if end not in own:
        # The quotation's marks close here; the narrator's words do not bind it. Others of the speaker may.
        rest = [i for i in own if i > end - 1]
        if not rest:
            return []
        end = rest[0]
    tokens = [page.around.tokens[i] for i in own]
    gaps = [_gap(page, own, k) for k in range(len(own))]
    found = condition_behind(tokens, gaps, own.index(end), len(own))
    if found is None or (until is not None and own[found] >= until):
        return []
    return [tokens[found]]


def _own_words(page: Printed, first: int, last: int, at: int) -> list[int]:
    """The sentence without the narrator's interruptions of a quotation.

    What the narrator says before a quotation that begins in the middle of a sentence governs it ("would
    not “support the bill”"); before a quotation that is a sentence by itself it does not.
    """
    if not page.marked[at]:
        return list(range(first, last))
    opening = next(i for i in range(first, last) if page.marked[i])
    whole = page.around.tokens[opening].form[:1].isupper() and page.around.tokens[opening].key != "i"
    whole |= "," in page.around.gaps[opening] or ":" in page.around.gaps[opening]
    head = [] if whole else list(range(first, opening))
    return head + [i for i in range(opening, last) if page.marked[i]]


def _gap(page: Printed, own: list[int], k: int) -> str:
    """The marks before a word; of an interruption only the mark at its beginning counts."""
    gap = page.around.gaps[own[k]]
    if k and own[k] != own[k - 1] + 1:
        return "".join(c for c in page.around.gaps[own[k - 1] + 1] if c in ";:?!-") or " "
    return gap
