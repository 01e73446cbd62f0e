"""How long a search takes: a made-up record, a mix of queries with their selectivity, and how it grows."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from common import pin, report, table
from synthetic import VOCABULARY, grow, speaker

from onrecord.record import Filters, Reader, Sort


@dataclass(frozen=True)
class Asked:
    """One kind of query: words by how common they are, and filters."""

    name: str
    words: str
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"


def mix() -> list[Asked]:
    """Give the published mix. ``{0}`` is a common word, ``{1}`` a usual one, ``{2}`` a rare one."""
    outlet = "Herald bebe"
    year = {"since": "2019-03-10", "until": "2020-02-20"}
    return [
        Asked("rare word", "{2}"),
        Asked("usual word", "{1}"),
        Asked("common word", "{0}"),
        Asked("two words", "{0} {1}"),
        Asked("three words", "{0} {1} {2}"),
        Asked("phrase", '"{0} {1}"'),
        Asked("beginning", "{2}*"),
        Asked("either", "{1} OR {2}"),
        Asked("one without another", "{1} NOT {0}"),
        Asked("word + loud speaker", "{0}", Filters(speaker=speaker(3))),
        Asked("word + quiet speaker", "{1}", Filters(speaker=speaker(900))),
        Asked("word + outlet", "{0}", Filters(outlet=outlet)),
        Asked("word + time", "{1}", Filters(**year)),  # type: ignore[arg-type]
        Asked("word + kind", "{1}", Filters(kind="direct")),
        Asked("word + kind + time", "{0}", Filters(kind="mixed", since="2018-01", until="2018-06")),
        Asked("speaker alone", "", Filters(speaker=speaker(50))),
        Asked("word, newest first", "{1}", sort="date"),
        Asked("word + speaker, newest first", "{0}", Filters(speaker=speaker(3)), "date"),
    ]


RANKS = ((2, 9), (120, 300), (2500, 9000))
"""Places of the common, usual and rare words in the vocabulary."""


def words_of(round: int) -> list[str]:
    return [VOCABULARY[low + round * 7 % (high - low)] for low, high in RANKS]


def measure(path: Path, rounds: int) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Give milliseconds by kind of query, and the median number of hits."""
    times: dict[str, list[float]] = {asked.name: [] for asked in mix()}
    hits: dict[str, list[int]] = {asked.name: [] for asked in mix()}
    with Reader(path) as reader:
        for round in range(-2, rounds):  # the first two warm the caches up
            for asked in mix():
                text = asked.words.format(*words_of(abs(round))) or None
                begun = time.perf_counter()
                found = reader.find(text, asked.filters, sort=asked.sort)
                took = (time.perf_counter() - begun) * 1000
                if round >= 0:
                    times[asked.name].append(took)
                    hits[asked.name].append(found.total)
    return times, {name: median(counts) for name, counts in hits.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="build the record here and keep it")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()
    curve: dict[int, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "made-up.db"
        sizes = [n for n in (10_000, 100_000, 300_000) if n < given.statements] + [given.statements]
        for size in sizes:
            grow(path, size)
            times, hits = measure(path, given.rounds)
            everything = [t for each in times.values() for t in each]
            curve[size] = {name: median(each) for name, each in times.items()}
            curve[size]["all"] = median(everything)
            high = quantiles(everything, n=20)[-1]
            print(
                f"{size:,} statements, {path.stat().st_size / 1e6:,.0f} MB: {len(everything)} warm calls,"
                f" median {median(everything):.1f} ms, 95th percentile {high:.1f} ms"
            )
    rows = [
        [name, int(hits[name]), median(each), quantiles(each, n=20)[-1], *(curve[s][name] for s in sizes)]
        for name, each in times.items()
    ]
    table(["query", "hits (10001: more)", "median ms", "95 % ms", *(f"at {s:,}" for s in sizes)], rows)
    report("find", {"milliseconds": times, "hits": hits, "curve": curve}, given.json)


if __name__ == "__main__":
    main()
