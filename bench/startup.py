"""How long whole warm runs take: ``onrecord --help``, and ``onrecord read`` of a short page."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from common import EXAMPLE, ONRECORD, report, table, with_model


def runs(model: Path | None) -> dict[str, Sequence[str]]:
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "onrecord --help": [*ONRECORD, "--help"],
        "onrecord read (a short page)": [*ONRECORD, "read", *with_model(model), str(EXAMPLE)],
    }


def seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    commands = runs(given.model)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for n in range(given.runs + 1):
        for name, command in commands.items():
            took = seconds(command)
            if n:  # the first run of each warms the disk's cache
                times[name].append(took)
    medians = {name: median(each) for name, each in times.items()}
    bare = medians["python -c pass"]
    rows = [[name, took, took / bare, min(times[name])] for name, took in medians.items()]
    table(["", "median s", "× bare Python", "least s"], rows)
    report("startup", {"seconds": medians, "runs": times}, given.json)


if __name__ == "__main__":
    main()
