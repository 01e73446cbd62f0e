"""What kind of source is it? A span of words becomes a head: names, a pronoun, a noun, or nobody."""

from __future__ import annotations

import re

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold, is_place, roles, words
from onrecord.reading.speakers_head import Head, HeadKind, phrase_end
from onrecord.reading.speakers_issuers import issuers
from onrecord.reading.speakers_nouns import noun_head

__all__ = ["analyse"]

_FIRST_PERSON = frozenset(("i", "me", "my", "myself", "mine", "i'm", "i've", "i'd", "i'll"))
_FIRST_PLURAL = frozenset(("we", "us", "our", "ourselves"))
_THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
_PLURAL_PRONOUNS = frozenset(("they", "them", "their", "themselves"))
_OPENING = re.compile(r"(?:by|from|according to|to|for|as|per|even|and|but|both)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_LINK = re.compile(
    r"(?:\s*\([^)]*\)|,\s[DIR]-[\w.]+|\s+of\s+[\w.]+)?\s*,?\s*(?:(?:and|or|&)\s+)?(?:(?!(?:of|at|in|a|an|for|with|from|wh\w+)\s)[\w.’'-]+\s+){0,3}"
)
_OFFICE = re.compile(r"(?:the )?(?:[A-Z][\w-]+ )+of (?:the )?(?:[A-Z][\w-]+\.? ){1,4}(?:\([^)]*\) )?")
_BARE_OFFICE = re.compile(r"(?:[\w-]+ )?([\w-]+) of (?:the )?(?:[a-z-]+ )?([a-z-]+) ")
_TOWN = re.compile(r"(?:the )?(?:city|county|nation|province|state|town|village) of (?:the )?", re.IGNORECASE)
_CAMPAIGN = re.compile(r"(?:['’]s?)?(?:\s+[a-z-]+){1,2}")
_CALLED = re.compile(
    r"\b(?:called|dubbed|named|known as|calls (?:itself|himself|herself)|calling (?:itself|himself|herself)"
    r"|(?:going|goes|went) by(?: the (?:\w+ )?(?:name|handle|nickname|pseudonym|alias)(?: of)?)?)\s+[“\"‘']?$"
)
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
    (
        "agency",
        "broadcaster",
        "company",
        "daily",
        "firm",
        "magazine",
        "newspaper",
        "tabloid",
        "website",
        "weekly",
    )
)
_BY = re.compile(r"\w(?:ed|en|ad|un)\s+by\s")
_INCLUDING = re.compile(r",?\s+(?:including|like|such as)\s")


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
    if spelled in ("Q", "A") and text[end : end + 1] in (":", "."):
        asked: HeadKind = "question" if text[end] == "." else "nobody"
        return Head("answer" if spelled == "A" else asked, (start,))
    opens = next(iter(spelled.split(maxsplit=1)), "")
    first = "" if opens == "I." and " " in spelled else fold(opens)
    pronoun = _pronoun(first, spelled)
    if fold(spelled).endswith((" camp", " campaign", " team")) and (
        pronoun == "he" or _own_campaign(text, start, end, mentions)
    ):
        places = (start,) if pronoun else tuple(m[0] for m in mentions if m[0] >= start)
        return Head("campaign", places, words=_folded(spelled))
    if pronoun and not (pronoun == "nobody" and mentions):  # not "her chair, Ada Quill"
        return Head(pronoun, (start,), words=_folded(spelled))
    given_out = issuers(text, (start, end), phrase_end(text, start, end, mentions), mentions)
    if given_out or (given_out is not None and _DEFINITE.match(text, start, end)):
        return Head("issued", tuple(m[0] for m in given_out))
    named = _names(text, start, end, mentions) or _called(text, start, end, mentions)
    return Head("named", named) if named else noun_head(text, start, end, mentions)


def _own_campaign(text: str, start: int, end: int, mentions: list[Span]) -> bool:
    """Tell whether it is "Quill's new campaign" or "the Quill team": one name and what is its own."""
    inside = [m for m in mentions if m[0] >= start]
    if len(inside) != 1 or words("issued").intersection(text[start : inside[0][0]].split()):
        return False
    return bool(_CAMPAIGN.fullmatch(text[inside[0][1] : end].rstrip(" ,.")))


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
    if len(inside) == 1 and inside[0][1] == end:
        before = start, inside[0][0]
        if _OFFICE.fullmatch(text, *before) or _TOWN.fullmatch(text, *before) or _bare_office(text, *before):
            return (inside[0][0],)  # "Leader of the Opposition Ms. Ada Quill", "the city of Orvane"
    border = phrase_end(text, start, end, inside)
    heads = [m for m in inside if m[0] < border]
    if heads and _is_head(text, heads[-1], border):
        return _chain(text, heads, [m for m in inside if m[0] >= border])
    return _appositive(text, start, border, end, inside)


def _bare_office(text: str, start: int, end: int) -> bool:
    """Tell whether it is "Chair of the bench", and not "A friend of" or "Spokesman of President"."""
    office = _BARE_OFFICE.fullmatch(text, start, end)
    if office is None or text[start:end].split()[0].lower() in words("determiners"):
        return False
    of = fold(office[2])
    return fold(office[1]) in roles() and of not in roles() and of not in words("kin")


def _is_head(text: str, mention: Span, border: int) -> bool:
    """Nothing but a possessive or one noun of speech stands between a mention and the phrase's end."""
    rest = text[mention[1] : border]
    possessive = _POSSESSIVE.match(rest)
    rest = rest[possessive.end() if possessive else 0 :].strip(' ,."”')
    tail = [fold(word) for word in rest.split()]
    if not tail or tail[0] in _BEHIND_A_HEAD or tail[0] in words("behind_names"):
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
    for comma in re.finditer(r",\s*(?:including\s+|like\s+|such as\s+)?", text[start:end]):
        begin = start + comma.end()
        piece = [
            m for m in inside if m[0] >= begin and not (comma.group() == ", " and is_place(text[slice(*m)]))
        ]
        if not piece:
            return ()
        stop = phrase_end(text, begin, end, piece)
        heads = [m for m in piece if m[0] < stop]
        if heads and _BY.search(text, begin, heads[0][0]):
            continue  # "the memo, seen by the Courier"
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


def _folded(spelled: str) -> frozenset[str]:
    return frozenset(fold(word) for word in spelled.split())
