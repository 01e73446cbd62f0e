"""Measure civility: ``python -m onrecord.evaluation.civility eval/civility.jsonl``."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from onrecord.core.errors import MissingInput, OnrecordError, UsageError
from onrecord.core.values import Civility, IncivilityKind, UncivilWords

__all__ = ["Example", "examples", "main", "table"]

HALVES = ("build", "held")
_KINDS: tuple[IncivilityKind, ...] = get_args(IncivilityKind)
_MARK = re.compile(r"\[([^\]]+)\]\((" + "|".join(_KINDS) + r")\)")
_THRESHOLD = 0.5


class Example(NamedTuple):
    """A comment and what is uncivil in it.

    Args:
        about: what makes it worth having.
        text: without marks.
        words: what is marked.
    """

    about: str
    text: str
    words: tuple[UncivilWords, ...]

    @property
    def half(self) -> Literal["build", "held"]:
        """The half it belongs to: by the first digit of its text's SHA-256."""
        return "held" if int(hashlib.sha256(self.text.encode()).hexdigest()[0], 16) % 2 else "build"


def examples(lines: Iterable[str]) -> Iterator[Example]:
    """Read examples as eval/civility.md describes them.

    Args:
        lines: of JSON; empty ones are passed over.

    Raises:
        UsageError: a line is no example.

    >>> list(examples(['{"about": "insult", "text": "You [fool](insult)."}']))[0].words
    (UncivilWords(span=(4, 8), kind='insult'),)
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            about, marked = str(value["about"]), str(value["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"line {number} is no example", remedy="give lines of {about, text}, as eval/civility.md says"
            ) from error
        words, text, end = [], "", 0
        for mark in _MARK.finditer(marked):
            text += marked[end : mark.start()]
            kind = next(k for k in _KINDS if k == mark[2])
            words.append(UncivilWords(span=(len(text), len(text) + len(mark[1])), kind=kind))
            text += mark[1]
            end = mark.end()
        yield Example(about, text + marked[end:], tuple(words))


def table(given: Sequence[Example], judge: Callable[[str], Civility | None]) -> Iterator[str]:
    """Lines of figures: precision and recall of whole comments at 0.5, by kind, and of the words shown.

    Args:
        given: the examples.
        judge: what is measured.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    error = 0.0
    for example in given:
        judged = judge(example.text) or Civility(uncivil=0.0)
        uncivil = judged.uncivil >= _THRESHOLD
        read = _labels(judged.words) | {"uncivil"} if uncivil else set()
        gold = _labels(example.words) | {"uncivil"} if example.words else set()
        found.update(read)
        asked.update(gold)
        right.update(read & gold)
        error += (judged.uncivil - bool(example.words)) ** 2
        words = judged.words if uncivil else ()
        found["words shown"] += len(words)
        right["words shown"] += sum(any(_same(w, g) for g in example.words) for w in words)
    yield f"{'':16}{'examples':>9}{'precision':>11}{'recall':>8}"
    for label in ("uncivil", *_KINDS):
        precision, recall = _share(right[label], found[label]), _share(right[label], asked[label])
        yield f"{label:16}{asked[label]:9}{precision:>11}{recall:>8}"
    shown = found["words shown"]
    yield f"{'words shown':16}{shown:9}{_share(right['words shown'], shown):>11}"
    yield f"Brier score {error / len(given):.3f} over {len(given)} comments" if given else "no comments"


def _labels(words: Iterable[UncivilWords]) -> set[str]:
    return {word.kind for word in words}


def _same(a: UncivilWords, b: UncivilWords) -> bool:
    return a.kind == b.kind and a.span[0] < b.span[1] and b.span[0] < a.span[1]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _errors(given: Iterable[Example], judge: Callable[[str], Civility | None]) -> Iterator[str]:
    for example in given:
        judged = judge(example.text) or Civility(uncivil=0.0)
        uncivil = judged.uncivil >= _THRESHOLD
        read = _labels(judged.words) if uncivil else set()
        if read != _labels(example.words) or uncivil != bool(example.words):
            shown = [(example.text[slice(*w.span)], w.kind) for w in judged.words]
            yield f"{example.about}: {judged.uncivil} {shown}\n    {example.text}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 3 where there are no examples to read."""
    from onrecord.reading.civility import civility_of

    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.civility", description=__doc__)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--half", choices=HALVES, help="measure on one half only")
    parser.add_argument("--whole", action="store_true", help="do not part the examples into halves")
    parser.add_argument("--errors", action="store_true", help="list what went wrong in the half build")
    given = parser.parse_args(argv)
    try:
        for path in given.examples:
            whole = list(examples(_lines(path)))
            if given.whole:
                print(path.name, *table(whole, civility_of), "", sep="\n")
                continue
            for half in HALVES:
                if given.half in (None, half):
                    chosen = [example for example in whole if example.half == half]
                    print(f"{path.name}, {half}", *table(chosen, civility_of), "", sep="\n")
            if given.errors:
                print(*_errors([e for e in whole if e.half == "build"], civility_of), sep="\n")
    except OnrecordError as error:
        print(f"error: {error.message}\n  {error.remedy}", file=sys.stderr)
        return 3
    return 0


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MissingInput(f"{path} cannot be read", remedy="give the file of examples") from error


if __name__ == "__main__":
    sys.exit(main())
