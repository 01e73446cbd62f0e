"""How do the candidates look beside the whole page? Epithets, openers and headlines are trimmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from unicodedata import combining, normalize

from onrecord.reading.names_lexicon import fold, is_first_name, roles, words
from onrecord.reading.names_scan import COURTESY, Candidate

__all__ = ["Key", "is_initial", "key_of", "refine"]

Key = tuple[str, ...]
_LONGEST_IN_HEADLINE = 5
_CHAMBERS = frozenset((("congress",), ("house",), ("senate",), ("white", "house")))
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
    full = Counter(key_of(c) for c in candidates if not c.headline and COURTESY.isdisjoint(c.titles))
    people = [key for key in known if len(key) > 1 and is_first_name(key[0])]
    firsts, surnames = {key[0] for key in people}, {key[-1] for key in people}
    for last in surnames:
        known[(last,)] += 1
    lasts = {key[-1] for key in known if len(key) > 1}
    refined: list[tuple[Candidate, Key]] = []
    for candidate in candidates:
        if candidate.headline:
            refined.extend(_in_headline(candidate, known))
            continue
        if _is_noun(candidate, surnames, lasts):
            continue
        kept = _without_opener(candidate, known, lasts, lower)
        if kept:
            kept = _without_epithet(kept, known, full, firsts, surnames)
            refined.append((kept, key_of(kept)))
    courtesy = {key for c, key in refined if len(key) > 1 and not COURTESY.isdisjoint(c.titles)}
    double = {tail for _, key in refined for tail in _surnames(key, courtesy)}
    return [(kept, key[-1:] if key in double else key) for kept, key in refined]


def _is_noun(candidate: Candidate, surnames: set[str], lasts: set[str]) -> bool:
    """Tell whether a lone "King" or "PAC" is no short form of a name on the page."""
    word = fold(candidate.words[0])
    if len(candidate.words) > 1 or not (word == "pac" or word in roles()):
        return False
    return word not in lasts if word == "pac" else word not in surnames or candidate.article


def _surnames(key: Key, courtesy: set[Key]) -> Iterator[Key]:
    """Yield last names of several words: "van der Wijk", "Quill Tern" of Ada Quill Tern or with "Ms."."""
    person = is_first_name(key[0]) and words("org_words").isdisjoint(key)
    for at in range(1, len(key) - 1):
        double = person and len(key[at]) > 2 and not is_first_name(key[at])
        if key[at] in words("particles") or double or key[at:] in courtesy:
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
        common = first.endswith(("ed", "ing", "ly", "men", "s")) and not candidate.words[0].isupper()
        plain = candidate.modifies or first in lower or common
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
    candidate: Candidate, known: Counter[Key], full: Counter[Key], firsts: set[str], surnames: set[str]
) -> Candidate:
    """Cut off what stands before the name in "Republican Ada Quill" or "Crooked Ada"."""
    key = key_of(candidate)
    if key[1:] in _CHAMBERS and key[0] in words("not_names") and key[0] != "white":
        return _tail(candidate, 1)
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
        told = key[cut - 1] in words("not_names") and known[rest]
        somewhere = key[cut - 1] in words("places") and rest[0] in surnames  # "in Orvane Quill said"
        if len(rest) == 1 and (rest[0] in firsts or told or somewhere):
            return _tail(candidate, cut)
    return candidate


def _may_be_first(key: Key, cut: int) -> bool:
    """Whether "Quillon" in "Quillon William Tern" is a first name too, and no epithet."""
    word = key[0]
    told = word in words("not_names") or word.endswith(_NO_FIRST_NAME) or "-" in word
    return cut == 1 and len(key) == 3 and not told


def _behind_first_name(part: Key, known: Counter[Key]) -> bool:
    """Whether it is a first name and a last name that the page writes alone."""
    if len(part) != 2 or part[0] in ("may", "will"):  # "Will Quill Sing?"
        return False
    return is_first_name(part[0]) and known[part[1:]] > 0 and not known[part[:1]]


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
