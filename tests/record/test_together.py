"""Two writers at once wait for each other, and readers never fail meanwhile."""

import multiprocessing
from pathlib import Path

from onrecord.record import Reader, Writer, problems
from record.pages import make_page

PAGES = 25


def _write(path: Path, who: str) -> None:
    with Writer(path) as writer:
        for n in range(PAGES):
            writer.add(make_page(f"“Pier {n} is shut,” said Lena Brook.", f"{who}{n}.txt"))


def test_two_writers_and_a_reader(path: Path) -> None:
    with Writer(path) as writer:
        writer.add(make_page(name="first.txt"))
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(path, who)) for who in "ab"]
    for process in writers:
        process.start()
    seen = [0]
    while any(process.is_alive() for process in writers):
        with Reader(path) as reader:
            found = reader.find("pier shut", limit=None)
            assert len(found) >= seen[-1]
            assert all(hit.entry and hit.entry.pieces for hit in found)
            seen.append(len(found))
    for process in writers:
        process.join()
        assert process.exitcode == 0
    with Reader(path) as reader:
        assert reader.find("pier shut").total == 2 * PAGES + 1
        assert list(problems(reader)) == []
    assert list(path.parent.iterdir()) == [path]
