"""What cases are made of: whole sentences that someone said, and what is known of the texts searched."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core.values import Entry
from verify.corpus import Article, marked, person

__all__ = ["Material", "Passage", "plain", "sentences", "shared"]


@dataclass(frozen=True)
class Passage:
    """One to three whole sentences of one quotation, by one named person."""

    text: str
    speaker: str
    entry: Entry
    run: str


def plain(text: str) -> str:
    """Letters and digits only, for the builder's own checks."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")))


class Material:
    """What the makers of the classes share.

    Args:
        searched: articles that are searched.
        held_out: articles that are not.
        chance: the source of chance.
        sure: take statements only of which it is known who spoke them.
    """

    def __init__(
        self, searched: Sequence[Article], held_out: Sequence[Article], chance: random.Random, *, sure: bool
    ) -> None:
        self.searched, self.chance = searched, chance
        self.entries = {
            a.id: [e for e in a.entries if e.statement.id in a.sure or not sure] for a in searched
        }
        self.passages = [p for a in searched for e in self.entries[a.id] for p in passages_of(a, e)]
        self.held = [p for a in held_out for e in a.entries for p in passages_of(a, e)]
        chance.shuffle(self.passages)
        chance.shuffle(self.held)
        self.sayings: dict[str, list[str]] = defaultdict(list)
        for p in self.passages:
            self.sayings[p.speaker].append(p.text)
        self.text = " | ".join(plain(a.text) for a in searched).join("  ")
        self.letters = self.text.replace(" ", "")
        words = self.text.split()
        self.runs = {n: {hash(tuple(words[i : i + n])) for i in range(len(words) - n)} for n in (4, 5)}
        words = re.findall(r"\b[a-z]{4,}\b", " ".join(p.text for p in self.passages))
        self.vocabulary = sorted(set(words))
        self.said = [(f" {plain(' '.join(e.pieces))} ", e) for a in searched for e in a.entries]

    def speakers_of(self, words: str) -> set[str | None]:
        """Everyone who has these words on record, as written."""
        key = f" {plain(words)} "
        if key not in self.text:
            return set()
        return {_one(e) for text, e in self.said if key in text}

    def in_one(self, texts: Sequence[str]) -> bool:
        """Whether one statement, its pieces taken together, has all these words."""
        keys = [f" {plain(text)} " for text in texts]
        return any(all(key in said for key in keys) for said, _ in self.said)

    def quoted(self, words: str) -> bool:
        """Whether someone has these words on record in a quotation."""
        key = f" {plain(words)} "
        return any(key in said for said, e in self.said if e.statement.kind != "indirect")

    def on_page(self, words: str) -> bool:
        """Whether a page has these letters in a row; marks and how words are joined do not count."""
        return plain(words).replace(" ", "") in self.letters


def _one(entry: Entry) -> str | None:
    name = entry.statement.speaker
    return name if isinstance(name, str) or name is None else " / ".join(name)


def sentences(run: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9,][.?!]) (?=[A-Z“])", run)


def passages_of(article: Article, entry: Entry) -> Iterator[Passage]:
    speaker = person(entry)
    if speaker is None or entry.statement.kind == "indirect":
        return
    for start, end in marked(article, entry):
        run = article.text[start:end].strip()
        parts = sentences(run)
        for i in range(len(parts)):
            for n in (1, 2, 3):
                text = " ".join(parts[i : i + n]).strip(" ,")
                if i + n <= len(parts) and 6 <= len(text.split()) <= 45:
                    yield Passage(text, speaker, entry, run)


def shared(m: Material, text: str, run: int) -> bool:
    words = plain(text).split()
    return any(hash(tuple(words[i : i + run])) in m.runs[run] for i in range(len(words) - run + 1))
