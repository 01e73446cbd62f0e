"""The wire format: every page comes back as it went, and the keys are those of the design."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import wire
from onrecord.core import errors
from onrecord.core.errors import TooLarge, UsageError
from onrecord.core.values import (
    Civility,
    Comment,
    Failure,
    Page,
    Quote,
    Reported,
    Source,
    Speaker,
    Statement,
    UncivilWords,
)

STATEMENT = Statement(
    id="s1",
    kind="indirect",
    type="assertion",
    source=((0, 4),),
    cue=((5, 9),),
    content=((10, 14), (16, 20)),
    speaker="Ada Quill",
    confidence=0.75,
)
PAGE = Page(
    id="p1",
    source=Source(name="a.txt", sha256="00", captured="2031-02-03T04:05:06Z"),
    model="m1",
    authors=("Ines Ruhl",),
    published="2031-02-02",
    language="en",
    text="Quill said rain is, she added, late.",
    article=(0, 36),
    statements=(STATEMENT,),
    speakers=(Speaker(name="Ada Quill", mentions=((0, 5),)),),
    shown_comment_count=1,
    comments=(
        Comment(
            n=1,
            author="Moss",
            text="No.",
            span=(30, 33),
            civility=Civility(uncivil=0.5, words=(UncivilWords(span=(0, 2), kind="threat"),)),
        ),
    ),
)

offsets = st.integers(min_value=0, max_value=10**7)
spans = st.lists(st.tuples(offsets, offsets), max_size=3).map(tuple)
names = st.text(max_size=8)
maybe = st.none() | names
statements = st.builds(
    Statement,
    source=spans,
    cue=spans,
    content=spans,
    to=spans,
    via=spans,
    speaker=st.none() | names | st.lists(names, min_size=1, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
    reported=st.none()
    | st.builds(
        Reported, verdict=st.sampled_from(["supported", "not in the article"]), statement=maybe, at=spans
    ),
)
some_statements = st.lists(statements, max_size=2).map(tuple)
uncivil_words = st.builds(
    UncivilWords,
    span=st.tuples(offsets, offsets),
    kind=st.sampled_from(["insult", "threat", "identity attack", "profanity"]),
)
civilities = st.none() | st.builds(
    Civility, uncivil=st.floats(0, 1), words=st.lists(uncivil_words, max_size=3).map(tuple)
)
some_quotes = st.lists(
    st.builds(
        Quote,
        span=st.tuples(offsets, offsets),
        comment=st.none() | st.integers(1),
        at=st.none() | st.tuples(offsets, offsets),
    ),
    max_size=2,
).map(tuple)
comments = st.builds(
    Comment,
    n=st.integers(1),
    parent=st.none() | st.integers(1),
    author=maybe,
    span=st.none() | st.tuples(offsets, offsets),
    likes=st.none() | st.integers(-99, 10**6),
    moderated=st.booleans(),
    quotes=some_quotes,
    civility=civilities,
    statements=some_statements,
)
pages = st.builds(
    Page,
    authors=st.lists(names, max_size=2).map(tuple),
    notices=st.lists(names, max_size=2).map(tuple),
    article=st.tuples(offsets, offsets),
    statements=some_statements,
    speakers=st.lists(st.builds(Speaker, mentions=spans), max_size=2).map(tuple),
    comments=st.lists(comments, max_size=2).map(tuple),
)


@given(pages)
def test_a_page_comes_back_from_the_wire_as_it_went(page: Page) -> None:
    assert wire.page_from_wire(wire.page_to_wire(page)) == page
    assert wire.page_from_wire(json.loads(wire.dumps(wire.page_to_wire(page)))) == page


def test_keys_stand_in_the_order_of_the_design() -> None:
    value: Any = wire.page_to_wire(PAGE)
    assert list(value) == [
        "schema",
        "id",
        "source",
        "model",
        "url",
        "title",
        "outlet",
        "authors",
        "published",
        "language",
        "notices",
        "text",
        "article",
        "statements",
        "speakers",
        "shown_comment_count",
        "comments",
    ]
    (statement,) = value["statements"]
    assert list(statement) == [
        "id",
        "kind",
        "type",
        "source",
        "cue",
        "content",
        "to",
        "via",
        "speaker",
        "negated",
        "confidence",
        "reported",
    ]
    (comment,) = value["comments"]
    assert list(comment) == [
        "n",
        "parent",
        "parent_inferred",
        "author",
        "author_inferred",
        "date_iso",
        "kind",
        "span",
        "text",
        "likes",
        "moderated",
        "quotes",
        "civility",
        "statements",
    ]
    assert list(value["source"]) == ["name", "sha256", "captured"]


def test_the_wire_holds_nothing_but_json_values() -> None:
    value: Any = wire.page_to_wire(PAGE)
    assert json.loads(json.dumps(value)) == value
    assert value["article"] == [0, 36]


@pytest.mark.parametrize(
    ("speaker", "sent"),
    [("Ada Quill", "Ada Quill"), (("Ada Quill", "Bo Tarn"), ["Ada Quill", "Bo Tarn"]), (None, None)],
)
def test_a_speaker_is_a_name_a_list_or_null(speaker: str | tuple[str, ...] | None, sent: object) -> None:
    page = replace(PAGE, statements=(replace(STATEMENT, speaker=speaker),))
    value: Any = wire.page_to_wire(page)
    assert value["statements"][0]["speaker"] == sent


@pytest.mark.parametrize("schema", [2, 0, None, "1", True])
def test_another_schema_is_refused_by_its_number(schema: object) -> None:
    with pytest.raises(UsageError) as caught:
        wire.page_from_wire({**wire.page_to_wire(PAGE), "schema": schema})
    assert "schema 1" in caught.value.message
    assert ("none" if schema is None else repr(schema)) in caught.value.message


@pytest.mark.parametrize("value", [None, [], "page", 3])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(UsageError, match="object"):
        wire.page_from_wire(value)


def test_a_value_of_the_wrong_shape_is_named_by_its_place() -> None:
    value = json.loads(json.dumps(wire.page_to_wire(PAGE)))
    value["comments"][0]["span"] = "here"
    with pytest.raises(UsageError, match=r"comments\.0\.span"):
        wire.page_from_wire(value)


def test_unknown_keys_are_passed_over() -> None:
    assert wire.page_from_wire({**wire.page_to_wire(PAGE), "later": 1}) == PAGE


def test_a_failure_carries_code_message_and_remedy() -> None:
    failure = Failure(id="7", error=TooLarge("b.html is too large", remedy="raise --max-bytes"))
    assert wire.failure_to_wire(failure) == {
        "id": "7",
        "error": {"code": "too-large", "message": "b.html is too large", "remedy": "raise --max-bytes"},
    }


@pytest.mark.parametrize("indent", [None, 2])
def test_half_a_surrogate_pair_does_not_stop_the_output(indent: int | None) -> None:
    page = replace(PAGE, text="a\ud83d\\b\udc00 😀", title="\udfff")
    written = wire.dumps(wire.page_to_wire(page), indent=indent)
    assert "😀" in written
    assert wire.page_from_wire(json.loads(written.encode("utf-8"))) == page


def test_the_schema_names_every_key_the_wire_has() -> None:
    schema = wire.json_schema()
    value: Any = wire.page_to_wire(PAGE)
    assert list(schema["properties"]) == schema["required"] == list(value)
    parts = schema["$defs"]
    assert set(parts) == {
        "Civility",
        "Comment",
        "Quote",
        "Reported",
        "Source",
        "Speaker",
        "Statement",
        "UncivilWords",
    }
    assert set(parts["Statement"]["properties"]) == set(value["statements"][0])


DOC = (Path(__file__).parents[1] / "docs/wire.md").read_text(encoding="utf-8")
EXAMPLE, FAILED = re.findall(r"```json\n(.*?)```", DOC, re.DOTALL)


def test_the_documented_page_is_a_page() -> None:
    value = json.loads(EXAMPLE)
    assert wire.page_to_wire(wire.page_from_wire(value)) == value
    assert list(value) == list(wire.page_to_wire(PAGE))


def test_the_documented_python_runs_on_the_documented_page() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)
    names: dict[str, Any] = {"line": EXAMPLE}
    exec(code, names)
    assert names["page"].statements[0].speaker == "Lena Brook"
    assert names["schema"] == wire.json_schema()


def test_the_documented_places_are_the_words() -> None:
    page = wire.page_from_wire(json.loads(EXAMPLE))
    told, said = page.statements
    (wondered,) = page.comments[0].statements
    words = [
        [text[s:e] for spans in (one.source, one.cue, one.content, one.to) for s, e in spans]
        for text, one in ((page.text, told), (page.text, said), (page.comments[0].text, wondered))
    ]
    assert words == [
        ["harbour master Lena Brook", "told", "The pier will not open before June", "the town council"],
        ["she", "said", "“The planks are wet,”"],
        ["the Gull Post", "According to", "it was the piles, not the planks"],
    ]
    assert all(page.text[slice(*comment.span)] == comment.text for comment in page.comments if comment.span)


def test_every_key_and_every_code_is_documented() -> None:
    schema = wire.json_schema()
    for part in (schema, *schema["$defs"].values()):
        for key in part["properties"]:
            assert f"`{key}`" in DOC, key
    kinds: list[type[errors.InputError]] = [errors.InputError, *errors.InputError.__subclasses__()]
    for kind in kinds:
        assert f"| `{kind.code}` |" in DOC
    assert list(json.loads(FAILED)) == list(
        wire.failure_to_wire(Failure(id="", error=TooLarge("", remedy="")))
    )
