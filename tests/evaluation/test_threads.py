import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.values import Comment, Page, Source
from onrecord.evaluation.threads import figures, judge
from onrecord.evaluation.threads_report import main

FIRST = "The ferry was late again and nobody at all on the quay could say why it was so."
SECOND = "They never know."


def gold(n: int, text: str, **more: Any) -> dict[str, Any]:
    known = {"parent": None, "author": None, "date_iso": None, "kind": "comment"}
    return {"n": n, "text": text, **known, **more}


def read(*comments: Comment, text: str = "The ferry is late.") -> Page:
    source = Source(name="p", sha256="0")
    return Page(id="p", source=source, text=text, article=(0, len(text)), comments=comments)


def test_a_perfect_reading_is_a_hundred() -> None:
    labels = [
        gold(1, FIRST, author="Ada", date_iso="2031-05-03T10:00"),
        gold(2, SECOND, author="Bo", parent=1, date_iso="2031-05-04"),
    ]
    page = read(
        Comment(n=1, text=FIRST, author="ada", date_iso="2031-05-03"),
        Comment(n=2, text=SECOND, author="Bo", parent=1, date_iso="2031-05-04T11:00"),
    )
    found = figures([judge(labels, page)])
    assert {found[key] for key in ("found P", "found R", "thread F1", "author", "day", "parent")} == {100.0}
    assert found["invented days"] == found["contaminated"] == 0


def test_every_kind_of_fault_is_counted() -> None:
    labels = [gold(1, FIRST, author="Ada"), gold(2, SECOND, author="Bo", parent=1), gold(3, "Not read.")]
    page = read(
        Comment(n=1, text=FIRST, author="Ada", date_iso="2031-05-03"),
        Comment(n=2, text=SECOND, author="Cy"),
        Comment(n=3, text="Leave a comment below, please."),
        text=f"The ferry is late. {FIRST}",
    )
    thread = judge(labels, page)
    found = figures([thread])
    assert [g["n"] for g in thread.missed] == [3]
    assert [c.n for c in thread.extra] == [3]
    assert found["found F1"] == pytest.approx(66.7)
    assert found["thread F1"] == pytest.approx(33.3)
    assert (found["author"], found["parent"], found["parent of replies"]) == (50.0, 50.0, 0.0)
    assert (found["invented days"], found["contaminated"]) == (1, 1)


def test_pingbacks_are_neither_asked_for_nor_held_against_a_reading() -> None:
    labels = [gold(1, FIRST), gold(2, "We link to this ferry.", kind="pingback")]
    kept = judge(labels, read(Comment(n=1, text=FIRST), Comment(n=2, text="We link to this ferry.")))
    left_out = judge(labels, read(Comment(n=1, text=FIRST)))
    assert figures([kept])["found F1"] == figures([left_out])["found F1"] == 100.0


def test_a_quoted_sentence_does_not_contaminate_the_article() -> None:
    long = " ".join([FIRST, "Word after word of the writer's own follows here and goes on."] * 2)
    assert figures([judge([gold(1, long)], read(text=FIRST))])["contaminated"] == 0


def test_a_page_that_could_not_be_read_has_found_nothing() -> None:
    assert figures([judge([gold(1, FIRST)], None)])["found R"] == 0.0


def test_the_command_reads_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages").mkdir()
    html = (
        "<p>The harbour board said on Monday that the ferry would not sail before the winter.</p>"
        f"<ol class=comment-list><li class=comment id=comment-1><b class=fn>Ada</b><p>{FIRST}</p></li></ol>"
    )
    (tmp_path / "pages" / "ferry.html.gz").write_bytes(gzip.compress(html.encode()))
    page = {"page": "ferry.html", "platform": "custom:ferry", "comments": [gold(1, FIRST, author="Bo")]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    assert main([str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["found F1"] == 100.0
    assert main([str(tmp_path)]) == 0
    assert "custom (1)" in capsys.readouterr().out
    assert main([str(tmp_path), "--errors", "ferry"]) == 0
    assert "author of 1: 'Bo', read 'Ada'" in capsys.readouterr().out


def test_no_corpus_is_told_with_a_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 3
    assert "gold.jsonl" in capsys.readouterr().err
