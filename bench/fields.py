"""What do speakers, types, addressees, mediums and negation cost, as a share of the rest of reading?

CPU time of the functions that find them, over the time of reading without them, in one run over the texts of
JSON Lines. What the network spends on its small heads for types and mediums is not told apart.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from common import pin, report, table

from onrecord.core.values import Page, Source
from onrecord.reading import Reader, network, reader

PARTS = {
    "speakers": ("find_names", "writer", "resolve"),
    "to, via, negated": ("with_grammar", "lead_ins", "relayed_cues", "add_relays"),
}


def timed(work: Callable[..., Any], spent: defaultdict[str, float], part: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[part] += time.process_time() - begun

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="JSON Lines of {id, text}")
    parser.add_argument("--most", type=int, default=40, help="texts to read")
    parser.add_argument("--json", type=Path, help="folder for the result")
    given = parser.parse_args()
    pin()
    spent: defaultdict[str, float] = defaultdict(float)
    for part, names in PARTS.items():
        for name in names:
            setattr(reader, name, timed(getattr(reader, name), spent, part))
    network.Vectors.type_of = timed(network.Vectors.type_of, spent, "type")  # type: ignore[method-assign]
    rows = [json.loads(line) for line in given.texts.read_text(encoding="utf-8").splitlines()[: given.most]]
    pages = [
        Page(id=row["id"], source=Source(name="", sha256=""), text=row["text"], article=(0, len(row["text"])))
        for row in rows
    ]
    read = Reader.load()
    read.read(pages[0])
    spent.clear()
    begun = time.process_time()
    for page in pages:
        read.read(page)
    whole = time.process_time() - begun
    rest = whole - sum(spent.values())
    result = {part: 100 * seconds / rest for part, seconds in spent.items()}
    result["all"] = sum(result.values())
    table(["part", "% of the rest"], list(result.items()))
    report("fields", result, given.json)


if __name__ == "__main__":
    main()
