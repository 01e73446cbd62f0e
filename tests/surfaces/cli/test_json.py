"""JSON out: an object for one page, a list for several, a line each."""

import io
import json

from onrecord.core.errors import EmptyInput
from onrecord.core.values import Failure, Page
from onrecord.surfaces.cli.json import write_json, write_lines
from onrecord.wire import failure_to_wire, page_from_wire, page_to_wire

FAILURE = Failure(id="7", error=EmptyInput("7 is empty", remedy="give a page"))


class Flushed(io.StringIO):
    """Remembers what had been written at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue().count("\n"))


def as_json(*results: Page | Failure, single: bool) -> object:
    out = io.StringIO()
    write_json(results, out, single=lambda: single)
    return json.loads(out.getvalue())


def test_one_page_asked_for_is_an_object(page: Page) -> None:
    assert page_from_wire(as_json(page, single=True)) == page
    assert as_json(FAILURE, single=True) == failure_to_wire(FAILURE)


def test_several_are_a_list_with_failures_in_their_place(page: Page) -> None:
    expected = [page_to_wire(page), failure_to_wire(FAILURE), page_to_wire(page)]
    assert as_json(page, FAILURE, page, single=False) == expected


def test_one_result_where_several_may_have_come_is_a_list(page: Page) -> None:
    assert as_json(page, single=False) == [page_to_wire(page)]
    assert as_json(single=False) == []


def test_lines_are_flushed_one_by_one_in_order(page: Page) -> None:
    out = Flushed()
    write_lines([page, FAILURE, page], out)
    lines = out.getvalue().splitlines()
    assert [json.loads(line).get("error", {}).get("code") for line in lines] == [None, "empty", None]
    assert out.seen == [1, 2, 3]


def test_a_line_break_of_any_kind_in_a_text_does_not_break_the_line(page: Page) -> None:
    from dataclasses import replace

    out = io.StringIO()
    write_lines([replace(page, text="a\u2028b\u0085c\r\nd")], out)
    assert out.getvalue().count("\n") == 1
