"""Controlled edits of a quotation. Each takes a source of chance and the words; None where it does not apply.

The lists here are the builder's own and know nothing of the method that is measured.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["ALLOWED", "MARKERS", "Edit", "context_cut", "negation", "number", "swap"]

Edit = Callable[[random.Random, str], str | None]

NEGATIONS = (
    r"not|never|no|nobody|nothing|none|neither|nor|cannot|without|hardly|\w+n[’']t|cant|dont|wont|isnt|doesnt"
)
MODALS = r"would|could|might|may|should|must|can|ought|\w+[’']d"
CONDITIONS = r"if|unless|whether|provided|until|assuming|suppose|supposing|except"
DENIALS = (
    r"den(?:y|ies|ied|ying)|refus\w+|reject\w*|doubt\w*|disput\w+|disagree\w*|false|lie[sd]?|lying|wrong"
)
MARKERS = re.compile(rf"\b(?:{NEGATIONS}|{MODALS}|{CONDITIONS}|{DENIALS})\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|could|should|can|have|has|did|do|does)\b(?!\s*n[o’'])"
)
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "ninety": 90}
_WORD_NUMBERS = {word: n for n, word in enumerate(_UNITS, 1) if n > 1} | _TENS
_SPELT = {
    r"(fav|lab|hon|neighb|behavi|endeav|col|hum|rum|harb)or(s|ed|ing|able|ite)?": r"\1our\2",
    r"(organ|real|recogn|critic|apolog|minim|emphas|priorit|mobil|final)iz(e|es|ed|ing|ation)": r"\1is\2",
    r"(def|off)ense": r"\1ence",
    r"center(s|ed)?": r"centre\1",
    r"program(s)?": r"programme\1",
    r"gray": "grey",
    r"(travel|cancel|label|model|counsel)(ed|ing)": r"\1l\2",
    r"skeptic(s|al|ism)?": r"sceptic\1",
    r"toward": "towards",
    r"health[ -]care": "healthcare",
    r"e-mail(s)?": r"email\1",
    r"U\.S\.": "US",
}
_SPELT_AT = [(re.compile(rf"(?<![\w.]){old}(?!\w)"), new) for old, new in _SPELT.items()]


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\W_]+(?:[’'-][^\W_]+)*", text))


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def ellipsis(chance: random.Random, text: str) -> str | None:
    """Leave one to six words out of the middle of a sentence without anything that governs the rest."""
    words = _words(text)
    spots = []
    for i in range(3, len(words) - 4):
        for j in range(i + 1, min(i + 6, len(words) - 3)):
            cut = text[words[i].start() : words[j].start()]
            if not MARKERS.search(cut) and not re.search(r"[.?!“”\"…\d]|--", cut):
                spots.append((words[i].start(), words[j].start()))
    if not spots:
        return None
    start, end = chance.choice(spots)
    before = text[:start].rstrip().rstrip(",;")
    return before + chance.choice([" … ", " ... ", " […] ", " . . . ", "…"]) + text[end:]


def brackets(chance: random.Random, text: str) -> str | None:
    """Say in brackets what a pronoun means, set in a word, or change the first letter's case."""
    found = list(re.finditer(r"\b(?:he|she|they|him|them|this|it)\b", text))
    kind = chance.randrange(3)
    if kind == 0 and found:
        return _put(text, chance.choice(found), chance.choice(["[the mayor]", "[the plan]", "[Ms. Hale]"]))
    words = _words(text)
    if kind == 1 and len(words) > 5:
        at = words[chance.randrange(2, len(words) - 1)].start()
        return text[:at] + chance.choice(["[Dana] ", "[the senator] ", "[sic] "]) + text[at:]
    return f"[{text[0].swapcase()}]{text[1:]}" if text[:1].isalpha() and text[1:2].islower() else None


def capital(chance: random.Random, text: str) -> str | None:
    """Change the case of the first letter, as a sentence that takes a quotation in does."""
    first = text.split(" ", 1)[0].strip(",.")
    plain = first[:1].isalpha() and first[1:].islower()
    return text[0].swapcase() + text[1:] if plain or first == "A" else None


def marks(chance: random.Random, text: str) -> str | None:
    """Other quotation marks and apostrophes inside, other dashes."""
    curly = str.maketrans("’‘“”", "''\"\"")
    straight = re.sub(r"(?<=\w)'", "’", text)
    dashed = re.sub(r"\s*(?:--|—|–)\s*", chance.choice([" – ", "—", " -- "]), text)
    forms = [form for form in (text.translate(curly), straight, dashed) if form != text]
    return chance.choice(forms) if forms else None


def spelling(chance: random.Random, text: str) -> str | None:
    """British forms for American ones."""
    new = text
    for old, form in _SPELT_AT:
        new = old.sub(form, new)
    return new if new != text else None


def figures(chance: random.Random, text: str) -> str | None:
    """Words for figures and figures for words, signs for units."""
    number = re.compile(r"(?<![\w$.,-])(?:" + "|".join(_WORD_NUMBERS) + r")(?![\w-])")
    new = number.sub(lambda m: str(_WORD_NUMBERS[m[0]]), text)
    new = re.sub(r"(?<=\d) percent\b", "%", new)
    if new == text:
        new = re.sub(r"(?<=\d)%", " per cent", new)
        new = re.sub(r"(?<![\w$.,-])([2-9])(?= [a-z])", lambda m: _UNITS[int(m[1]) - 1], new)
        new = re.sub(r"\$(\d+) (million|billion|trillion)\b", r"\1 \2 dollars", new)
    return new if new != text else None


ALLOWED: dict[str, Edit] = {
    "ellipsis": ellipsis,
    "brackets": brackets,
    "capital": capital,
    "marks": marks,
    "spelling": spelling,
    "numbers": figures,
}


def swap(chance: random.Random, text: str, vocabulary: Sequence[str]) -> str | None:
    """Put another word for one or two of the words that carry meaning."""
    spots = [w for w in _words(text)[1:] if len(w[0]) > 3 and w[0].islower() and not MARKERS.fullmatch(w[0])]
    if len(spots) < 2:
        return None
    for spot in sorted(chance.sample(spots, chance.choice([1, 1, 2])), key=lambda w: -w.start()):
        # “Email” for “e-mail” is the same word.
        same = spot[0].replace("-", "")
        drawn = chance.sample(vocabulary, 400)
        other = [w for w in drawn if w[-2:] == same[-2:] and w != same and w not in text.lower()]
        if not other:
            return None
        text = _put(text, spot, other[0])
    return text


def negation(chance: random.Random, text: str) -> str | None:
    """Put a negation in, or take one out."""
    without = re.sub(
        r"\b(is|are|was|were|do|does|did|would|could|should|have|has)(?:n[’']t| not)\b", r"\1", text
    )
    without = re.sub(r"\b(?:never|not) ", "", without, count=1) if without == text else without
    found = list(_AUXILIARY.finditer(text))
    put = (
        _put(text, (m := chance.choice(found)), f"{m[0]} {chance.choice(['not', 'never'])}")
        if found
        else text
    )
    forms = [form for form in (without, put) if form != text]
    return chance.choice(forms) if forms else None


def number(chance: random.Random, text: str) -> str | None:
    """Change one number."""
    found = list(re.finditer(r"\d+|\b(?:" + "|".join(_WORD_NUMBERS) + r"|million|billion)\b", text))
    if not found:
        return None
    spot = chance.choice(found)
    if spot[0].isdigit():
        return _put(text, spot, str(int(spot[0]) + chance.choice([1, 2, 7, 10])))
    others = ["million", "billion", "trillion"] if spot[0].endswith("illion") else list(_WORD_NUMBERS)
    return _put(text, spot, chance.choice([word for word in others if word != spot[0]]))


def context_cut(chance: random.Random, sentence: str) -> str | None:
    """Quote what stands right behind a marker, so that it is lost; or what a condition behind it governs."""
    cuts = []
    for found in MARKERS.finditer(sentence):
        clause = re.split(r"[,;:?!“”\"–—…]|--|\.(?:\s|$)", sentence[found.end() :].lstrip())[0].strip()
        # “no,” and “not only” deny nothing, and two markers may undo each other.
        idle = re.match(r"(?:only|just|longer|doubt|question|one|matter)\b", clause)
        if sentence[found.end() : found.end() + 1] == " " and len(clause.split()) >= 4 and not idle:
            cuts.append(clause)
        before = sentence[: found.start()].strip()
        asks = re.search(r"[,;:“”\"–—…]|--|\b(?:as|even|only|see|ask|know|wonder\w*)$", before)
        if re.fullmatch("if|unless", found[0]) and len(before.split()) >= 4 and not asks:
            cuts.append(before)
    return chance.choice(cuts) if cuts else None
