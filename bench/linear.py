"""Does time grow with the size of bad input, and no faster? Three awkward pages in three sizes.

The exponent is the slope of log time over log size: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from pathlib import Path
from statistics import linear_regression

from common import paragraphs, pin, report, sentences, table

SIZES = (250_000, 500_000, 1_000_000)


def unpaired_marks(size: int) -> str:
    """Paragraphs in which every third word opens a quotation that nothing closes."""
    marks = "“\"„«‘'"
    words = paragraphs(size).split(" ")
    return " ".join(marks[i // 3 % 6] + word if i % 3 == 0 else word for i, word in enumerate(words))[:size]


def short_lines(size: int) -> str:
    """Lines of ten characters, the line end among them: 100,000 to the MB."""
    words = " ".join(sentences(size))
    return "\n".join(words[i : i + 9] for i in range(0, size * 9 // 10, 9))


def one_paragraph(size: int) -> str:
    return paragraphs(size, each=size)


PAGES: dict[str, Callable[[int], str]] = {
    "unpaired marks": unpaired_marks,
    "short lines": short_lines,
    "one paragraph": one_paragraph,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()

    from onrecord.core.values import Capture
    from onrecord.pipeline import read_capture
    from onrecord.reading import Reader
    from onrecord.wire import dumps, page_to_wire

    reader = Reader.load(given.model)
    read_capture(Capture(data=paragraphs(2000).encode(), name="warm", format="text"), reader)
    rows, result = [], {}
    for name, page in PAGES.items():
        times = []
        for size in SIZES:
            data = page(size).encode()
            begun = time.process_time()
            done = read_capture(Capture(data=data, name=name, format="text", encoding="utf-8"), reader)
            dumps(page_to_wire(done))
            times.append(time.process_time() - begun)
        slope = linear_regression([math.log(s) for s in SIZES], [math.log(t) for t in times]).slope
        # Statements and language show that the page was read and not passed over.
        rows.append([name, *times, slope, len(done.statements), done.language])
        result[name] = {"seconds": times, "exponent": slope, "statements": len(done.statements)}
    head = ["seconds of processor time", *(f"{size / 1e6:g} MB" for size in SIZES)]
    table([*head, "exponent", "statements", "language"], rows)
    report("linear", {"sizes": SIZES, "pages": result}, given.json)


if __name__ == "__main__":
    main()
