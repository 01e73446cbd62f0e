"""Does reading a thread take time that grows with the number of comments, and no faster?

Pages with 125 to 2,000 comments, in nested lists and side by side. What is timed is the whole of
``read_html``, from the page's HTML to its article and thread (which runs trafilatura's extraction once, on
what is left beside the thread), and trafilatura's ``bare_extraction`` of the same HTML with its comments. The
exponent is the slope of log time over log size: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from pathlib import Path
from statistics import linear_regression
from typing import Any

from common import paragraphs, pin, report, table

SIZES = (125, 250, 500, 1000, 2000)


def comment(n: int, inner: str = "") -> str:
    text = paragraphs(300)
    date = f"May {n % 28 + 1}, 2031 at {n % 12 + 1}:{n % 60:02} pm"
    return (
        f'<li class="comment depth-1" id="comment-{n}"><article class="comment-body">'
        f'<footer class="comment-meta"><b class="fn">Reader {n}</b> <span class="says">says:</span> '
        f'<a href="#comment-{n}">{date}</a></footer><div class="comment-content"><p>{n}. {text}</p></div>'
        f'<div class="reply"><a href="?replytocom={n}">Reply</a></div></article>{inner}</li>'
    )


def threaded(size: int) -> str:
    """Every third comment answers the one before it, in a list inside it."""
    top = []
    for n in range(1, size + 1, 3):
        answer = f'<ul class="children">{comment(n + 1)}</ul>' if n < size else ""
        top.append(comment(n, answer) + (comment(n + 2) if n + 1 < size else ""))
    return f'<ol class="comment-list">{"".join(top)}</ol>'


def flat(size: int) -> str:
    return f'<ol class="comment-list">{"".join(map(comment, range(1, size + 1)))}</ol>'


THREADS: dict[str, Callable[[int], str]] = {"replies inside": threaded, "side by side": flat}


def page(thread: str) -> str:
    article = "".join(f"<p>{part}</p>" for part in paragraphs(4000).split("\n\n"))
    return f"<html lang=en><title>The dam</title><article><h1>The dam</h1>{article}</article>{thread}"


def seconds(work: Callable[[], Any], rounds: int) -> float:
    best = math.inf
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()

    from trafilatura import bare_extraction

    from onrecord.core.values import Capture
    from onrecord.page import read_html

    def ours(html: str) -> int:
        return len(read_html(Capture(data=b"", name="bench", format="html"), html).comments)

    rows, result = [], {}
    for name, thread in THREADS.items():
        pages = [page(thread(size)) for size in SIZES]
        ours(pages[0])
        assert [ours(html) for html in pages] == list(SIZES)  # read, and not passed over
        own = [seconds(lambda html=html: ours(html), given.rounds) for html in pages]  # type: ignore[misc]
        theirs = [seconds(lambda html=html: bare_extraction(html), given.rounds) for html in pages]  # type: ignore[misc]
        slope = linear_regression([math.log(s) for s in SIZES], [math.log(t) for t in own]).slope
        ratios = [a / b for a, b in zip(own, theirs, strict=True)]
        rows += [[name, *own, slope], ["  trafilatura", *theirs, ""], ["  ratio", *ratios, ""]]
        result[name] = {"seconds": own, "trafilatura": theirs, "ratio": ratios, "exponent": slope}
    table(["seconds of processor time", *(f"{size} comments" for size in SIZES), "exponent"], rows)
    report("threads", {"sizes": SIZES, "threads": result}, given.json)


if __name__ == "__main__":
    main()
