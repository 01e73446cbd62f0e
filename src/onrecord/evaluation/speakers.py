"""How well are speakers resolved, and the other fields of a statement? Scored against hand labels.

The measure is that of the project's shared speaker scorer. Statements pair as in
:mod:`onrecord.evaluation.score`; only articles that have labels count. Names are compared with white
space folded, case ignored, and a possessive ending and a leading "the" dropped; of several gold names
the prediction must give at least one and nothing beside them.

A line of labels is ``{"id", "labels": {STATEMENT ID: {"speaker", "type", "to", "via", "negated",
"unsure"}}}``, every field optional, ``to`` and ``via`` one span each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from onrecord.core.values import Span
from onrecord.evaluation.score import Document, Figures, covered, pair, prepare, quoted_words, words_of

__all__ = ["fold_name", "labelled_spans", "names_of", "score_speakers", "source_form", "speaker_right"]

SourceForm = Literal["empty", "pronoun", "name", "nominal"]

_PRONOUNS: Final = frozenset(
    (
        *("i", "me", "my", "you", "he", "him", "his", "she", "her", "it", "its", "one"),
        *("we", "us", "our", "they", "them", "their", "who", "whom", "which", "that", "this"),
    )
)
_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"'s?$")
_SOURCE_WORD = re.compile(r"[\w’']+")
# A capital letter that no beginning of a sentence or quotation explains.
_INNER_CAPITAL = re.compile(r"(?<![.!?“\"] )\b[A-Z][\w’'.-]+")


def fold_name(name: str) -> str:
    """Return the form in which two spellings of a name are compared.

    >>> fold_name("The  Quillhaven Gazette’s") == fold_name("quillhaven gazette")
    True
    """
    name = _SPACE.sub(" ", name).strip().casefold().replace("’", "'")
    return _POSSESSIVE.sub("", name).removeprefix("the ")


def names_of(speaker: str | Iterable[str] | None) -> frozenset[str]:
    """Return a speaker's names, folded: of one name, of several, or of none."""
    if not speaker:
        return frozenset()
    return frozenset(map(fold_name, [speaker] if isinstance(speaker, str) else speaker))


def speaker_right(gold: str | Iterable[str] | None, pred: str | Iterable[str] | None) -> bool:
    """Say whether the predicted speaker is among the gold names; none is right only for none.

    >>> speaker_right(["Ada Okoro", "Bo Lind"], "ada okoro"), speaker_right(None, "Bo Lind")
    (True, False)
    """
    wanted, given = names_of(gold), names_of(pred)
    if not wanted or not given:
        return not wanted and not given
    return given <= wanted


def source_form(
    text: str, source: Sequence[Sequence[int]], speaker: str | Iterable[str] | None
) -> SourceForm:
    """Say how a gold source names its speaker: not at all, by a pronoun, a name or a description.

    Args:
        text: the document's text.
        source: the source's spans in ``text``.
        speaker: the gold speaker; a source that spells it, or ends in its last word, is a name.

    >>> source_form("the mayor, Ada Okoro", [(0, 9)], "Ada Okoro")
    'nominal'
    """
    if not source:
        return "empty"
    spelled = " ".join(text[start:end] for start, end in source)
    words = [word.casefold() for word in _SOURCE_WORD.findall(spelled)]
    if words and words[0] in _PRONOUNS and len(words) <= 2:
        return "pronoun"
    names = names_of(speaker)
    if _INNER_CAPITAL.search(spelled[1:]) or fold_name(spelled) in names:
        return "name"
    last = words[-1] if words else ""
    return "name" if any(last == name.split()[-1] for name in names if name) else "nominal"


@dataclass(slots=True)
class _Tally:
    hit: int = 0
    pred: int = 0
    gold: int = 0

    def figures(self) -> Figures:
        precision = self.hit / self.pred if self.pred else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = precision + recall
        return Figures(
            P=round(100 * precision, 1),
            R=round(100 * recall, 1),
            F1=round(200 * precision * recall / both, 1) if both else 0.0,
            gold=self.gold,
            pred=self.pred,
        )


@dataclass(slots=True)
class _Share:
    hit: float = 0
    of: int = 0

    def add(self, value: float) -> None:
        self.hit += value
        self.of += 1

    def per_cent(self) -> float:
        return round(100 * self.hit / self.of, 1) if self.of else 0.0


@dataclass(slots=True)
class _Counts:
    speaker: _Tally = field(default_factory=_Tally)
    named: _Tally = field(default_factory=_Tally)
    fields: dict[str, _Tally] = field(default_factory=lambda: {k: _Tally() for k in ("to", "via", "negated")})
    sure: _Share = field(default_factory=_Share)
    forms: defaultdict[str, _Share] = field(default_factory=lambda: defaultdict(_Share))
    by_article: _Share = field(default_factory=_Share)
    type: _Share = field(default_factory=_Share)


def score_speakers(
    gold_docs: Iterable[Document], label_docs: Iterable[Document], pred_docs: Iterable[Document]
) -> dict[str, Any]:
    """Score speakers, types, addressees, outlets and negation over the articles that have labels.

    Args:
        gold_docs: documents with ``id``, ``text`` and ``statements``, each with its own ``id``.
        label_docs: labels by document and statement id.
        pred_docs: documents with ``id`` and ``statements`` as on the wire.

    Returns:
        ``articles`` (a count); :class:`~onrecord.evaluation.score.Figures` under "with speaker" (content
        pairs and the speaker is right), "named" (of those, the gold speaker has a name), "to", "via" and
        "negated"; shares in per cent under "accuracy" (speakers of paired statements that were labelled
        without doubt), "accuracy by article" (its mean over articles), "accuracy by form" (``[share,
        statements]`` by :func:`source_form`) and "type".
    """
    labels = {doc["id"]: doc["labels"] for doc in label_docs}
    preds = {doc["id"]: doc["statements"] for doc in pred_docs}
    counts = _Counts()
    for doc in gold_docs:
        if doc["id"] in labels:
            _count_article(counts, doc, labels[doc["id"]], preds.get(doc["id"], ()))
    return {
        "articles": counts.by_article.of,
        "with speaker": counts.speaker.figures(),
        "named": counts.named.figures(),
        "accuracy": counts.sure.per_cent(),
        "accuracy by form": {form: [s.per_cent(), s.of] for form, s in sorted(counts.forms.items())},
        "accuracy by article": counts.by_article.per_cent(),
        "type": counts.type.per_cent(),
        **{name: tally.figures() for name, tally in counts.fields.items()},
    }


_Row = Mapping[str, Any]


def _count_article(counts: _Counts, doc: Document, labels: Mapping[str, _Row], preds: Iterable[_Row]) -> None:
    text = doc["text"]
    words = words_of(text)
    quoted = quoted_words(text, words)
    # As prepare does, so that its rows and these have the same numbers.
    gold = [row for row in doc["statements"] if covered(words, row["content"])]
    pred = [row for row in preds if covered(words, row.get("content") or ())]
    wanted = [labels[row["id"]] for row in gold]
    counts.speaker.gold += len(gold)
    counts.speaker.pred += len(pred)
    counts.named.gold += sum(bool(label.get("speaker")) for label in wanted)
    counts.named.pred += sum(bool(row.get("speaker")) for row in pred)
    for name, tally in counts.fields.items():
        tally.gold += sum(bool(label.get(name)) for label in wanted)
        tally.pred += sum(bool(row.get(name)) for row in pred)
    article = _Share()
    for i, j, _ in pair(prepare(gold, words, quoted), prepare(pred, words, quoted)):
        want, got = wanted[i], pred[j]
        right = speaker_right(want.get("speaker"), got.get("speaker"))
        counts.speaker.hit += right
        counts.named.hit += right and bool(want.get("speaker"))
        if not want.get("unsure"):
            article.add(right)
            counts.sure.add(right)
            counts.forms[source_form(text, gold[i]["source"], want.get("speaker"))].add(right)
        _count_fields(counts, words, want, got)
    if article.of:
        counts.by_article.add(article.hit / article.of)


def _count_fields(counts: _Counts, words: Sequence[Span], want: _Row, got: _Row) -> None:
    if want.get("type"):
        counts.type.add(want["type"] == got.get("type"))
    for name in ("to", "via"):
        if want.get(name) and got.get(name):
            shared = covered(words, labelled_spans(want[name])) & covered(words, labelled_spans(got[name]))
            counts.fields[name].hit += bool(shared)
    counts.fields["negated"].hit += bool(want.get("negated") and got.get("negated"))


def labelled_spans(value: Sequence[Any]) -> Sequence[Sequence[int]]:
    """The spans of an addressee or medium: labels hold one, statements a list of them."""
    return [value] if isinstance(value[0], int) else value
