"""A quotation beside one statement: how far the words are the same, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from onrecord.core.findings import Allowance, Difference, DifferenceKind
from onrecord.core.values import Entry, Span, Spans
from onrecord.wordings.align import Block, align, ellipses
from onrecord.wordings.allowances import between, question_changed, within
from onrecord.wordings.context import lost_after, lost_before
from onrecord.wordings.differences import in_brackets, kind_of_change
from onrecord.wordings.governors import GovernorKind, governor
from onrecord.wordings.printed import Printed, printed
from onrecord.wordings.reported import LIGHT
from onrecord.wordings.tokens import Text, Token, tokenise

__all__ = ["Match", "compare"]

# They carry little by themselves, and a made-up sentence has them in their places as well.
_HOLLOW: Final = LIGHT | frozenset(
    "again all also any even here just more now really some still there too very well".split()  # noqa: SIM905
)

_DISTANT_WORDS, _DISTANT_SENTENCES = 60, 4
"""An ellipsis that skips more than this joins distant places."""


@dataclass(slots=True)
class Match:
    """What comparing a quotation with a statement gave.

    Args:
        entry: the statement.
        same: how many tokens of the quotation are on record in their place.
        size: how many tokens the quotation has.
        heavy: how many of its tokens carry meaning by themselves.
        heavy_same: how many of those are on record in their place.
        cost: what the changes cost; 0 where the words are the same.
        marked: how many of the paired tokens on record stand between quotation marks.
        allowances: light edits met.
        differences: changes of words.
        lost: governing words that the quotation's cut has lost.
        distant: an ellipsis skips so much that the pieces are not of one place.
        spans: the places of the words in the entry's text.
    """

    entry: Entry
    same: int = 0
    size: int = 0
    heavy: int = 0
    heavy_same: int = 0
    cost: float = 0.0
    marked: int = 0
    allowances: set[Allowance] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    lost: list[Difference] = field(default_factory=list)
    distant: bool = False
    spans: Spans = ()

    @property
    def words_same(self) -> bool:
        """Every word is there, in order, with nothing but allowed edits."""
        return not self.differences and self.same > 0

    @property
    def quoted(self) -> bool:
        """All the words on record stand between quotation marks."""
        return self.marked == self.same

    @property
    def likeness(self) -> float:
        """Share of the quotation's words that are there, less what is cut and put in; 0 to 1."""
        return max(0.0, 1 - self.cost / (1.2 * self.size)) if self.size else 0.0


def compare(words: str, entry: Entry, given: frozenset[GovernorKind] = frozenset()) -> Match:
    """Compare a quotation with a statement.

    Args:
        words: the quotation, as printed.
        entry: the statement.
        given: kinds of governing words that the draft itself has before the quotation.
    """
    return _Comparison(words, entry, given).match


class _Comparison:
    """The parts of one comparison."""

    def __init__(self, words: str, entry: Entry, given: frozenset[GovernorKind]) -> None:
        self.words, self.entry, self.given = words, entry, given
        self.quotation: Text = tokenise(words)
        self.own = [token for token in self.quotation.tokens if not token.bracketed]
        self.page: Printed = printed(entry)
        self.tokens: list[Token] = self.page.tokens
        self.match = Match(entry, size=len(self.quotation.tokens))
        self.match.heavy = sum(map(_heavy, self.quotation.tokens))
        if self.quotation.tokens and self.tokens:
            self._run(align(self.quotation, self.tokens))

    def _run(self, blocks: list[Block]) -> None:
        self.open_at = ellipses(self.quotation)
        same = [block for block in blocks if block.op == "same"]
        for block in same:
            self._same(block)
        changed: list[Block] = []
        for i, block in enumerate(blocks):
            if block.op != "same":
                changed.append(block)
            elif changed:
                self._changed(changed)
                changed = []
            elif i:
                self._gap(block.quotation[0], block.original[0])
        if changed:
            self._changed(changed)
        if not same:
            return
        self.match.cost = self._cost(blocks)
        self.match.spans = self._spans(blocks)
        self._ends(blocks[0], blocks[-1])

    def _same(self, block: Block) -> None:
        (a, b), (c, d) = block.quotation, block.original
        m = self.match
        m.same += b - a
        m.heavy_same += sum(map(_heavy, self.quotation.tokens[a:b]))
        content = self.page.content[c:d]
        # What the page has in brackets are its own words, unless they go with words of the speaker's.
        marked = sum(self.page.marked[i] for i in content) if self.own else 0
        m.marked += (b - a) * (marked == d - c) if b - a != d - c else marked
        if b - a != d - c:
            # A compound in one word and in two.
            m.allowances.add("spelling")
            return
        for i, j in zip(range(a, b), range(c, d), strict=True):
            q, s = self.quotation.tokens[i], self.tokens[j]
            m.allowances |= within(self.words[q.start : q.end], self._text(s.start, s.end), q, s)
            if i > a:
                self._gap(i, j)
        self._unbracketed(a, c, b - a)

    def _unbracketed(self, a: int, c: int, size: int) -> None:
        """Words that the page put in brackets and the quotation gives as the speaker's were put in."""
        theirs = [
            self.tokens[c + n].bracketed and not self.quotation.tokens[a + n].bracketed for n in range(size)
        ]
        for taken, run in groupby(range(size), key=theirs.__getitem__):
            if taken:
                at = list(run)
                tokens = self.quotation.tokens[a + at[0] : a + at[-1] + 1]
                self._differ(
                    "added", self._place(tokens, a), self._offsets(self.tokens[c + at[0] : c + at[-1] + 1])
                )

    def _speaks(self) -> bool:
        """Whether the quotation has enough words of the speaker's for an editor to put some in between."""
        return any(map(_heavy, self.own)) or 2 * len(self.own) > len(self.quotation.tokens)

    def _beside_brackets(self, c: int, d: int) -> bool:
        """Whether the page itself has brackets there: to change what they hold is to change the record."""
        return any(self.tokens[i].bracketed for i in (c - 1, d) if 0 <= i < len(self.tokens))

    def _text(self, start: int, end: int) -> str:
        return self.entry.text[start:end]

    def _gap(self, i: int, j: int) -> None:
        """Compare what stands before the neighbouring tokens ``i`` and ``j``."""
        q, before = self.quotation.tokens[i], self.quotation.tokens[i - 1]
        s, behind = self.tokens[j], self.tokens[j - 1]
        if self.page.content[j] != self.page.content[j - 1] + 1 or self._piece_ends(behind, s):
            return  # “We”, she said, “go”: what stands between is not the speaker's.
        printed_gap, original = self.words[before.end : q.start], self._text(behind.end, s.start)
        self.match.allowances |= between(printed_gap, original)
        if question_changed(printed_gap, original):
            self._differ("question", (before.end, q.start), (behind.end, s.start))

    def _piece_ends(self, behind: Token, s: Token) -> bool:
        return any(behind.end <= end <= s.start for _, end in self.entry.statement.content[:-1])

    def _changed(self, blocks: list[Block]) -> None:
        """Judge neighbouring blocks that are not the same as one change."""
        a, b = blocks[0].quotation[0], blocks[-1].quotation[1]
        c, d = blocks[0].original[0], blocks[-1].original[1]
        quotation, original = self.quotation.tokens[a:b], self.tokens[c:d]
        if a == b and a in self.open_at:
            self._left_out(c, d)
        elif self._speaks() and not self._beside_brackets(c, d) and in_brackets(quotation, original):
            self.match.allowances.add("brackets")
        else:
            sentences = sum(c <= j < d for j in map(self._in_content, self.page.sentences))
            kind = kind_of_change(quotation, original, sentences=sentences)
            self._differ(kind, self._place(quotation, a), self._offsets(original))

    def _in_content(self, token: int) -> int:
        return self.page.content.index(token) if token in self.page.content else -1

    def _left_out(self, c: int, d: int) -> None:
        """An ellipsis stands for the tokens: allowed, unless one of them governed what is quoted."""
        self.match.allowances.add("ellipsis")
        left = self.page.content[c:d]
        breaks = sum(left[0] <= i <= left[-1] + 1 for i in self.page.sentences)
        self.match.distant |= d - c > _DISTANT_WORDS or breaks > _DISTANT_SENTENCES
        after = self.page.content[d] if d < len(self.page.content) else left[-1] + 1
        lost = lost_before(self.page, after, self.given, since=left[0])
        self._lose(lost or lost_after(self.page, left[0], self.given, until=after))

    def _ends(self, first: Block, last: Block) -> None:
        """What the quotation's two ends cut off."""
        if first.op == "same":
            self._lose(lost_before(self.page, self.page.content[first.original[0]], self.given))
        if last.op == "same":
            end = self.page.content[last.original[1] - 1] + 1
            self._lose(lost_after(self.page, end, self.given))
            tail = self.words[self.quotation.tokens[-1].end :]
            around = self.page.around
            behind = around.tokens[end].start if end < len(around.tokens) else len(self.entry.text)
            original = self._text(around.tokens[end - 1].end, min(behind, around.tokens[end - 1].end + 8))
            if question_changed(tail, original):
                place = around.tokens[end - 1].end
                self._differ("question", (len(self.words) - len(tail), len(self.words)), (place, place + 1))

    def _lose(self, tokens: list[Token]) -> None:
        for token in tokens:
            self.match.lost.append(
                Difference(
                    kind="context",
                    quotation="",
                    original=self._text(token.start, token.end),
                    span=(0, 0),
                    offsets=(token.start, token.end),
                )
            )

    def _differ(self, kind: DifferenceKind, span: Span, offsets: Span | None) -> None:
        original = "" if offsets is None else self._text(*offsets)
        words = self.words[slice(*span)]
        self.match.differences.append(
            Difference(kind=kind, quotation=words, original=original, span=span, offsets=offsets)
        )

    def _place(self, tokens: tuple[Token, ...], at: int) -> Span:
        if tokens:
            return tokens[0].start, tokens[-1].end
        all_ = self.quotation.tokens
        place = all_[at].start if at < len(all_) else len(self.words)
        return place, place

    def _offsets(self, tokens: list[Token]) -> Span | None:
        return (tokens[0].start, tokens[-1].end) if tokens else None

    def _cost(self, blocks: list[Block]) -> float:
        cost = 0.0
        for block in blocks:
            (a, b), (c, d) = block.quotation, block.original
            if block.op in ("replaced", "added"):
                cost += 1.2 * (b - a)
            elif block.op == "cut" and b not in self.open_at:
                cost += 1 + 0.1 * (d - c)
        return cost

    def _spans(self, blocks: list[Block]) -> Spans:
        """Places of the words on record, changed ones too, one for each run that nothing interrupts."""
        out: list[Span] = []
        last = -2
        for block in blocks:
            if block.op == "cut" and block.quotation[0] in self.open_at:
                continue
            for j in range(*block.original):
                token, number = self.tokens[j], self.page.content[j]
                if number == last + 1 and out and not self._piece_ends(self.tokens[j - 1], token):
                    out[-1] = (out[-1][0], max(out[-1][1], token.end))
                else:
                    out.append((token.start, token.end))
                last = number
        return tuple(out)


def _heavy(token: Token) -> bool:
    return not token.bracketed and token.key not in _HOLLOW and governor(token) is None
