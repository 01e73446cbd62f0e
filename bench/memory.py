"""Peak memory of whole runs of ``onrecord read`` over one page of 1 MB."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from common import EXAMPLE, ONE_THREAD, ONRECORD, paragraphs, report, table, with_model

SIZE = 1_000_000


def peak(page: Path, model: Path | None) -> float:
    """Most memory held at a time while reading a page, in MB (10⁶ bytes)."""
    # wait4 tells of this child alone. A child begins with its parent's peak, so this parent stays small.
    command = [*ONRECORD, "read", "--format", "json", "--quiet", *with_model(model), str(page)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | ONE_THREAD)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"onrecord read {page.name} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "paragraphs.txt"), Path(folder, "one-paragraph.txt")
        many.write_text(paragraphs(SIZE), encoding="utf-8")
        one.write_text(paragraphs(SIZE, each=SIZE), encoding="utf-8")
        pages = {"a short page": EXAMPLE, "1 MB, many paragraphs": many, "1 MB, one paragraph": one}
        peaks = {name: peak(page, given.model) for name, page in pages.items()}
    table(["", "peak MB"], [[name, round(mb)] for name, mb in peaks.items()])
    report("memory", {"peak_mb": peaks}, given.json)


if __name__ == "__main__":
    main()
