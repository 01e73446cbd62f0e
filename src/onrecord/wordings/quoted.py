"""Where on a page do quoted words come from? Found by three words in a row, then aligned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.core.values import Span
from onrecord.wordings.align import align
from onrecord.wordings.tokens import Token, tokenise

__all__ = ["LEAST", "Text", "Texts"]

LEAST = 4
"""Fewer words than these stand in two places by chance."""
_SAME = 0.8
"""Share of the words that must be there: light editing is let pass."""
_COMMON = 50
_SLACK = 16


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may have been quoted.

    Args:
        comment: the comment's number; None for the article.
        text: the whole text that places count in.
        place: the part of it that is looked at.
    """

    comment: int | None
    text: str
    place: Span


class Texts:
    """An index over texts.

    Args:
        texts: in the order of preference where words stand in several.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: list[tuple[int | None, tuple[Token, ...]]] = []
        self._found: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(texts):
            start, end = text.place
            tokens = tokenise(text.text[start:end], start).tokens
            self._texts.append((text.comment, tokens))
            for at, three in enumerate(_threes(tokens)):
                self._found[three].append((number, at))

    def find(self, words: str, *, before: int | None = None) -> tuple[int | None, Span] | None:
        """Give the comment, None for the article, and the place there that words are quoted from.

        Args:
            words: as the quotation has them.
            before: a comment's number; that comment and later ones are not looked at.
        """
        quotation = tokenise(words)
        if len(quotation.tokens) < LEAST:
            return None
        for number, offset in self._likely(quotation.tokens, before):
            comment, tokens = self._texts[number]
            first = max(0, offset - _SLACK)
            window = tokens[first : offset + len(quotation.tokens) + _SLACK]
            same = [block for block in align(quotation, window) if block.op == "same"]
            paired = sum(block.quotation[1] - block.quotation[0] for block in same)
            if paired >= max(LEAST, _SAME * len(quotation.tokens)):
                start, end = same[0].original[0], same[-1].original[1]
                return comment, (window[start].start, window[end - 1].end)
        return None

    def _likely(self, tokens: tuple[Token, ...], before: int | None) -> list[tuple[int, int]]:
        """Texts that share most, the first three of them, each with where in it the quotation would begin."""
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for i, three in enumerate(_threes(tokens)):
            places = self._found.get(three, [])
            for number, at in places if len(places) <= _COMMON else ():
                comment = self._texts[number][0]
                if comment is None or before is None or comment < before:
                    votes[number][max(0, at - i)] += 1
        ranked = sorted(votes, key=lambda number: (-votes[number].total(), number))
        return [(number, votes[number].most_common(1)[0][0]) for number in ranked[:3]]


def _threes(tokens: tuple[Token, ...]) -> Iterable[tuple[str, ...]]:
    keys = [token.key for token in tokens]
    return zip(keys, keys[1:], keys[2:], strict=False)
