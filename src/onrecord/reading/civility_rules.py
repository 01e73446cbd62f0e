"""The rules of civility, read from ``civility.json`` and compiled when a comment first needs one."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.core.values import IncivilityKind

__all__ = ["MADE", "SIGNS", "Rule", "Rules", "compiled", "over_signs", "rules"]

MADE = "civility.json"
SIGNS = "[\ue000-\ue0ff]*"
"""Signs of lists, which the line carries after a word, are of the private use area."""

_FIRST_SIGN = "\ue000"
_SIGNS = re.compile(SIGNS)
_GAP = re.compile(r"\[[^\]]*\]|\(\?<[=!][^()]*\)| |\$")  # classes and what looks back stay as they are


def over_signs(pattern: str) -> str:
    """Let a pattern pass over the signs that words carry."""
    return _GAP.sub(lambda m: f"{SIGNS}{m[0]}" if m[0] in " $" else m[0], pattern)


@cache
def compiled(pattern: str, *, words: bool = True) -> re.Pattern[str]:
    """Compile a pattern over plain lines, once.

    Args:
        pattern: as ``civility.json`` has it.
        words: whether what it matches begins and ends with a word.
    """
    over = over_signs(pattern)
    return re.compile(rf"(?<![\w'-])(?:{over})(?![\w'-])" if words else over)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern.

    Args:
        kind: of what sort the words are that it finds.
        strength: probability that a comment with such words is uncivil.
        source: the pattern; its named group that matched is the words (``at``, ``at2``), else all of it.
    """

    kind: IncivilityKind
    strength: float
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compiled(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that is known of uncivil words.

    Args:
        rules: patterns that find them.
        needed: by a word with a blank behind it, the beginning of one, or the sign of a list, the rules that
            find nothing without one.
        spared: by kind, what stands before words that are not said by the writer of anybody else.
        senses: by word, what stands beside it where it means something else.
        maskable: words that people write with a star in them, the likeliest first.
        emoji: what some of them stand for.
        marks: by word, a sign for each list it stands in. The line carries them after the word.
        groups: names of groups, which have a capital letter and are not persons' names.
    """

    rules: tuple[Rule, ...]
    needed: Mapping[str, Sequence[int]] = field(repr=False)
    spared: Mapping[IncivilityKind, Sequence[str]]
    senses: Mapping[str, str]
    maskable: tuple[str, ...]
    emoji: Mapping[str, str]
    marks: Mapping[str, str]
    groups: frozenset[str]

    def asked(self, line: str) -> list[Rule]:
        """Give the rules that may find something in a plain line, in their order."""
        found = set(self.needed[""])
        for sign in {c for c in line if c >= _FIRST_SIGN}:
            found.update(self.needed.get(sign, ()))
        for word in {_SIGNS.sub("", word) for word in line.split()}:
            for beginning in (f"{word} ", *(word[:end] for end in range(1, len(word) + 1))):
                if needing := self.needed.get(beginning):
                    found.update(needing)
        return [self.rules[n] for n in sorted(found)]


@cache
def rules() -> Rules:
    """Read the rules, once."""
    made = json.loads(files("onrecord.reading").joinpath(MADE).read_text(encoding="utf-8"))
    needed: dict[str, list[int]] = defaultdict(list, {"": []})
    for n, (_, _, _, needs) in enumerate(made["rules"]):
        for word in needs:
            needed[word].append(n)
    return Rules(
        rules=tuple(Rule(kind, strength, source) for kind, strength, source, _ in made["rules"]),
        needed=dict(needed),
        spared=made["spared"],
        senses=made["senses"],
        maskable=tuple(made["maskable"]),
        emoji=made["emoji"],
        marks=made["marks"],
        groups=frozenset(made["groups"]),
    )
