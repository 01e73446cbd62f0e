"""How well do predicted statements agree with gold ones? Content, source and cue, scored over words.

The measure is that of the project's shared scorer, whose figures this module gives to the last digit.
Only words count, so quotation marks and end punctuation never decide a match:

- *content tokens*: words that lie in any content;
- *found*: a prediction pairs with one gold statement whose content words it shares by half or more
  (intersection over union);
- *exact*: paired, with the very same content words;
- *attributed*: paired, and the source is right (see :func:`source_right`);
- *cue*: paired, and the cues share a word, or neither has one.

Found, exact and attributed are also given by kind. For precision a prediction's own kind counts, for
recall that of the gold statement.

A document is ``{"id", "text", "statements": [{"source", "cue", "content"}]}``; spans are half-open
code-point offsets into ``text``, and the predictions need no ``text``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, TypedDict

from onrecord.core.values import Kind, Span

__all__ = [
    "KINDS",
    "Document",
    "Figures",
    "Prepared",
    "Tally",
    "count",
    "covered",
    "kind_of",
    "pair",
    "prepare",
    "quoted_words",
    "score",
    "source_right",
    "words_of",
]

Document = Mapping[str, Any]
"""One line of gold or of predictions, as read from JSON."""

KINDS: Final[tuple[Kind, ...]] = ("direct", "mixed", "indirect")

_ENOUGH = 0.5
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_MARK_OR_BREAK = re.compile(r"[“”\"«»„\n]|``|''")
_OPENING = frozenset(("“", "«", "„", "``"))
_start, _end = itemgetter(0), itemgetter(1)


class Prepared(TypedDict):
    """A statement as sets of word numbers, with its kind."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: Kind


class Figures(TypedDict):
    """Precision, recall and F1 in per cent with one decimal, and the counts they rest on."""

    P: float
    R: float
    F1: float
    gold: int
    pred: int


def words_of(text: str) -> list[Span]:
    """Return the places of a text's words, in order; hyphens, full stops and apostrophes inside hold a word.

    >>> words_of("Ms. Oduya-Berg won’t.")
    [(0, 2), (4, 14), (15, 20)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def covered(words: Sequence[Span], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the numbers of the words that overlap any of the spans.

    Args:
        words: places in text order that do not overlap, as :func:`words_of` gives them.
        spans: half-open offsets into the same text, in any order.

    >>> sorted(covered([(0, 2), (3, 7), (8, 9)], [[1, 4]]))
    [0, 1]
    """
    found: set[int] = set()
    for start, end in spans:
        first = bisect_right(words, start, key=_end)
        found.update(range(first, bisect_left(words, end, key=_start)))
    return frozenset(found)


def quoted_words(text: str, words: Sequence[Span]) -> frozenset[int]:
    """Return the numbers of the words inside quotation marks; a line break ends a quotation.

    Args:
        text: the document's text.
        words: what :func:`words_of` gives for it.

    >>> text = 'He said "no" twice'
    >>> sorted(quoted_words(text, words_of(text)))
    [2]
    """
    spans: list[Span] = []
    opened: int | None = None
    for match in _MARK_OR_BREAK.finditer(text):
        mark, at = match.group(), match.start()
        if opened is not None:
            spans.append((opened, at))
        # A straight mark opens and closes by turns.
        opens = mark in _OPENING or (mark == '"' and opened is None)
        opened = at if opens else None
    if opened is not None:
        spans.append((opened, len(text)))
    return covered(words, spans)


def kind_of(content: frozenset[int], quoted: frozenset[int]) -> Kind:
    """Return direct, mixed or indirect: all, some or none of the content's words are quoted."""
    inside = len(content & quoted)
    if not inside:
        return "indirect"
    return "direct" if inside == len(content) else "mixed"


def source_right(gold: frozenset[int], pred: frozenset[int]) -> bool:
    """Say whether a predicted source will do.

    Both are empty; or they share at least half of the shorter one's words and the prediction has at
    most two words more than twice the gold one, so that a whole sentence is no answer.
    """
    if not gold or not pred:
        return not gold and not pred
    return 2 * len(gold & pred) >= min(len(gold), len(pred)) and len(pred) <= 2 * len(gold) + 2


def prepare(
    statements: Iterable[Mapping[str, Any]], words: Sequence[Span], quoted: frozenset[int]
) -> list[Prepared]:
    """Turn statements into sets of word numbers; one whose content holds no word is left out.

    Args:
        statements: mappings with ``source``, ``cue`` and ``content``, each a list of spans or missing.
        words: what :func:`words_of` gives for the text.
        quoted: what :func:`quoted_words` gives for it.
    """
    rows: list[Prepared] = []
    for statement in statements:
        content = covered(words, statement.get("content") or ())
        if content:
            rows.append(
                Prepared(
                    source=covered(words, statement.get("source") or ()),
                    cue=covered(words, statement.get("cue") or ()),
                    content=content,
                    kind=kind_of(content, quoted),
                )
            )
    return rows


def pair(gold: Sequence[Prepared], pred: Sequence[Prepared]) -> list[tuple[int, int, float]]:
    """Pair gold and predicted statements one to one, the best first.

    Better is the larger intersection over union of content words, then a right source, then the
    earlier gold statement, then the earlier prediction. Pairs under one half are left out.

    Returns:
        Triples of the gold statement's index, the prediction's index and their intersection over union.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for j, p in enumerate(pred):
        for word in p["content"]:
            holders[word].append(j)
    candidates: list[tuple[float, bool, int, int]] = []
    for i, g in enumerate(gold):
        shared = Counter(j for word in g["content"] for j in holders.get(word, ()))
        for j, common in shared.items():
            p = pred[j]
            union = common / (len(g["content"]) + len(p["content"]) - common)
            if union >= _ENOUGH:
                candidates.append((-union, not source_right(g["source"], p["source"]), i, j))
    pairs: list[tuple[int, int, float]] = []
    gold_left, pred_left = set(range(len(gold))), set(range(len(pred)))
    for union, _, i, j in sorted(candidates):
        if i in gold_left and j in pred_left:
            gold_left.remove(i)
            pred_left.remove(j)
            pairs.append((i, j, -union))
    return pairs


@dataclass(slots=True)
class Tally:
    """Counts behind one figure; hits are counted on both sides, whose kinds may differ."""

    gold: int = 0
    pred: int = 0
    gold_hits: int = 0
    pred_hits: int = 0

    def figures(self) -> Figures:
        """Return precision, recall and F1; 0 where nothing was counted."""
        precision = self.pred_hits / self.pred if self.pred else 0.0
        recall = self.gold_hits / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Figures(
            P=round(100 * precision, 1),
            R=round(100 * recall, 1),
            F1=round(100 * f1, 1),
            gold=self.gold,
            pred=self.pred,
        )


def score(gold_docs: Sequence[Document], pred_docs: Iterable[Document]) -> dict[str, Any]:
    """Score predictions against gold, document by document, summed over all of them.

    Args:
        gold_docs: documents with ``id``, ``text`` and ``statements``.
        pred_docs: documents with ``id`` and ``statements``; of two with one id the last counts. A gold
            document without one counts as read and found empty.

    Returns:
        ``documents`` and ``missing`` (counts), and :class:`Figures` under "content tokens", "found",
        "exact", "attributed", "cue" and, by kind, under names such as "found/direct".
    """
    by_id = {doc["id"]: doc.get("statements", ()) for doc in pred_docs}
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for doc in gold_docs:
        count(tallies, doc, by_id.get(doc["id"], ()))
    missing = sum(doc["id"] not in by_id for doc in gold_docs)
    figures = {name: tallies[name].figures() for name in sorted(tallies)}
    return {"documents": len(gold_docs), "missing": missing, **figures}


def count(tallies: defaultdict[str, Tally], doc: Document, statements: Iterable[Mapping[str, Any]]) -> None:
    """Add one gold document and what was predicted for it to the tallies, which :func:`score` names."""
    words = words_of(doc["text"])
    quoted = quoted_words(doc["text"], words)
    gold = prepare(doc["statements"], words, quoted)
    pred = prepare(statements, words, quoted)
    _count_all(tallies, gold, pred)
    _count_hits(tallies, gold, pred)


def _count_all(tallies: defaultdict[str, Tally], gold: list[Prepared], pred: list[Prepared]) -> None:
    gold_words = frozenset[int]().union(*(row["content"] for row in gold))
    pred_words = frozenset[int]().union(*(row["content"] for row in pred))
    tokens = tallies["content tokens"]
    tokens.gold += len(gold_words)
    tokens.pred += len(pred_words)
    tokens.gold_hits += len(gold_words & pred_words)
    tokens.pred_hits += len(gold_words & pred_words)
    for name in ("found", "exact", "attributed", "cue"):
        tallies[name].gold += len(gold)
        tallies[name].pred += len(pred)
    for name in ("found", "exact", "attributed"):
        for row in gold:
            tallies[f"{name}/{row['kind']}"].gold += 1
        for row in pred:
            tallies[f"{name}/{row['kind']}"].pred += 1


def _count_hits(tallies: defaultdict[str, Tally], gold: list[Prepared], pred: list[Prepared]) -> None:
    for i, j, union in pair(gold, pred):
        g, p = gold[i], pred[j]
        hits = ["found"]
        if union == 1.0:
            hits.append("exact")
        if source_right(g["source"], p["source"]):
            hits.append("attributed")
        for name in hits:
            tallies[f"{name}/{g['kind']}"].gold_hits += 1
            tallies[f"{name}/{p['kind']}"].pred_hits += 1
        if g["cue"] & p["cue"] or not (g["cue"] or p["cue"]):
            hits.append("cue")
        for name in hits:
            tallies[name].gold_hits += 1
            tallies[name].pred_hits += 1
