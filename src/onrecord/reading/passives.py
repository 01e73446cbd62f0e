"""In "Finch was accused", "asked, Finch said no" and "Finch seems tired", Finch does not speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.reading.names_lexicon import fold, words

__all__ = ["spoken_of"]

_BE: Final = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_BETWEEN: Final = frozenset({"also", "been", "being", "never", "not", "once", "since", "still", "then", "'t"})
_OPENERS: Final = frozenset({"if", "once", "when"})
_SEEMS: Final = frozenset({"appear", "appeared", "appears", "seem", "seemed", "seemingly", "seems"})
_MET: Final = frozenset({"draw", "drawing", "drawn", "draws", "drew", "face", "faced", "faces", "facing"})
_WITH: Final = frozenset(
    {
        *("accusations", "allegations", "backlash", "calls", "complaints", "condemnation", "criticism"),
        *("criticisms", "opposition", "questions", "rebuke", "scrutiny"),
    }
)
_QUESTIONS: Final = frozenset({"about", "how", "if", "what", "when", "whether", "who", "why"})
_FARTHEST: Final = 3
_FARTHEST_MET: Final = 8


def spoken_of(forms: Sequence[str], cue: tuple[int, int], source: Sequence[int]) -> bool:
    """Whether what stands as a statement's source is the subject of a passive or of "seems".

    Args:
        forms: a text's words.
        cue: first word of the cue and one past the last.
        source: words of the source, in order.

    >>> spoken_of("Finch was widely accused of theft".split(), (1, 4), [0])
    True
    >>> spoken_of("Finch was sure of it".split(), (1, 3), [0])
    False
    >>> spoken_of("Finch has faced questions about it".split(), (3, 5), [0])
    True
    >>> spoken_of("Finch , asked about it , said no".split(), (2, 3), [0])
    True
    >>> spoken_of("When asked about it , Finch left".split(), (1, 3), [5])
    True
    """
    if not source:
        return False
    if any(fold(forms[i]) in _SEEMS for i in range(*cue)) and cue[1] - cue[0] <= _FARTHEST:
        return True
    if source[-1] >= cue[0]:
        return _when_asked(forms, cue[0], source)
    if _meets(forms, cue, source) or _asked_aside(forms, cue[0], source):
        return True
    last = next((i for i in reversed(range(*cue)) if fold(forms[i]) in words("spoken_of")), None)
    if last is None:
        return False
    for i in range(last - 1, max(source[-1], last - 1 - _FARTHEST), -1):
        word = fold(forms[i])
        if word in _BE:
            return True
        if word not in _BETWEEN and not word.endswith("ly"):
            return False
    return False


def _meets(forms: Sequence[str], cue: tuple[int, int], source: Sequence[int]) -> bool:
    """Whether it is "Finch has faced questions": of 26 in the training articles none is asked by Finch."""
    told = [fold(form) for form in forms[source[-1] + 1 : cue[1]]]
    return len(told) <= _FARTHEST_MET and not (_MET.isdisjoint(told) or _WITH.isdisjoint(told))


def _asked_aside(forms: Sequence[str], verb: int, source: Sequence[int]) -> bool:
    """Whether it is "Finch, asked about it, said no"; of four in training so; not "Finch, a cook, asked"."""
    aside = forms[verb - 1] == "," and "," not in [forms[i] for i in source]
    return (
        aside
        and fold(forms[verb]) in words("asked")
        and not _QUESTIONS.isdisjoint(forms[verb + 1 : verb + 2])
    )


def _when_asked(forms: Sequence[str], verb: int, source: Sequence[int]) -> bool:
    """Whether a clause without a subject says that somebody was spoken to: "asked about it,"."""
    opens = not verb or fold(forms[verb - 1]) in _OPENERS or not forms[verb - 1][0].isalnum()
    return opens and source[0] > verb and fold(forms[verb]) in words("asked") and forms[source[0] - 1] != "by"
