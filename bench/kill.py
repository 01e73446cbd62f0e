"""An `add` with two workers killed at many moments: does each resumed run end equal to an unbroken one?

A quarter of the moments lie inside a commit. Each moment is a new record, killed once and resumed.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from common import ROOT, report

sys.path.insert(0, str(ROOT / "tests"))

from record.killing import add, content, make_inputs, trouble


def moments(count: int, commits: int, lasts: float) -> list[str]:
    """Spread moments over a run of so many commits that lasts so many seconds from its first commit on.

    Each counts from a commit, so that a busy machine, on which a run takes longer, does not move it past the
    run's end. A quarter fall into the commit itself, the others between it and the next.
    """
    draw = random.Random(0)
    inside = count // 4
    others = count - inside
    within = [f"commit {1 + n * commits // inside} {draw.uniform(0, 0.002):.6f}" for n in range(inside)]
    gap = lasts / commits
    between = [
        f"commit {1 + n * (commits - 2) // others} {draw.uniform(0.002, max(gap, 0.003)):.6f}"
        for n in range(others)
    ]
    return within + between


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    good, killed, told = 0, 0, []
    with TemporaryDirectory() as name:
        folder = Path(name)
        inputs = make_inputs(folder, given.pages)
        begun = time.perf_counter()
        add(folder / "whole.db", inputs)
        lasts = time.perf_counter() - begun
        wanted = content(folder / "whole.db")
        begun = time.perf_counter()
        add(folder / "whole.db", inputs)
        # What a run that has nothing to read takes is start-up; the rest is the run to be spread over.
        lasts = max(lasts - (time.perf_counter() - begun), 0.1)
        for number, moment in enumerate(moments(given.moments, len(wanted["sources"]), lasts)):
            record = folder / f"{number}.db"
            killed += add(record, inputs, moment) == -signal.SIGKILL
            wrong = trouble(record)
            add(record, inputs)
            if not wrong and not trouble(record) and content(record) == wanted:
                good += 1
            else:
                told.append(f"{moment}: {wrong or 'the resumed run ended otherwise'}")
            record.unlink()
            if (number + 1) % 20 == 0:
                print(f"{good} of {number + 1} well, {killed} killed", file=sys.stderr, flush=True)
    print(f"{good} of {given.moments} well; {killed} were killed, the others had ended before their moment")
    print("\n".join(told))
    report("kill", {"moments": given.moments, "good": good, "killed": killed, "wrong": told}, given.json)


if __name__ == "__main__":
    main()
