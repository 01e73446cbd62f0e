"""docs/record.md as it is written: its queries and its Python are run."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.core.errors import EmptyInput
from onrecord.surfaces.cli.app import app
from record.pages import make_page, thread_page

DOC = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", DOC, flags=re.MULTILINE | re.DOTALL)
    assert found
    return found


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with onrecord.open("news.db") as record:
        record.add(make_page(name="old.txt", published="2021-02-03"))
        record.add(thread_page())
        quay = "“The old quay stays shut until the long winter {} over,” said Lena Brook."
        record.add(make_page(quay.format("is"), "quay.txt", published="2031-03-04"))
        record.add(make_page(quay.format("storms are"), "storms.txt", published="2031-03-05"))
        record.writer.fail("none.txt", EmptyInput("none.txt is empty", remedy="give a page"))
    return tmp_path / "news.db"


@pytest.mark.parametrize("sql", blocks("sql"))
def test_its_sql_finds_something(sql: str, record: Path) -> None:
    connection = sqlite3.connect(record)
    try:
        assert connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("code", blocks("python"))
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "docs/record.md", "exec"), {})


def test_its_columns_are_those_of_the_tables(record: Path) -> None:
    connection = sqlite3.connect(record)
    for table in (
        "pages", "comments", "statements", "reports", "failures", "sources", "edges",
        "appearances", "names", "reasons", "judged_people", "qids",
    ):  # fmt: skip
        told = DOC.split(f"**{table}**: ")[1].split("\n\n")[0]
        for column in (row[1] for row in connection.execute(f"PRAGMA table_info({table})")):
            assert column in ("key", "outlet_key") or f"`{column}`" in told, f"{table}.{column}"
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        assert f"`{name}`" in DOC or f"**{name}**" in DOC or "_words_" in name, name
    connection.close()


@pytest.mark.parametrize("language", ["duckdb", "pandas"])
def test_its_queries_of_exported_tables(language: str) -> None:
    pytest.importorskip("pyarrow")
    tool = pytest.importorskip(language)
    assert (
        CliRunner().invoke(app, ["export", "tables", "-f", "parquet", "--record", "news.db"]).exit_code == 0
    )
    for code in blocks(language):
        if language == "duckdb":
            assert tool.sql(code).fetchall()
        else:
            exec(compile(code, "docs/record.md", "exec"), {})
