"""The classes of the benchmark: for each a maker that yields quotations with the verdict they must get."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from verify import edits
from verify.cases import EACH, Case
from verify.corpus import Article, marked, person
from verify.material import Material, Passage, plain, sentences, shared

__all__ = ["MAKERS"]


def _case(name: str, words: str, p: Passage, *accepted: str, speaker: str | None = None) -> Case:
    return Case(name, frozenset(accepted), words, speaker or p.speaker, (p.entry.statement.id,))


def _verbatim(m: Material) -> Iterator[Case]:
    for n, p in enumerate(m.passages):
        if n % 3 == 0 and not edits.MARKERS.search(p.run):
            words = p.text.split()
            size = m.chance.randint(5, max(5, len(words) - 2))
            start = m.chance.randrange(max(1, len(words) - size))
            yield _case("verbatim", " ".join(words[start : start + size]).strip(",;:—–- "), p, "verbatim")
        elif n % 3:
            yield _case("verbatim", p.text, p, "verbatim")


def _allowed(m: Material) -> Iterator[Case]:
    quota = dict.fromkeys(edits.ALLOWED, -(-EACH // len(edits.ALLOWED)))
    for p in m.passages[len(m.passages) // 4 :]:
        for name, edit in edits.ALLOWED.items():
            if quota[name] and (text := edit(m.chance, p.text)):
                quota[name] -= 1
                yield _case(f"allowed: {name}", text, p, "verbatim")
                break


def _edited(
    name: str, edit: Callable[[Material, Passage], str | None]
) -> Callable[[Material], Iterator[Case]]:
    def make(m: Material) -> Iterator[Case]:
        for p in m.chance.sample(m.passages, len(m.passages)):
            text = edit(m, p)
            if text and not m.on_page(text):
                yield _case(name, text, p, "altered")

    return make


def _cut(m: Material) -> Iterator[Case]:
    for p in m.chance.sample(m.passages, len(m.passages)):
        parts = sentences(p.text)
        text = edits.context_cut(m.chance, parts[0]) if len(parts) == 1 else None
        # What stands elsewhere by itself, without the marker, is no cut.
        if text and m.text.count(plain(text)) == m.text.count(plain(p.text)):
            yield _case("context cut", text, p, "altered")


def _splice(m: Material) -> Iterator[Case]:
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
        if "…" in joint and m.in_one((first.text, second.text)):
            continue  # Within one statement an ellipsis may be honest.
        text = " ".join(head).rstrip(".,;:—–-") + joint + " ".join(tail).lstrip("—–- ")
        # Nor are pieces of a statement spliced that follow each other behind "she said".
        if not m.on_page(text) and not m.in_one((text,)):
            yield _case("splice", text, first, "spliced")


def _other_speaker(m: Material) -> Iterator[Case]:
    names = sorted(m.sayings)
    for p in m.chance.sample(m.passages, len(m.passages)):
        known = m.speakers_of(p.text)
        family = {part for name in known if name for part in name.split()}
        other = m.chance.choice(names)
        if None not in known and not family & set(other.split()):
            yield _case("misattributed", p.text, p, "misattributed", speaker=other)


def _of_nobody(m: Material) -> Iterator[Case]:
    names = sorted(m.sayings)
    for article in m.chance.sample(m.searched, len(m.searched)):
        for entry in m.entries[article.id]:
            if entry.statement.kind != "direct" or entry.statement.speaker is not None:
                continue
            for start, end in marked(article, entry)[:1]:
                text = sentences(article.text[start:end])[0].strip(" ,")
                if 6 <= len(text.split()) <= 40 and m.speakers_of(text) == {None}:
                    p = Passage(text, m.chance.choice(names), entry, text)
                    yield _case("unattributed: of nobody", text, p, "unattributed")


def _in_no_statement(m: Material) -> Iterator[Case]:
    """The article's own sentences, three of each, as if somebody had said them."""
    names = sorted(m.sayings)
    for article in m.chance.sample(m.searched, len(m.searched)):
        fit = [text for text in _sentences_aside(article) if not m.speakers_of(text)]
        for text in m.chance.sample(fit, min(3, len(fit))):
            name = m.chance.choice(names)
            yield Case("unattributed: in no statement", frozenset({"unattributed"}), text, name)


def _sentences_aside(article: Article) -> Iterator[str]:
    """Sentences without marks that have no part in any statement."""
    spans = [span for e in article.entries for span in (*e.statement.content, *e.statement.cue)]
    for text in (text for line in article.text.split("\n") for text in sentences(line)):
        start = article.text.index(text)
        inside = any(s < start + len(text) and start < e for s, e in spans)
        marks = re.search("[“”\"„«»]|''", text)
        if not inside and not marks and text.strip()[-1:] == "." and 8 <= len(text.split()) <= 35:
            yield text.strip(" .")


def _reported(m: Material) -> Iterator[Case]:
    for article in m.chance.sample(m.searched, len(m.searched)):
        for entry in m.entries[article.id]:
            speaker = person(entry)
            text = re.sub("^that ", "", " ".join(entry.pieces))
            if speaker is None or entry.statement.kind != "indirect" or len(entry.pieces) != 1:
                continue
            # Marks that the annotators' words do not show are a quotation after all.
            plainly = 7 <= len(text.split()) <= 35 and not set(text) & set('“”"')
            if plainly and m.speakers_of(text) == {speaker} and not m.quoted(text):
                yield _case("reported", text, Passage(text, speaker, entry, text), "reported")


def _fabricated(m: Material) -> Iterator[Case]:
    """In turn a chain of the speaker's own pairs of words, and words of a held-out article."""
    people = [name for name, texts in m.sayings.items() if len(texts) > 30]
    unseen = iter([p for p in m.held if not shared(m, p.text, 5)])
    while True:
        if (held := next(unseen, None)) is not None:
            yield _case("fabricated", held.text, held, "not on record")
        name = m.chance.choice(people)
        text = _chain(m.chance, m.sayings[name])
        if len(plain(text).split()) > 7 and not shared(m, text, 5):
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


def _near_miss(m: Material) -> Iterator[Case]:
    """Words shared with a statement on record, but another statement: never verbatim.

    In turn one with two in five of its words put anew, and one that a held-out article has and that shares
    a run of words with the record. How far apart two wordings must be to be two statements is open, so
    altered, spliced and not on record are all right.
    """
    new = (p for p in m.held if not m.on_page(p.text) and not m.in_one((p.text,)))
    unseen = iter([p for p in new if shared(m, p.text, 4)])
    for p in m.chance.sample(m.passages, len(m.passages)):
        words = p.text.split()
        spots = [i for i, w in enumerate(words) if w.strip(",.?!").islower() and len(w) > 2]
        if len(words) > 7 and len(spots) > 0.4 * len(words):
            for i in m.chance.sample(spots, int(0.4 * len(words))):
                words[i] = m.chance.choice(m.vocabulary)
            yield _case("near miss", " ".join(words), p, "altered", "not on record", "spliced")
        if (held := next(unseen, None)) is not None:
            yield _case("near miss", held.text, held, "altered", "not on record", "spliced", "reported")


MAKERS: tuple[Callable[[Material], Iterator[Case]], ...] = (
    _verbatim,
    _allowed,
    _edited("word swap", lambda m, p: edits.swap(m.chance, p.text, m.vocabulary)),
    _edited("negation", lambda m, p: edits.negation(m.chance, p.text)),
    _edited("number", lambda m, p: edits.number(m.chance, p.text)),
    _cut,
    _splice,
    _other_speaker,
    _of_nobody,
    _in_no_statement,
    _reported,
    _fabricated,
    _near_miss,
)
