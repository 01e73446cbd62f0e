"""The benchmark: quotations with the verdict they must get, and the record they are checked against."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.core.values import Entry
from verify import edits
from verify.corpus import Article, marked, person

__all__ = ["Benchmark", "Case", "build"]

EACH = 220
"""Cases of a class."""


@dataclass(frozen=True)
class Case:
    """One quotation as a draft might print it.

    Args:
        name: the class.
        accepted: the verdicts that are right; more than one only where the issue's words leave it open.
        words: what stands between the draft's marks.
        speaker: whom the draft names.
        origin: ids of the statements it was made from.
    """

    name: str
    accepted: frozenset[str]
    words: str
    speaker: str
    origin: tuple[str, ...] = ()


@dataclass
class Benchmark:
    """Cases with the articles that may be searched; the others are held out."""

    searched: list[Article]
    held_out: list[Article]
    cases: list[Case] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """What is on record."""
        return [entry for article in self.searched for entry in article.entries]


@dataclass(frozen=True)
class _Passage:
    """One to three whole sentences of one quotation, by one named person."""

    text: str
    speaker: str
    entry: Entry
    run: str


def plain(text: str) -> str:
    """Letters and digits only, for the builder's own checks."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")))


def build(
    articles: Sequence[Article], seed: int = 7, each: int = EACH, held_out: Sequence[Article] = ()
) -> Benchmark:
    """Build the benchmark; the same articles and seed give the same cases.

    Args:
        articles: what may be searched.
        seed: of the chance.
        each: cases of a class, where the articles give so many.
        held_out: articles that are not searched; without them an eighth of the others is held out.
    """
    chance = random.Random(seed)
    order = list(articles)
    chance.shuffle(order)
    kept = 0 if held_out else len(order) // 8
    bench = Benchmark(searched=order[kept:], held_out=list(held_out) or order[:kept])
    maker = _Maker(bench, chance)
    for make in MAKERS:
        seen: set[str] = set()
        for case in make(maker):
            if len(seen) == each:
                break
            if case.words not in seen:
                seen.add(case.words)
                bench.cases.append(case)
    return bench


class _Maker:
    """What the makers of the classes share."""

    def __init__(self, bench: Benchmark, chance: random.Random) -> None:
        self.bench, self.chance = bench, chance
        self.passages = [p for article in bench.searched for p in _passages(article)]
        self.held = [p for article in bench.held_out for p in _passages(article)]
        chance.shuffle(self.passages)
        chance.shuffle(self.held)
        self.sayings: dict[str, list[str]] = defaultdict(list)
        for p in self.passages:
            self.sayings[p.speaker].append(p.text)
        self.text = " | ".join(plain(a.text) for a in bench.searched).join("  ")
        words = self.text.split()
        self.runs = {n: {hash(tuple(words[i : i + n])) for i in range(len(words) - n)} for n in (4, 5)}
        words = re.findall(r"\b[a-z]{4,}\b", " ".join(p.text for p in self.passages))
        self.vocabulary = sorted(set(words))
        self.said = [(f" {plain(' '.join(e.pieces))} ", e) for e in bench.entries]

    def speakers_of(self, words: str) -> set[str | None]:
        """Everyone who has these words on record, as written."""
        key = f" {plain(words)} "
        if key not in self.text:
            return set()
        return {_one(e) for text, e in self.said if key in text}

    def on_page(self, words: str) -> bool:
        return f" {plain(words)} " in self.text


def _one(entry: Entry) -> str | None:
    name = entry.statement.speaker
    return name if isinstance(name, str) or name is None else " / ".join(name)


def _sentences(run: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9,][.?!]) (?=[A-Z“])", run)


def _passages(article: Article) -> Iterator[_Passage]:
    for entry in article.entries:
        speaker = person(entry)
        if speaker is None or entry.statement.kind == "indirect":
            continue
        for start, end in marked(article, entry):
            run = article.text[start:end].strip()
            parts = _sentences(run)
            for i in range(len(parts)):
                for n in (1, 2, 3):
                    text = " ".join(parts[i : i + n]).strip(" ,")
                    if i + n <= len(parts) and 6 <= len(text.split()) <= 45:
                        yield _Passage(text, speaker, entry, run)


def _case(name: str, words: str, p: _Passage, *accepted: str, speaker: str | None = None) -> Case:
    return Case(name, frozenset(accepted), words, speaker or p.speaker, (p.entry.statement.id,))


def _verbatim(m: _Maker) -> Iterator[Case]:
    for n, p in enumerate(m.passages):
        if n % 3 == 0 and not edits.MARKERS.search(p.run):
            words = p.text.split()
            size = m.chance.randint(5, max(5, len(words) - 2))
            start = m.chance.randrange(max(1, len(words) - size))
            yield _case("verbatim", " ".join(words[start : start + size]).strip(",;:—–- "), p, "verbatim")
        elif n % 3:
            yield _case("verbatim", p.text, p, "verbatim")


def _allowed(m: _Maker) -> Iterator[Case]:
    quota = dict.fromkeys(edits.ALLOWED, -(-EACH // len(edits.ALLOWED)))
    for p in m.passages[len(m.passages) // 4 :]:
        for name, edit in edits.ALLOWED.items():
            if quota[name] and (text := edit(m.chance, p.text)):
                quota[name] -= 1
                yield _case(f"allowed: {name}", text, p, "verbatim")
                break


def _edited(name: str, edit: Callable[[_Maker, _Passage], str | None]) -> Callable[[_Maker], Iterator[Case]]:
    def make(m: _Maker) -> Iterator[Case]:
        for p in m.chance.sample(m.passages, len(m.passages)):
            text = edit(m, p)
            if text and not m.on_page(text):
                yield _case(name, text, p, "altered")

    return make


def _cut(m: _Maker) -> Iterator[Case]:
    for p in m.chance.sample(m.passages, len(m.passages)):
        sentences = _sentences(p.text)
        text = edits.context_cut(m.chance, sentences[0]) if len(sentences) == 1 else None
        # What stands elsewhere by itself, without the marker, is no cut.
        if text and m.text.count(plain(text)) == m.text.count(plain(p.text)):
            yield _case("context cut", text, p, "altered")


def _splice(m: _Maker) -> Iterator[Case]:
    by = defaultdict(list)
    for p in m.passages:
        by[p.speaker].append(p)
    people = [name for name, said in by.items() if len({p.run for p in said}) > 3]
    while True:
        first, second = m.chance.sample(by[m.chance.choice(people)], 2)
        if (first.entry.page == second.entry.page and m.chance.random() < 0.5) or first.run == second.run:
            continue
        a, b = first.text.split(), second.text.split()
        head, tail = a[: m.chance.randint(5, 14)], b[-m.chance.randint(5, 14) :]
        joint = m.chance.choice([" ", " ", " … ", ", and "])
        if "…" in joint and first.entry == second.entry:
            continue  # Within one statement an ellipsis may be honest.
        text = " ".join(head).rstrip(".,;:—–-") + joint + " ".join(tail).lstrip("—–- ")
        if not m.on_page(text):
            yield _case("splice", text, first, "spliced")


def _other_speaker(m: _Maker) -> Iterator[Case]:
    names = sorted(m.sayings)
    for p in m.chance.sample(m.passages, len(m.passages)):
        known = m.speakers_of(p.text)
        family = {part for name in known if name for part in name.split()}
        other = m.chance.choice(names)
        if None not in known and not family & set(other.split()):
            yield _case("misattributed", p.text, p, "misattributed", speaker=other)


def _unattributed(m: _Maker) -> Iterator[Case]:
    names = sorted(m.sayings)
    articles = m.chance.sample(m.bench.searched, len(m.bench.searched))
    for article in articles:
        for entry in article.entries:
            if entry.statement.kind != "direct" or entry.statement.speaker is not None:
                continue
            for start, end in marked(article, entry)[:1]:
                text = _sentences(article.text[start:end])[0].strip(" ,")
                if 6 <= len(text.split()) <= 40 and m.speakers_of(text) == {None}:
                    p = _Passage(text, m.chance.choice(names), entry, text)
                    yield _case("unattributed", text, p, "unattributed")


def _reported(m: _Maker) -> Iterator[Case]:
    for article in m.chance.sample(m.bench.searched, len(m.bench.searched)):
        for entry in article.entries:
            speaker = person(entry)
            text = re.sub("^that ", "", " ".join(entry.pieces))
            plainly = entry.statement.kind == "indirect" and len(entry.pieces) == 1 and speaker
            if plainly and 7 <= len(text.split()) <= 35 and m.speakers_of(text) == {speaker}:
                yield _case("reported", text, _Passage(text, str(speaker), entry, text), "reported")


def _fabricated(m: _Maker) -> Iterator[Case]:
    """In turn a chain of the speaker's own pairs of words, and words of a held-out article."""
    people = [name for name, texts in m.sayings.items() if len(texts) > 30]
    unseen = iter([p for p in m.held if not _shared(m, p.text, 5)])
    while True:
        if (held := next(unseen, None)) is not None:
            yield _case("fabricated", held.text, held, "not on record")
        name = m.chance.choice(people)
        text = _chain(m.chance, m.sayings[name])
        if len(text.split()) > 7 and not _shared(m, text, 5):
            yield Case("fabricated", frozenset({"not on record"}), text, name)


def _chain(chance: random.Random, texts: Sequence[str]) -> str:
    follow = defaultdict(list)
    for text in texts:
        words = text.split()
        for a, b in pairwise(words):
            follow[a].append(b)
    word = chance.choice(texts).split()[0]
    out = [word]
    while len(out) < 22 and (not out[-1].endswith((".", "?", "!")) or len(out) < 8):
        if not follow[out[-1]]:
            break
        out.append(chance.choice(follow[out[-1]]))
    return " ".join(out).strip(" ,")


def _shared(m: _Maker, text: str, run: int) -> bool:
    words = plain(text).split()
    return any(hash(tuple(words[i : i + run])) in m.runs[run] for i in range(len(words) - run + 1))


def _near_miss(m: _Maker) -> Iterator[Case]:
    """Words shared with a statement on record, but another statement: never verbatim.

    In turn one with two in five of its words put anew, and one that a held-out article has and that shares
    a run of words with the record. How far apart two wordings must be to be two statements is open, so
    altered, spliced and not on record are all right.
    """
    unseen = iter([p for p in m.held if _shared(m, p.text, 4) and not m.on_page(p.text)])
    for p in m.chance.sample(m.passages, len(m.passages)):
        words = p.text.split()
        spots = [i for i, w in enumerate(words) if w.strip(",.?!").islower() and len(w) > 2]
        if len(words) > 7 and len(spots) > 0.4 * len(words):
            for i in m.chance.sample(spots, int(0.4 * len(words))):
                words[i] = m.chance.choice(m.vocabulary)
            yield _case("near miss", " ".join(words), p, "altered", "not on record", "spliced")
        if (held := next(unseen, None)) is not None:
            yield _case("near miss", held.text, held, "altered", "not on record", "spliced", "reported")


MAKERS: tuple[Callable[[_Maker], Iterator[Case]], ...] = (
    _verbatim,
    _allowed,
    _edited("word swap", lambda m, p: edits.swap(m.chance, p.text, m.vocabulary)),
    _edited("negation", lambda m, p: edits.negation(m.chance, p.text)),
    _edited("number", lambda m, p: edits.number(m.chance, p.text)),
    _cut,
    _splice,
    _other_speaker,
    _unattributed,
    _reported,
    _fabricated,
    _near_miss,
)
