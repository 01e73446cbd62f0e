"""What the tests of evaluation share: the shared scorers, where they are, and documents made by chance."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "evaluation"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shared_scorers() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The shared score.py and score_speakers.py as modules; skips where the folder is absent."""
    if not (SHARED / "score.py").exists():
        pytest.skip("no shared scorers beside this clone; the fixed figures are tested all the same")
    writes = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # the folder is not ours
    try:
        yield _load("score"), _load("score_speakers")
    finally:
        sys.dont_write_bytecode = writes
        for name in ("score", "score_speakers"):
            sys.modules.pop(name, None)
