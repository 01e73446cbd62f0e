"""Text to words: the units that the model tags, with their case and their place among quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.quotes import STATES, quotation_states

__all__ = ["BREAK", "CASES", "MARK", "Words", "paragraphs", "sentences", "split_words"]

BREAK: Final = "\n"
"""The word that stands for a paragraph break, however many newlines it took."""

CASES: Final = ("lower", "title", "upper", "mixed", "digit", "mark", "break")
"""What the shape of a word can be; its index is the feature that the encoder is given."""

MARK: Final = CASES.index("mark")
"""Of a word without letters and digits the case is this or, of a break, a later one."""

# A word is cut before an apostrophe, so that "Italy’s" can end a source at "Italy"; runs are
# bounded, so that a megabyte without a space is many words and not one.
_WORD_OR_GAP = re.compile(
    r"[^\W_]{1,64}(?:[.\-][^\W_]{1,64}){0,8}"
    r"|(?<=[^\W_])[’'][^\W_]{1,3}(?![^\W_])"
    r"|[^\S\n]*\n\s*"
    r"|``|''|\.{2,4}|-{2,3}"
    r"|\S"
    r"|[^\S\n]+"
)

_OUT, _OPENS, _CLOSES = (STATES.index(name) for name in ("out", "opens", "closes"))
_STOPS: Final = frozenset(".!?")
_MAY_END: Final = _STOPS | {BREAK}
_LONGEST_TITLE: Final = 4
"""Letters of a word such as Mr or Capt at most, whose full stop ends no sentence; that of "v." ends none."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as parallel arrays of one length.

    Args:
        forms: each word as written; :data:`BREAK` for a paragraph break.
        starts: code-point offset of each word's first character.
        ends: code-point offset after each word's last character.
        cases: index into :data:`CASES`.
        quotes: index into :data:`onrecord.core.quotes.STATES`.
    """

    forms: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    cases: NDArray[np.int64]
    quotes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.forms)


def split_words(text: str) -> Words:
    r"""Split a text into words, marks and paragraph breaks.

    Args:
        text: any text; white space belongs to no word.

    >>> split_words("“No,” said Ana’s aide.\n\nYes.").forms
    ['“', 'No', ',', '”', 'said', 'Ana', '’s', 'aide', '.', '\n', 'Yes', '.']
    """
    # Gaps are kept to count by: a match object for each word would cost more than the search.
    parts = _WORD_OR_GAP.findall(text)
    lengths = np.array([len(part) for part in parts], dtype=np.int64)
    kept = np.flatnonzero([part != " " and (not part.isspace() or "\n" in part) for part in parts])
    forms = [BREAK if "\n" in parts[i] else parts[i] for i in kept.tolist()]
    ends = lengths.cumsum()[kept]
    starts = ends - lengths[kept]
    return Words(
        forms=forms,
        starts=starts,
        ends=ends,
        cases=np.array(list(map(_case, forms)), dtype=np.int64),
        quotes=np.array(quotation_states(forms, text, starts.tolist(), ends.tolist()), dtype=np.int64),
    )


def paragraphs(words: Words) -> list[range]:
    r"""The words of each paragraph, without the breaks between them; a paragraph may be empty.

    Args:
        words: a text's words.

    >>> paragraphs(split_words("No.\n\nYes."))
    [range(0, 2), range(3, 5)]
    """
    breaks = np.flatnonzero(words.cases > MARK).tolist()
    return [range(a + 1, b) for a, b in pairwise([-1, *breaks, len(words)])]


def sentences(words: Words) -> NDArray[np.int64]:
    """The number of the sentence that each word stands in; ends inside quotations do not count.

    Args:
        words: a text's words.

    >>> sentences(split_words("Mr. Fay said no. “Not now. Not ever,” he said.")).tolist()
    [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    """
    quotes = words.quotes.tolist()
    ends = np.zeros(len(words), dtype=np.int64)
    for i in np.flatnonzero(words.cases >= MARK).tolist():
        if quotes[i] == _CLOSES or words.forms[i] in _MAY_END:
            ends[i] = _ends_sentence(words.forms, quotes, i)
    return np.cumsum(ends) - ends


def _ends_sentence(forms: list[str], quotes: list[int], i: int) -> bool:
    form = forms[i]
    if form == BREAK:
        return True
    opens = quotes[i + 1 : i + 2] == [_OPENS]
    after = "".join(forms[i + 1 + opens : i + 2 + opens])
    if i == 0 or not (after[:1].isupper() or after[:1].isdigit()):
        return False
    if quotes[i] == _CLOSES:
        return forms[i - 1] == "."
    before = forms[i - 1]
    title = (len(before) == 1 and before.isalnum()) or (before[0].isupper() and len(before) <= _LONGEST_TITLE)
    return form in _STOPS and quotes[i] == _OUT and not (form == "." and title)


@lru_cache(maxsize=1 << 16)
def _case(form: str) -> int:
    if form == BREAK:
        return 6
    first = form[0]
    if not first.isalnum():
        return 5 if len(form) == 1 or not form[1].isalnum() else 0
    if first.isdigit():
        return 4
    if form.islower() or not first.isupper():
        return 0
    if form[1:].islower() or len(form) == 1:
        return 1
    return 2 if form.isupper() else 3
