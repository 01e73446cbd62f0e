"""``onrecord thread``: the comments under an article, as a tree or a row each.

Only the page is read, no statement in it, so no model is loaded.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TextIO

from onrecord.core.errors import OnrecordError
from onrecord.core.values import Comment, Failure, Page
from onrecord.surfaces.cli.people import NOTHING_READ, complain, printable, status_of
from onrecord.surfaces.cli.thread import outline, why_uncivil
from onrecord.wire import dumps

if TYPE_CHECKING:
    from onrecord.capture import InputForm

__all__ = ["rows", "run", "write"]

Form = Literal["tree", "json", "jsonl", "csv"]

DONE, SOME_FAILED = 0, 1
COLUMNS = (
    "page", "n", "path", "depth", "parent", "author", "date", "kind", "likes", "moderated", "uncivil",
    "uncivil_words", "text",
)  # fmt: skip
_INDENT = "   "


def run(inputs: tuple[str, ...], form: Form, kind: InputForm) -> int:
    """Print the threads and return the exit status."""
    from onrecord.capture import captures
    from onrecord.pipeline import read_page

    read = failed = 0

    def pages() -> Iterator[Page]:
        nonlocal read, failed
        for item in captures(list(inputs), form=kind, stdin=sys.stdin.buffer):
            result = item if isinstance(item, Failure) else read_page(item)
            if isinstance(result, Failure):
                failed += 1
                complain(result.error)
                continue
            read += 1
            for notice in result.notices:
                print(printable(f"note: {result.source.name}: {notice}"), file=sys.stderr)
            yield result

    try:
        write(pages(), form, sys.stdout)
    except OnrecordError as error:
        complain(error)
        return status_of(error)
    if not failed:
        return DONE
    return SOME_FAILED if read else NOTHING_READ


def rows(page: Page) -> Iterator[dict[str, object]]:
    """Give one row a comment, in document order; its path is the numbers from the top down to its own.

    >>> from onrecord.core.values import Source
    >>> thread = (Comment(n=1, text="a"), Comment(n=2, parent=1, text="b"))
    >>> page = Page(id="p", source=Source(name="p", sha256=""), text="x", article=(0, 1), comments=thread)
    >>> [(row["path"], row["depth"]) for row in rows(page)]
    [('1', 0), ('1/2', 1)]
    """
    paths: dict[int, str] = {}
    for c in page.comments:
        above = paths.get(c.parent) if c.parent is not None else None
        paths[c.n] = path = f"{above}/{c.n}" if above else str(c.n)
        values = (page.id, c.n, path, path.count("/"), c.parent, c.author, c.date_iso, c.kind, c.likes)
        civility: tuple[float | None, str | None] = (None, None)
        if c.civility is not None:
            words = "; ".join(f"{w.kind}: {c.text[slice(*w.span)]}" for w in c.civility.words)
            civility = (c.civility.uncivil, words or None)
        yield dict(zip(COLUMNS, (*values, c.moderated, *civility, c.text), strict=True))


def write(pages: Iterable[Page], form: Form, out: TextIO) -> None:
    """Write threads: a tree for people, rows as JSON (one list), JSON Lines or CSV with a head."""
    if form == "tree":
        for n, page in enumerate(pages):
            _write_tree(page, out, first=n == 0)
    elif form == "jsonl":
        for page in pages:
            out.writelines(dumps(row) + "\n" for row in rows(page))
    elif form == "json":
        out.write(dumps([row for page in pages for row in rows(page)], indent=2) + "\n")
    else:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        for page in pages:
            table.writerows(rows(page))


def _write_tree(page: Page, out: TextIO, *, first: bool) -> None:
    if not first:
        out.write("\n")
    title = page.title or ("standard input" if page.source.name == "-" else page.source.name)
    out.write(printable(f"{title} — {_counted(len(page.comments), page.shown_comment_count)}") + "\n")
    for place in outline(page.comments):
        indent = _INDENT * place.depth
        answers = f" → {place.answers.n}" if place.answers else ""
        out.write(printable(f"{indent}{_head(place.comment)}{answers}") + "\n")
        for line in place.comment.text.split("\n"):
            out.write(printable(f"{indent}{_INDENT}{line}") + "\n")


def _counted(read: int, shown: int | None) -> str:
    """Say how many comments there are, and what the page says where that is another number.

    >>> _counted(1, None), _counted(8, 571), _counted(4, 1)
    ('1 comment', '8 of 571 comments', '4 comments, the page says 1')
    """
    told = f"{read} {'comment' if read == 1 else 'comments'}"
    if shown is None or shown == read:
        return told
    return f"{read} of {shown} comments" if shown > read else f"{told}, the page says {shown}"


def _head(comment: Comment) -> str:
    author = comment.author or "(no name)"
    if comment.author_inferred:
        author += " (inferred)"
    parts = [f"{comment.n}. {author}", comment.date_iso, "pingback" if comment.kind == "pingback" else None]
    if comment.likes is not None:
        parts.append(f"{comment.likes} {'like' if comment.likes == 1 else 'likes'}")
    if comment.moderated:
        parts.append("moderated")
    parts.append(why_uncivil(comment.civility, comment.text))
    return " · ".join(part for part in parts if part)
