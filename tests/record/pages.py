"""Invented pages for the record's tests, read by a reader that needs no model."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from fake_reader import FakeReader
from onrecord.core.values import Capture, Civility, Comment, Page, UncivilWords
from onrecord.pipeline import read_capture

PIER = "“The pier is shut,” said Lena Brook. “The boats are out,” said Karl Wend. The rest is quiet."
TALK = "“I saw the café,” said Otto Frey to me."
ANSWER = "@Heron so did I, and Heron knows."


def make_page(
    text: str = PIER,
    name: str = "pier.txt",
    *,
    url: str | None = None,
    day: int | None = None,
    **more: object,
) -> Page:
    """Read a page; ``day`` is the day of March 2031 it was captured, ``more`` are fields to change."""
    captured = None if day is None else datetime(2031, 3, day, tzinfo=UTC)
    capture = Capture(data=text.encode(), name=name, format="text", url=url, captured=captured)
    return replace(read_capture(capture, FakeReader(), thread=False), **more)  # type: ignore[arg-type]


def thread_page(url: str = "https://bell.example/pier", **more: object) -> Page:
    """Read a page with a thread of three comments, two by one person; the places are in the text."""
    texts = [("Heron", TALK), ("Tern", ANSWER), ("Heron", TALK)]
    text, comments = PIER + "\n", []
    for n, (author, words) in enumerate(texts, 1):
        start = len(text) + len(author) + 1
        text += f"{author}\n{words}\n"
        comments.append(
            Comment(
                n=n,
                parent=1 if n == 2 else None,
                author=author,
                date_iso=f"2031-04-0{n}T10:00",
                span=(start, start + len(words)),
                text=words,
                civility=Civility(uncivil=0.25, words=(UncivilWords(span=(0, 3), kind="insult"),))
                if n == 2
                else None,
            )
        )
    page = make_page(text, "pier.html", url=url, article=(0, len(PIER)), comments=tuple(comments))
    more = {"title": "The pier", "outlet": "The Bell", "published": "2031-03-02", **more}
    return replace(FakeReader().read(page), **more)  # type: ignore[arg-type]
