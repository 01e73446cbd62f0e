"""No statement: that somebody wishes to stay unnamed. It is a condition of the talk, nothing was said by it.

The training articles tell nothing: of three such wishes the annotators marked one. In a table of what people
said they are noise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.reading.find import Found
from onrecord.reading.words import Words

__all__ = ["without_wishes_for_anonymity"]

_UNNAMED: Final = re.compile(
    r"(?:not )?to (?:be (?:identified|named)|have (?:her|his|their) names? (?:published|used)"
    r"|(?:remain|stay) (?:anonymous|unnamed))(?= (?:as|because|by|due|for|in|since|so)\b|\W*$)"
)


def without_wishes_for_anonymity(words: Words, found: Sequence[Found]) -> list[Found]:
    """Leave out "A clerk, who did not wish *to be named*, said …", the second of the two.

    Args:
        words: the text's words.
        found: the statements.
    """
    return [f for f in found if not _UNNAMED.match(" ".join(words.forms[w] for w in f.content))]
