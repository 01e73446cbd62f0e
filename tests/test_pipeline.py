"""The stages joined: order, failures in their place, the same results for any number of workers."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from fake_reader import FakeReader
from onrecord.core.errors import EmptyInput, InputError, MissingInput, ModelError
from onrecord.core.values import Capture, Failure, Page
from onrecord.pipeline import read_capture, read_inputs, read_string

STORY = "“The pier is shut,” said Lena Brook on Monday. It will open again when the planks are dry."


def capture(name: str, text: str = STORY) -> Capture:
    return Capture(data=text.encode(), name=name, format="text")


def shown(result: Page | Failure) -> str:
    return f"failed {result.id}" if isinstance(result, Failure) else f"read {result.source.name}"


def test_a_capture_becomes_a_page_with_statements() -> None:
    page = read_capture(capture("a.txt"), FakeReader())
    (statement,) = page.statements
    assert [page.text[s:e] for s, e in statement.content] == ["“The pier is shut,”"]
    assert (statement.speaker, page.model, page.source.name) == ("Lena Brook", "fake", "a.txt")


def test_what_decoding_noticed_stands_before_what_the_page_noticed() -> None:
    broken = Capture(
        data=STORY.encode() + b" \xff\xfe\xfa caf\xe9", name="a", format="text", encoding="utf-8"
    )
    noticed = read_capture(broken, FakeReader()).notices
    assert noticed
    assert read_string(broken, STORY, FakeReader()).notices == ()


def test_without_thread_plain_text_is_all_article() -> None:
    text = f"{STORY}\nComments ( 1)\nI saw the planks myself."
    assert read_capture(capture("a", text), FakeReader()).comments
    page = read_capture(capture("a", text), FakeReader(), thread=False)
    assert (page.comments, page.text[slice(*page.article)].endswith("myself.")) == ((), True)


def test_half_a_surrogate_pair_is_replaced_one_for_one_and_told() -> None:
    text = f"\udc00 {STORY}"
    page = read_string(capture("a"), text, FakeReader())
    assert page.text == f"\ufffd {STORY}"
    assert any("surrogate" in notice for notice in page.notices)


def test_a_fault_nobody_expected_is_named_and_chained() -> None:
    with pytest.raises(InputError) as caught:
        read_capture(capture("a.txt", f"please break. {STORY}"), FakeReader())
    assert "ZeroDivisionError: asked to break" in caught.value.message
    assert "a.txt" in caught.value.message
    assert "report" in caught.value.remedy
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_an_unusable_model_is_no_fault_of_the_page() -> None:
    class Unusable:
        def read(self, page: Page) -> Page:
            raise ModelError("the model is torn", remedy="install onrecord again")

    with pytest.raises(ModelError):
        list(read_inputs([capture("a")], Unusable()))


MIXED: list[Capture | Failure] = [
    capture("1"),
    Failure(id="2", error=MissingInput("2 does not exist", remedy="check the path")),
    capture("3", f"please break. {STORY}"),
    capture("4", "  \n "),
    *(capture(str(n), f"Page {n}. {STORY}") for n in range(5, 20)),
]


@pytest.fixture(scope="module")
def one_by_one() -> list[Page | Failure]:
    return list(read_inputs(MIXED, FakeReader()))


def test_every_input_has_its_result_in_its_place(one_by_one: list[Page | Failure]) -> None:
    assert [shown(result) for result in one_by_one] == [
        "read 1",
        "failed 2",
        "failed 3",
        "failed 4",
        *(f"read {n}" for n in range(5, 20)),
    ]
    empty = one_by_one[3]
    assert isinstance(empty, Failure)
    assert isinstance(empty.error, EmptyInput)


def test_a_failure_goes_by_the_id_of_its_json_line() -> None:
    (failure,) = read_inputs([replace(capture("in.jsonl:3", " "), id="x7")], FakeReader())
    assert failure.id == "x7"


def test_results_are_the_same_with_several_workers(one_by_one: list[Page | Failure]) -> None:
    pooled = list(read_inputs(MIXED, FakeReader(), workers=2))
    assert [shown(result) for result in pooled] == [shown(result) for result in one_by_one]
    for alone, beside in zip(one_by_one, pooled, strict=True):
        if isinstance(alone, Failure):
            assert isinstance(beside, Failure)
            assert str(beside.error) == str(alone.error)
            assert type(beside.error) is type(alone.error)
        else:
            assert beside == alone


def test_a_fault_in_a_worker_keeps_its_traceback_as_cause() -> None:
    items = [capture("a", f"please break. {STORY}")]
    (failure,) = read_inputs(items, FakeReader(), workers=2)
    assert isinstance(failure, Failure)
    assert "ZeroDivisionError" in str(failure.error.__cause__)


def test_a_page_that_kills_its_worker_takes_no_other_with_it() -> None:
    items = [capture(str(n)) for n in range(6)]
    items[2] = capture("2", f"please die. {STORY}")
    results = list(read_inputs(items, FakeReader(), workers=2))
    assert [shown(result) for result in results] == [
        "read 0", "read 1", "failed 2", "read 3", "read 4", "read 5",
    ]  # fmt: skip
    assert "died" in str(results[2].error)  # type: ignore[union-attr]


@pytest.mark.parametrize("workers", [1, 2])
def test_only_a_few_captures_are_held_at_a_time(workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Capture]:
        nonlocal taken
        while True:
            taken += 1
            yield capture(str(taken))

    results = read_inputs(endless(), FakeReader(), workers=workers)
    for _ in range(3):
        next(results)
    assert taken <= 3 + 4 * workers
    results.close()  # type: ignore[attr-defined]
