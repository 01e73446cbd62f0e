"""Verdict accuracy on edited statements: ``cd bench && python -m verify --corpus FOLDER``."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from onrecord.core.findings import Finding
from onrecord.verifying import read_draft_bytes, verify_draft
from onrecord.wordings import Passage, Shelf, judge
from verify.build import Benchmark, build
from verify.cases import EACH, Case
from verify.corpus import load
from verify.drafts import drafts
from verify.own import read_by_us
from verify.rivals import RIVALS, best_threshold, score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the PolNeAR files")
    parser.add_argument("--each", type=int, default=EACH, help="cases of a class")
    parser.add_argument("--step", type=int, default=1, help="take every n-th article only")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rivals", action="store_true", help="measure what people use now as well")
    parser.add_argument("--drafts", action="store_true", help="measure drafts that embed ten as well")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--wrong", type=Path, help="add what went wrong to this file")
    parser.add_argument("--own-reader", action="store_true", help="cases of dev, a record of our making")
    given = parser.parse_args()
    train, dev = (load(given.corpus, part, given.step) for part in ("train", "dev"))
    if given.own_reader:
        bench = build(dev, seed=given.seed, each=given.each, held_out=train, sure=True)
        shelf = Shelf.of_pages(read_by_us(dev))
    else:
        bench = build([*train, *dev], seed=given.seed, each=given.each)
        shelf = Shelf(bench.entries, (Passage(a.id, a.text, ((0, len(a.text)),)) for a in bench.searched))
    result: dict[str, Any] = {"searched": shelf.searched(), "seed": given.seed}
    result |= _measure(bench, shelf, given.wrong)
    if given.drafts:
        result["drafts"] = _in_drafts(bench, shelf, given.wrong)
    if given.rivals:
        result["rivals"] = _rivals(bench, shelf)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _measure(bench: Benchmark, shelf: Shelf, wrong: Path | None) -> dict[str, Any]:
    classes: dict[str, list[tuple[Case, Finding]]] = defaultdict(list)
    begun, took = time.process_time(), list[float]()
    for case in bench.cases:
        start = time.process_time()
        finding = judge(case.words, shelf, speaker=case.speaker)
        took.append(time.process_time() - start)
        classes[case.name].append((case, finding))
    rows = {}
    for name, results in classes.items():
        right = sum(f.verdict in c.accepted for c, f in results)
        rows[name] = {
            "cases": len(results),
            "recall": right / len(results),
            "verdicts": dict(Counter(f.verdict for _, f in results)),
        }
        print(f"{name:22}{len(results):5}{right / len(results):8.3f}  {rows[name]['verdicts']}", flush=True)
    every = [pair for results in classes.values() for pair in results]
    figures = {**_totals(every), "classes": rows, "ms_median": 1000 * sorted(took)[len(took) // 2]}
    print(
        {k: v for k, v in figures.items() if k != "classes"},
        f"{time.process_time() - begun:.0f} s",
        flush=True,
    )
    _note(wrong, "alone", every)
    return figures


def _note(wrong: Path | None, where: str, judged: list[tuple[Case, Finding]]) -> None:
    """Write what went wrong behind what is there already."""
    if wrong:
        with wrong.open("a", encoding="utf-8") as file:
            for c, f in judged:
                if f.verdict not in c.accepted:
                    text = f.evidence[0].text if f.evidence else ""
                    parts = (where, c.name, f.verdict, c.speaker, f.speaker, c.words, f.reason, text)
                    print(*parts, sep=" | ", file=file)


def _totals(results: list[tuple[Case, Finding]]) -> dict[str, Any]:
    """The issue's figures: over groups of classes (all allowed edits are one) and over everything."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for case, finding in results:
        groups[case.name.split(":")[0]].append(finding.verdict in case.accepted)
    fine = [(c, f) for c, f in results if "verbatim" in c.accepted]
    false = sum(f.verdict == "verbatim" and "verbatim" not in c.accepted for c, f in results)
    return {
        "cases": len(results),
        "accuracy": sum(map(sum, groups.values())) / len(results),
        "worst_class_recall": min(sum(g) / len(g) for g in groups.values()),
        "false_verbatim": false,
        "passed_as_verbatim": false / max(1, len(results) - len(fine)),
        "refused": sum(f.verdict != "verbatim" for _, f in fine) / len(fine),
        "verbatim_called_not_on_record": sum(f.verdict == "not on record" for _, f in fine) / len(fine),
    }


def _in_drafts(bench: Benchmark, shelf: Shelf, wrong: Path | None) -> dict[str, Any]:
    """The same in prose: found at all, the speaker read, the verdict right."""
    total = found = named = 0
    judged: list[tuple[Case, Finding]] = []
    for draft in drafts(bench.cases):
        checked = verify_draft(read_draft_bytes(draft.text.encode(), "markdown"), shelf)
        at = {f.span[0]: f for f in checked.findings}
        for case, (start, _) in zip(draft.cases, draft.places, strict=True):
            total += 1
            finding = at.get(start)
            if finding is not None:
                found += 1
                named += finding.speaker == case.speaker
                judged.append((case, finding))
    figures = {"quotations": total, "found": found / total, "speaker": named / total, **_totals(judged)}
    print("drafts", figures, flush=True)
    _note(wrong, "in a draft", judged)
    return figures


def _rivals(bench: Benchmark, shelf: Shelf) -> dict[str, Any]:
    """Rivals search our candidates only: their quality is measured, not their speed."""
    cases = [(case, list(shelf.candidates(case.words))) for case in bench.cases]
    out = {}
    for name, rival in RIVALS.items():
        threshold, passed, refused = best_threshold(score(rival, cases))
        out[name] = {"threshold": threshold, "passed_as_verbatim": passed, "refused": refused}
        print(f"{name:26}{out[name]}", flush=True)
    return out


if __name__ == "__main__":
    main()
