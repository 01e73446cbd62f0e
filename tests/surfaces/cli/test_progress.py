"""The progress bar: on a terminal only, for several pages only, never in the way of the output."""

import io
import sys
from collections.abc import Iterator

import pytest

from onrecord.core.values import Page
from onrecord.surfaces.cli.progress import with_progress


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    # Not a fixture: pytest's own capture takes standard error back before a test begins.
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_a_terminal_sees_the_count_and_the_rate(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    assert list(with_progress([page] * 4, 4, several=lambda: False)) == [page] * 4
    assert "4/4" in terminal.getvalue()
    assert "pages/s" in terminal.getvalue()


def test_the_total_is_not_claimed_where_it_is_not_known(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    assert list(with_progress([page] * 4, 1, several=lambda: True)) == [page] * 4
    assert "4/?" in terminal.getvalue()


def test_a_single_page_has_no_bar(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    assert list(with_progress([page], 1, several=lambda: False)) == [page]
    assert terminal.getvalue() == ""


def test_a_pipe_has_no_bar(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(with_progress([page] * 4, 4, several=lambda: True)) == [page] * 4
    assert stream.getvalue() == ""


def test_a_fault_in_between_takes_the_bar_away(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)

    def broken() -> Iterator[Page]:
        yield from [page, page]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(with_progress(broken(), 5, several=lambda: False))
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h")


def test_no_result_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    assert list(with_progress([], 3, several=lambda: False)) == []
