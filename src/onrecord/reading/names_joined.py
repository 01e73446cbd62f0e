"""Which words stand together? Words of one phrase, a broadcaster and its number, a word before a role.

"Q." and "A." at the beginning of lines belong to no name.
"""

from __future__ import annotations

import re

from onrecord.reading.names_lexicon import fold, is_first_name, roles, words
from onrecord.reading.names_nicknames import behind_nickname
from onrecord.reading.names_words import Word

__all__ = [
    "asks",
    "before_role",
    "day_in_name",
    "joined",
    "new_sentence",
    "next_part",
    "numbered",
    "stops",
]

_GAP = re.compile(r"[^\S\n\r]{1,3}")
_CONNECTORS = frozenset(("of", "for", "on", "&"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_OFFICE_HEADS = frozenset(("secretary", "speaker", "chief", "representatives"))
_PARTY_TAG = re.compile(r"[DIR]-[A-Z]\S*")
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:al|ary|ern|ic|ive|ous)")
_DOTTED_GAP = re.compile(r"\.[^\S\n\r]{1,3}")


def asks(text: str, word: Word) -> bool:
    """Tell whether a word is a transcript's "Q." or "A." at the beginning of a line, and no initial."""
    return word.text in ("Q.", "A.") and text[word.start - 1 : word.start] == "\n"


def day_in_name(text: str, every: list[Word], at: int) -> bool:
    """Tell whether a weekday belongs to a name: "the Sunday Plate"."""
    if not 0 < at < len(every) - 1 or not every[at].text.endswith("day"):
        return False
    behind = every[at + 1]
    named = behind.capital and behind.text[0].isalpha() and fold(behind.text) not in words("calendar")
    article = fold(every[at - 1].text) == "the" and joined(text, every[at - 1], every[at])
    return article and named and joined(text, every[at], behind)


def joined(text: str, left: Word, right: Word) -> bool:
    """Tell whether two words stand in one phrase: a gap, a short form's dot, "the Readers' Union"."""
    gap = text[left.end : right.start]
    if gap == " " or _GAP.fullmatch(gap):
        return not left.possessive
    if gap in ("'s ", "’s "):
        return _is_theirs(left, right)
    if gap in ("' ", "’ ") and fold(right.text) in words("of_members"):
        return left.text.endswith("s")  # "the Readers' Union"
    return (
        bool(_DOTTED_GAP.fullmatch(gap))
        and fold(left.text) in words("abbreviations")
        and left.text[0].isupper()
    )


def _is_theirs(left: Word, right: Word) -> bool:
    """Tell whether it is "the Orvane Coroner's Office" or "the People's Party"."""
    if not left.capital or not right.capital:
        return False
    holder = right.text in ("Office", "Department") and fold(left.text) in roles()
    return holder or left.text in ("Children", "Men", "People", "Women")


def numbered(text: str, word: Word, number: Word) -> bool:
    """Tell whether a number belongs to a broadcaster's name: "Kanal 4"."""
    known = fold(word.text) in words("stations") and joined(text, word, number)
    return known and len(number.text) < 3 and number.text.isdigit()


def before_role(text: str, every: list[Word], last: int) -> bool:
    """Tell whether words in lower case, of which the last is a role, lead from a word to a name."""
    at = last + 1
    while at < len(every) and at - last < 5 and joined(text, every[at - 1], every[at]):
        if every[at].capital:
            role = fold(every[at - 1].text)
            return at > last + 1 and (role in roles() or role.removesuffix("s") in roles())
        at += 1
    return False


def stops(word: Word) -> bool:
    """Tell whether no name goes on with a word: a day, a number, "R-Fla."."""
    told = fold(word.text) in words("calendar") or _PARTY_TAG.fullmatch(word.text)
    return bool(told) or not word.text[0].isalpha()


def next_part(text: str, every: list[Word], first: int, last: int) -> int | None:
    """Find the index of the capitalised word that goes on with the run, None if it ends here."""
    if not joined(text, every[last], every[last + 1]) and not _ampersand(text, every, last):
        return _suffix(text, every, last) or behind_nickname(text, every, last)
    at = last + 1
    if every[at].capital:
        return None if stops(every[at]) or new_sentence(every[last], every[at]) else at
    between = 0
    while (
        at < len(every)
        and between < 3
        and every[at].text in words("particles")
        and joined(text, every[at - 1], every[at])
    ):
        at += 1
        between += 1
    if not between:
        at = _connected(text, every, first, last) or len(every)
    if (
        at < len(every)
        and every[at].capital
        and not stops(every[at])
        and joined(text, every[at - 1], every[at])
    ):
        return at
    return None


def new_sentence(left: Word, right: Word) -> bool:
    """Tell whether an abbreviation ends a sentence: "in the U.S. While Quill"."""
    function_word = fold(right.text) in words("function_words") and not is_first_name(right.text)
    return left.text.count(".") > 1 and function_word


def _ampersand(text: str, every: list[Word], last: int) -> bool:
    gap = text[every[last].end : every[last + 1].start]
    return len(gap) < 6 and gap.strip() == "&" and every[last + 1].capital


def _suffix(text: str, every: list[Word], last: int) -> int | None:
    """Let "Smith, Jr." go on over its comma."""
    nxt = every[last + 1]
    if fold(nxt.text) in _SUFFIXES and text[every[last].end : nxt.start] in (", ", ","):
        return last + 1
    return None


def _connected(text: str, every: list[Word], first: int, last: int) -> int | None:
    """Index of the word behind "of", "for", "and" where they belong to an organisation's name."""
    link = every[last + 1].text
    at = last + 2
    if at >= len(every) or not joined(text, every[last], every[last + 1]):
        return None
    if link in _CONNECTORS:
        recent = [fold(w.text) for w in every[max(first, last - 4) : last + 1]]
        behind_role = max((i + 1 for i, word in enumerate(recent[:-1]) if word in roles()), default=0)
        heads = set(recent[behind_role:])  # not "House Speaker Ada Quill of Orvane"
        while every[at].text in ("the", "The", "a", "an") and at + 1 < len(every):
            at += 1
        return at if heads & words("org_words") or fold(every[last].text) in _OFFICE_HEADS else None
    if link == "v.":
        return at
    if link != "and" or not every[at].capital:
        return None
    if _in_long_name(every, first, last) and not is_first_name(every[at].text):
        return at
    alone = all(fold(w.text) in ("the", "united", "states", "u.s") for w in every[first:last])
    body = at + 1 < len(every) and fold(every[at + 1].text) in words("agencies")
    if alone and body and not is_first_name(every[last].text):
        return at
    return at if _ends_in_body(text, every, first, last) else None


def _ends_in_body(text: str, every: list[Word], first: int, last: int) -> bool:
    """Tell whether "and" joins what a body is called by: "the Central and West Orvane Coalition"."""
    run = [w.text for w in every[first : last + 1]]
    governed = "of" in run or "for" in run
    left, at = every[last].text, last + 2
    if governed and left.endswith("s") and every[at].text.endswith("s"):  # "Congress of Bakers and Brewers"
        return fold(every[at].text) not in words("not_names")
    known = fold(left) in words("not_names") or is_first_name(left)
    if known or not (governed or first == last) or not _ADJECTIVE.fullmatch(left):
        return False
    while at + 1 < len(every) and every[at + 1].capital and joined(text, every[at], every[at + 1]):
        at += 1
    return at > last + 2 and fold(every[at].text) in words("org_words")


def _in_long_name(every: list[Word], first: int, last: int) -> bool:
    """Tell whether it is "Agency for Bridges", where "and Roads" may go on."""
    run = [w.text for w in every[first : last + 1]]
    return ("of" in run or "for" in run) and any(fold(word) in words("long_named") for word in run)
