"""Read gold texts with a reader and report how well it did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.core.errors import BadLine, EmptyInput, MissingInput
from onrecord.core.values import Failure
from onrecord.evaluation.confidence import Confidence, confidence
from onrecord.evaluation.interval import interval
from onrecord.evaluation.judged import Judged, judge
from onrecord.evaluation.score import KINDS, Document, score
from onrecord.evaluation.speakers import score_speakers
from onrecord.pipeline import PageReader, read_inputs

__all__ = ["Report", "evaluate", "file_digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an evaluation found.

    Args:
        model: id of the model that read; None where no document could be read.
        digests: SHA-256 (hexadecimal) of each gold file, by "gold" and "labels".
        scores: what :func:`onrecord.evaluation.score.score` gives.
        speakers: what :func:`onrecord.evaluation.speakers.score_speakers` gives; None without labels.
        interval: 95 % bootstrap interval over articles of the attributed F1.
        confidence: how far the statements' confidence can be trusted.
        documents: every document with its statements paired.
        types: by document id, type by gold statement id, as labelled.
        failures: documents that could not be read; they count as found empty.
    """

    model: str | None
    digests: Mapping[str, str]
    scores: Mapping[str, Any]
    speakers: Mapping[str, Any] | None
    interval: tuple[float, float]
    confidence: Confidence
    documents: tuple[Judged, ...]
    types: Mapping[str, Mapping[str, str]]
    failures: tuple[Failure, ...]

    @property
    def figures(self) -> dict[str, float]:
        """Every figure under one flat name: "attributed.F1", "found/direct.P", "accuracy by form.name"."""
        sure = {"calibration error": self.confidence.error}
        return dict(_flat(self.scores)) | dict(_flat(self.speakers or {})) | sure

    def lines(self) -> list[str]:
        """Return the report as a table, one line an item, in the order people read it."""
        s = self.scores
        lines = [f"{s['documents']} documents, {s['missing']} without a prediction", _HEAD]
        for name in ("content tokens", "found", "exact", "attributed", "cue"):
            lines += [_row(name, s[name])] if name in s else []
            lines += [_row(f"  {kind}", s[f"{name}/{kind}"]) for kind in KINDS if f"{name}/{kind}" in s]
        if self.speakers is not None:
            lines += ["", *_speaker_lines(self.speakers)]
        return [*lines, "", *self.confidence.lines()]


_HEAD = f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>8}{'pred':>8}"


def evaluate(gold: Path, *, labels: Path | None = None, reader: PageReader) -> Report:
    """Read the texts of a gold file and score what the reader finds.

    The texts are read as ``onrecord read --input jsonl --no-thread`` reads them.

    Args:
        gold: JSON Lines of ``{"id", "text", "statements": [{"id", "source", "cue", "content"}]}``.
        labels: JSON Lines of ``{"id", "labels": {STATEMENT ID: {"speaker", …}}}``; adds the speaker figures.
        reader: the loaded model.

    Raises:
        MissingInput: a file is missing or cannot be opened.
        EmptyInput: a file holds no document.
        BadLine: a line is not such an object, or a statement of a labelled document has no label.
    """
    from onrecord.capture import captures

    docs = _documents(gold, {"id": str, "text": str, "statements": list})
    label_docs = None if labels is None else _documents(labels, {"id": str, "labels": dict})
    _check(docs, label_docs or (), gold, labels)
    found: dict[str, list[dict[str, Any]]] = {}
    failures = []
    model = None
    for result in read_inputs(captures([str(gold)], form="jsonl"), reader, thread=False):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            found[result.id] = [asdict(statement) for statement in result.statements]
            model = model or result.model
    preds = [{"id": name, "statements": statements} for name, statements in found.items()]
    documents = tuple(judge(doc, found.get(doc["id"], ())) for doc in docs)
    digests = {"gold": file_digest(gold)} | ({"labels": file_digest(labels)} if labels else {})
    return Report(
        model=model,
        digests=digests,
        scores=score(docs, preds),
        speakers=None if label_docs is None else score_speakers(docs, label_docs, preds),
        interval=interval(docs, found),
        confidence=confidence(documents),
        documents=documents,
        types={doc["id"]: _types(doc["labels"]) for doc in label_docs or ()},
        failures=tuple(failures),
    )


def _types(labels: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {name: label["type"] for name, label in labels.items() if "type" in label}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal.

    Raises:
        MissingInput: it cannot be opened.
    """
    return hashlib.sha256(_bytes(path)).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MissingInput(f"{path} cannot be opened: {reason}", remedy="check the path") from error


def _documents(path: Path, shape: Mapping[str, type]) -> Sequence[Document]:
    docs = []
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if line.strip():
            docs.append(_document(line, f"line {number} of {path}", shape))
    if not docs:
        raise EmptyInput(f"{path} holds no document", remedy="give JSON Lines, one document a line")
    return docs


def _document(line: bytes, place: str, shape: Mapping[str, type]) -> Document:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise BadLine(f"{place} is not valid JSON", remedy="give JSON Lines, one document a line") from error
    keys = ", ".join(f'"{key}"' for key in shape)
    if not isinstance(value, dict) or any(not isinstance(value.get(k), t) for k, t in shape.items()):
        raise BadLine(
            f"{place} is not an object with {keys}", remedy="give gold and labels in their own format"
        )
    return value


def _check(docs: Sequence[Document], label_docs: Sequence[Document], gold: Path, labels: Path | None) -> None:
    """Refuse what the scorers would trip over: statements without spans, or without a label."""
    remedy = "give gold and labels in their own format"
    labelled = {doc["id"]: doc["labels"] for doc in label_docs}
    for doc in docs:
        for row in doc["statements"]:
            if not _is_statement(row):
                raise BadLine(
                    f'document "{doc["id"]}" of {gold} has a statement without spans', remedy=remedy
                )
            label = labelled.get(doc["id"], {row.get("id"): {}}).get(row.get("id"))
            if not isinstance(label, dict):
                told = f'{labels} has no label for statement {row.get("id")} of document "{doc["id"]}"'
                raise BadLine(told, remedy=remedy)


def _is_statement(row: Any) -> bool:
    if not isinstance(row, dict) or "content" not in row:
        return False
    spans = [span for part in ("source", "cue", "content") for span in row.get(part) or ()]
    return all(
        isinstance(span, list) and len(span) == 2 and all(isinstance(at, int) for at in span)
        for span in spans
    )


def _flat(values: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", _first(inner)) for key, inner in value.items())
        else:
            yield name, value


def _first(value: Any) -> float:
    """Accuracy by form comes with the number of statements it rests on."""
    number: float = value[0] if isinstance(value, list) else value
    return number


def _row(label: str, figures: Mapping[str, Any]) -> str:
    rates = "".join(f"{figures[key]:7.1f}" for key in ("P", "R", "F1"))
    return f"{label:24}{rates}{figures['gold']:8}{figures['pred']:8}"


def _speaker_lines(s: Mapping[str, Any]) -> list[str]:
    lines = [f"{s['articles']} articles with labels", _HEAD]
    lines += [_row(name, s[name]) for name in ("with speaker", "named", "to", "via", "negated")]
    lines.append(f"{'accuracy':24}{s['accuracy']:7.1f}")
    lines += [f"  {form:22}{share:7.1f}{of:22}" for form, (share, of) in s["accuracy by form"].items()]
    lines += [f"{name:24}{s[name]:7.1f}" for name in ("accuracy by article", "type")]
    return lines
