"""What goes wrong, sorted: gold statements not attributed, and predictions that meet no gold one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.judged import Judged
from onrecord.evaluation.score import source_right

__all__ = ["Mistake", "error_lines", "mistakes"]

_Statement = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that went wrong.

    Args:
        kind: its class, such as "missed, belief" or "wrong border".
        doc: the document's id.
        gold: the gold statement; None where there is none.
        pred: the predicted statement; None where there is none.
    """

    kind: str
    doc: str
    gold: _Statement | None
    pred: _Statement | None


def mistakes(document: Judged, types: Mapping[str, str] | None = None) -> Iterator[Mistake]:
    """Sort what went wrong in a document into classes.

    - *missed*: no prediction holds any of the content's words; with its type where labelled, else its kind;
    - *wrong border*: the cue is found, but less than half of the words are shared;
    - *wrong link*: the words were given to another cue;
    - *source missing*, *source not there*, *wrong source*: found, and only the source is wrong;
    - *extra*: no gold content holds any of the prediction's words;
    - *twice or split*: its words belong to gold statements that others have, or it holds too few of them.

    Args:
        document: judged.
        types: type by gold statement id, where there are labels.
    """
    name = document.doc["id"]
    found = {i: j for j, i in document.partner.items()}
    told: set[int] = set()
    for i, row in enumerate(document.gold):
        gold = document.gold_statements[i]
        if i in found:
            j = found[i]
            if not source_right(row["source"], document.pred[j]["source"]):
                yield Mistake(_source(document, i, j), name, gold, document.statements[j])
            continue
        kind, near = _miss(document, i, (types or {}).get(gold.get("id", "")))
        told |= {near} if near is not None else set()
        yield Mistake(kind, name, gold, None if near is None else document.statements[near])
    for j, pred in enumerate(document.pred):
        if j not in document.partner and j not in told:
            shared = any(row["content"] & pred["content"] for row in document.gold)
            yield Mistake("twice or split" if shared else "extra", name, None, document.statements[j])


def _source(document: Judged, i: int, j: int) -> str:
    if not document.pred[j]["source"]:
        return "source missing"
    return "wrong source" if document.gold[i]["source"] else "source not there"


def _miss(document: Judged, i: int, type_: str | None) -> tuple[str, int | None]:
    """Class of a gold statement without a partner, and the prediction that came nearest."""
    gold = document.gold[i]
    same_cue = [
        j for j, p in enumerate(document.pred) if p["cue"] & gold["cue"] and j not in document.partner
    ]
    if same_cue:
        return "wrong border", same_cue[0]
    shared = {j: len(p["content"] & gold["content"]) for j, p in enumerate(document.pred)}
    nearest = max(shared, key=lambda j: shared[j], default=None)
    if nearest is not None and shared[nearest]:
        return "wrong link", nearest
    return f"missed, {type_ or gold['kind']}", None


def error_lines(documents: Iterable[Judged], types: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The classes with their counts, then every mistake with gold and prediction one above the other.

    Args:
        documents: judged.
        types: by document id, type by gold statement id; documents without labels are not in it.
    """
    every = [(doc, m) for doc in documents for m in mistakes(doc, types.get(doc.doc["id"]))]
    for kind, count in Counter(m.kind for _, m in every).most_common():
        yield f"{kind:24}{count:7}"
    for doc, mistake in every:
        yield ""
        yield f"{mistake.doc}: {mistake.kind}"
        for label, statement in (("gold", mistake.gold), ("pred", mistake.pred)):
            if statement:
                yield f"  {label}  {_told(doc.doc['text'], statement)}"


def _told(text: str, statement: _Statement) -> str:
    parts = (
        " … ".join(" ".join(text[start:end].split()) for start, end in statement.get(part) or ())
        for part in ("source", "cue", "content")
    )
    return " | ".join(part or "–" for part in parts)
