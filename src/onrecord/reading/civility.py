"""Is a comment civil? A probability, and the words that carry it: by rules a moderator can read.

Words alone do not tell: an insult may be quoted, denied, a surname or a bird. A rule therefore asks for the
company an uncivil word keeps (``civility.toml``, made ready in ``civility.json``), and what takes the force
out of it is asked for too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.core.values import Civility, Comment, Page, Span, UncivilWords
from onrecord.reading.civility_line import Line, plain_line, unmasked
from onrecord.reading.civility_rules import Rule, Rules, compiled, rules

__all__ = ["civility_of", "is_english", "with_civility"]

_UNSEEN = 0.05
"""Probability that a comment is uncivil in which no rule finds anything."""

# Words frequent in English and rare in the other languages of the Latin script, and the other way round.
_ENGLISH = frozenset(
    "the and of that is are you your it this have has not they she with but what would there who to "  # noqa: SIM905
    "been does did don't can't it's i'm you're from our my if about which when how why just all be for "
    "more their them his her were at on out up can could should than then some any only very him us "
    "its like get because over after before into here people home great good know think made "
    "shouldn't".split()
)
_OTHER = frozenset(
    "der das und ist nicht ich du ein eine den mit auf für von bist doch auch le la les des est une et pas "  # noqa: SIM905
    "vous je el los las es una que por con para il di che non è un sono het een van niet dat och är "
    "det att som på ikke jeg er og uma não você nie się jest na że te ne ce y de en hai ke ka ki".split()
)
_FEW_WORDS = 6
_ENGLISH_SHARE = 0.1


def with_civility(page: Page) -> Page:
    """Judge a page's comments, automatic notices aside.

    Args:
        page: as the room ``page`` gives it.
    """
    return replace(page, comments=tuple(_judged(c, page.language) for c in page.comments))


def _judged(comment: Comment, language: str | None) -> Comment:
    if comment.kind != "comment":
        return comment
    quoted = [quote.span for quote in comment.quotes]
    return replace(comment, civility=civility_of(comment.text, quoted=quoted, language=language))


def is_english(text: str, language: str | None) -> bool:
    """Whether a comment is English, as far as its words tell.

    Args:
        text: the comment's.
        language: the article's; it decides for comments of a few words.

    >>> is_english("Du bist doch ein Idiot, das war der falsche Weg.", "en")
    False
    >>> is_english("Idiot!", "en"), is_english("Idiot!", "de")
    (True, False)
    """
    words = [w.strip(".,;:?!\"'“”()").lower().replace("’", "'") for w in text.split()]
    words = [w for w in words if w and w[0].isalpha()]
    latin = sum(c.isascii() for c in text if c.isalpha())
    if not words or 2 * latin < sum(map(str.isalpha, text)):
        return False
    if len(words) < _FEW_WORDS:
        return language in (None, "en")
    english, other = (sum(w in listed for w in words) for listed in (_ENGLISH, _OTHER))
    if language in (None, "en") and not other:
        return True
    return english >= _ENGLISH_SHARE * len(words) and english >= other


def civility_of(text: str, *, quoted: Iterable[Span] = (), language: str | None = "en") -> Civility | None:
    """Judge a comment.

    Args:
        text: the comment's.
        quoted: places in it that the page marks as quoted.
        language: the article's, ISO 639-1.

    Returns:
        None where the comment is not English or has no words.

    >>> civility_of("You are a fool, Otto.").words
    (UncivilWords(span=(8, 14), kind='insult'),)
    >>> civility_of("He called me a fool.").words
    ()
    """
    if not is_english(text, language):
        return None
    known = rules()
    line = plain_line(
        text,
        quoted=quoted,
        unmask=lambda word: known.emoji.get(word) or unmasked(word, known.maskable),
        kept=known.groups.__contains__,
        marks=known.marks,
    )
    hits = _strongest(_hits(line, known))
    chance = 1 - (1 - _UNSEEN) * math.prod(1 - rule.strength for rule, _ in hits)
    words = sorted((line.span(*span), rule.kind) for rule, span in hits)
    return Civility(uncivil=round(chance, 2), words=tuple(UncivilWords(span=s, kind=k) for s, k in words))


def _hits(line: Line, known: Rules) -> Iterator[tuple[Rule, Span]]:
    for rule in known.asked(line.text):
        for match in rule.pattern.finditer(line.text):
            start, end = match.span(next((g for g in rule.pattern.groupindex if match[g]), 0))
            if not _spared(line, rule, start, end, known):
                yield rule, (start, end)


def _spared(line: Line, rule: Rule, start: int, end: int, known: Rules) -> bool:
    before = line.sentence(start)
    if any(compiled(pattern, words=False).search(before) for pattern in known.spared[rule.kind]):
        return True
    words = re.findall(r"[\w'-]+", line.text[start:end])
    forms = {form for word in words for form in (word, word[:-1], word[:-2])}
    return any(compiled(known.senses[word]).search(line.text) for word in forms & known.senses.keys())


def _strongest(hits: Iterable[tuple[Rule, Span]]) -> list[tuple[Rule, Span]]:
    """Of hits of one kind that overlap, the strongest, and of those the longest."""
    kept: list[tuple[Rule, Span]] = []
    for rule, (a, b) in sorted(hits, key=lambda hit: (-hit[0].strength, hit[1][0] - hit[1][1], hit[1])):
        if not any(other.kind == rule.kind and a < d and c < b for other, (c, d) in kept):
            kept.append((rule, (a, b)))
    return kept
