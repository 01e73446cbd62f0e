"""Killed at any moment, the record opens, holds whole pages, and the same command goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from record import killing
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


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path, 20)
    env = {**os.environ, "MOMENT": "commit 3 0", "PYTHONPATH": os.pathsep.join(sys.path)}
    args = ["add", "-q", "--record", str(tmp_path / "killed.db"), "--workers", "2", *inputs]
    with subprocess.Popen([sys.executable, killing.__file__, *args], env=env, stdout=subprocess.PIPE) as run:
        # The workers hold the pipe too: it ends when the last of them has.
        run.communicate(timeout=300)
    assert run.returncode == -signal.SIGKILL
