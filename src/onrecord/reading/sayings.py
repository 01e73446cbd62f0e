"""Cues that grammar is sure of: "I suspect nobody knows", "…, but he felt the decision was harsh".

The model learnt from news that hardly ever has an "I", and passes over the second verb of a sentence. Where a
clause begins with a pronoun and a verb of saying or thinking, outside quotation marks, something is said or
thought: of 251 such verbs behind "he", "she" or "they" in the training articles 235 are cues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.core.quotes import STATES
from onrecord.reading.find import Found
from onrecord.reading.names_lexicon import fold, roles
from onrecord.reading.names_lexicon import words as listed
from onrecord.reading.phrases import sentence
from onrecord.reading.words import BREAK, Words

__all__ = ["sure_cues", "with_tail_cues"]

_OUT, _CLOSES = STATES.index("out"), STATES.index("closes")
_SUBJECTS: Final = frozenset({"I", "he", "it", "she", "they"})
_LOWER: Final = frozenset(subject.lower() for subject in _SUBJECTS)
_ADVERB: Final = re.compile(r"also|always|further|now|never|often|rather|still|then|\w+ly")
_VERB: Final = re.compile(
    r"add(?:s|ed)|admit(?:s|ted)?|argue[ds]?|believe[ds]?|claim(?:s|ed)?|conced(?:es|ed)|doubt(?:s|ed)?|expect(?:s|ed)?"
    r"|fear(?:s|ed)?|feels?|felt|guess|hope[ds]?|insist(?:s|ed)?|know|reckon(?:s|ed)?|said|says?|suppose|suspect(?:s|ed)?"
    r"|thinks?|thought|wants?|wish(?:es)?|worry|worries"
)
_THAT: Final = re.compile(
    r"acknowledge[ds]|add(?:s|ed)|admit(?:s|ted)|allege[ds]|argue[ds]|assert(?:s|ed)|boast(?:s|ed)|claimed|complain(?:s|ed)"
    r"|conced(?:es|ed)|confirm(?:s|ed)|contend(?:s|ed)|counter(?:s|ed)|declare[ds]|den(?:ies|ied)|explain(?:s|ed)|insist(?:s|ed)?"
    r"|joke[ds]|maintain(?:s|ed)|note[ds]|opine[ds]|predict(?:s|ed)|replie[ds]|reported|retort(?:s|ed)|reveal(?:s|ed)|said|says"
    r"|stated|stress(?:es|ed)|suggested|testifie[ds]|warn(?:s|ed)|writes|wrote"
)
_RELATIVES: Final = frozenset({"which", "who"})
_LONGEST_PHRASE: Final = 4
_HEARERS: Final = frozenset({"court", "hearing", "inquest", "inquiry", "jury", "panel", "tribunal"})
_LONGEST_COURT: Final = 6
_LONGEST_DAY: Final = 7
CONFIDENCE: Final = 0.7
"""A guess: political news has no inquests."""

_JOINS: Final = frozenset({"and", "although", "but", "though", "while", "yet"})
_NO_CLAUSE: Final = frozenset(
    {",", ".", "?", "!", BREAK, "so", "him", "her", "it", "me", "them", "us", "not", "about", "of"}
)


def sure_cues(words: Words) -> list[tuple[int, int]]:
    """Verbs of saying and thinking behind a pronoun that begins a clause: first word, one past the last.

    Args:
        words: the text's words.
    """
    behind = {i for n, form in enumerate(words.forms) if form.lower() in _LOWER for i in (n + 1, n + 2)}
    cues = {(i, i + 1) for i in behind if i < len(words) - 1 and _is_sure(words, i)}
    cues |= {(i, i + 2) for i in _places(words, "according") if _is_according(words, i)}
    cues |= {(i, i + 1) for i in _places(words, "heard") if _is_heard(words, i)}
    cues |= {(i - 1, i) for i in _places(words, "that") if _says_that(words, i - 1)}
    return sorted(cues)


def _places(words: Words, form: str) -> list[int]:
    """Where a word stands, with another on both sides."""
    return [i for i, each in enumerate(words.forms) if each == form and 0 < i < len(words) - 1]


def _says_that(words: Words, i: int) -> bool:
    """Whether it is "Finch denied that": of 682 such verbs in the training articles 659 are cues."""
    forms = words.forms
    return forms[i - 1] not in _RELATIVES and bool(words.quotes[i] == _OUT and _THAT.fullmatch(forms[i]))


def _is_heard(words: Words, i: int) -> bool:
    """Whether it is ", an inquest heard" or "the jury heard that"."""
    forms = words.forms
    if words.quotes[i] != _OUT or fold(forms[i - 1]) not in _HEARERS:
        return False
    return forms[i + 1] in ("how", "that") or _comma_before(forms, i) > 0


def _is_reported(words: Words, i: int) -> bool:
    """Whether it is ", the Courier reported on Friday, citing"."""
    forms = words.forms
    if words.quotes[i] != _OUT or not _comma_before(forms, i):
        return False
    behind = forms[i + 1 : i + _LONGEST_DAY]
    return any(behind[n : n + 2] in ([",", "citing"], [",", "quoting"]) for n in range(len(behind)))


def _comma_before(forms: Sequence[str], i: int) -> int:
    """The comma before "an inquest heard"; 0 where there is none near."""
    return next((w for w in range(i - 1, max(0, i - _LONGEST_COURT), -1) if forms[w] == ","), 0)


def with_tail_cues(words: Words, found: Sequence[Found]) -> list[Found]:
    """Make what stands before ", an inquest heard" a statement where the network found hardly any of it.

    Args:
        words: the text's words.
        found: the statements.
    """
    reported = [i for i in _places(words, "reported") if _is_reported(words, i)]
    heard = [i for i in _places(words, "heard") if words.forms[i + 1] != "that" and _is_heard(words, i)]
    tails = sorted(reported + heard)
    if not tails:
        return list(found)
    of_cue = {w: f for f in found for w in range(*f.cue)}
    made, gone = [], set()
    for i in tails:
        comma = _comma_before(words.forms, i)
        content = range(sentence(words.forms, i).start, comma)
        here = of_cue.get(i)
        if content and (here is None or 2 * len(here.content) <= len(content)):
            made.append(Found.by_rule((i, i + 1), range(comma + 1, i), content, confidence=CONFIDENCE))
            gone.add(here)
    return sorted([*(f for f in found if f not in gone), *made], key=lambda f: f.cue)


def _is_according(words: Words, i: int) -> bool:
    """Whether it is ", according to its secretary": of 422 in the training articles 398 are cues."""
    forms = words.forms
    if words.quotes[i] != _OUT or forms[i - 1 : i + 2] != [",", "according", "to"]:
        return False
    behind = forms[i + 2 : i + 2 + _LONGEST_PHRASE]
    return any(form[0].isupper() or fold(form) in roles() | listed("groups") for form in behind)


def _is_sure(words: Words, i: int) -> bool:
    forms = words.forms
    if words.quotes[i] != _OUT or not forms[i][0].isalpha():
        return False
    subject = i - 2 if i > 1 and _ADVERB.fullmatch(forms[i - 1]) else i - 1
    if forms[subject] not in _SUBJECTS and forms[subject].lower() not in _SUBJECTS:
        return False
    if subject > 1 and words.quotes[subject - 1] == _CLOSES and forms[subject - 2] == ",":
        # A quotation that ends with a comma goes on with who said it: "“Dear friends,” it began".
        return fold(forms[i]) not in listed("helpers")
    if not _VERB.fullmatch(forms[i]) or forms[i + 1] in _NO_CLAUSE:
        return False
    before = forms[subject - 1] if subject else BREAK
    if forms[subject][0].isupper() and before in (BREAK, ".", "!", "?", "”", '"', "’"):
        return True
    return before in _JOINS and forms[subject - 2 : subject - 1] == [","]
