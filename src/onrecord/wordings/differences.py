"""What sort of difference a changed stretch of words is, or the light edit that it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from onrecord.core.findings import DifferenceKind
from onrecord.wordings.governors import governor, kinds_in
from onrecord.wordings.names import transliterated
from onrecord.wordings.tokens import Token

__all__ = ["in_brackets", "kind_of_change", "stem"]

_IRREGULAR: Final = (
    "be am is are was were been being|have has had having|do does did done doing|go goes went gone going|"
    "say says said saying|will would|can could|shall should|may might|get gets got|make makes made|"
    "take takes took taken|come comes came|see sees saw seen|know knows knew known|give gives gave given|"
    "think thinks thought|tell tells told|find finds found|leave leaves left|feel feels felt|keep keeps kept|"
    "begin begins began begun|win wins won|lose loses lost|pay pays paid|run runs ran|stand stands stood|"
    "hold holds held|bring brings brought|write writes wrote written|speak speaks spoke spoken"
)
_FORMS: Final = {form: line.split()[0] for line in _IRREGULAR.split("|") for form in line.split()}
_ENDINGS: Final = ("ing", "ied", "ies", "ed", "es", "s", "e", "d", "y")
_BRACKET_MAY_REPLACE = 6
"""How many words one bracket may stand for."""


def in_brackets(quotation: Sequence[Token], original: Sequence[Token]) -> bool:
    """Whether a change is an editor's word in brackets that changes no sense.

    A bracket may explain or resolve a pronoun; it may not deny, count, or put one name for another.

    Args:
        quotation: tokens of the quotation.
        original: tokens on record in their place.
    """
    if not quotation or len(original) > _BRACKET_MAY_REPLACE:
        return False
    if any(token.number or governor(token) for token in (*quotation, *original)):
        return False
    if len(quotation) == len(original) == 1 and quotation[0].patched:
        return stem(quotation[0].key) == stem(original[0].key)
    # What stands in brackets on record is not the draft's own note: to change it is to change the record.
    return all(token.bracketed for token in quotation) and not any(
        _is_name(token) or token.bracketed for token in original
    )


def kind_of_change(
    quotation: Sequence[Token], original: Sequence[Token], *, sentences: int
) -> DifferenceKind:
    """Sort a change by what it does to the sense, the gravest first.

    Args:
        quotation: tokens of the quotation; none where words were cut.
        original: tokens on record; none where words were added.
        sentences: how many sentences of the record begin among what was cut.

    >>> from onrecord.wordings.tokens import tokenise
    >>> was, now = tokenise("will").tokens, tokenise("will not").tokens
    >>> kind_of_change(now, was, sentences=0)
    'negation'
    """
    before, after = kinds_in(original), kinds_in(quotation)
    if ("negation" in before) != ("negation" in after):
        return "negation"
    if [t.key for t in quotation if t.number] != [t.key for t in original if t.number]:
        return "number"
    if not quotation and (len(original) > 3 or sentences):
        return "joined"
    if any((kind in before) != (kind in after) for kind in ("modality", "condition")):
        return "modality"
    if len(quotation) == len(original):
        pairs = list(zip(quotation, original, strict=True))
        if all(_is_name(a) and _is_name(b) for a, b in pairs):
            return "transliteration" if all(_near(a.key, b.key) for a, b in pairs) else "name"
        if all(a.key != b.key and stem(a.key) == stem(b.key) for a, b in pairs):
            return "tense"
    if quotation and original:
        names = [[t.key for t in side if _is_name(t)] for side in (quotation, original)]
        return "name" if all(names) and names[0] != names[1] else "replaced"
    return "added" if quotation else "cut"


def _near(a: str, b: str) -> bool:
    return a == b or transliterated(a, b) or (a[:1] == b[:1] and len(a) > 4 and fuzz.ratio(a, b) >= 75)


def _is_name(token: Token) -> bool:
    return token.form[:1].isupper() and token.form not in ("I", "I'm", "I've", "I'll", "I'd")


def stem(word: str) -> str:
    """Take a word's ending off, roughly: forms of one verb or noun get the same stem.

    >>> stem("supports") == stem("supported"), stem("went") == stem("goes")
    (True, True)
    """
    if word in _FORMS:
        return _FORMS[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word.removesuffix(ending)
            return stem[:-1] if stem[-1] == stem[-2] else stem
    return word
