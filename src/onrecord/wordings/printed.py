"""A statement as it stands on its page: its words, which are between marks, and the sentences around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.quotes import quoted
from onrecord.core.values import Entry, Span
from onrecord.wordings.tokens import Text, Token, sentence_breaks, tokenise

__all__ = ["Printed", "printed"]

_BEFORE, _AFTER = 600, 400
"""How many characters of the paragraph around a statement are looked at for what governs it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The paragraph or paragraphs around a statement, as tokens.

    Args:
        around: all tokens, the statement's own among them.
        content: numbers of the tokens that are the statement's content, in order.
        marked: for each token of ``around`` whether it stands between quotation marks.
        sentences: numbers of the tokens that begin a sentence.
    """

    around: Text
    content: tuple[int, ...]
    marked: tuple[bool, ...]
    sentences: tuple[int, ...]

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the content."""
        return [self.around.tokens[i] for i in self.content]

    def sentence(self, token: int) -> Span:
        """The sentence that a token of ``around`` belongs to: first token, and one past the last."""
        place = bisect_right(self.sentences, token)
        last = self.sentences[place] if place < len(self.sentences) else len(self.around.tokens)
        return self.sentences[place - 1], last


@lru_cache(maxsize=4096)
def printed(entry: Entry) -> Printed:
    """Tokenise a statement with the text around it.

    Args:
        entry: the statement and its page's text.
    """
    text, spans = entry.text, entry.statement.content
    if not spans:
        return Printed(Text((), ("",)), (), (), ())
    paragraph = text.rfind("\n", 0, spans[0][0]) + 1
    end = text.find("\n", spans[-1][1])
    end = len(text) if end < 0 else end
    first, last = max(paragraph, spans[0][0] - _BEFORE), min(end, spans[-1][1] + _AFTER)
    if first > paragraph:
        first = text.find(" ", first, spans[0][0]) + 1 or spans[0][0]
    around = tokenise(text[first:last], first)
    # Marks are read from the paragraph's start: halfway in, an opening mark and a closing one look alike.
    inside = [(q.start + paragraph, q.end + paragraph) for q in quoted(text[paragraph:end])]
    if entry.statement.kind == "direct":
        inside += spans
    elif entry.statement.kind == "indirect":
        inside = [(s, e) for s, e in inside if not any(s < b and a < e for a, b in spans)]
    return Printed(
        around=around,
        content=tuple(i for i, token in enumerate(around.tokens) if _within(token, spans)),
        marked=tuple(_within(token, inside) for token in around.tokens),
        sentences=tuple(sentence_breaks(around)),
    )


def _within(token: Token, spans: list[Span] | tuple[Span, ...]) -> bool:
    return any(s <= token.start and token.end <= e for s, e in spans)
