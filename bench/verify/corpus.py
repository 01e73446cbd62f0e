"""Gold statements as entries of a record, with a speaker where labels or names give one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.core.ids import statement_id
from onrecord.core.values import Entry, Span, Spans, Statement
from onrecord.reading.spans import kind_of
from onrecord.reading.words import BREAK, Words, split_words

__all__ = ["Article", "load", "marked", "person"]

_INSIDE = 1  # index of "in" in the states of quotation marks
_PRONOUNS = {"he", "she", "they", "i", "we", "it"}
_TITLES = {"Mr", "Mr.", "Mrs.", "Ms.", "Sen.", "Rep.", "Gov.", "Dr.", "President", "Senator", "Secretary"}
# Who is brought in without a name has none on the page; what a person's name belongs to is not that person.
_NOBODY = re.compile(
    r"(an?|one|some|many|several|another|others|both|two|three|critics|officials|voters)\b", re.I
)
_BELONGS = re.compile(r"[’']s?\s|[,;(]|\b(?:of|for|to|by|with|from|and|or|in|at|on|that|who|than|near)\b")


@dataclass(frozen=True)
class Article:
    """One gold article: its text and what is on record in it.

    Args:
        id: its key in the corpus.
        text: all of it.
        words: its words with what they know of quotation marks.
        entries: its gold statements.
        sure: ids of those of which it is known who spoke, or that nobody is named; of the others the
            speaker is a guess of other tools, or they had none.
    """

    id: str
    text: str
    words: Words
    entries: tuple[Entry, ...]
    sure: frozenset[str]


def load(folder: Path, part: str, step: int = 1) -> list[Article]:
    """Read every ``step``-th article of ``train`` or ``dev``; the test articles are not for this."""
    if part not in ("train", "dev"):
        raise ValueError(part)
    silver = {line["id"]: line for line in _lines(folder / f"silver.{part}.jsonl")}
    labels = {line["id"]: line["labels"] for line in _lines(folder / f"labels.{part}.jsonl")}
    return [
        _article(line, silver.get(line["id"]), labels.get(line["id"]))
        for line in islice(_lines(folder / f"{part}.jsonl"), 0, None, step)
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _article(line: dict[str, Any], silver: dict[str, Any] | None, labels: dict[str, Any] | None) -> Article:
    text, key = line["text"], line["id"]
    words = split_words(text)
    outlet, date = key.split("_")[:2]
    entries, sure = [], set()
    for s in line["statements"]:
        source, cue, content = (_spans(s[part]) for part in ("source", "cue", "content"))
        label = (labels or {}).get(s["id"])
        speaker = _labelled(label) if label else _named(text, source, silver)
        statement = Statement(
            id=statement_id(key, None, source, cue, content),
            kind=kind_of(content, words),
            type="assertion",
            source=source,
            cue=cue,
            content=content,
            speaker=speaker,
            confidence=1.0,
        )
        if _is_sure(text, source, speaker, label):
            sure.add(statement.id)
        entries.append(Entry(statement=statement, text=text, page=key, outlet=outlet, published=date))
    return Article(key, text, words, tuple(entries), frozenset(sure))


def _spans(raw: list[list[int]]) -> Spans:
    return tuple((s, e) for s, e in sorted(raw))


def _labelled(label: dict[str, Any]) -> str | tuple[str, ...] | None:
    speaker = label["speaker"]
    return tuple(speaker) if isinstance(speaker, list) else speaker


def _named(text: str, source: Spans, silver: dict[str, Any] | None) -> str | None:
    """The person whom the source names, by the longest form on the page; of a pronoun, its chain's name."""
    if not silver or not source:
        return None
    people = [(s, e) for s, e, kind in silver["names"] if kind == "PERSON"]
    start, end = source[0]
    name = next((text[s:e] for s, e in people if start <= s and e <= end), None)
    if name is None and text[start:end].lower() in _PRONOUNS:
        name = _of_chain(text, (start, end), silver["chains"], people)
    if name is None:
        return None
    last = name.split()[-1]
    forms = [text[s:e] for s, e in people if text[s:e].split()[-1] == last and "\n" not in text[s:e]]
    full = max([name, *forms], key=len)
    return " ".join(word for word in full.split() if word not in _TITLES) or name


def _of_chain(text: str, span: Span, chains: list[list[list[int]]], people: list[Span]) -> str | None:
    for chain in chains:
        if any((s, e) == span for s, e, _ in chain):
            lead = next(((s, e) for s, e, leads in chain if leads), None)
            return next((text[s:e] for s, e in people if lead and lead[0] <= s and e <= lead[1]), None)
    return None


def _is_sure(
    text: str, source: Spans, speaker: str | tuple[str, ...] | None, label: dict[str, Any] | None
) -> bool:
    """Whether the speaker is labelled, is named at the source's head, or can have no name ("a neighbour")."""
    if label:
        return not label.get("unsure")
    words = " ".join(text[start:end] for start, end in source)
    if speaker is None:
        return bool(_NOBODY.match(words)) and not re.search("[A-Z]", words[1:])
    last = str(speaker).split()[-1]
    head = words.partition(last)
    return isinstance(speaker, str) and bool(head[1]) and not _BELONGS.search(head[0])


def person(entry: Entry) -> str | None:
    """The entry's speaker if it is one person with first and last name."""
    name = entry.statement.speaker
    if isinstance(name, str) and len(name.split()) in (2, 3) and name.replace(" ", "").isalpha():
        return name
    return None


def marked(article: Article, entry: Entry) -> list[Span]:
    """The runs of an entry's content that stand between quotation marks, without the marks."""
    words, out = article.words, list[Span]()
    for start, end in entry.statement.content:
        first, last = (int(words.starts.searchsorted(at)) for at in (start, end))
        run: list[int] = []
        for w in [*range(first, last), None]:
            if w is not None and words.quotes[w] == _INSIDE and words.forms[w] != BREAK:
                run.append(w)
            elif run:
                out.append((int(words.starts[run[0]]), int(words.ends[run[-1]])))
                run = []
    return out
