"""Letters that look or mean the same, folded to one, with a way back to where each came from."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["Folded", "fold", "in_mixed_letters"]

_PLAIN: Final = {
    **dict.fromkeys("’‘ʼʹ′´`‛＇‚‹›", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
    "…": "...",
    "\u2044": "/",
}
# Letters of other scripts that print like Latin ones. They count as Latin only in a word that has Latin
# letters as well: such a word is of no language, while Russian words of look-alikes alone are words.
_ALIKE: Final = dict(
    zip(
        "аеорсухіѕјһԁԛԝьАВЕКМНОРСТХУІЅЈԌԚԜαοριτυνκΑΒΕΖΗΙΚΜΝΟΡΤΥΧıℓ",
        "aeopcyxisjhdqwbABEKMHOPCTXYISJGQWaopituvkABEZHIKMNOPTYXil",
        strict=True,
    )
)
_MIXED = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[^\x00-\x7e]+")


class Folded(NamedTuple):
    """Folded text with the offset of the original character that each of its characters came from.

    ``at`` has one offset more than there are characters: the original's length.
    """

    text: str
    at: list[int]


def fold(text: str) -> Folded:
    r"""Fold Unicode forms, ligatures, look-alikes, quotation marks and dashes; drop what cannot be seen.

    Args:
        text: any text.

    >>> fold("o\u00adﬃce’s p\u200bаy").text
    "office's pay"
    >>> folded = fold("ﬁt")
    >>> folded.text, folded.at
    ('fit', [0, 0, 1, 2])
    """
    plain = text.replace("`", "'")
    if plain.isascii():
        return Folded(plain, list(range(len(plain) + 1)))
    out: list[str] = []
    at: list[int] = []
    done = 0
    for odd in _ODD.finditer(plain):
        i, end = odd.span()
        if i > done and unicodedata.combining(plain[i]):
            i -= 1  # The mark rides on the letter before.
        out.append(plain[done:i])
        at.extend(range(done, i))
        done = end
        while i < end:
            j = i + 1
            while j < end and unicodedata.combining(plain[j]):
                j += 1
            new = _cluster(plain[i:j])
            out.append(new)
            at.extend([i] * len(new))
            i = j
    out.append(plain[done:])
    at.extend(range(done, len(plain) + 1))
    return Folded(_MIXED.sub(_latin, "".join(out)), at)


def in_mixed_letters(word: str) -> bool:
    """Whether letters of another alphabet stand in a word for the Latin ones that they look like.

    >>> in_mixed_letters("plаn"), in_mixed_letters("plan"), in_mixed_letters("план")
    (True, False, False)
    """
    if word.isascii():
        return False
    plain = unicodedata.normalize("NFKC", "".join(c for c in word if not _unseen(c)))
    return _MIXED.sub(_latin, plain) != plain


@lru_cache(maxsize=4096)
def _cluster(cluster: str) -> str:
    if len(cluster) == 1:
        # ½ and ² would run into the figure before them: 5½ is not 51/2.
        if unicodedata.category(cluster) == "No":
            return cluster
        # Cf: zero-width characters, soft hyphens, direction marks. Variation selectors are marks (Mn).
        if unicodedata.category(cluster) == "Cf" or "\ufe00" <= cluster <= "\ufe0f":
            return ""
    plain = _PLAIN.get(cluster)
    if plain is not None:
        return plain
    return "".join(_PLAIN.get(c, c) for c in unicodedata.normalize("NFKC", cluster) if not _unseen(c))


def _unseen(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or unicodedata.category(char) == "Cf"


def _latin(word: re.Match[str]) -> str:
    letters = word[0]
    if letters.isascii() or not any(c in _ALIKE for c in letters):
        return letters
    if not any(c.isascii() for c in letters):
        return letters
    # One for one, so that the offsets hold.
    return "".join(_ALIKE.get(c, c) for c in letters)
