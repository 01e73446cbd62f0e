"""The rules of civility, read from ``civility.toml`` and made ready to be looked for."""

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
        pattern: its group ``at``, where it has one, is the words.
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
        maskable: words that people write with a star in them.
        groups: names of groups, which have a capital letter and are not persons' names.
    """

    rules: tuple[Rule, ...]
    spared: Mapping[IncivilityKind, tuple[re.Pattern[str], ...]]
    senses: Mapping[str, re.Pattern[str]]
    maskable: frozenset[str]
    groups: frozenset[str]


@cache
def rules() -> Rules:
    """Read the rules, once."""
    raw = tomllib.loads(files("onrecord.reading").joinpath("civility.toml").read_text(encoding="utf-8"))
    words = {name: _inflected(listed.split()) for name, listed in raw["words"].items()}
    sets = {name: _trie(listed) for name, listed in words.items()}
    for name, pattern in raw["sets"].items():
        sets[name] = _filled(pattern, sets)
    return Rules(
        rules=tuple(
            Rule(rule["kind"], rule["strength"], _compiled(_filled(pattern, sets)))
            for rule in raw["rule"]
            for pattern in ([rule["is"]] if isinstance(rule["is"], str) else rule["is"])
        ),
        spared={kind: _spared(kind, raw["spared"], sets) for kind in get_args(IncivilityKind)},
        senses={word: _compiled(pattern) for word, pattern in raw["senses"].items()},
        maskable=frozenset(words["insult"] | words["profane"] | words["slur"]),
        groups=frozenset(words["group"]),
    )


def _spared(kind: str, listed: list[dict[str, Any]], sets: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_filled(pattern, sets))
        for spared in listed
        if kind in spared["kinds"]
        for pattern in spared["left"]
    )


def _inflected(words: list[str]) -> set[str]:
    """Words with their plurals."""
    plural = {
        w[:-1] + "ies" if w.endswith("y") else w + "es" if w.endswith(("s", "sh", "ch", "x")) else w + "s"
        for w in words
    }
    return plural.union(words)


def _filled(pattern: str, sets: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: sets[m[1]], pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'-])")


def _trie(words: set[str]) -> str:
    """One pattern for many words; beginnings are shared, or long lists would be tried word by word."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return rf"(?:{_branch(tree)}(?![\w'-]))"


def _branch(node: Mapping[str, Any]) -> str:
    ways = [re.escape(letter) + _branch(below) for letter, below in sorted(node.items()) if letter]
    if not ways:
        return ""
    one = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{one})?" if "" in node else one
