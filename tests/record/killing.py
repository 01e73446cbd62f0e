"""Runs of ``onrecord add`` that are killed with SIGKILL at a chosen moment, for a test and for bench/kill.py.

Run as a script it is the whole command line with a reader that needs no model, and kills itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.joining import PEOPLE
from onrecord.page.language import detect
from onrecord.record import COLUMNS, Reader, Words, Writer, problems, rows

TESTS = Path(__file__).parents[1]


def make_inputs(folder: Path, pages: int) -> list[str]:
    """Write pages as JSON Lines and files, some of them broken, some repeated, some changed.

    Returns:
        The arguments that add them.
    """
    with (folder / "pages.jsonl").open("w", encoding="utf-8") as out:
        for n in range(pages):
            text = f"“Pier {n} is shut,” said Lena Brook. “Boat {n} is out,” said Karl Wend."
            if n % 10 == 7:
                text += " please break" if n % 20 == 7 else ""
                out.write("{broken\n" if n % 20 == 17 else "")
            if n % 10 == 3:
                text += f"\nComments ( 1)\nHeron May {n % 28 + 1}, 2021\n“I saw {n},” said Otto Frey to me."
            # Every eighth comes again as it was, every ninth with other words.
            for again in {0, int(n % 8 == 0), 2 * int(n % 9 == 0)}:
                out.write(json.dumps({"id": f"p{n}", "text": text + " Later." * (again == 2)}) + "\n")
    (folder / "one.txt").write_text("“It rains,” said Ada Quill.", encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return [str(folder / name) for name in ("one.txt", "empty.txt", "none.txt", "pages.jsonl", "one.txt")]


def add(record: Path, inputs: list[str], moment: str = "", workers: int = 2) -> int:
    """Run the command and give its status; see :func:`run`."""
    return run(record, inputs, moment, workers).returncode


def run(
    record: Path, inputs: list[str], moment: str = "", workers: int = 2, room: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command.

    Args:
        record: the file.
        inputs: what to add.
        moment: ``after SECONDS`` from the first commit on, ``commit N SECONDS`` from the beginning of the
            Nth commit on; empty to let it live.
        workers: processes to read in.
        room: bytes that a file may grow to, as on a disk that becomes full; None for all there is.
    """
    src = str(TESTS.parent / "src")
    env = {**os.environ, "MOMENT": moment, "ROOM": str(room or "")}
    env["PYTHONPATH"] = os.pathsep.join([src, str(TESTS)])
    args = [
        sys.executable,
        __file__,
        "add",
        "-q",
        "--record",
        str(record),
        "--workers",
        str(workers),
        *inputs,
    ]
    return subprocess.run(args, env=env, stderr=subprocess.PIPE, text=True, check=False)


def _limit(room: int) -> None:
    import resource

    # The guesser of languages unpacks its model into a file as it is first asked.
    detect("Der Steg bleibt gesperrt, und niemand weiß, wie lange noch.")
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


_WHO = """SELECT p.id AS page, n.name AS name, a.about AS about, b.name AS whose, b.page AS at
FROM appearances a JOIN pages p ON p.key = a.page JOIN names n ON n.key = a.name
JOIN appearances b ON b.key = a.person ORDER BY p.id, n.name"""


def content(record: Path) -> dict[str, list[dict[str, Any]]]:
    """Give every row of a record but for times of adding, and who is who."""
    with Reader(record) as reader:
        return {
            table: [{k: v for k, v in row.items() if k != "added"} for row in rows(reader, table)]
            for table in COLUMNS
        } | {"people": [dict(row) for row in reader.connection.execute(_WHO)]}


def trouble(record: Path) -> list[str]:
    """Give what is wrong with a record that a kill left, half pages included; one not made yet is fine."""
    if not record.exists():
        return []
    with Reader(record) as reader:
        return list(problems(reader, people=PEOPLE))


def _arm(moment: str) -> Callable[[str], None]:
    """Give a trace of SQL that sets off the kill."""
    what, *given = moment.split()
    commits = 0

    def trace(sql: str) -> None:
        nonlocal commits
        if sql == "COMMIT":
            commits += 1
            if commits == (int(given[0]) if what == "commit" else 1):
                delay = float(given[-1])
                if delay:
                    threading.Thread(target=_die, args=(delay,), daemon=True).start()
                else:
                    _die(0)

    return trace


def _die(delay: float) -> None:
    time.sleep(delay)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    import onrecord.reading
    from fake_reader import FakeReader
    from onrecord.surfaces.cli import main

    if os.environ.get("ROOM"):
        _limit(int(os.environ["ROOM"]))
    onrecord.reading.Reader = FakeReader  # type: ignore[assignment, attr-defined, misc, unused-ignore]
    if os.environ.get("MOMENT"):
        opened = Writer.__init__

        def armed(self: Writer, path: Path, words: Words | None = None) -> None:
            opened(self, path, words)
            self._db.set_trace_callback(_arm(os.environ["MOMENT"]))

        Writer.__init__ = armed  # type: ignore[method-assign]
    main()
