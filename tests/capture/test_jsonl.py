import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import decode
from onrecord.capture.jsonl import lines, read_lines
from onrecord.capture.streams import unpacked
from onrecord.core.values import Capture, Failure


def read(data: bytes, max_bytes: int = 10_000) -> list[Capture | Failure]:
    return list(read_lines(lines(io.BytesIO(data), max_bytes), "in.jsonl", max_bytes))


@pytest.mark.parametrize(
    ("line", "id", "words"),
    [
        (b"rain", "in.jsonl:2", "line 2 of in.jsonl is not valid JSON"),
        (b'{"id": "a", "text": "b"', "in.jsonl:2", "line 2 of in.jsonl is not valid JSON"),
        (b"[]", "in.jsonl:2", "is not a JSON object"),
        (b'"a"', "in.jsonl:2", "is not a JSON object"),
        (b"null", "in.jsonl:2", "is not a JSON object"),
        (b'{"text": "b"}', "in.jsonl:2", "has no id"),
        (b'{"id": null, "text": "b"}', "in.jsonl:2", "has no id"),
        (b'{"id": "", "text": "b"}', "in.jsonl:2", "has no id"),
        (b'{"id": true, "text": "b"}', "in.jsonl:2", "has no id"),
        (b'{"id": ["a"], "text": "b"}', "in.jsonl:2", "has no id"),
        (b'{"id": "a"}', "a", "line 2 of in.jsonl has neither text nor html"),
        (b'{"id": 12, "body": "b"}', "12", "has neither text nor html"),
        (b'{"id": "a", "text": null}', "a", "has neither text nor html"),
        (b'{"id": "a", "text": 5}', "a", 'has a "text" that is not a string'),
        (b'{"id": "a", "html": ["<p>"]}', "a", 'has a "html" that is not a string'),
        (b'{"id": "a", "text": "\xff"}', "in.jsonl:2", "is not UTF-8"),
        (b'{"id": NaN, "text": "b"}', "in.jsonl:2", "is not JSON that can be used"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "b"}', "in.jsonl:2", "is not JSON that can be used"),
        (b"[" * 9000, "in.jsonl:2", "is not JSON that can be used"),
        (b'\xef\xbb\xbf{"id": "a", "text": "b"}', "in.jsonl:2", "not valid JSON"),
    ],
)
def test_a_bad_line_is_named_by_number_and_the_others_are_read(line: bytes, id: str, words: str) -> None:
    good = b'{"id": "%d", "text": "Rain."}'
    before, failure, after = read(good % 1 + b"\n" + line + b"\n" + good % 3)
    assert isinstance(before, Capture) and isinstance(after, Capture)
    assert [before.id, after.id] == ["1", "3"]
    assert isinstance(failure, Failure)
    assert (failure.id, failure.error.code) == (id, "bad-line")
    assert words in failure.error.message and failure.error.remedy


def test_ids_may_be_numbers_and_forms_mix() -> None:
    items = read(b'\xef\xbb\xbf{"id": 7, "text": "Rain."}\r\n\n \n{"id": 1.5, "html": "<p>Snow."}')
    assert items == [
        Capture(data=b"Rain.", name="7", id="7", format="text", encoding="utf-8"),
        Capture(data=b"<p>Snow.", name="1.5", id="1.5", format="html", encoding="utf-8"),
    ]


def test_text_comes_before_html_and_null_is_nothing() -> None:
    [both] = read(b'{"id": 1, "html": "<p>A", "text": "A"}')
    [html] = read(b'{"id": 1, "html": "<p>A", "text": null}')
    assert isinstance(both, Capture) and isinstance(html, Capture)
    assert (both.format, html.format) == ("text", "html")


def test_blank_lines_count_in_the_numbering() -> None:
    [failure] = read(b"\n\n{}\n")
    assert failure.id == "in.jsonl:3"


def test_a_line_over_the_limit_is_left_out_and_no_other() -> None:
    line = b'{"id": "a", "text": "%s"}\n' % (b"x" * 40)
    long = b'{"id": "b", "text": "%s"}' % (b"x" * 200_000)
    assert [item.id for item in read(line + long + b"\n" + line, len(line))] == ["a", "in.jsonl:2", "a"]
    [failure] = read(long, 100)
    assert isinstance(failure, Failure) and failure.error.code == "too-large"
    assert "line 1 of in.jsonl" in failure.error.message


def test_lone_surrogates_become_replacement_characters() -> None:
    [item] = read(rb'{"id": "\ud800", "text": "a\udc00\ud83d\ude00b\ud83d"}')
    assert isinstance(item, Capture)
    assert (item.id, decode(item).text) == ("\ufffd", "a\ufffd\U0001f600b\ufffd")


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_text_is_unchanged(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only).encode()
    [item] = read(line, 100_000)
    assert isinstance(item, Capture)
    assert decode(item).text == text


@pytest.mark.parametrize(
    "text", ["\ufeffRain.", "\x89PNG\r\n", "\x00\x01\x02\x03", "R\x00a\x00i\x00n\x00", "a\r\nb\rc"]
)
def test_text_that_would_look_odd_in_a_file_is_unchanged(text: str) -> None:
    [item] = read(json.dumps({"id": "a", "text": text}).encode())
    assert isinstance(item, Capture)
    assert decode(item).text == text


def test_one_line_at_a_time_is_in_memory() -> None:
    line = b'{"id": "a", "text": "%s"}\n' % (b"x" * 100_000)
    stream = unpacked(line for _ in range(300))
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Capture) for item in read_lines(lines(stream, 200_000), "in", 200_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 300
    assert peak < 20 * len(line)
