"""Groups on a synthetic archive: pairwise F1, order, speed. ``cd bench && python -m wordings``."""

from __future__ import annotations

import argparse
import json
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Iterable

from wordings.archive import Printed, archive, shuffled

from onrecord.core.forms import PAIR_AT, Form
from onrecord.grouping import WORDS
from onrecord.record.schema import migrate
from onrecord.record.wordings import Said, Wordings
from onrecord.wordings import components, form_of, likeness

A_PAGE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--utterances", type=int, default=2000)
    parser.add_argument("--seeds", type=int, nargs="*", default=[7])
    parser.add_argument("--orders", type=int, default=1, help="shuffled orders to compare")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="statements to measure speed with")
    given = parser.parse_args()
    for seed in given.seeds:
        forms = archive(given.utterances, seed)
        groups = _groups(forms)
        precision, recall, f1 = pairwise_f1(forms, groups)
        print(f"seed {seed}: {len(forms)} forms of {given.utterances} utterances, {len(groups)} groups")
        print(f"pairwise precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
        same = all(_groups(shuffled(forms, order)) == groups for order in range(given.orders))
        print(f"the same groups in {given.orders} shuffled orders: {same}", flush=True)
    for size in given.sizes:
        seconds, edges = _stored(archive(size // 4, 7)[:size])
        print(
            f"{size:9} statements {size / seconds:9.0f} a second {edges / size:6.2f} edges each", flush=True
        )


def _said(printed: Printed) -> tuple[str, str, tuple[str, ...], str | None]:
    entry = printed.entry
    speaker = entry.statement.speaker
    names = (speaker,) if isinstance(speaker, str) else speaker or ()
    return entry.statement.id, " … ".join(entry.pieces), names, entry.published


def _groups(printed: Iterable[Printed]) -> list[tuple[str, ...]]:
    forms: dict[str, Form] = {}
    held: dict[str, list[str]] = defaultdict(list)
    found: dict[int, list[str]] = defaultdict(list)
    numbers: dict[int, set[int]] = defaultdict(set)
    edges = []
    for each in printed:
        form = form_of(*_said(each))
        name = form.id
        held[name].append(each.entry.statement.id)
        if name in forms:
            continue
        forms[name] = form
        kept, asked = form.trace
        near = asked or [n for number in kept for n in numbers[number >> PAIR_AT]]
        for other in {other for number in near for other in found[number]}:
            alike = likeness(form, forms[other])
            if alike is not None:
                edges.append((name, other, alike))
        for number in kept:
            numbers[number >> PAIR_AT].add(number)
            found[number].append(name)
    nodes = {name: (form.names, form.sure) for name, form in forms.items()}
    groups = components(nodes, edges)
    return sorted(tuple(sorted(id for name in group for id in held[name])) for group in groups)


def _stored(printed: list[Printed]) -> tuple[float, int]:
    """Give wordings and edges to statements, twenty in a transaction; seconds of the processor, and edges."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    said = [Said(id, words, json.dumps(names), date) for id, words, names, date in map(_said, printed)]
    db.execute("PRAGMA foreign_keys = OFF")
    wordings = Wordings(db, WORDS)
    start = time.process_time()
    for first in range(0, len(said), A_PAGE):
        page = said[first : first + A_PAGE]
        keys = range(first, first + len(page))
        db.execute("BEGIN")
        rows = zip(keys, wordings.of(page, keys), page, strict=True)
        db.executemany(_STATEMENT, [(*two, *each) for *two, each in rows])
        db.execute("COMMIT")
    seconds = time.process_time() - start
    return seconds, int(db.execute("SELECT count(*) FROM edges").fetchone()[0])


# Only so that a wording can be made anew from a statement that has it.
_STATEMENT = (
    "INSERT INTO statements (key, wording, hash, content, speaker_apart, date, page, negated,"
    " confidence_number) VALUES (?, ?, CAST(? AS BLOB), ?, ?, ?, 1, 0, 1)"
)


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
