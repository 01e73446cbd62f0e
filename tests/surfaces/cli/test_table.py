"""The table: everything is told, nothing is cut off, at any width and in a pipe."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from onrecord.core.errors import EmptyInput
from onrecord.core.values import Comment, Failure, Page
from onrecord.surfaces.cli.table import page_view, write_tables

ANSI = "\x1b["


@pytest.fixture(autouse=True)
def no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def piped(*results: Page | Failure, notices: bool = True) -> str:
    out = io.StringIO()
    write_tables(results, out, notices=notices)
    return out.getvalue()


def at_width(page: Page, width: int) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, highlight=False, markup=False, emoji=False)
    console.print(page_view(page, width))
    return re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())


def test_it_tells_where_the_page_is_from(page: Page) -> None:
    shown = piped(page)
    for told in ("Clinic closes <today>", "The Ostrey Bell · 2031-01-02 · Ida Mohr, Per Lind", page.url):
        assert str(told) in shown


def test_each_statement_has_speaker_kind_cue_words_and_its_way(page: Page) -> None:
    shown = piped(page)
    first = next(line for line in shown.splitlines() if "out of beds" in line)
    assert first.split()[:4] == ["Nora", "Falk", "direct", "said"]
    assert "“We are out of beds,” … “and of staff.”" in shown
    for told in ("Ole Brandt", "belief", "negated", "to the council", "via the Ostrey Bell", "(she)"):
        assert told in shown


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_words_are_folded_never_cut(page: Page, width: int) -> None:
    words = " ".join(f"word{n}" for n in range(60)) + " " + "endless" * 30
    statement = replace(page.statements[0], content=((0, len(words)),), source=(), cue=())
    long = replace(
        page, text=words, article=(0, len(words)), statements=(statement,), notices=(), comments=()
    )
    shown = at_width(long, width)
    assert max(len(line) for line in shown.splitlines()) <= width
    squeezed = re.sub(r"\s", "", shown)
    for n in range(60):
        assert f"word{n}" in squeezed
    assert "endless" * 30 in squeezed
    assert "…" not in shown


def test_a_pipe_gets_no_colours_and_a_hundred_columns(page: Page) -> None:
    shown = piped(page)
    assert ANSI not in shown
    assert max(len(line) for line in shown.splitlines()) == 100


def test_columns_says_how_wide_a_pipe_is(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert max(len(line) for line in piped(page).splitlines()) == 70


def test_the_thread_is_a_tree_with_what_is_inferred_marked(page: Page) -> None:
    lines = piped(page).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Thread"))
    assert lines[start] == "Thread (2 comments; the page itself says 3)"
    first, words, statement, second, answer = lines[start + 1 : start + 6]
    assert first.startswith("└── Heron · 2031-01-03")
    assert "<b>The roof!</b>" in words
    assert "▸ Nora Falk · indirect · said: it is the roof" in statement
    assert second.index("Tern") > first.index("Heron")
    assert "name inferred · place inferred · uncivil 90 %: insult “fool”" in second
    assert "@Heron you fool" in answer


def test_long_comments_show_their_first_words(page: Page) -> None:
    comment = Comment(n=1, text="many words " * 100)
    shown = piped(replace(page, comments=(comment,), shown_comment_count=None))
    assert 10 < shown.count("many") < 40
    assert "…" in shown


def test_a_deep_thread_is_shown_whole(page: Page) -> None:
    deep = tuple(
        Comment(n=n, parent=n - 1 or None, author=f"Bird{n}", text=f"Word{n}.") for n in range(1, 400)
    )
    shown = piped(replace(page, comments=deep))
    for n in range(1, 400):
        assert f"Word{n}." in shown
    assert "answers Bird398" in shown


def test_notices_can_be_silenced(page: Page) -> None:
    assert "the encoding was guessed" in piped(page)
    assert "the encoding was guessed" not in piped(page, notices=False)


def test_a_page_without_statements_says_so(page: Page) -> None:
    assert "No statements found." in piped(replace(page, statements=()))


def test_a_page_cannot_steer_the_terminal(page: Page) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e[bold red]:warning:"
    comment = Comment(n=1, author=hostile, text=hostile)
    shown = piped(replace(page, title=hostile, outlet=hostile, notices=(hostile,), comments=(comment,)))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "[bold red]:warning:" in shown


def test_failures_are_told_elsewhere(page: Page) -> None:
    failure = Failure(id="empty.txt", error=EmptyInput("empty.txt is empty", remedy="give a page"))
    assert piped(failure, page) == piped(page)
