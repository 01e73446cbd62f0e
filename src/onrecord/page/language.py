"""Which language is a text in? ISO 639-1, or nothing where the text is too short to tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["detect"]

HEAD = 5000
"""Code points looked at, counted from the first letter."""

MIN_WORDS = 3
MIN_PROBABILITY = 0.8

# py3langid tells spoken forms apart whose texts are called Chinese, Arabic and Norwegian.
_MACRO = {"wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "nn": "no"}

# Words that are frequent in English and mean nothing in the other languages of the Latin script.
_ENGLISH = frozenset(
    {"the", "and", "that", "with", "from", "this", "which", "would", "have", "has", "been", "were"}
    | {"they", "their", "said", "are", "but", "who", "had", "should"}
)
_ENGLISH_SHARE = 0.1
_ENGLISH_KINDS = 4
_ENGLISH_WORDS = 20

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def detect(text: str) -> str | None:
    """Find the language of a text.

    Names say little about the language they stand in ("Anna Kowalczyk and Piotr Nowak were elected"), so
    capitalised words are left out where lower-case ones remain. A guess below 80 % is no answer.

    Args:
        text: any text; its first 5,000 code points from the first letter are looked at.

    Returns:
        The ISO 639-1 code, or None where the text is too short or too mixed to tell, or in a language
        that has no such code.

    Source: Lui and Baldwin, langid.py (ACL 2012), in the model of py3langid.

    >>> detect("The council said on Tuesday that the bridge would stay closed until May.")
    'en'
    >>> detect("Der Stadtrat sagte am Dienstag, die Brücke bleibe bis Mai geschlossen.")
    'de'
    >>> detect("Olga Brandvik") is None
    True
    """
    words = _words(text)
    if _plainly_english(words):
        return "en"
    said = [w for w in words if not w[0].isupper()] or words
    if not _enough(said):
        return None
    chances: dict[str, float] = {}
    for code, chance in _identifier().rank(" ".join(said)):
        code = _MACRO.get(code, code)
        chances[code] = chances.get(code, 0.0) + chance
    best = max(chances, key=lambda code: chances[code])
    return best if chances[best] >= MIN_PROBABILITY and len(best) == 2 else None


def _words(text: str) -> list[str]:
    first = _WORD.search(text)
    if first is None:
        return []
    head = text[first.start() : first.start() + HEAD]
    return _WORD.findall(head.lower() if head.isupper() else head)


def _enough(words: list[str]) -> bool:
    # Scripts without spaces (Chinese, Japanese, Thai) put a whole clause into one "word".
    return len(words) >= MIN_WORDS or any(len(w) >= 4 and not w.isascii() for w in words)


def _plainly_english(words: list[str]) -> bool:
    """Whether English function words alone settle it.

    Loading py3langid's model takes half a second, a third of what reading a short page may take; most
    pages are English and show it at once. Everything else is left to the model.
    """
    if len(words) < _ENGLISH_WORDS:
        return False
    hits = [w for w in map(str.lower, words) if w in _ENGLISH]
    return len(hits) >= _ENGLISH_SHARE * len(words) and len(set(hits)) >= _ENGLISH_KINDS


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # An identifier of our own: the library's global one gives scores, not probabilities, and its
    # languages may be restricted by others (trafilatura uses it too).
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
