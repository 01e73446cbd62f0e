"""The rules of civility, read from ``civility*.toml`` and made ready to be looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from onrecord.core.values import IncivilityKind

__all__ = ["Rule", "Rules", "rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern.

    Args:
        kind: of what sort the words are that it finds.
        strength: probability that a comment with such words is uncivil.
        pattern: its named group that matched is the words (``at``, ``at2``), else all of it.
    """

    kind: IncivilityKind
    strength: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is known of uncivil words.

    Args:
        rules: patterns that find them.
        spared: by kind, what stands before words that are not said by the writer of anybody else.
        senses: by word, what stands beside it where it means something else.
        maskable: words that people write with a star in them, the likeliest first.
        emoji: what some of them stand for.
        marks: by word, a sign for each list it stands in. The line carries them after the word; patterns with
            the lists written out took seconds to make.
        groups: names of groups, which have a capital letter and are not persons' names.
    """

    rules: tuple[Rule, ...]
    spared: Mapping[IncivilityKind, tuple[re.Pattern[str], ...]]
    senses: Mapping[str, re.Pattern[str]]
    maskable: tuple[str, ...]
    emoji: Mapping[str, str]
    marks: Mapping[str, str]
    groups: frozenset[str]


_FIRST_MARK = 0xE000  # of the private use area, whose signs no list and no pattern has
_MARKS = "[\ue000-\ue0ff]*"
_GAP = re.compile(r"\[[^\]]*\]|\(\?<[=!][^()]*\)| |\$")  # classes and what looks back stay as they are

# Words that people mask, by how often they do.
_MASKABLE = ("profane", "slur", "insult", "role", "bad")


@cache
def rules() -> Rules:
    """Read the rules, once."""
    raw, lexicon = _read("civility.toml"), _read("civility_words.toml")
    words = {name: _inflected(listed.split()) for name, listed in lexicon["words"].items()}
    signs = {name: chr(_FIRST_MARK + n) for n, name in enumerate(words)}
    sets = {name: rf"(?:[\w'-]+(?={_MARKS}{sign}))" for name, sign in signs.items()}
    for name, pattern in raw["sets"].items():
        sets[name] = _filled(pattern, sets)
    return Rules(
        rules=tuple(
            Rule(rule["kind"], rule["strength"], _compiled(_filled(pattern, sets)))
            for rule in raw["rule"]
            for pattern in ([rule["is"]] if isinstance(rule["is"], str) else rule["is"])
        ),
        spared={kind: _spared(kind, raw["spared"], sets) for kind in get_args(IncivilityKind)},
        senses={word: _compiled(pattern) for word, pattern in lexicon["senses"].items()},
        maskable=tuple(word for name in _MASKABLE for word in sorted(words[name])),
        emoji=lexicon["emoji"],
        marks=_marks(words, signs),
        groups=frozenset(words["group"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.reading").joinpath(name).read_text(encoding="utf-8"))


def _spared(kind: str, listed: list[dict[str, Any]], sets: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_marked(_filled(pattern, sets)))
        for spared in listed
        if kind in spared["kinds"]
        for pattern in spared["left"]
    )


def _marks(words: Mapping[str, set[str]], signs: Mapping[str, str]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for name, listed in words.items():
        for word in listed:
            marks[word] = marks.get(word, "") + signs[name]
    return marks


def _inflected(words: list[str]) -> set[str]:
    """Words with their plurals."""
    plural = {
        w[:-1] + "ies"
        if re.search("[^aeo]y$", w)
        else w + "es"
        if w.endswith(("s", "sh", "ch", "x"))
        else w + "s"
        for w in words
    }
    return plural.union(words)


def _filled(pattern: str, sets: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: sets[m[1]], pattern)


def _marked(pattern: str) -> str:
    """A pattern that passes over the marks that words carry."""
    return _GAP.sub(lambda m: f"{_MARKS}{m[0]}" if m[0] in " $" else m[0], pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{_marked(pattern)})(?![\w'-])")
