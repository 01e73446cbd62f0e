"""The examples of docs/verify.md are run as they stand there."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

DOC = Path(__file__).resolve().parents[1] / "docs" / "verify.md"
SOURCE = "“The pier is shut for good, and the boats are out,” said Lena Brook on Monday."
GOOD = "“The pier is shut for good,” said Lena Brook.\n"
BAD = "“The pier is open for good,” said Lena Brook.\n"


def example(key: str) -> Any:
    """The YAML of the document that has a key."""
    blocks = [
        token.content for token in MarkdownIt().parse(DOC.read_text(encoding="utf-8")) if token.info == "yaml"
    ]
    (found,) = [parsed for parsed in map(yaml.safe_load, blocks) if key in parsed]
    return found


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source and an ``onrecord`` on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "onrecord"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m onrecord "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "sources.jsonl").write_text(json.dumps({"id": "a", "text": SOURCE}) + "\n", encoding="utf-8")
    (tmp_path / "article.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a Unix shell")
def test_the_hook_passes_what_is_verbatim_and_stops_what_is_not(shell: Path) -> None:
    (hook,) = example("repos")["repos"][0]["hooks"]
    for drafts, status in (["good.md"], 0), (["good.md", "article.md"], 1):
        # As pre-commit does it: the words of the entry, and the files behind them.
        call = [*shlex.split(hook["entry"]), *drafts]
        done = subprocess.run(call, cwd=shell, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a Unix shell")
def test_the_actions_step_writes_sarif_of_the_draft(shell: Path) -> None:
    steps = example("jobs")["jobs"]["verify"]["steps"]
    (step,) = [s["run"] for s in steps if s.get("run", "").startswith("onrecord")]
    done = subprocess.run(["sh", "-e", "-c", step], cwd=shell, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    upload = next(s["with"]["sarif_file"] for s in steps if "upload-sarif" in s.get("uses", ""))
    (result,) = json.loads((shell / upload).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "altered"
