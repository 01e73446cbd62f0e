"""Values as rows and back: spans, lists and text in the forms that the tables keep them in."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from onrecord.core.ids import comment_id, page_id, statement_id
from onrecord.core.values import (
    Comment,
    Page,
    Source,
    Spans,
    Speaker,
    SpeakerName,
    Statement,
)
from onrecord.record.places import (
    joined,
    spans_of,
    spans_text,
)
from onrecord.record.schema_compact import KINDS, LENGTH_BITS, PLACES, TYPES
from onrecord.record.schema_slim import CONFIDENCES

__all__ = [
    "BY_ID",
    "PAGE_COLUMNS",
    "STATEMENT_COLUMNS",
    "STORED_COLUMNS",
    "address_of",
    "hash_of",
    "host_of",
    "identified",
    "page_of",
    "page_row",
    "speaker_json",
    "statement_of",
    "statement_row",
    "stored",
    "unzipped",
    "zipped",
]

_NAMELESS = {"-", "<text>", "<html>"}

PAGE_COLUMNS = (
    "id", "address", "url", "title", "outlet", "authors", "published", "language", "model", "source",
    "sha256", "captured", "article_start", "article_end", "shown_comment_count", "speakers", "notices",
    "text",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "id", "kind", "type", "speaker", "source", "cue", "content", "addressee", "via", "negated", "confidence",
    "date", "source_at", "cue_at", "content_at", "addressee_at", "via_at",
)  # fmt: skip
STORED_COLUMNS = (
    "hash", "kind_number", "type_number", "speaker_apart", *STATEMENT_COLUMNS[4:10], "confidence_number",
    "date_number", "source_place", "cue_place", "content_place", "addressee_place", "via_place",
)  # fmt: skip
"""What :data:`STATEMENT_COLUMNS` are computed from; see the schemas compact, slim and tight."""


def zipped(text: str) -> bytes:
    """Compress a page's text."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unzipped(data: bytes) -> str:
    """Give a page's text back.

    Raises:
        zlib.error: the bytes are no compressed text.

    >>> unzipped(zipped("Regen fällt."))
    'Regen fällt.'
    """
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=1 << 14)
def speaker_json(name: SpeakerName) -> str:
    """Write a speaker as the list it is in tables.

    >>> speaker_json("Ada Quill"), speaker_json(None)
    ('["Ada Quill"]', '[]')
    """
    names = [name] if isinstance(name, str) else list(name or ())
    return _json(names)


def _speaker(written: str) -> SpeakerName:
    names = json.loads(written)
    return names[0] if len(names) == 1 else (tuple(names) or None)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def address_of(page: Page) -> str:
    """Tell whose versions a page is one of: its canonical URL, else the id or path it was given.

    What came without a name, from standard input or as a string, is a page of its own each time.
    """
    if page.url:
        return page.url
    if page.source.name in _NAMELESS:
        return f"sha256:{page.source.sha256}"
    return page.source.name


def host_of(url: str | None) -> str:
    """Give the host of an address without ``www.``, empty if it has none.

    >>> host_of("https://www.bell.example/1"), host_of("notes.txt")
    ('bell.example', '')
    """
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def identified(page: Page) -> tuple[Page, tuple[str, ...]]:
    """Give a page with the ids it has on record, and the ids of its comments.

    A line of JSON Lines has an id of its own, the same for every version of its text. On record the page
    and its statements are named by what they hold. A statement twice in one place is one statement.
    """
    id = page_id(address_of(page), page.text, page.comments)
    seen: Counter[tuple[str | None, str | None, str]] = Counter()
    names, comments = [], []
    for c in page.comments:
        same = (c.author, c.date_iso, c.text)
        names.append(comment_id(id, c, seen[same]))
        seen[same] += 1
        comments.append(replace(c, statements=_named(id, c.n, c.statements)))
    statements = _named(id, None, page.statements)
    if id != page.id:
        comments = [replace(c, statements=_led_to(c.statements, page.statements, id)) for c in comments]
    return replace(page, id=id, statements=statements, comments=tuple(comments)), tuple(names)


def _led_to(
    statements: Iterable[Statement], article: Iterable[Statement], page: str
) -> tuple[Statement, ...]:
    """Let statements of comments lead to the article's by the ids those have on record."""
    anew = {s.id: statement_id(page, None, s.source, s.cue, s.content) for s in article}
    return tuple(
        replace(s, reported=replace(r, statement=anew.get(r.statement or ""))) if (r := s.reported) else s
        for s in statements
    )


def _named(page: str, comment: int | None, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    named: dict[str, Statement] = {}
    for s in statements:
        id = statement_id(page, comment, s.source, s.cue, s.content)
        named.setdefault(id, s if s.id == id else replace(s, id=id))
    return tuple(named.values())


def page_row(page: Page) -> tuple[object, ...]:
    """Give the values of :data:`PAGE_COLUMNS`; an empty title or date is none."""
    speakers = [[s.name, spans_text(s.mentions)] for s in page.speakers]
    source = page.source
    return (
        page.id, address_of(page), page.url or None, page.title or None, page.outlet or None,
        _json(page.authors), page.published or None, page.language or None, page.model,
        source.name, source.sha256, source.captured, *page.article,
        page.shown_comment_count, _json(speakers), _json(page.notices), zipped(page.text),
    )  # fmt: skip


def statement_row(statement: Statement, text: str, date: str | None) -> tuple[object, ...]:
    """Give the values of :data:`STORED_COLUMNS`.

    Args:
        statement: whose spans point into ``text``.
        text: the page's text or the comment's.
        date: the comment's if it has one, else the page's.
    """
    s = statement
    source = joined(text, s.source)
    return (
        bytearray.fromhex(s.id), KINDS.index(s.kind), TYPES.index(s.type),
        _apart(speaker_json(s.speaker), source), source, joined(text, s.cue), joined(text, s.content) or "",
        joined(text, s.to), joined(text, s.via), int(s.negated), _parts(s.confidence), _day(date),
        _place(s.source), _place(s.cue), _place(s.content), _place(s.to), _place(s.via),
    )  # fmt: skip


def stored(row: Sequence[Any]) -> tuple[object, ...]:
    """Give the values of :data:`STORED_COLUMNS` for those of :data:`STATEMENT_COLUMNS`.

    Raises:
        ValueError: an id, kind, type or place is none.
    """
    id, kind, type, speaker, source, *others, confidence, date = row[: -len(PLACES)]
    return (
        bytearray.fromhex(id), KINDS.index(kind), TYPES.index(type), _apart(speaker, source), source, *others,
        _parts(confidence), _day(date), *(_place(spans_of(text)) for text in row[-len(PLACES):]),
    )  # fmt: skip


def _apart(speaker: str, source: str | None) -> str | None:
    """Give a speaker, unless the source's words are the name; SQLite must write those as they are here."""
    if source is None:
        return None if speaker == "[]" else speaker
    plain = '"' not in source and "\\" not in source
    return None if plain and speaker == f'["{source}"]' else speaker


def _parts(confidence: float) -> float:
    parts = round(confidence * CONFIDENCES)
    return parts if parts / CONFIDENCES == confidence else confidence


@lru_cache(maxsize=1 << 14)
def _day(date: str | None) -> str | int | None:
    """Write a plain day as a number, so that it reads as its digits do."""
    if date is None or len(date) != len("2031-02-03") or not date.isascii():
        return date
    digits = date[:4] + date[5:7] + date[8:]
    return int(digits) if digits.isdigit() and date[4] == date[7] == "-" else date


def _place(spans: Spans) -> str | int | None:
    if len(spans) == 1:
        start, end = spans[0]
        if 0 <= end - start < 1 << LENGTH_BITS:
            return (start << LENGTH_BITS) + end - start
    return spans_text(spans)


BY_ID = "substr(hash, 1, 4) = substr(?1, 1, 4) AND hash = ?1"
"""Finds a statement by :func:`hash_of` its id, over the index of the hashes' beginnings."""


def hash_of(id: str) -> bytes:
    """Give a statement's id as it is stored; what is no id is no statement's hash.

    >>> hash_of("6162"), hash_of("pier.txt")
    (b'ab', b'')
    """
    try:
        return bytes.fromhex(id)
    except ValueError:
        return b""


def statement_of(row: Any) -> Statement:
    """Make a statement of a row that has its columns by name."""
    return Statement(
        id=row["id"],
        kind=row["kind"],
        type=row["type"],
        source=spans_of(row["source_at"]),
        cue=spans_of(row["cue_at"]),
        content=spans_of(row["content_at"]),
        to=spans_of(row["addressee_at"]),
        via=spans_of(row["via_at"]),
        speaker=_speaker(row["speaker"]),
        negated=bool(row["negated"]),
        confidence=row["confidence"],
    )


def page_of(row: Any, statements: Iterable[Statement], comments: Iterable[Comment]) -> Page:
    """Make a page of a row that has its columns by name, with what stands on it."""
    return Page(
        id=row["id"],
        source=Source(name=row["source"], sha256=row["sha256"], captured=row["captured"]),
        model=row["model"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=row["published"],
        language=row["language"],
        notices=tuple(json.loads(row["notices"])),
        text=unzipped(row["text"]),
        article=(row["article_start"], row["article_end"]),
        statements=tuple(statements),
        speakers=tuple(Speaker(name=n, mentions=spans_of(m)) for n, m in json.loads(row["speakers"])),
        shown_comment_count=row["shown_comment_count"],
        comments=tuple(comments),
    )
