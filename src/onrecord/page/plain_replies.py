"""Who answers whom: the @names at the head of comments, and the writers they give away.

A comment that begins with "@Name" answers an earlier comment that Name wrote. So each @name is a
constraint on the writers before it:

- the comment it answers stands above it, and its writer is the one addressed;
- nobody addresses themselves, so a comment that begins with "@Name" was not written by Name;
- of the comments that fit, the nearest is meant, for replies stand below what they answer.

What is left open is filled in by the way two people talk: the only answer to a comment comes from the one
whom that comment addressed. Everything found here is marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.page.plain_words import words

__all__ = ["Post", "Tie", "is_addressed", "tie"]

_AT = re.compile(r"@ ?(?=[^\W\d])")
_ENDED = re.compile(r"([^,:;!?،、，：；！？/@()\"“”]{1,60}?)(?:[,:;!?،、，：；！？]| [-–—] )")
_HANGING = re.compile(r"(?:['’]s|[.,:;!?،、，：；！？]+)$")
_NAME_WORDS = 4
_LONGEST = 64
_REACH = 50
"""How many comments up an @name may point to a writer not yet known; keeps the time linear."""

_PARTICLES = frozenset(
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin"]
)
"""Words in lower case that stand inside a name."""


@dataclass(frozen=True, slots=True)
class Post:
    """A comment before it is known whom it answers.

    Args:
        words: its words.
        author: the author shown, if one is.
        answers: the name of the one it answers, where a line of its own says so.
    """

    words: str
    author: str | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What the @names say of one comment: the index of its parent, its author, and whether inferred."""

    parent: int | None
    author: str | None
    inferred: bool


def is_addressed(line: str) -> bool:
    """Whether a line begins by addressing somebody: "@Name".

    >>> is_addressed("@Ada, no."), is_addressed("@ 3 pm"), is_addressed("ada@example.org")
    (True, False, False)
    """
    return _AT.match(line) is not None


def tie(posts: Sequence[Post]) -> list[Tie]:
    """Find for each comment whom it answers and, where no by-line says so, who wrote it.

    >>> [(t.parent, t.author) for t in tie([Post("A bad idea."), Post("@Ada, why?"), Post("@Bo Finn, no.")])]
    [(None, 'Ada'), (0, 'Bo Finn'), (1, 'Ada')]
    """
    names = _Names(posts)
    addressed = [names.key(post.answers) if post.answers else names.addressee(post.words) for post in posts]
    writers = [names.key(post.author) if post.author else None for post in posts]
    parents: list[int | None] = []
    last_by: dict[str, int] = {}
    for i, name in enumerate(addressed):
        parent = _parent(i, name, addressed, writers, last_by) if name else None
        parents.append(parent)
        if parent is not None and name is not None:
            writers[parent] = name
            last_by[name] = max(parent, last_by.get(name, parent))
        own = writers[i]
        if own is not None:
            last_by[own] = i
    _fill_in_turns(parents, addressed, writers)
    return [
        Tie(
            parent, post.author or (names.shown(writer) if writer else None), not post.author and bool(writer)
        )
        for parent, post, writer in zip(parents, posts, writers, strict=True)
    ]


def _parent(
    i: int,
    name: str,
    addressed: Sequence[str | None],
    writers: Sequence[str | None],
    last_by: dict[str, int],
) -> int | None:
    """Find the nearest comment above ``i`` that ``name`` wrote or may have written."""
    known = last_by.get(name)
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        if j == known or (writers[j] is None and addressed[j] != name):
            return j
    return known


def _fill_in_turns(
    parents: Sequence[int | None], addressed: Sequence[str | None], writers: list[str | None]
) -> None:
    answers = Counter(parent for parent in parents if parent is not None)
    for i, parent in enumerate(parents):
        if parent is not None and writers[i] is None and answers[parent] == 1:
            writers[i] = addressed[parent]


class _Names:
    """The names of a thread: by-lines and @names, the longer form standing for the shorter."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._shown: dict[str, str] = {}
        self._longer: dict[str, set[str]] = {}
        self._signed = {_fold(post.author) for post in posts if post.author}
        ended = [name for post in posts if (head := _head(post.words)) and (name := _ended(head))]
        times = Counter(_fold(name) for name in ended)
        # A name is sure if a by-line shows it, if it looks like one and a mark ends it, or if it comes twice.
        for name in [post.author for post in posts if post.author] + ended:
            if _fold(name) in self._signed or _like_name(name) or times[_fold(name)] > 1:
                self._learn(name)

    def _learn(self, name: str) -> None:
        key = _fold(name)
        if key not in self._shown:
            self._shown[key] = name
            for part in _beginnings(key):
                self._longer.setdefault(part, set()).add(key)

    def addressee(self, text: str) -> str | None:
        """Find the key of the name that a comment addresses at its head."""
        head = _head(text)
        if head is None:
            return None
        known = [part for part in _beginnings(_fold(head)) if part in self._shown]
        ended = _ended(head)
        signed = [part for part in known if part in self._signed]
        if signed and (ended is None or _fold(ended) not in self._signed):
            # A by-line shows the name: what follows it, capital or not, begins the sentence.
            return signed[-1]
        if ended and _like_name(ended):
            return self.key(ended)
        return self.key(self._shown[known[-1]] if known else _capitalised_run(head))

    def key(self, name: str) -> str:
        """Find one key for all forms of a name: a first name stands for the one full name it begins."""
        key = _fold(name)
        longer = self._longer.get(key, set()) - {key}
        if len(longer) == 1 and key not in self._signed:
            return next(iter(longer))
        self._learn(name)
        return key

    def shown(self, key: str) -> str:
        """Give the name as the page first wrote it."""
        return self._shown[key]


def _head(text: str) -> str | None:
    at = _AT.match(text)
    return text[at.end() : at.end() + _LONGEST].splitlines()[0] if at else None


def _ended(head: str) -> str | None:
    """Take the words up to the mark or line end that ends the address; None where they are many."""
    found = _ENDED.match(head + "," if len(head) < _LONGEST else head)
    name = found[1].strip() if found else ""
    return name if 0 < len(name.split()) <= _NAME_WORDS and _fold(name) else None


def _like_name(name: str) -> bool:
    openers = words().openers
    return all(
        word in _PARTICLES or not (word[0].islower() or word.casefold() in openers)
        for word in name.split()[1:]
    )


def _capitalised_run(head: str) -> str:
    """Take the first word and the capitalised ones after it, up to one that begins a sentence."""
    run: list[str] = []
    for word in head.split()[:_NAME_WORDS]:
        bare = re.split(r"[,:;!?/@()\"“”]|['’]s\b", word)[0]
        if run and (not bare or not bare[0].isupper() or bare.casefold() in words().openers):
            break
        initial = len(bare) <= 2
        run.append(bare if initial else bare.rstrip("."))
        if run[-1] != word:
            break
    return " ".join(run)


def _beginnings(key: str) -> list[str]:
    """List the key's first word, its first two words and so on.

    >>> _beginnings("bo finn")
    ['bo', 'bo finn']
    """
    parts = key.split()[: _NAME_WORDS + 1]
    return [" ".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _fold(name: str) -> str:
    """Fold a name for comparison: case, spaces and what punctuation hangs on its words go.

    >>> _fold("Bo  F.,"), _fold("Ada's")
    ('bo f', 'ada')
    """
    bare = (_HANGING.sub("", word) for word in name.casefold().split())
    return " ".join(word for word in bare if word)
