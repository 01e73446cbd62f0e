"""How long it takes to check one quotation against a made-up record, and whether each verdict is right."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from synthetic import A_PAGE, VOCABULARY, grow, page

from onrecord.verifying import OnRecord, verify_quotation


def cases(pages: int, calls: int) -> list[tuple[str, str, str, set[str]]]:
    """Give quotations: their sort, words, speaker and the verdicts that are right."""
    draw = random.Random(7)
    found = []
    for _ in range(calls):
        made = page(draw.randrange(pages))
        said = draw.choice([s for s in made.statements if s.kind == "direct"] or made.statements)
        words = made.text[slice(*said.content[0])].strip("“,”")
        name = str(said.speaker)
        right = {"verbatim"} if said.kind != "indirect" else {"reported"}
        found.append(("as said", words, name, right))
        parts = words.split()
        parts[len(parts) // 2] = VOCABULARY[30_000 + draw.randrange(9000)]
        found.append(("one word changed", " ".join(parts), name, {"altered", "reported"}))
        common = " ".join(draw.choices(VOCABULARY[:60], k=10))
        found.append(("common words, made up", common, name, {"not on record", "altered", "reported"}))
    return found


def measure(record: OnRecord, pages: int, calls: int, clock: Callable[[], float]) -> None:
    """Print milliseconds by sort of quotation: the median and the 95th percentile."""
    times: dict[str, list[float]] = {}
    wrong: dict[str, int] = {}
    for n, (sort, words, name, right) in enumerate(cases(pages, calls + 2)):
        begun = clock()
        finding = verify_quotation(words, name, record)
        if n >= 6:  # the first ones warm the caches up
            times.setdefault(sort, []).append((clock() - begun) * 1000)
            wrong[sort] = wrong.get(sort, 0) + (finding.verdict not in right)
    print(record.searched())
    for sort, taken in times.items():
        worst = quantiles(taken, n=20)[-1]
        print(
            f"{sort}: median {median(taken):.1f} ms, 95 % {worst:.1f} ms, {wrong[sort]} of {len(taken)} wrong"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=50)
    parser.add_argument("--record", type=Path, help="a record that was built before; it is grown if need be")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = arguments.record or Path(folder) / "big.db"
        grow(path, arguments.statements)
        with OnRecord(path) as record:
            measure(record, arguments.statements // A_PAGE, arguments.calls, time.perf_counter)


if __name__ == "__main__":
    main()
