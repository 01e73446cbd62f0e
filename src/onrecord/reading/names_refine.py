"""How do the candidates look beside the whole page? Epithets, openers and headlines are trimmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from unicodedata import combining, normalize

from onrecord.reading.names_lexicon import fold, is_first_name, words
from onrecord.reading.names_scan import Candidate

__all__ = ["Key", "is_initial", "key_of", "refine"]

Key = tuple[str, ...]
_LONGEST_IN_HEADLINE = 5
_COURTESY = frozenset(("mr", "mrs", "ms", "miss"))
_NO_FIRST_NAME = ("s", "an", "ese", "ish", "ing")


def key_of(candidate: Candidate) -> Key:
    """Give a candidate's words for comparison; accents do not count, as headlines may lack them."""
    return tuple(fold(word) if word.isascii() else _plain(word) for word in candidate.words)


def _plain(word: str) -> str:
    return "".join(letter for letter in normalize("NFD", fold(word)) if not combining(letter))


def is_initial(word: str) -> bool:
    """Tell whether it is "J." or "J.K.": one letter before each dot."""
    return word.endswith(".") and all(len(part) == 1 for part in word.replace("-", "").split(".")[:-1])


def refine(candidates: list[Candidate], lower: frozenset[str]) -> list[tuple[Candidate, Key]]:
    """Candidates trimmed by what the page writes elsewhere, each with its key.

    Args:
        candidates: of :func:`onrecord.reading.names_scan.scan`.
        lower: all words the page writes in lower case.
    """
    known = Counter(key_of(c) for c in candidates if not c.headline and not (c.opens and len(c.words) == 1))
    full = Counter(key_of(c) for c in candidates if not c.headline and _COURTESY.isdisjoint(c.titles))
    firsts = {key[0] for key in known if len(key) > 1 and is_first_name(key[0])}
    for last in {key[-1] for key in known if len(key) > 1 and is_first_name(key[0])}:
        known[(last,)] += 1
    lasts = {key[-1] for key in known if len(key) > 1}
    refined: list[tuple[Candidate, Key]] = []
    for candidate in candidates:
        if candidate.headline:
            refined.extend(_in_headline(candidate, known))
            continue
        kept = _without_opener(candidate, known, lasts, lower)
        if kept:
            kept = _without_epithet(kept, known, full, firsts)
            refined.append((kept, key_of(kept)))
    surnames = {tail for _, key in refined for tail in _particle_surnames(key)}
    return [(kept, key[-1:] if key in surnames else key) for kept, key in refined]


def _particle_surnames(key: Key) -> Iterator[Key]:
    """Yield ("van", "der", "wijk") for ("rob", "van", "der", "wijk")."""
    for at in range(1, len(key) - 1):
        if key[at] in words("particles"):
            yield key[at:]


def _tail(candidate: Candidate, cut: int) -> Candidate:
    """Cut the first words off; they count as titles."""
    if not cut:
        return candidate
    dropped = tuple(fold(word) for word in candidate.words[:cut])
    kept = candidate.words[cut:]
    places = candidate.places[cut:]
    titles = candidate.titles + dropped
    return replace(candidate, words=kept, start=places[0], titles=titles, opens=False, places=places)


def _without_opener(
    candidate: Candidate, known: Counter[Key], lasts: set[str], lower: frozenset[str]
) -> Candidate | None:
    """Cut off a sentence's first word unless it looks like a part of a name elsewhere."""
    if not candidate.opens:
        return candidate
    first = fold(candidate.words[0])
    if len(candidate.words) == 1:
        plain = candidate.modifies or first in lower or first.endswith(("ed", "ing", "ly", "men", "s"))
        named = known[(first,)] or first in lasts or is_first_name(first)
        return None if plain and not named else candidate
    if is_first_name(first) or is_initial(candidate.words[0]) or first in words("opening_particles"):
        return candidate
    rest = key_of(candidate)[1:]
    return (
        _tail(candidate, 1)
        if first in lower or (first.endswith("ed") and len(rest) > 1) or (len(rest) > 1 and known[rest] > 1)
        else candidate
    )


def _without_epithet(
    candidate: Candidate, known: Counter[Key], full: Counter[Key], firsts: set[str]
) -> Candidate:
    """Cut off what stands before the name in "Republican Ada Quill" or "Crooked Ada"."""
    key = key_of(candidate)
    if len(key) < 2 or any(word in words("org_words") for word in key):
        return candidate
    if is_first_name(key[0]) or is_initial(candidate.words[0]):
        return candidate
    for cut in range(1, len(key)):
        rest = key[cut:]
        if len(rest) > 1 and (
            (is_first_name(rest[0]) and (full[rest] or not _may_be_first(key, cut)))
            or (full[rest] > 1 and rest[0] not in words("particles"))
        ):
            return _tail(candidate, cut)
        if len(rest) == 1 and (rest[0] in firsts or (key[cut - 1] in words("not_names") and known[rest])):
            return _tail(candidate, cut)
    return candidate


def _may_be_first(key: Key, cut: int) -> bool:
    """Whether "Quillon" in "Quillon William Tern" is a first name too, and no epithet."""
    word = key[0]
    told = word in words("not_names") or word.endswith(_NO_FIRST_NAME) or "-" in word
    return cut == 1 and len(key) == 3 and not told


def _behind_first_name(part: Key, known: Counter[Key]) -> bool:
    """Whether it is a first name and a last name that the page writes alone."""
    return len(part) == 2 and is_first_name(part[0]) and known[part[1:]] > 0 and not known[part[:1]]


def _in_headline(candidate: Candidate, known: Counter[Key]) -> Iterator[tuple[Candidate, Key]]:
    """Forms that the page also writes elsewhere; the capitals of a headline say nothing by themselves."""
    key, at = key_of(candidate), 0
    while at < len(key):
        for size in range(min(_LONGEST_IN_HEADLINE, len(key) - at), 0, -1):
            part = key[at : at + size]
            if known[part] or _behind_first_name(part, known):
                places = candidate.places[at : at + size]
                end = places[-1] + len(candidate.words[at + size - 1])
                yield (
                    replace(
                        candidate,
                        words=candidate.words[at : at + size],
                        start=places[0],
                        end=end,
                        places=places,
                    ),
                    part,
                )
                at += size - 1
                break
        at += 1
