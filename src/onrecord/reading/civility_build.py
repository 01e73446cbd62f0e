"""Make the rules of civility ready: ``python -m onrecord.reading.civility_build`` writes ``civility.json``.

People write ``civility.toml`` and ``civility_words.toml``. To fill lists in, to make plurals and to compile
two hundred long patterns takes a third of a second, and a page needs few of them: the file says which words a
comment must hold for a rule to be worth compiling.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from onrecord.core.values import IncivilityKind
from onrecord.reading.civility_needs import needs_of
from onrecord.reading.civility_rules import MADE, SIGNS, over_signs

__all__ = ["made"]

_FIRST_MARK = 0xE000  # of the private use area, whose signs no list and no pattern has

# Words that people mask, by how often they do.
_MASKABLE = ("profane", "slur", "insult", "role", "bad")


def made() -> str:
    """Give the text of ``civility.json``, as it must be for the files that people write."""
    raw, lexicon = _read("civility.toml"), _read("civility_words.toml")
    words = {name: _inflected(listed.split()) for name, listed in lexicon["words"].items()}
    signs = {name: chr(_FIRST_MARK + n) for n, name in enumerate(words)}
    # The line carries a sign for each list after a word; patterns with the lists written out took seconds.
    sets = {name: rf"(?:[\w'-]+(?={SIGNS}{sign}))" for name, sign in signs.items()}
    for name, pattern in raw["sets"].items():
        sets[name] = _filled(pattern, sets)
    common = {signs[name] for name in ("filler", "person")}
    rules = []
    for rule in raw["rule"]:
        for written in [rule["is"]] if isinstance(rule["is"], str) else rule["is"]:
            pattern = _filled(written, sets)
            needs = sorted(needs_of(over_signs(pattern), common) or [""])
            rules.append([rule["kind"], rule["strength"], pattern, needs])
    ready = {
        "rules": rules,
        "spared": {kind: _spared(kind, raw["spared"], sets) for kind in get_args(IncivilityKind)},
        "senses": lexicon["senses"],
        "maskable": [word for name in _MASKABLE for word in sorted(words[name])],
        "emoji": lexicon["emoji"],
        "marks": _marks(words, signs),
        "groups": sorted(words["group"]),
    }
    return json.dumps(ready, indent=0, ensure_ascii=False) + "\n"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.reading").joinpath(name).read_text(encoding="utf-8"))


def _spared(kind: str, listed: list[dict[str, Any]], sets: Mapping[str, str]) -> list[str]:
    return [
        _filled(pattern, sets) for spared in listed if kind in spared["kinds"] for pattern in spared["left"]
    ]


def _marks(words: Mapping[str, set[str]], signs: Mapping[str, str]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for name, listed in words.items():
        for word in sorted(listed):
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


if __name__ == "__main__":
    Path(__file__).with_name(MADE).write_text(made(), encoding="utf-8")
