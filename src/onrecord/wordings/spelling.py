"""One form for words that are spelt in two ways: British and American, abbreviated titles and months."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["standard"]

# Every rule names its stems: “four” and “for”, “filled” and “filed”, “prise” and “prize” are not variants.
_OUR: Final = (
    "arbo|armo|behavio|cando|clamo|colo|demeano|discolo|dishono|disfavo|endeavo|favo|fervo|flavo|glamo|harbo|"
    "hono|humo|labo|neighbo|odo|parlo|ranco|rigo|rumo|savio|savo|splendo|tumo|valo|vapo|vigo"
)
_IZE: Final = (
    "agon|american|apolog|author|brutal|capital|categor|central|character|civil|colon|computer|critic|"
    "crystal|decentral|democrat|demon|deputi|destabil|econom|emphas|energ|equal|familiar|fertil|final|"
    "formal|general|global|harmon|hospital|human|ideal|immun|incentiv|industrial|institutional|legal|"
    "legitim|liberal|local|marginal|material|maxim|memor|militar|minim|mobil|modern|monopol|national|"
    "natural|neutral|normal|optim|organ|reorgan|polar|pressur|priorit|privat|public|radical|rational|"
    "real|recogn|scrutin|sensational|social|special|stabil|standard|subsid|summar|symbol|sympath|terror|"
    "traumat|trivial|urban|util|vandal|victim|visual|weapon"
)
_DOUBLED: Final = (
    "travel|cancel|label|model|counsel|fuel|signal|level|quarrel|total|equal|rival|marvel|tunnel|channel|"
    "dial|duel|jewel|funnel|panel|shovel|snorkel|tranquil|unravel|chisel|pencil|victual|councel|council|"
    "libel|revel|grovel|swivel|initial|kidnap|worship|program|focus|bias"
)
_RULES: Final = [
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"({_OUR})ur(s|ed|ing|er|ers|able|ably|ite|ites|ful|less|al|ally|ist|hood|hoods|ly)?", r"\1r\2"),
        (rf"({_IZE})is(e|es|ed|ing|er|ers|ation|ations|ational)", r"\1iz\2"),
        (r"(anal|paral|catal|hydrol)ys(e|es|ed|ing|er|ers)", r"\1yz\2"),
        (rf"({_DOUBLED})[lpms](ed|ing|er|ers|or|ors|ation|ations|ist|ists|ery)", r"\1\2"),
        (r"(cent|theat|lit|kilomet|met|fib|calib|sab|spect|lust|somb|meag|sepulch)re(s|d)?", r"\1er\2"),
        (r"(def|off|pret|lic)ence(s|d|less)?", r"\1ense\2"),
        (r"practis(e|es|ed|ing)", r"practic\1"),
        (r"(judg|acknowledg|abridg)ement(s)?", r"\1ment\2"),
        (r"(catal|dial|anal|monol|prol|epil)ogue(s|d)?", r"\1og\2"),
        (r"(program|gram)me(s)?", r"\1\2"),
        (r"sceptic(s|al|ally|ism)?", r"skeptic\1"),
        (r"(toward|afterward|backward|forward|upward|downward|onward)s", r"\1"),
        (r"(an|p|h|orthop)a(esthetic|ediatric|emorrhage|edic)(s|al|ian|ians)?", r"\1\2\3"),
        (r"manoeuvre(s|d)?", r"maneuver\1"),
        (r"(adv|conv)isor(s|y)?", r"\1iser\2"),
        (r"protestor(s)?", r"protester\1"),
        (r"(fulfil|enrol|instal|distil)l?(s|ment)?", r"\1\2"),
        (r"(skil|wil)l?(ful|fully)", r"\1\2"),
    )
]
# Most words are spelt in one way, which one pattern tells.
_ANY: Final = re.compile("|".join(pattern.pattern for pattern, _ in _RULES))
_WORDS: Final = {
    "ageing": "aging",
    "aluminium": "aluminum",
    "amongst": "among",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "burnt": "burned",
    "cheque": "check",
    "cheques": "checks",
    "cosy": "cozy",
    "dreamt": "dreamed",
    "grey": "gray",
    "greys": "grays",
    "jewellery": "jewelry",
    "learnt": "learned",
    "mould": "mold",
    "moustache": "mustache",
    "mum": "mom",
    "ok": "okay",
    "o.k": "okay",
    "plough": "plow",
    "pyjamas": "pajamas",
    "smelt": "smelled",
    "spelt": "spelled",
    "spoilt": "spoiled",
    "sulphur": "sulfur",
    "tyre": "tire",
    "tyres": "tires",
    "tonne": "ton",
    "tonnes": "tons",
    "vs": "versus",
    "&": "and",
    "mr": "mister",
    "dr": "doctor",
    "sen": "senator",
    "sens": "senators",
    "gov": "governor",
    "rep": "representative",
    "reps": "representatives",
    "prof": "professor",
    "gen": "general",
    "lieut": "lieutenant",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "jan": "january",
    "feb": "february",
    "aug": "august",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}


@lru_cache(maxsize=50_000)
def standard(word: str) -> str:
    """Return the form that stands for all spellings of a word.

    Args:
        word: one word in lower case.

    >>> standard("colour"), standard("organising"), standard("four"), standard("filled")
    ('color', 'organizing', 'four', 'filled')
    """
    stem, owner = (word[:-2], "'s") if word.endswith("'s") else (word, "")
    known = _WORDS.get(stem)
    if known is not None:
        return known + owner
    if _ANY.fullmatch(stem):
        for pattern, form in _RULES:
            match = pattern.fullmatch(stem)
            if match:
                return match.expand(form) + owner
    return word
