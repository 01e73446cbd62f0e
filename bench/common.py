"""What the benchmarks share: the machine they ran on, tables, results as JSON, and a page to read."""

from __future__ import annotations

import json
import os
import platform
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "ferry.txt"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ONRECORD = [sys.executable, "-m", "onrecord"]

_FLAGS = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
_NAMES = [
    "Ada Okoro",
    "Bo Lind",
    "Mira Tolland",
    "the mayor of Quillhaven",
    "Cy Marsh",
    "a spokeswoman",
    "engineers",
]
_VERBS = ["said", "wrote", "warned", "told reporters", "thought", "found"]
_CLAUSES = [
    "the dam would hold until spring",
    "no ferry had been ordered",
    "rain was the least of the town’s problems",
    "the council should have been asked first",
    "three bridges were closed and a fourth was watched",
]


def machine() -> dict[str, Any]:
    """Return the processor, the flags that decide how fast int8 is, the cores and the Python."""
    name, flags = platform.processor() or platform.machine(), set[str]()
    info = Path("/proc/cpuinfo")
    if info.exists():
        fields = [line.partition(":") for line in info.read_text(encoding="utf-8").splitlines()]
        about = {key.strip(): value.strip() for key, _, value in reversed(fields)}
        name = about.get("model name", name)
        flags = set(about.get("flags", about.get("Features", "")).split())
    return {
        "processor": name,
        "flags": [flag for flag in _FLAGS if flag in flags],
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def with_model(model: Path | None) -> list[str]:
    """Return the option that names another model, if there is one."""
    return [] if model is None else ["--model", str(model)]


def pin() -> None:
    """Hold this process, and those it starts, to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under a head, the first column to the left and the others to the right."""
    cells = [[f"{v:.2f}" if isinstance(v, float) else str(v) for v in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for first, *others in cells:
        right = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        print("  ".join([first.ljust(widths[0]), *right]))


def report(title: str, result: dict[str, Any], folder: Path | None) -> None:
    """Print the machine, and keep the result as JSON if there is a folder for it."""
    about = machine()
    print(f"{about['processor']}, {about['cores']} cores ({' '.join(about['flags'])}), load {about['load']}")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{title}.json"
        path.write_text(json.dumps({"machine": about, **result}, indent=2) + "\n", encoding="utf-8")
        print(f"written to {path}")


def sentences(size: int) -> Iterator[str]:
    """Make up about ``size`` characters of reported speech, the same each time."""
    draw = random.Random(0)
    made = 0
    while made < size:
        name, verb, clause = draw.choice(_NAMES), draw.choice(_VERBS), draw.choice(_CLAUSES)
        form = draw.choice(["{0} {1} that {2}.", "“{2},” {0} {1}.", "According to {0}, {2}.", "And {2}."])
        sentence = form.format(name, verb, clause)
        made += len(sentence) + 1
        yield sentence[0].upper() + sentence[1:]


def paragraphs(size: int, each: int = 3) -> str:
    """Make up ``size`` characters of text in paragraphs of ``each`` sentences."""
    made = list(sentences(size))
    return "\n\n".join(" ".join(made[i : i + each]) for i in range(0, len(made), each))[:size]
