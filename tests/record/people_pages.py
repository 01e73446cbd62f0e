"""Invented pages on which somebody speaks whom a page introduces in a certain way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.core.people import Identity, Person
from onrecord.core.values import Comment, Page, Statement
from onrecord.grouping import WORDS
from onrecord.joining import PEOPLE, judge, people_of, settled
from onrecord.record import Reader, appearances, people, problems
from record.pages import make_page


def page_of(
    name: str, address: str, intro: str = "", *, outlet: str = "The Bell", day: int | None = None
) -> Page:
    """Read a page on which somebody speaks; ``intro`` is a sentence before it that may name them."""
    page = make_page(f"{intro} “The pier is shut,” said Ada Quill.", address, day=day, outlet=outlet)
    text = page.text.replace("said Ada Quill", f"said {name}")
    return replace(page, text=text, article=(0, len(text)), statements=renamed(page.statements, name))


def renamed(statements: tuple[Statement, ...], name: str) -> tuple[Statement, ...]:
    """Let all statements be somebody's."""
    last = len(name) - len("Ada Quill")
    return tuple(
        replace(s, speaker=name, source=tuple((a, b + last) for a, b in s.source)) for s in statements
    )


def thread_by(author: str, address: str) -> Page:
    """Read a page under which a commenter says something of their own."""
    page = make_page("“The boats are out,” said Karl Wend.", address)
    comment = Comment(n=1, author=author, text="“The pier is shut,” said Ada Quill.")
    said = make_page(comment.text).statements
    return replace(page, comments=(replace(comment, statements=renamed(said, author)),))


def put(path: Path, *pages: Page, reread: bool = False) -> None:
    """Add pages, and find out who is who."""
    with settled(path) as writer:
        for page in pages:
            writer.add(page, reread=reread)


def listed(path: Path, name: str | None = None) -> list[Person]:
    """List people."""
    with people_of(path) as reader:
        return people(reader, name, limit=None)


def rows_of(path: Path, name: str) -> list[set[str]]:
    """Give the addresses at which each of the people with a name appears, the most quoted first."""
    with people_of(path) as reader:
        return [{each.address for each in appearances(reader, person.id)} for person in people(reader, name)]


def id_at(path: Path, address: str, name: str = "") -> str:
    """Give the id of the appearance at an address."""
    with people_of(path) as reader:
        [found] = {
            each.id
            for person in people(reader, name or None, limit=None)
            for each in appearances(reader, person.id)
            if each.address == address
        }
    return found


def clean(path: Path) -> None:
    """Check that all is well with a record."""
    with Reader(path) as reader:
        assert list(problems(reader, WORDS, PEOPLE)) == []


def say(path: Path, one: str, two: str, verdict: Identity, note: str | None = None) -> None:
    """Judge the two appearances at two addresses."""
    with settled(path) as writer:
        judge(writer, id_at(path, one), id_at(path, two), verdict, note=note)


MAYOR = page_of("Ada Quill", "mayor.txt", "Northby mayor Ada Quill met us.")
AGAIN = page_of("Ada Quill", "again.txt", "Ada Quill, the mayor of Northby, left.", outlet="The Tern")
STRIKER = page_of("Ada Quill", "goal.txt", "Ada Quill, a striker for Orvane, won.", outlet="The Post")
THREE = (MAYOR, AGAIN, STRIKER)
"""Two pages of one Ada Quill, and one of another."""
