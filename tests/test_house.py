"""The rules of the house that no other tool checks, read from the source as it stands."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
OURS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        assert first.end_lineno is not None
        lines -= first.end_lineno - first.lineno + 1
    return lines


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Functions, classes and methods that others may use; stubs of ``@overload`` need no docstring."""
    for node in body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not any("overload" in ast.unparse(decorator) for decorator in node.decorator_list):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from public(node.body)


def imported(path: Path) -> set[str]:
    """Top-level names of what a file imports, ours and those for type checkers left out."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - {"onrecord", "_typeshed"}


def bound(module: ast.Module) -> Iterator[str]:
    """Names that a module binds at its top level."""
    for node in module.body:
        if isinstance(node, Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def exported(module: ast.Module) -> list[str] | None:
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


def test_there_is_a_house() -> None:
    assert len(SOURCES) > 20
    assert sum(1 for path in SOURCES for _ in functions(path)) > 100


def test_no_file_outgrows_a_room() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert {path: lines for path, lines in lengths.items() if lines > 320} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {f"{name(path)}: {f.name}": length(f) for path in SOURCES for f in functions(path)}
    assert {function: lines for function, lines in lengths.items() if lines > 60} == {}


def test_what_is_public_has_a_docstring() -> None:
    bare = [name(path) for path in SOURCES if tree(path).body and not ast.get_docstring(tree(path))]
    bare += [
        f"{name(path)}: {node.name}"
        for path in SOURCES
        for node in public(tree(path).body)
        if not ast.get_docstring(node)
    ]
    assert bare == []


def test_all_lists_what_is_there_and_once() -> None:
    wrong = []
    for path in SOURCES:
        names = exported(tree(path)) or []
        # A module with a __getattr__ of its own binds names when they are asked for.
        there = set(names) if "__getattr__" in bound(tree(path)) else set(bound(tree(path)))
        wrong += [f"{name(path)}: {n}" for n in names if n not in there or names.count(n) > 1]
    assert wrong == []


def test_no_work_is_left_for_later_in_a_comment() -> None:
    marks = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
    assert [name(path) for path in OURS if marks.search(path.read_text(encoding="utf-8"))] == []


def test_the_product_does_not_know_that_it_is_tested() -> None:
    knows = [
        name(path)
        for path in SOURCES
        if imported(path) & {"pytest", "hypothesis", "pdb"}
        or re.search(r"PYTEST_CURRENT_TEST|breakpoint\(", path.read_text(encoding="utf-8"))
    ]
    assert knows == []


def test_core_needs_the_standard_library_alone() -> None:
    core = sorted((ROOT / "src/onrecord/core").rglob("*.py"))
    assert len(core) >= 4
    assert set().union(*map(imported, core)) <= set(sys.stdlib_module_names)


def declared(*groups: str) -> set[str]:
    """Names of the packages that pyproject.toml declares, in the form of PEP 503."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for group in groups:
        wanted += project["optional-dependencies"][group]
    return {normal(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in wanted}


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("room", ["src/onrecord", "src/onrecord/training"])
def test_what_is_imported_is_declared(room: str) -> None:
    training = ROOT / "src/onrecord/training"
    wanted = declared("train") if room.endswith("training") else declared("parquet")
    packages = packages_distributions()
    undeclared = set()
    for path in (ROOT / room).rglob("*.py"):
        if path.is_relative_to(training) == room.endswith("training"):
            for module in imported(path) - set(sys.stdlib_module_names):
                # A package that is not installed here (torch, mostly) is taken to be named as its module.
                if wanted.isdisjoint(map(normal, packages.get(module, [module]))):
                    undeclared.add(f"{module} in {name(path)}")
    assert undeclared == set()


def test_no_page_of_the_shared_folder_is_in_the_project() -> None:
    pages = ROOT.parent / "shared" / "pages"
    if not pages.exists():
        pytest.skip("no shared pages beside this clone")
    sentences = {
        line.strip() for page in pages.glob("*.txt") for line in page.read_text(encoding="utf-8").splitlines()
    }
    long = [sentence for sentence in sentences if len(sentence) > 60]
    assert long
    kept = [
        path
        for top in ("src", "tests", "examples", "docs")
        for path in (ROOT / top).rglob("*")
        if path.is_file()
    ]
    texts = {
        path: path.read_text(encoding="utf-8", errors="replace") for path in kept if path.stat().st_size < 1e6
    }
    assert [name(path) for path, text in texts.items() if any(sentence in text for sentence in long)] == []
