"""What comments take from their page: words they quote, and what they report of the article's speakers.

A pure function of a page that was read; a page from the record gives the same links again. Composition only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.quotes import quoted
from onrecord.core.values import Comment, Entry, Page, Quote, Reported, Statement

if TYPE_CHECKING:
    from onrecord.wordings import Texts

__all__ = ["linked"]


def linked(page: Page) -> Page:
    """Link a page's comments to its article and to each other.

    Args:
        page: with its statements.

    Returns:
        The page whose comments' ``quotes`` lead to the words quoted, their statements' ``reported`` set.
    """
    if not page.comments:
        return page
    from onrecord.wordings import Text, Texts, entries_of

    texts = [
        Text(None, page.text, page.article),
        *(Text(c.n, c.text, (0, len(c.text))) for c in page.comments),
    ]
    known = Texts(texts)
    article = [entry for entry in entries_of(page) if entry.comment is None]
    return replace(page, comments=tuple(_comment(c, known, article) for c in page.comments))


def _comment(comment: Comment, known: Texts, article: list[Entry]) -> Comment:
    quotes = [_block(comment, quote, known) for quote in comment.quotes]
    for marked in quoted(comment.text):
        if any(q.span[0] <= marked.start and marked.end <= q.span[1] for q in comment.quotes):
            continue
        found = known.find(comment.text[marked.start : marked.end], before=comment.n)
        if found is not None:
            quotes.append(Quote(span=(marked.start, marked.end), comment=found[0], at=found[1]))
    statements = tuple(replace(s, reported=_reported(s, comment, article)) for s in comment.statements)
    return replace(comment, quotes=tuple(sorted(quotes, key=lambda q: q.span)), statements=statements)


def _block(comment: Comment, quote: Quote, known: Texts) -> Quote:
    found = known.find(comment.text[slice(*quote.span)], before=comment.n)
    if found is None or (quote.comment is not None and quote.comment != found[0]):
        return quote
    return replace(quote, comment=found[0], at=found[1])


def _reported(statement: Statement, comment: Comment, article: list[Entry]) -> Reported | None:
    """Compare what a comment says that somebody said with what the article says of them.

    That something was not said cannot be borne out; what commenters say of themselves is not compared.
    """
    from onrecord.wordings import Shelf, is_one_of, judge_reported, same_name

    speaker = statement.speaker
    names = (speaker,) if isinstance(speaker, str) else speaker or ()
    if (
        not statement.source
        or statement.negated
        or (comment.author and any(same_name(comment.author, n) for n in names))
    ):
        return None
    own = [entry for entry in article if any(is_one_of(name, entry.statement.speaker) for name in names)]
    if not own:
        return None
    words = " ".join(comment.text[start:end] for start, end in statement.content)
    finding = judge_reported(words, Shelf(own), speaker=None, span=statement.content[0])
    if finding.verdict != "supported":
        return Reported(verdict="not in the article")
    best = finding.evidence[0]
    return Reported(verdict="supported", statement=best.statement, at=best.offsets)
