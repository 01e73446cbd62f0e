"""The values that pass between the rooms: frozen, slotted, comparable by content.

Every offset is half-open and counts Unicode code points. A statement of the article points into its
page's ``text``; a statement of a comment points into that comment's own ``text``. ``Comment.span``
points into the page's ``text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onrecord.core.errors import InputError

__all__ = [
    "Capture",
    "Civility",
    "Comment",
    "Entry",
    "Failure",
    "Format",
    "IncivilityKind",
    "Kind",
    "Page",
    "Quote",
    "Reported",
    "Source",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerName",
    "Statement",
    "StatementType",
    "UncivilWords",
]

Span = tuple[int, int]
"""A half-open range of code points: ``text[start:end]``."""

Spans = tuple[Span, ...]
"""Pieces in text order; empty where there is nothing."""

Format = Literal["html", "text"]
"""What a capture's bytes are."""

Kind = Literal["direct", "mixed", "indirect"]
"""All, some or none of a content's words stand between quotation marks."""

StatementType = Literal["assertion", "belief", "fact", "eventuality"]
"""What is done with the content: said, thought, known or found, wanted or ordered."""

IncivilityKind = Literal["insult", "threat", "identity attack", "profanity"]
"""What uncivil words do: demean somebody, threaten, demean a group or its member as such, or only curse."""

SpeakerName = str | tuple[str, ...] | None
"""A speaker's fullest name on the page, several names, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of one page with where and when they came from.

    Args:
        data: the bytes, already unpacked if they came compressed.
        name: what the user called it: a path, a URL, ``-``, or the id of a JSON line.
        format: whether the bytes are HTML or plain text.
        encoding: the encoding declared beside the bytes (an HTTP header), if any.
        url: the address the bytes were fetched from, after redirects.
        captured: when they were fetched or the file was last changed, with a time zone.
        id: the id that a JSON line gave; None elsewhere.
    """

    data: bytes
    name: str
    format: Format
    encoding: str | None = None
    url: str | None = None
    captured: datetime | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read, in the place where its page would have stood.

    Args:
        id: the id its JSON line gave, else the name the user called it by.
        error: why, with a remedy.
    """

    id: str
    error: InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a page came from: name as given, SHA-256 of its bytes (hexadecimal), time of capture."""

    name: str
    sha256: str
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Whether what a comment says that somebody said stands in the article it is under.

    Args:
        verdict: ``supported``, or ``not in the article``; never one on truth.
        statement: the id of the article's statement that bears it out.
        at: that statement's content, places in the page's text.
    """

    verdict: Literal["supported", "not in the article"]
    statement: str | None = None
    at: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution relation: a source, a cue and a content.

    Args:
        id: hash of page, comment and spans; never of the model or its confidence.
        kind: direct, mixed or indirect, by rule from the quotation marks.
        type: assertion, belief, fact or eventuality.
        source: the words that name who is the origin.
        cue: the words that link source and content ("said", "according to").
        content: what was said, in one or more pieces.
        to: the addressee.
        via: the outlet, medium or document that carried it; one span a link, outermost first.
        speaker: whom the source refers to, by the fullest name on the page.
        negated: the text says that it was *not* said, thought or wanted.
        confidence: probability that the statement is found and its source right, between 0 and 1.
        reported: in a comment, whether the article says so too; None where its speaker is not in it.
    """

    id: str
    kind: Kind
    type: StatementType
    source: Spans
    cue: Spans
    content: Spans
    to: Spans = ()
    via: Spans = ()
    speaker: SpeakerName = None
    negated: bool = False
    confidence: float
    reported: Reported | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UncivilWords:
    """Words that make a comment uncivil.

    Args:
        span: their place in the comment's text.
        kind: insult, threat, identity attack or profanity.
    """

    span: Span
    kind: IncivilityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Civility:
    """How uncivil a comment is.

    Args:
        uncivil: a probability.
        words: what carries it, in text order.
    """

    uncivil: float
    words: tuple[UncivilWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in a comment that the page marks as quoted, or in quotation marks and elsewhere on the page.

    Args:
        span: their place in the comment's text, the line that names the quoted one included.
        comment: the ``n`` of the earlier comment that holds them; None where none does.
        at: the place of the same words in that comment's text, or in the page's where ``comment`` is None;
            None where they were not found.
    """

    span: Span
    comment: int | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One reader's comment.

    Args:
        n: its number in document order, from 1.
        parent: the ``n`` of the comment it answers; None at the top.
        parent_inferred: the parent is known only from an @name or a position, not from markup.
        author: the name shown, without a leading @.
        author_inferred: the name is known only from how others address the writer.
        date_iso: begins with YYYY-MM-DD.
        kind: "comment", or "pingback" for another page's automatic notice.
        span: its place in the page's text; None where the page came as HTML.
        text: the comment's words, a leading @address included.
        likes: how many readers liked it, as the page shows it; None where it shows nothing.
        moderated: a moderator's note stands in it, or in its place.
        quotes: its quoted blocks, and quotations of the article and of earlier comments.
        civility: None where it was not judged.
        statements: what is on record in it, offsets into this ``text``.
    """

    n: int
    parent: int | None = None
    parent_inferred: bool = False
    author: str | None = None
    author_inferred: bool = False
    date_iso: str | None = None
    kind: Literal["comment", "pingback"] = "comment"
    span: Span | None = None
    text: str
    likes: int | None = None
    moderated: bool = False
    quotes: tuple[Quote, ...] = ()
    civility: Civility | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A name found on the page, in its fullest form, with the places in ``text`` that name it."""

    name: str
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article and the thread under it; after reading, with its statements and speakers.

    Args:
        id: the id its JSON line gave, else :func:`onrecord.core.ids.page_id`.
        source: where it came from.
        model: the id of the model that read it; None before reading.
        url: the canonical address.
        published: begins with YYYY-MM-DD.
        language: ISO 639-1 code of the article.
        notices: what a user should know about this result, in plain words.
        text: the article's text; for plain text the whole input, unchanged.
        article: the article's place in ``text``.
        shown_comment_count: how many comments the page itself says it has.
    """

    id: str
    source: Source
    model: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()
    text: str
    article: Span
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    shown_comment_count: int | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement with the page it stands on: what is found, compared and verified.

    Args:
        statement: its spans point into ``text``.
        text: the page's text, or the comment's for a statement of a comment.
        page: the page's id.
        comment: the comment's ``n``; None for a statement of the article.
        url: the page's canonical address.
        title: the page's title.
        outlet: who published the page.
        published: when; begins with YYYY-MM-DD.
    """

    statement: Statement
    text: str
    page: str
    comment: int | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words of the content, piece by piece, exactly as printed."""
        return tuple(self.text[start:end] for start, end in self.statement.content)
