"""Results as a readable table: the page, its statements, its notices, its thread.

Words of a statement are folded, never cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from onrecord.core.values import Failure, Page, Spans, Statement
from onrecord.surfaces.cli.people import counted, printable
from onrecord.surfaces.cli.thread import Place, in_article, outline, why_uncivil

__all__ = ["console_for", "page_view", "write_tables"]

PIPE_WIDTH = 100
"""Columns where the output is no terminal and ``COLUMNS`` does not say otherwise."""

FIRST_WORDS = 220
"""How many characters of a comment are shown; its statements are shown whole."""

_KIND_STYLE = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


class _Pipe(Console):
    """A console that leaves it to the command to say what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(out: TextIO) -> Console:
    """Give a console that writes to ``out``, in colour where that is a terminal, ``COLUMNS`` or 100 wide."""
    wide = None if out.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return _Pipe(file=out, width=wide, highlight=False, markup=False, emoji=False)


def write_tables(results: Iterable[Page | Failure], out: TextIO, *, notices: bool = True) -> None:
    """Write each page as soon as it is there; failures are told elsewhere.

    Args:
        results: pages and failures, in order.
        out: where to write; colours only where it is a terminal.
        notices: whether to show a page's notices.
    """
    console = console_for(out)
    for result in results:
        if isinstance(result, Page):
            console.print(page_view(result, console.width, notices=notices))
            out.flush()


def page_view(page: Page, width: int, *, notices: bool = True) -> RenderableType:
    """Lay out one page for a terminal that is ``width`` columns wide."""
    parts: list[RenderableType] = [*_header(page), Text()]
    if page.statements:
        parts.append(_statement_table(page, width))
    elif notices or not page.notices:
        parts.append(Text("No statements found.", style="dim"))
    parts.append(Text())
    if notices and page.notices:
        parts += [Text.assemble(("Notice  ", "yellow"), _one_line(notice)) for notice in page.notices]
        parts.append(Text())
    if page.comments:
        parts += [_tree(page), Text()]
    return Group(*parts)


def _header(page: Page) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    yield Text(_one_line(page.title or page.source.name), style="bold")
    told = [page.outlet, page.published and page.published[:10], ", ".join(page.authors)]
    if any(told):
        yield Text(_one_line(" · ".join(part for part in told if part)))
    where = page.url or (page.source.name if page.title else None)
    if where:
        yield Text(_one_line(where), style="dim", overflow="fold")


def _statement_table(page: Page, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), leading=1)
    table.add_column("Speaker", max_width=min(max(width // 5, 10), 30), overflow="fold", style="bold")
    table.add_column("Kind", min_width=8, overflow="fold")
    table.add_column("Cue", max_width=min(max(width // 8, 8), 20), overflow="fold", style="italic")
    table.add_column(f"Words ({counted(len(page.statements), 'statement')})", overflow="fold")
    for statement in page.statements:
        table.add_row(
            _speaker(statement, page.text),
            _kind(statement),
            _words(page.text, statement.cue),
            _content(page.text, statement),
        )
    return table


def _speaker(statement: Statement, text: str) -> Text:
    name = statement.speaker
    if isinstance(name, str):
        return Text(_one_line(name))
    if name:
        return Text("\n".join(_one_line(one) for one in name))
    source = _words(text, statement.source)
    return Text(f"({source})" if source else "—", style="not bold dim")


def _kind(statement: Statement) -> Text:
    shown = Text(statement.kind, style=_KIND_STYLE[statement.kind])
    if statement.type != "assertion":
        shown.append(f"\n{statement.type}", style="dim")
    if statement.negated:
        shown.append("\nnegated", style="red")
    return shown


def _content(text: str, statement: Statement) -> Text:
    shown = Text(_words(text, statement.content))
    for label, spans, joint in (("to", statement.to, " … "), ("via", statement.via, ", in turn via ")):
        if spans:
            shown.append(f"\n{label} ", style="dim")
            shown.append(_words(text, spans, joint), style="magenta")
    if statement.reported is not None:
        style = "green" if statement.reported.verdict == "supported" else "yellow"
        shown.append(f"\n{in_article(statement.reported)}", style=style)
    return shown


def _tree(page: Page) -> Tree:
    shown = page.shown_comment_count
    count = counted(len(page.comments), "comment")
    if shown is not None and shown != len(page.comments):
        count += f"; the page itself says {shown}"
    root = Tree(Text(f"Thread ({count})", style="bold"), guide_style="dim")
    # The last node of each level; outline gives every comment after the one it answers.
    branch = [root]
    for place in outline(page.comments):
        del branch[place.depth + 1 :]
        branch.append(branch[place.depth].add(_comment(place)))
    return root


def _comment(place: Place) -> RenderableType:
    comment = place.comment
    parts: list[RenderableType] = [_byline(place), Text(_shortened(_one_line(comment.text)), overflow="fold")]
    if comment.statements:
        lines = [_statement_line(comment.text, statement) for statement in comment.statements]
        parts.append(Padding(Group(*lines), (0, 0, 0, 2)))
    return Group(*parts)


def _byline(place: Place) -> Text:
    comment = place.comment
    line = Text(_one_line(comment.author or "someone"), style="bold")
    marks = [
        "name inferred" if comment.author_inferred else None,
        "place inferred" if comment.parent_inferred else None,
        comment.kind if comment.kind != "comment" else None,
        comment.date_iso and comment.date_iso[:10],
        place.answers and f"answers {_one_line(place.answers.author or f'comment {place.answers.n}')}",
    ]
    for mark in marks:
        if mark:
            line.append(f" · {mark}", style="not bold dim")
    uncivil = why_uncivil(comment.civility, comment.text)
    if uncivil:
        line.append(f" · {_one_line(uncivil)}", style="not bold red")
    return line


def _statement_line(text: str, statement: Statement) -> Text:
    kind = _kind(statement)
    kind.plain = kind.plain.replace("\n", ", ")
    line = Text.assemble("▸ ", (_speaker(statement, text).plain.replace("\n", ", "), "bold"), " · ", kind)
    cue = _words(text, statement.cue)
    if cue:
        line.append(" · ").append(cue, style="italic")
    return line.append(": ").append_text(_content(text, statement))


def _words(text: str, spans: Spans, joint: str = " … ") -> str:
    return joint.join(_one_line(text[start:end]) for start, end in spans)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _shortened(text: str) -> str:
    if len(text) <= FIRST_WORDS:
        return text
    return text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
