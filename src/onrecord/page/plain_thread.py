"""Where one comment ends and the next begins, in a thread that lost its markup.

What tells comments apart, strongest first; only the first that a thread has is used to cut it:

1. By-lines: if the thread begins with one, each line of the same form begins a comment.
2. Buttons: a line "Reply" ends a comment.
3. An @name at the head of a line begins a comment, always where there are no by-lines.
4. The count the page shows counts the comments at the top. It is taken to count the replies too where
   it cannot be met otherwise. It picks the paragraphs that begin a comment: none but the first, all of
   them, or those that follow a reply, whichever makes the count. Where empty lines stand between some
   paragraphs only, what lies between them is tried first as one paragraph.

Where nothing picks, paragraphs stay together: too few comments are better than invented ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from onrecord.core.values import Comment
from onrecord.page.plain_answers import answered, quoted_writer, signed
from onrecord.page.plain_border import ends_comment, is_furniture
from onrecord.page.plain_byline import Byline, byline_at
from onrecord.page.plain_date import day_of
from onrecord.page.plain_lines import Line
from onrecord.page.plain_replies import Post, is_addressed, tie

__all__ = ["read_thread"]


@dataclass(frozen=True, slots=True)
class _Draft:
    """The lines of one comment, and what its by-line says."""

    lines: Sequence[Line]
    author: str | None = None
    date: str | None = None
    answers: str | None = None


def read_thread(
    text: str,
    lines: Sequence[Line],
    shown: int | None,
    *,
    language: str | None = None,
    captured: datetime | None = None,
) -> tuple[tuple[Comment, ...], tuple[str, ...]]:
    """Cut the lines after the border into comments and find who answers whom.

    Args:
        text: the page's text.
        lines: the lines after the border; they point into ``text``.
        shown: how many comments the page says it has.
        language: ISO 639-1 of the page.
        captured: when the page was fetched; dates like "2 days ago" count from it.

    Returns:
        The comments in order, and notices on what could not be told.
    """
    first = next((i for i, line in enumerate(lines) if not is_furniture(line.words)), len(lines))
    drafts = [
        _named(trimmed)
        for draft in _drafts(lines[first:], shown, language)
        if (trimmed := _without_buttons(draft))
    ]
    spans = [(draft.lines[0].start, draft.lines[-1].end) for draft in drafts]
    ties = tie(
        [
            Post(text[start:end], draft.author, draft.answers)
            for (start, end), draft in zip(spans, drafts, strict=True)
        ]
    )
    comments = tuple(
        Comment(
            n=n,
            parent=None if found.parent is None else found.parent + 1,
            parent_inferred=found.parent is not None,
            author=found.author,
            author_inferred=found.inferred,
            date_iso=day_of(draft.date, captured, language) if draft.date else None,
            span=span,
            text=text[slice(*span)],
        )
        for n, (draft, span, found) in enumerate(zip(drafts, spans, ties, strict=True), 1)
    )
    return comments, _notices(comments, shown)


def _notices(comments: Sequence[Comment], shown: int | None) -> tuple[str, ...]:
    top = sum(comment.parent is None for comment in comments)
    if shown is None and len(comments) == 1 and len(comments[0].text.splitlines()) > 1:
        return ("nothing tells the comments apart; they are kept as one",)
    if shown is None or shown in (top, len(comments)):
        return ()
    told = f"{len(comments)} could be told apart" if comments else "none are in the text"
    return (f"the page says {shown} {'comment' if shown == 1 else 'comments'}; {told}",)


def _drafts(lines: Sequence[Line], shown: int | None, language: str | None) -> list[_Draft]:
    if not lines:
        return []
    opening = byline_at(lines, 0, language)
    if opening is not None:
        return _by_bylines(lines, opening, language)
    if any(ends_comment(line.words) for line in lines[:-1]):
        starts = [
            i
            for i, line in enumerate(lines)
            if i == 0 or ends_comment(lines[i - 1].words) or is_addressed(line.words)
        ]
    else:
        starts = _by_count(lines, shown)
    return [_Draft(lines[a:b]) for a, b in pairwise([*starts, len(lines)])]


def _by_bylines(lines: Sequence[Line], opening: Byline, language: str | None) -> list[_Draft]:
    found = [(i, byline) for i in range(len(lines)) if (byline := byline_at(lines, i, language))]
    # The date on the second line of a by-line is no by-line of its own.
    found = [(i, byline) for i, byline in found if byline.style == opening.style]
    if opening.date:
        # Among dated by-lines "Ada wrote:" stands above a quotation.
        found = [(i, byline) for i, byline in found if byline.date or quoted_writer(lines[i].words) is None]
    ends = [i for i, _ in found[1:]] + [len(lines)]
    return [
        _Draft(lines[i + byline.lines : end], byline.author, byline.date)
        for (i, byline), end in zip(found, ends, strict=True)
    ]


def _without_buttons(draft: _Draft) -> _Draft | None:
    """Drop the page's buttons around a comment; None if nothing else is in it."""
    a, b = 0, len(draft.lines)
    while a < b and is_furniture(draft.lines[a].words):
        a += 1
    while b > a and is_furniture(draft.lines[b - 1].words):
        b -= 1
    return _Draft(draft.lines[a:b], draft.author, draft.date) if a < b else None


def _named(draft: _Draft) -> _Draft:
    """Read the lines at a comment's edges that name somebody; all but "Ada wrote:" are the page's."""
    lines, author = draft.lines, draft.author
    answers = answered(lines[0].words) if len(lines) > 1 else None
    if answers is not None:
        lines = lines[1:]
    elif len(lines) > 1:
        answers = quoted_writer(lines[0].words)
    if author is None and len(lines) > 1 and (name := signed(lines[-1].words)):
        lines, author = lines[:-1], name
    return _Draft(lines, author, draft.date, answers)


def _by_count(lines: Sequence[Line], shown: int | None) -> list[int]:
    """Find the lines that begin a comment, where only @names and the shown count can tell."""
    blanks = {line.after_blank for line in lines[1:]}
    for in_blocks in (True, False) if len(blanks) == 2 else (False,):
        units = [
            i
            for i, line in enumerate(lines)
            if i == 0 or not in_blocks or line.after_blank or is_addressed(line.words)
        ]
        replies = [is_addressed(lines[i].words) for i in units]
        opens = _openings(replies, shown)
        if opens is not None:
            break
    else:
        opens = _fewest(replies, shown)
    return [at for n, at in enumerate(units) if n in opens or replies[n]]


def _openings(replies: Sequence[bool], shown: int | None) -> set[int] | None:
    """Which paragraphs begin a comment at the top so that the shown count is met; None if none do."""
    if shown is None:
        return None
    plain = {n for n, reply in enumerate(replies) if not reply or n == 0}
    after_reply = {0} | {n for n in plain if n > 0 and replies[n - 1]}
    for target in (shown, shown - (len(replies) - len(plain))):
        for choice in ({0}, plain, after_reply):
            if len(choice) == target:
                return choice
    return None


def _fewest(replies: Sequence[bool], shown: int | None) -> set[int]:
    """Open the first paragraph, and those after a reply where even all of them make fewer than are shown."""
    after_reply = {0} | {n for n, reply in enumerate(replies) if n > 0 and not reply and replies[n - 1]}
    return after_reply if shown is not None and len(after_reply) < shown else {0}
