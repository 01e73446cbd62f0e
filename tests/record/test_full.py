"""The disk becomes full under an ``add``: it says so, nothing is lost, and it goes on with more room."""

import sys
from pathlib import Path

import pytest

from record.killing import content, make_inputs, run, trouble


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files cannot be limited there")
def test_an_add_that_finds_the_disk_full_goes_on_with_more_room(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path, 60)
    whole, full = tmp_path / "whole.db", tmp_path / "full.db"
    assert run(whole, inputs).returncode == 1  # some of the inputs are none
    wanted = content(whole)
    before = -1
    for room in (100_000, 1_000_000, 2_000_000):
        done = run(full, inputs, workers=1, room=room)
        assert done.returncode == 3
        assert "no room left" in done.stderr
        assert "make room and give the same command again" in done.stderr
        assert "Traceback" not in done.stderr
        assert trouble(full) == []
        kept = content(full)["pages"] if full.exists() else []
        assert before < len(kept) < len(wanted["pages"])
        # One that was kept last may get a newer version yet.
        assert all(page in wanted["pages"] or {**page, "current": 0} in wanted["pages"] for page in kept)
        before = len(kept)
    assert run(full, inputs).returncode == 1
    assert content(full) == wanted
    assert trouble(full) == []
