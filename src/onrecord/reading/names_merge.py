"""Which forms name the same bearer? Full forms first, then short forms in text order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from onrecord.reading.names_lexicon import (
    Gender,
    fold,
    gender_of,
    is_first_name,
    is_place,
    nickname,
    roles,
    words,
)
from onrecord.reading.names_refine import Key, is_initial
from onrecord.reading.names_scan import Candidate

__all__ = ["Bearer", "merge"]

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SMALL = frozenset(("of", "for", "the", "and", "on", "&"))
_MOST_OF_ONE_KEY = 8
_FADE = 0.8
_PARAGRAPH_BY_CHARS = 600


@dataclass(slots=True)
class Bearer:
    """Who bears a name, while the forms are still being gathered."""

    number: int
    person: bool | None
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    spelled: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    titles: Counter[str] = field(default_factory=Counter)
    first: str = ""
    middle: tuple[str, ...] = ()
    heat: float = 0.0
    heated: int = 0

    def add(self, candidate: Candidate) -> None:
        """Take a mention in."""
        self.places.append((candidate.start, candidate.end))
        self.titles.update(candidate.titles)
        self.forms[candidate.words] += 1
        self.spelled.setdefault(candidate.words, (candidate.start, candidate.end))

    @property
    def gender(self) -> Gender | None:
        """From titles, else from the first name."""
        for title in self.titles:
            told = gender_of(title) if title in roles() else None
            if told:
                return told
        return gender_of(self.first) if self.first else None

    def warmth(self, place: int) -> float:
        """How much the page has spoken of it shortly before a place."""
        return self.heat * float(_FADE ** ((place - self.heated) / _PARAGRAPH_BY_CHARS))

    def warm(self, place: int, by: float) -> None:
        """Note a mention at a place."""
        self.heat, self.heated = self.warmth(place) + by, place


def merge(candidates: list[tuple[Candidate, Key]]) -> list[Bearer]:
    """Bearers in the order of their first mention; every candidate goes to exactly one."""
    book = _Book(candidates)
    for candidate, key in candidates:
        book.register(candidate, key)
    book.index()
    for candidate, key in candidates:
        book.assign(candidate, key)
    return sorted((b for b in book.bearers if b.places), key=lambda b: b.places[0])


def last_name(key: Key) -> str:
    """Give the last word that is no "Jr." or number.

    >>> last_name(("ada", "quill", "jr"))
    'quill'
    """
    kept = [word for word in key if word not in _SUFFIXES]
    return kept[-1] if kept else key[-1]


class _Book:
    """Full forms by what their short forms may be."""

    def __init__(self, candidates: list[tuple[Candidate, Key]]) -> None:
        self.bearers: list[Bearer] = []
        self._forms: dict[Key, Bearer] = {}
        self._people: defaultdict[tuple[str, str], list[Bearer]] = defaultdict(list)
        self._by_last: defaultdict[str, dict[int, Bearer]] = defaultdict(dict)
        self._by_first: defaultdict[str, dict[int, Bearer]] = defaultdict(dict)
        self._short: defaultdict[Key, dict[int, Bearer]] = defaultdict(dict)
        singles = {key[0] for _, key in candidates if len(key) == 1}
        titled = {
            last_name(key) for candidate, key in candidates if any(t in roles() for t in candidate.titles)
        }
        self._titled, self._singles = titled, singles
        self._bare = {key[0] for c, key in candidates if len(key) == 1 and not c.article and not c.headline}
        self._alone: defaultdict[str, list[int]] = defaultdict(list)
        for candidate, key in candidates:
            if len(key) == 1 and not candidate.headline:
                self._alone[key[0]].append(candidate.start)

    def register(self, candidate: Candidate, key: Key) -> None:
        """Find or make the bearer of a form of several words."""
        if len(key) == 1 or key in self._forms:
            return
        person = self._is_person(candidate, key)
        bearer = self._same_person(candidate, key) if person is not False else None
        if bearer is None:
            bearer = Bearer(len(self.bearers), person)
            self.bearers.append(bearer)
            if person is not False:
                bearer.first, bearer.middle = candidate.words[0], key[1:-1]
                for first in _firsts(candidate, key):
                    self._people[first, last_name(key)].append(bearer)
        elif len(key) > len(bearer.middle) + 2:
            bearer.middle = key[1:-1]
        bearer.person = bearer.person or person
        self._forms[key] = bearer

    def _is_person(self, candidate: Candidate, key: Key) -> bool | None:
        if len(key) == 2 and is_first_name(key[0]) and key[1] in self._bare:
            return True  # "Ada Law", later "Law"
        if "v." in candidate.words or is_place(" ".join(key)):
            return False  # "Quill v. Tern", "New Mexico"
        if key[-1].isdigit() or any(word in words("org_words") or word in _SMALL for word in key):
            return False
        if is_first_name(key[0]) or is_initial(candidate.words[0]) or last_name(key) in self._titled:
            return True
        if candidate.article or len(key) > 4 or self._known_before(candidate, key):
            return False
        return True if key[-1] in self._singles and key[0] not in self._singles else None

    def _known_before(self, candidate: Candidate, key: Key) -> bool:
        """People are introduced in full: a last word used alone thrice before is a name of its own."""
        alone = self._alone.get(key[-1], [])
        return len(alone) > 2 and alone[2] < candidate.start

    def _same_person(self, candidate: Candidate, key: Key) -> Bearer | None:
        """Someone with this first and last name whose middle names do not speak against it."""
        middle = key[1:-1]
        for first in _firsts(candidate, key):
            for bearer in self._people[first, last_name(key)][:_MOST_OF_ONE_KEY]:
                if not middle or not bearer.middle or _agree(middle, bearer.middle):
                    return bearer
        return None

    def index(self) -> None:
        """Which short forms may stand for whom."""
        for key, bearer in self._forms.items():
            self._short["".join(key),][bearer.number] = bearer  # a handle: "@OrvaneBank"
            if bearer.person is not False:
                self._by_last[last_name(key)][bearer.number] = bearer
                self._by_first[key[0]][bearer.number] = bearer
                continue
            letters = "".join(word[0] for word in key if word not in _SMALL)
            self._short[(letters,)][bearer.number] = bearer
            if key != ("white", "house"):  # "the House" is another one
                self._short[key[-1:]][bearer.number] = bearer
            if len(key) > 2:
                self._short[key[-2:]][bearer.number] = bearer
            for size in range(2, len(key)):
                if key[size] in ("for", "of") and key[size - 1] in words("org_words"):
                    self._short[key[:size]][bearer.number] = bearer
                    self._short[key[size - 1 : size]][bearer.number] = bearer
            for size in range(1, len(key)):
                alone = size == 1 and key[-1] in words("corporate") and not is_place(key[0])
                if alone or all(word in words("corporate") for word in key[size:]):
                    self._short[key[:size]][bearer.number] = bearer
        for key, bearer in self._forms.items():
            if bearer.person and is_initial(bearer.first):
                self._forms[key] = self._spelled_out(key, bearer)

    def _spelled_out(self, key: Key, bearer: Bearer) -> Bearer:
        """Find the one person on the page whose first name an initial can stand for."""
        same_last = islice(self._by_last[last_name(key)].values(), _MOST_OF_ONE_KEY)
        full = [b for b in same_last if not is_initial(b.first) and fold(b.first)[:1] == key[0][0]]
        return full[0] if len(full) == 1 else bearer

    def assign(self, candidate: Candidate, key: Key) -> None:
        """Give a mention to its bearer: a full form to its own, a short one to whoever is spoken of."""
        bearer = self._forms.get(key) if len(key) > 1 else None
        full = bearer is not None
        if bearer is None or (not bearer.person and key in self._short):
            bearer = self._choose(candidate, key) or bearer
        if bearer is None:
            bearer = self._forms.get(key) or Bearer(len(self.bearers), self._single_person(candidate, key))
            if key not in self._forms:
                self.bearers.append(bearer)
                self._forms[key] = bearer
        bearer.add(candidate)
        bearer.warm(candidate.start, 1.5 if full else 1.0)

    def _single_person(self, candidate: Candidate, key: Key) -> bool | None:
        word = candidate.words[0]
        if key[0] in self._titled:
            return True
        if is_place(key[0]):
            return False
        # In capitals and only once: a dateline's place, or an abbreviation.
        lone = word.isupper() and (len(word) < 6 or len(self._alone[key[0]]) == 1)
        return False if candidate.article or lone else None

    def _choose(self, candidate: Candidate, key: Key) -> Bearer | None:
        for pool in self._pools(candidate, key):
            fitting = [b for b in islice(pool.values(), _MOST_OF_ONE_KEY) if _titles_fit(candidate, b)]
            if fitting:
                called = [b for b in fitting if not b.titles.keys().isdisjoint(candidate.titles)]
                return max(called or fitting, key=lambda b: (b.warmth(candidate.start), -b.number))
        return None

    def _pools(self, candidate: Candidate, key: Key) -> list[dict[int, Bearer]]:
        """Whom a short form may stand for, best reading first."""
        empty: dict[int, Bearer] = {}
        if len(key) > 1:
            return [self._short.get(key, empty)]
        word = key[0]
        organisations = self._short.get((word.replace(".", ""),), empty)
        shouted = candidate.words[0].isupper() and len(word) < 7
        by_tail = candidate.article or shouted
        people = [self._by_last.get(word, empty), self._by_first.get(word, empty)]
        if by_tail:
            return [organisations, *people]
        heads = {n: b for n, b in organisations.items() if not _ends_with(b, word)}
        return [*people, heads]


def _firsts(candidate: Candidate, key: Key) -> Iterator[str]:
    """First names in one spelling: the first word, and one that stands between marks."""
    yield nickname(key[0])
    ends = [place + len(word) for place, word in zip(candidate.places, candidate.words, strict=True)]
    gaps = [start - end for start, end in zip(candidate.places[1:], ends, strict=False)]
    for i in range(1, len(key) - 1):
        if gaps[i - 1] > 1 and gaps[i] > 1 and key[i].isalpha():
            yield nickname(key[i])


def _ends_with(bearer: Bearer, word: str) -> bool:
    return any(fold(form[-1]) == word for form in bearer.forms)


def _titles_fit(candidate: Candidate, bearer: Bearer) -> bool:
    """Tell whether the title allows this person: "Mrs. Quill" is not Boris Quill."""
    told = next((g for g in map(gender_of, candidate.titles) if g), None)
    return told is None or bearer.gender in (None, told)


def _agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Middle names or initials that could be of one person."""
    return left[0][0] == right[0][0]
