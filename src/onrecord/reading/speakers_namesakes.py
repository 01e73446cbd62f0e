"""Which of the people of one last name is "the elder Quill"? The page says of one that she is the younger."""

from __future__ import annotations

import re
from typing import Final

from onrecord.core.values import Span
from onrecord.reading.names_lexicon import fold
from onrecord.reading.speakers_cast import Cast

__all__ = ["by_age"]

_ELDER: Final = frozenset(("elder", "older", "senior"))
_YOUNGER: Final = frozenset(("junior", "younger"))
_PARENTS: Final = frozenset(("father", "mother"))
_CHILDREN: Final = frozenset(("daughter", "son"))
_AGE: Final = re.compile(r"\b(elder|older|younger)\b", re.IGNORECASE)


def by_age(text: str, span: Span, number: int, cast: Cast) -> int | None:
    """Find the number of the one meant; None where the source asks for no age or the page tells none.

    Args:
        text: the text.
        span: the source from its first to its last word.
        number: of the name in it.
        cast: the page's names.
    """
    asked = _AGE.search(text, *span)
    people = cast.namesakes(number) if asked else []
    if asked is None or len(people) < 2:
        return None
    younger = fold(asked[1]) == "younger"
    wanted, other = (_YOUNGER, _ELDER | _PARENTS) if younger else (_ELDER, _YOUNGER | _CHILDREN)
    told = [n for n in people if cast.names[n].said_of & wanted]
    rest = [n for n in people if not cast.names[n].said_of & other]
    siblings = [n for n in rest if not cast.names[n].said_of & _PARENTS]
    fitting = told or siblings or rest
    return fitting[0] if len(fitting) == 1 else None
