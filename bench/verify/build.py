"""The benchmark built: the same articles and seed give the same cases."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.core.values import Entry
from verify.cases import EACH, Case
from verify.classes import MAKERS
from verify.corpus import Article
from verify.material import Material

__all__ = ["Benchmark", "build"]


@dataclass
class Benchmark:
    """Cases with the articles that may be searched; the others are held out."""

    searched: list[Article]
    held_out: list[Article]
    cases: list[Case] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """What is on record."""
        return [entry for article in self.searched for entry in article.entries]


def build(
    articles: Sequence[Article],
    seed: int = 7,
    each: int = EACH,
    held_out: Sequence[Article] = (),
    *,
    sure: bool = False,
) -> Benchmark:
    """Build the benchmark; the same articles and seed give the same cases.

    Args:
        articles: what may be searched.
        seed: of the chance.
        each: cases of a class, where the articles give so many.
        sure: take statements only of which it is known who spoke them: where the record is not made from
            the gold, a guess at the truth is none.
        held_out: articles that are not searched; without them an eighth of the others is held out.
    """
    chance = random.Random(seed)
    order = list(articles)
    chance.shuffle(order)
    kept = 0 if held_out else len(order) // 8
    bench = Benchmark(searched=order[kept:], held_out=list(held_out) or order[:kept])
    maker = Material(bench.searched, bench.held_out, chance, sure=sure)
    for make in MAKERS:
        seen: set[str] = set()
        for case in make(maker):
            if len(seen) == each:
                break
            if case.words not in seen:
                seen.add(case.words)
                bench.cases.append(case)
    return bench
