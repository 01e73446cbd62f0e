import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.core.values import Comment, Page
from onrecord.surfaces.cli.app import app
from onrecord.surfaces.cli.discussion import rows, write

PAGES = Path(__file__).parents[2] / "page" / "threads"


def written(page: Page, form: str) -> str:
    out = io.StringIO()
    write([page], form, out)  # type: ignore[arg-type]
    return out.getvalue()


def test_the_tree_shows_who_answers_whom(page: Page) -> None:
    tree = written(page, "tree").splitlines()
    assert tree[0] == "Clinic closes <today> — 2 of 3 comments"
    assert tree[1] == "1. Heron · 2031-01-03T09:00"
    assert tree[3] == "   2. Tern (inferred) · uncivil 90 %: insult “fool”"
    assert tree[4] == "      @Heron you fool"


def test_a_row_a_comment_in_every_table(page: Page) -> None:
    from_csv = list(csv.DictReader(io.StringIO(written(page, "csv"))))
    from_lines = [json.loads(line) for line in written(page, "jsonl").splitlines()]
    assert from_lines == json.loads(written(page, "json")) == list(rows(page))
    assert [row["path"] for row in from_csv] == [row["path"] for row in from_lines] == ["1", "1/2"]
    assert from_csv[1]["text"] == "@Heron you fool"


def test_strangers_cannot_steer_the_terminal(page: Page) -> None:
    comments = (Comment(n=1, author="\x1b[2J", text="a\x07b"),)
    assert "\x1b" not in written(replace(page, comments=comments), "tree")
    assert "\x07" not in written(replace(page, comments=comments), "tree")


def test_the_command_reads_a_saved_page() -> None:
    result = CliRunner().invoke(app, ["thread", str(PAGES / "paper_moderated.html")])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "   2. Redaktionen · 2031-05-06T09:00 · 12 likes" in lines
    assert any(line.endswith("moderated") for line in lines)


def test_one_page_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    good = str(PAGES / "japanese_numbered.html")
    both = CliRunner().invoke(app, ["thread", "--format", "jsonl", str(tmp_path / "none.html"), good])
    assert both.exit_code == 1
    assert len(both.stdout.splitlines()) == 3
    alone = CliRunner().invoke(app, ["thread", str(tmp_path / "none.html")])
    assert alone.exit_code == 3


@pytest.mark.parametrize("form", ["tree", "json", "jsonl", "csv"])
def test_a_page_without_comments_is_no_error(page: Page, form: str) -> None:
    assert written(replace(page, comments=()), form) is not None
