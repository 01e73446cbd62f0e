"""Each predicted statement beside the gold one it pairs with: what confidence and errors are counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.score import Document, Prepared, pair, prepare, quoted_words, source_right, words_of

__all__ = ["Judged", "judge"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A document's statements, paired.

    Args:
        doc: the gold document.
        gold_statements: its statements that hold a word.
        statements: the predicted statements that hold a word.
        gold: the gold statements as word numbers, in the order of ``gold_statements``.
        pred: the predicted ones likewise, in the order of ``statements``.
        partner: for the index of a predicted statement that is found, the index of its gold statement.
    """

    doc: Document
    gold_statements: Sequence[Mapping[str, Any]]
    statements: Sequence[Mapping[str, Any]]
    gold: Sequence[Prepared]
    pred: Sequence[Prepared]
    partner: Mapping[int, int]

    def attributed(self, j: int) -> bool:
        """Whether a predicted statement is found and has the right source."""
        i = self.partner.get(j)
        return i is not None and source_right(self.gold[i]["source"], self.pred[j]["source"])


def judge(doc: Document, statements: Sequence[Mapping[str, Any]]) -> Judged:
    """Pair the statements predicted for a document with its gold ones, as the scores do.

    Args:
        doc: the gold document, with ``text`` and ``statements``.
        statements: the predicted ones.
    """
    words = words_of(doc["text"])
    quoted = quoted_words(doc["text"], words)
    gold_rows = [(s, row) for s in doc["statements"] for row in prepare([s], words, quoted)]
    pred_rows = [(s, row) for s in statements for row in prepare([s], words, quoted)]
    gold, pred = ([row for _, row in rows] for rows in (gold_rows, pred_rows))
    return Judged(
        doc=doc,
        gold_statements=[s for s, _ in gold_rows],
        statements=[s for s, _ in pred_rows],
        gold=gold,
        pred=pred,
        partner={j: i for i, j, _ in pair(gold, pred)},
    )
