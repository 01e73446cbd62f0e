"""What kind of source is it? A span of words becomes a head: names, a pronoun, a noun, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, is_place, roles, words
from onrecord.reading.speakers_issuers import issuers

__all__ = ["Head", "HeadKind", "analyse"]

HeadKind = Literal[
    "named",
    "he",
    "i",
    "we",
    "who",
    "it",
    "they",
    "role",
    "headed",
    "group",
    "joined",
    "kin",
    "campaign",
    "answer",
    "issued",
    "nobody",
]

_FIRST_PERSON = frozenset(("i", "me", "my", "myself", "mine", "i'm", "i've", "i'd", "i'll"))
_FIRST_PLURAL = frozenset(("we", "us", "our", "ourselves"))
_THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
_PLURAL_PRONOUNS = frozenset(("they", "them", "their", "themselves"))
_OPENING = re.compile(r"(?:by|from|according to|to|for|as|per|even|and|but|both)\s+", re.IGNORECASE)
_BORDER = re.compile(
    r"\s*[,;:(–—]\s*|\s+(?:who|whose|whom|which|that|of|for|from|at|in|on|with|to|as|said|told"
    r"|about|after|before|behind|beside|during|following|inside|near|outside|over|since|through|under|upon)\s+",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_LINK = re.compile(
    r"(?:\s*\([^)]*\)|\s+of\s+[\w.]+)?\s*,?\s*(?:(?:and|or|&)\s+)?(?:(?!(?:of|at|in|a|an|for|with|from)\s)[\w.’'-]+\s+){0,3}"
)
_OFFICE = re.compile(r"(?:the )?(?:[A-Z][\w-]+ )+of (?:the )?(?:[A-Z][\w-]+\.? ){1,4}")
_COMPLEMENT = re.compile(r"\s+(?:of|for|from|at)\s+(?:the\s+)?((?:[A-Z][\w.-]*\s?)+)")
_CALLED = re.compile(
    r"\b(?:called|dubbed|named|known as|calls (?:itself|himself|herself)|calling (?:itself|himself|herself)"
    r"|(?:going|goes|went) by(?: the (?:\w+ )?(?:name|handle|nickname|pseudonym|alias)(?: of)?)?)\s+[“\"‘']?$"
)
_AGE = re.compile(r"\d+-year-old")
_SIZES = {"both": 2, "couple": 2, "duo": 2, "four": 4, "pair": 2, "three": 3, "trio": 3, "two": 2}
_BEHIND_A_HEAD = frozenset(
    (
        "himself",
        "herself",
        "itself",
        "themselves",
        "too",
        "also",
        "alike",
        "all",
        "both",
        "each",
        "and",
        "posts",
        "writes",
        "tweets",
        "says",
    )
)
_NAMED_BY_A_NAME = frozenset(
    ("agency", "broadcaster", "company", "daily", "firm", "magazine", "newspaper", "website")
)
_INCLUDING = re.compile(r",?\s+(?:including|like)\s")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a source.

    Args:
        kind: what it is.
        places: starts of the name mentions that are meant, for "named"; of the word itself elsewhere.
        noun: the head noun in lower case, for "role" and "group".
        words: all words of the noun phrase, folded.
        proper: for "role" the capitalised words that tell which of its bearers is meant, folded.
        owned: whether it is somebody's: "Quill's adviser".
        size: for "joined" how many are meant; 0 where that is not said.
    """

    kind: HeadKind
    places: tuple[int, ...] = ()
    noun: str = ""
    words: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    owned: bool = False
    size: int = 0


def analyse(text: str, span: Span, mentions: list[Span]) -> Head:
    """Find the head of a source.

    Args:
        text: the text the span points into.
        span: the source from its first to its last word.
        mentions: name mentions inside the span, in order.
    """
    start, end = span
    while opening := _OPENING.match(text, start, end):
        start = opening.end()
    spelled = text[start:end].strip(" ,.:;\t\r\n\u00a0")
    if spelled in ("Q", "A") and text[end : end + 1] == ":":
        return Head("answer" if spelled == "A" else "nobody", (start,))
    opens = next(iter(spelled.split(maxsplit=1)), "")
    first = "" if opens == "I." and " " in spelled else fold(opens)
    pronoun = _pronoun(first, spelled)
    if fold(spelled).endswith((" campaign", " team")) and (
        pronoun == "he" or _own_campaign(text, start, end, mentions)
    ):
        places = (start,) if pronoun else tuple(m[0] for m in mentions if m[0] >= start)
        return Head("campaign", places, words=_folded(spelled))
    if pronoun and not (pronoun == "nobody" and mentions):  # not "her chair, Ada Quill"
        return Head(pronoun, (start,), words=_folded(spelled))
    given_out = issuers(text, (start, end), _border(text, start, end, mentions), mentions)
    if given_out or (given_out is not None and _DEFINITE.match(text, start, end)):
        return Head("issued", tuple(m[0] for m in given_out))
    named = _names(text, start, end, mentions) or _called(text, start, end, mentions)
    return Head("named", named) if named else _noun(text, start, end, mentions)


def _own_campaign(text: str, start: int, end: int, mentions: list[Span]) -> bool:
    """Tell whether it is "Quill's campaign", one name and its possessive."""
    inside = [m for m in mentions if m[0] >= start]
    return len(inside) == 1 and bool(re.fullmatch(r"['’]s?\s+\w+", text[inside[0][1] : end].rstrip(" ,.")))


def _pronoun(first: str, spelled: str) -> HeadKind | None:
    size = len(spelled.split())
    kinds: list[tuple[frozenset[str], HeadKind]] = [
        (_FIRST_PERSON, "i"),
        (_FIRST_PLURAL, "we"),
        (_THIRD, "he"),
        (_PLURAL_PRONOUNS, "they"),
        (frozenset(("it", "its", "itself")), "it"),
    ]
    if first in ("his", "her") and size <= 3 and fold(spelled.split()[-1]) in words("kin"):
        return "kin"
    for known, kind in kinds:
        if first in known:
            if size == 1 or first in ("he", "she", "i", "we", "they", "it"):
                return kind
            return kind if size == 2 and fold(spelled.split()[-1]) in words("speech_nouns") else "nobody"
    return "who" if first in _RELATIVE and size <= 2 and not spelled.istitle() else None


def _names(text: str, start: int, end: int, mentions: list[Span]) -> tuple[int, ...]:
    """Find the mentions that head the phrase; several where it is a list."""
    inside = [m for m in mentions if m[0] >= start]
    if not inside:
        return ()
    if len(inside) == 1 and inside[0][1] == end and _OFFICE.fullmatch(text, start, inside[0][0]):
        return (inside[0][0],)  # "Leader of the Opposition Ms. Ada Quill"
    border = _border(text, start, end, inside)
    heads = [m for m in inside if m[0] < border]
    if heads and _is_head(text, heads[-1], border):
        return _chain(text, heads, [m for m in inside if m[0] >= border])
    return _appositive(text, start, border, end, inside)


def _border(text: str, start: int, end: int, inside: list[Span]) -> int:
    """Where the first noun phrase ends: the first comma, preposition or relative that is in no name."""
    for match in _BORDER.finditer(text, start, end):
        if match.start() > start and not any(a <= match.start() < b for a, b in inside):
            return match.start()
    return end


def _is_head(text: str, mention: Span, border: int) -> bool:
    """Nothing but a possessive or one noun of speech stands between a mention and the phrase's end."""
    rest = text[mention[1] : border]
    possessive = _POSSESSIVE.match(rest)
    rest = rest[possessive.end() if possessive else 0 :].strip(' ,."”')
    tail = [fold(word) for word in rest.split()]
    if not tail or tail[0] in _BEHIND_A_HEAD:
        return True
    if len(tail) == 1 and tail[0] in _NAMED_BY_A_NAME:
        return True
    return bool(possessive) and len(tail) <= 2 and tail[-1] in words("speech_nouns")


def _chain(text: str, heads: list[Span], later: list[Span]) -> tuple[int, ...]:
    """Follow "A, B and C": mentions joined by commas, titles and "and"; else the phrase's last."""
    chain = [heads[-1]]
    for mention in reversed(heads[:-1]):
        if re.search(r"\b(?:and|or)\b|&|/", text[mention[1] : chain[0][0]]):
            chain.insert(0, mention)
    first = len(chain)
    last_is_joined = False
    for mention in later:
        between = text[chain[-1][1] : mention[0]]
        if between.endswith((" of ", "(", " in ")) and len(between) < 20:
            continue
        if not _LINK.fullmatch(between):
            break
        last_is_joined = last_is_joined or bool(re.search(r"\b(?:and|or)\b|&", between))
        chain.append(mention)
    return tuple(m[0] for m in (chain if last_is_joined else chain[:first]))


def _appositive(text: str, start: int, border: int, end: int, inside: list[Span]) -> tuple[int, ...]:
    """Find a name in a piece of its own behind a comma: "one teacher, the author Ada Quill"."""
    first = text[start:border].split()
    if not first or (_nobody_in(first) and not _INCLUDING.match(text, border, end)):
        return ()
    for comma in re.finditer(r",\s*(?:including\s+|like\s+)?", text[start:end]):
        begin = start + comma.end()
        piece = [
            m for m in inside if m[0] >= begin and not (comma.group() == ", " and is_place(text[slice(*m)]))
        ]
        if not piece:
            return ()
        stop = _border(text, begin, end, piece)
        heads = [m for m in piece if m[0] < stop]
        if heads and _is_head(text, heads[-1], stop):
            return _chain(text, heads, [m for m in piece if m[0] >= stop])
    return ()


def _called(text: str, start: int, end: int, mentions: list[Span]) -> tuple[int, ...]:
    """Find the name of "a group called Orvane Now", "a user who goes by the handle Quillon"."""
    last = mentions[-1] if mentions else (start, start)
    called = last[1] == end and _CALLED.search(text, start, last[0])
    return (last[0],) if called else ()


def _nobody_in(phrase: list[str]) -> bool:
    """Tell whether it is a plural, whose apposition is no name for it."""
    return fold(phrase[-1]).endswith("s") and fold(phrase[0]) in (
        "some",
        "many",
        "several",
        "officials",
        "most",
    )


def _noun(text: str, start: int, end: int, mentions: list[Span]) -> Head:
    """Read a definite noun for one person or one group; everybody else has no name."""
    # A headline leaves the article out: "No new ferries: transport minister".
    before = text[max(0, start - 5) : start].rstrip()
    definite = _DEFINITE.match(text, start, end) or before.endswith((":", " the", "The"))
    phrase = text[start : _border(text, start, end, mentions)].strip(" ,.")
    parts = [fold(re.sub(r"['’]s?$", "", word)) for word in phrase.split()]
    if not parts:
        return Head("nobody")
    noun = parts[-1]
    owner = _owner(text, start, start + len(phrase), end, mentions) if noun in words("kin") else None
    if owner:
        return Head("kin", (owner[0],), noun)
    joined = _joined(parts, bool(definite))
    if joined:
        return Head("joined", (start,), joined[0], size=joined[1])
    if definite and _AGE.fullmatch(noun):
        return Head("role", (start,), noun, frozenset(parts))
    title = phrase[0].isupper() and fold(phrase.split()[0]) in words("titles")
    bare = not definite and "\n" not in text[:start] and fold(phrase.split()[0]) not in words("not_bare")
    if bare and noun in roles():
        return Head(
            "headed",
            (start,),
            noun,
            frozenset(parts[:-1]),
            _proper("the " + phrase, text[start + len(phrase) : end]),
        )
    if definite or title:
        if noun in roles() or noun in ("executive", "lady"):
            proper = _proper(phrase, text[start + len(phrase) : end])
            owned = bool(_POSSESSIVE.search(phrase))
            return Head("role", (start,), noun, frozenset(parts[:-1]) - words("determiners"), proper, owned)
        if noun in words("groups"):
            return Head("group", (start,), noun, frozenset(parts))
    return Head("nobody")


def _owner(text: str, start: int, border: int, end: int, mentions: list[Span]) -> Span | None:
    """The name in "Quill's eldest daughter" and "the daughter of Ada Quill"."""
    for mention in mentions:
        if mention[0] < border and _POSSESSIVE.match(text, mention[1]):
            return mention
        if mention[0] >= border and text[border : mention[0]].strip() == "of":
            return mention
    return None


def _joined(parts: list[str], definite: bool) -> tuple[str, int] | None:
    """The noun and the number of "both agencies", "the three", "the brothers"; None where it is no such thing."""
    rest = parts[1:] if definite else parts
    if not rest:
        return None
    size = _SIZES.get(rest[0], 0) if definite or rest[0] == "both" else 0
    noun = _singular(rest[-1])
    plural = definite and noun != rest[-1] and noun in roles() | words("groups") | words("kin")
    plural = plural and noun not in (words("anybody") | words("not_names") | {"authority"}) - {"researcher"}
    return (noun, size) if size or plural else None


def _singular(noun: str) -> str:
    for plural, one in (("ies", "y"), ("men", "man"), ("s", "")):
        if noun.endswith(plural):
            return noun.removesuffix(plural) + one
    return noun


def _proper(phrase: str, rest: str) -> frozenset[str]:
    """The words with a capital in "the former Orvane mayor", and behind it in "from the Orvane Post"."""
    behind = _COMPLEMENT.match(rest)
    inside = [word for word in phrase.split()[1:] if word[0].isupper()]
    told = {fold(_POSSESSIVE.sub("", word)) for word in inside + (behind.group(1).split() if behind else [])}
    return frozenset(told - words("titles"))


def _folded(spelled: str) -> frozenset[str]:
    return frozenset(fold(word) for word in spelled.split())
