"""The reason for a verdict, in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.core.findings import ALLOWANCES, Allowance, Difference, Verdict
from onrecord.core.values import SpeakerName
from onrecord.wordings.match import Match

__all__ = ["reason_for"]

_CHANGES = {
    "negation": "a negation differs",
    "number": "a number differs",
    "modality": "a modal or a condition differs",
    "name": "a name differs",
    "tense": "a tense or a form differs",
    "transliteration": "a name is spelt in another way",
    "question": "a question became a statement or the other way about",
    "joined": "words were left out without an ellipsis",
    "cut": "words were left out",
    "added": "words were put in",
    "replaced": "words were replaced",
}


def reason_for(
    verdict: Verdict,
    speaker: str | None,
    best: Match | None,
    difference: Sequence[Difference],
    allowed: Collection[Allowance],
    searched: str,
) -> str:
    """Say in one sentence why a quotation gets its verdict.

    Args:
        verdict: the verdict.
        speaker: whom the draft names.
        best: the match it rests on first.
        difference: how the quotation departs from it.
        allowed: light edits met.
        searched: what was searched, as a phrase.
    """
    who = _who(best.entry.statement.speaker) if best else ""
    edits = ", ".join(name for name in ALLOWANCES if name in allowed)
    if verdict == "verbatim":
        return f"These words are on record as said by {who or 'the same source'}" + (
            f", with light editing ({edits})." if edits else "."
        )
    if verdict == "altered":
        return _altered(who, difference, edits)
    if verdict == "spliced":
        return "The words stand on record in pieces that are apart."
    if verdict == "reported":
        same = "these words are" if best and best.words_same else "words like these are"
        return f"From {who or 'the source'} {same} on record in indirect speech only, not as a quotation."
    if verdict == "misattributed":
        return f"The words are on record as said by {who}, not by {speaker}."
    if verdict == "unattributed":
        return "The words stand on a page that was searched, and it is not on record who said them."
    return f"Nothing like these words is among the {searched} that were searched."


def _altered(who: str, difference: Sequence[Difference], edits: str) -> str:
    lost = [d.original for d in difference if d.kind == "context"]
    said = f" of {who}" if who else ""
    if lost and all(d.kind == "context" for d in difference):
        return (
            f"The words stand on record, but “{lost[0]}”, which governs them in their sentence, was cut off."
        )
    if not difference:
        return f"The words differ from those on record{said} by editing that is not allowed here ({edits})."
    kinds = dict.fromkeys(d.kind for d in difference if d.kind != "context")
    return f"The words are close to words on record{said}, but {', '.join(_CHANGES[kind] for kind in kinds)}."


def _who(speaker: SpeakerName) -> str:
    if speaker is None:
        return ""
    return speaker if isinstance(speaker, str) else " and ".join(speaker)
