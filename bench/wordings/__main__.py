"""Groups on a synthetic archive: pairwise F1, order, speed. ``cd bench && python -m wordings``."""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable

from wordings.archive import Printed, archive, shuffled

from onrecord.wordings import Grouper


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--utterances", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--orders", type=int, default=3, help="shuffled orders to compare")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="statements to measure speed with")
    given = parser.parse_args()
    forms = archive(given.utterances, given.seed)
    groups = _groups(forms)
    precision, recall, f1 = pairwise_f1(forms, groups)
    print(f"{len(forms)} forms of {given.utterances} utterances, {len(groups)} groups")
    print(f"pairwise precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
    same = all(_groups(shuffled(forms, seed)) == groups for seed in range(given.orders))
    print(f"the same groups in {given.orders} shuffled orders: {same}")
    for size in given.sizes:
        some = archive(size // 4, given.seed)[:size]
        start = time.process_time()
        _groups(some)
        print(
            f"{len(some):9} statements {len(some) / (time.process_time() - start):9.0f} a second", flush=True
        )


def _groups(forms: Iterable[Printed]) -> list[tuple[str, ...]]:
    return Grouper(form.entry for form in forms).groups()


def pairwise_f1(forms: list[Printed], groups: list[tuple[str, ...]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that groups put together."""
    group = {id_: n for n, ids in enumerate(groups) for id_ in ids}
    together: dict[tuple[int, int], int] = defaultdict(int)
    for form in forms:
        together[group[form.entry.statement.id], form.utterance] += 1
    right = sum(_pairs(n) for n in together.values())
    made = sum(_pairs(len(ids)) for ids in groups)
    wanted = sum(_pairs(n) for n in Counter(form.utterance for form in forms).values())
    precision, recall = right / max(1, made), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


if __name__ == "__main__":
    main()
