"""Results as one self-contained HTML document: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, count
from typing import TextIO
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from onrecord.core.values import Comment, Failure, Page, Reported, Spans, SpeakerName, Statement
from onrecord.surfaces.cli.people import printable
from onrecord.surfaces.cli.segments import Segment, segments
from onrecord.surfaces.cli.thread import Place, outline, why_uncivil

__all__ = ["write_html"]

_NOWHERE = Reported(verdict="not in the article")


def write_html(results: Iterable[Page | Failure], out: TextIO) -> None:
    """Write one document with a section for each result, each as soon as it is there.

    Args:
        results: pages and failures, in order.
        out: where to write.
    """
    loader = PackageLoader("onrecord.surfaces.cli", "templates")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters["clean"] = printable
    style = loader.get_source(templates, "style.css")[0]
    # The policy allows this one style sheet by its hash, and nothing else at all.
    style_hash = b64encode(sha256(style.encode()).digest()).decode()
    section = templates.get_template("page.html")
    rest = iter(results)
    first = next(rest, None)
    title = first.title or first.source.name if isinstance(first, Page) else "onrecord"
    out.write(templates.get_template("head.html").render(title=title, style=style, style_hash=style_hash))
    for number, result in enumerate(_with_first(first, rest), start=1):
        out.write(_section(section, result, number))
        out.flush()
    out.write("</body>\n</html>\n")


def _with_first(first: Page | Failure | None, rest: Iterator[Page | Failure]) -> Iterator[Page | Failure]:
    if first is not None:
        yield first
        yield from rest


def web_address(url: str | None) -> str | None:
    """Return the URL if it is one that may be linked: http or https, with a host.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None or printable(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A statement as listed: its number on the page, its anchors, its words."""

    number: int
    key: str
    statement: Statement
    who: tuple[str, ...]
    source: str
    cue: str
    content: tuple[str, ...]
    to: str
    via: str
    bears_out: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of running text: its words, and the statements it belongs to and begins."""

    words: str
    classes: str = ""
    entry: _Entry | None = None
    opens: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reply:
    """A comment in its place, with the markup of the list around it: levels to open or close before it."""

    place: Place
    deeper: bool
    closes: int
    passage: list[list[_Piece]]
    entries: list[_Entry]
    uncivil: str | None


def _section(template: Template, result: Page | Failure, number: int) -> str:
    key = f"p{number}"
    if isinstance(result, Failure):
        return template.render(key=key, failure=result)
    numbers = count(1)
    entries = _entries(result.text, result.statements, key, numbers)
    keys = {entry.statement.id: entry.key for entry in entries}
    thread = list(_thread(result.comments, key, numbers, keys))
    by_speaker: dict[str, list[_Entry]] = {}
    for entry in chain(entries, *(reply.entries for reply in thread)):
        for name in entry.who:
            by_speaker.setdefault(name, []).append(entry)
    return template.render(
        key=key,
        failure=None,
        page=result,
        link=web_address(result.url),
        passage=_passage(result.text, *result.article, entries),
        entries=entries,
        thread=thread,
        by_speaker=by_speaker,
        speaker_keys={name: f"{key}-k{place}" for place, name in enumerate(by_speaker, start=1)},
    )


def _entries(text: str, statements: Sequence[Statement], key: str, numbers: Iterator[int]) -> list[_Entry]:
    return [
        _Entry(
            number=number,
            key=f"{key}-s{number}",
            statement=statement,
            who=_names(statement.speaker),
            source=_words(text, statement.source),
            cue=_words(text, statement.cue),
            content=tuple(text[start:end] for start, end in statement.content),
            to=_words(text, statement.to),
            via=_words(text, statement.via, ", in turn via "),
        )
        for statement, number in zip(statements, numbers, strict=False)
    ]


def _names(speaker: SpeakerName) -> tuple[str, ...]:
    if speaker is None:
        return ()
    return (speaker,) if isinstance(speaker, str) else speaker


def _words(text: str, spans: Spans, joint: str = " … ") -> str:
    return joint.join(text[start:end] for start, end in spans)


def _passage(text: str, start: int, end: int, entries: Sequence[_Entry]) -> list[list[_Piece]]:
    """Paragraphs of pieces: each line of the text that has words is a paragraph."""
    paragraphs: list[list[_Piece]] = [[]]
    opened: list[_Entry] = []
    for segment in segments(start, end, [entry.statement for entry in entries]):
        opened += [entries[i] for i in segment.opens]
        for i, words in enumerate(text[segment.start : segment.end].split("\n")):
            if i:
                paragraphs.append([])
            if words.strip():
                paragraphs[-1].append(_piece(words, segment, entries, tuple(opened)))
                opened.clear()
            elif words:
                paragraphs[-1].append(_Piece(words))
    return [pieces for pieces in paragraphs if any(piece.words.strip() for piece in pieces)]


def _piece(words: str, segment: Segment, entries: Sequence[_Entry], opened: tuple[_Entry, ...]) -> _Piece:
    if not segment.roles:
        return _Piece(words, opens=opened)
    contents = [number for role, number in segment.roles if role == "content"]
    classes: set[str] = {role for role, _ in segment.roles}
    if contents:
        classes.add(entries[contents[-1]].statement.kind)
    if len(contents) > 1:
        classes.add("nested")
    return _Piece(words, " ".join(sorted(classes)), entries[segment.roles[-1][1]], opened)


def _thread(
    comments: Sequence[Comment], key: str, numbers: Iterator[int], article: Mapping[str, str]
) -> Iterator[_Reply]:
    depth = -1
    for place in outline(comments):
        comment = place.comment
        entries = [
            replace(entry, bears_out=article.get((entry.statement.reported or _NOWHERE).statement or ""))
            for entry in _entries(comment.text, comment.statements, key, numbers)
        ]
        passage = _passage(comment.text, 0, len(comment.text), entries)
        uncivil = why_uncivil(comment.civility, comment.text)
        yield _Reply(place, place.depth > depth, depth - place.depth, passage, entries, uncivil)
        depth = place.depth
