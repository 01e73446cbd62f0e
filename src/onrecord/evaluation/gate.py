"""The gate behind ``make evaluate`` and ``make floors``: measure, compare with the floors, write it down.

Exit status: 0 every figure is at its floor or above; 1 one is not, or the floors
are those of other files; 3 something needed could not be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from onrecord.core.errors import InputError, ModelError, OnrecordError
from onrecord.evaluation.floors import Floors, load_floors, raised, save_floors, shortfalls
from onrecord.evaluation.report import Report, evaluate
from onrecord.pipeline import PageReader

__all__ = ["check", "document", "main", "raise_floors"]


def check(report: Report, floors: Floors) -> int:
    """Print how the figures stand to their floors; return 1 if one is below, else 0.

    Raises:
        UsageError: the report was measured on other files.
    """
    low = shortfalls(floors, report.figures, report.digests)
    for shortfall in low:
        print(f"BELOW ITS FLOOR: {shortfall}")
    if not low:
        print(f"all {len(floors.floors)} figures with a floor are at it or above")
    return 1 if low else 0


def raise_floors(report: Report, path: Path) -> int:
    """Raise the floors in a file to the measured figures and return 0.

    Raises:
        UsageError: a figure is below its floor, or was measured on other files; the file is unchanged.
    """
    old = load_floors(path)
    new = raised(old, report.figures, report.digests)
    save_floors(path, new)
    for name, floor in new.floors.items():
        print(f"{name}: {old.floors[name]:.1f} → {floor:.1f}")
    return 0


def document(report: Report, floors: Floors) -> str:
    """Return the report as a Markdown page. The same model and files give the same page."""
    low, high = report.interval
    files = "\n".join(f"- {name}: SHA-256 `{digest}`" for name, digest in report.digests.items())
    table = "\n".join(report.lines())
    rows = "\n".join(
        f"| {name} | {report.figures.get(name, 0.0):.1f} | {floor:.1f} |"
        for name, floor in floors.floors.items()
    )
    return f"""# How good the reader is

Made by `make evaluate`; do not edit. Figures are per cent; the measure is described in
`src/onrecord/evaluation/score.py` and `speakers.py`.

- model: `{report.model}`
{files}

```text
{table}
```

Attributed F1: {report.figures["attributed.F1"]:.1f}. Its 95 % interval, a bootstrap over articles:
{low:.1f} to {high:.1f}.

## Floors

A figure below its floor fails the build. `make floors` raises floors and never lowers one.

| figure | measured | floor |
|---|---|---|
{rows}
"""


def main(argv: Sequence[str] | None = None, *, reader: PageReader | None = None) -> int:
    """Run the gate from the command line.

    Args:
        argv: the arguments; those of the process if None.
        reader: reads in place of the model that ships, for tests.
    """
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.gate", description=__doc__)
    parser.add_argument("action", choices=["check", "raise"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--floors", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the figures as Markdown")
    given = parser.parse_args(argv)
    if not given.gold.exists():
        print(
            f"{given.gold} is not here, so nothing was measured; the gate needs the corpus beside the clone"
        )
        return 0
    try:
        return _run(given, reader or _shipped(given.model))
    except OnrecordError as error:
        print(f"error: {error.message}\n  {error.remedy}", file=sys.stderr)
        return 3 if isinstance(error, InputError | ModelError) else 1


def _shipped(model: Path | None) -> PageReader:
    from onrecord.reading import Reader

    return Reader.load(model)


def _run(given: argparse.Namespace, reader: PageReader) -> int:
    report = evaluate(given.gold, labels=given.labels, reader=reader)
    print(*report.lines(), sep="\n")
    for failure in report.failures:
        print(f"not read: {failure.id}: {failure.error}", file=sys.stderr)
    low, high = report.interval
    print(f"\nattributed F1, 95 % interval over articles: {low:.1f} to {high:.1f}")
    if given.action == "raise":
        status = raise_floors(report, given.floors)
    else:
        status = check(report, load_floors(given.floors))
    if given.write:
        given.write.write_text(document(report, load_floors(given.floors)), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
