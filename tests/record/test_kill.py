"""Killed at any moment, the record opens, holds whole pages, and the same command goes on."""

import signal
from pathlib import Path

from record.killing import add, content, make_inputs, trouble

MOMENTS = ["commit 2 0", "commit 17 0.0003", "after 0.02"]


def test_a_killed_add_goes_on_where_it_was(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path, 40)
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    assert add(whole, inputs) == 1
    wanted = content(whole)
    assert len(wanted["pages"]) > 40
    assert len(wanted["failures"]) > 3
    for moment in MOMENTS:
        # One record is killed again and again; each time it is further on.
        assert add(killed, inputs, moment) in (-signal.SIGKILL, 1)
        assert trouble(killed) == []
    assert add(killed, inputs) == 1
    assert content(killed) == wanted
    assert trouble(killed) == []
