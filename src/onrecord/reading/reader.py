"""The reader: a page without statements in, the same page with them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.core.ids import statement_id
from onrecord.core.values import Comment, Page, Span, SpeakerName, Statement
from onrecord.reading.anonymity import without_wishes_for_anonymity
from onrecord.reading.asides import without_asides
from onrecord.reading.borders import with_borders
from onrecord.reading.civility import with_civility
from onrecord.reading.dashes import spoken_after_dashes
from onrecord.reading.find import Found, find_statements
from onrecord.reading.grammar import with_grammar
from onrecord.reading.layout import with_headline, with_posts, with_signatures, without_line_heads
from onrecord.reading.modals import only_may_do
from onrecord.reading.names import Name, find_names
from onrecord.reading.network import Network
from onrecord.reading.quotations import lone_quotations, whole_quotations
from onrecord.reading.relays import add_relays, lead_ins, relayed_cues, with_tails
from onrecord.reading.relays_quoted import with_quoted
from onrecord.reading.sayings import sure_cues, with_tail_cues
from onrecord.reading.spans import content_spans, kind_of, plain_spans
from onrecord.reading.speakers import AUTHOR, Context, main_speaker, resolve
from onrecord.reading.speakers_writer import writer
from onrecord.reading.tags import TYPES
from onrecord.reading.turns import with_turns
from onrecord.reading.words import split_words

__all__ = ["Reader"]

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the statements of pages; made once, used for many.

    Args:
        network: the trained network.
    """

    network: Network

    @classmethod
    def load(cls, path: Path | None = None) -> Reader:
        """Open a trained model.

        Args:
            path: its folder; None for the one that ships with onrecord.

        Raises:
            ModelError: the folder holds no usable model.
        """
        return cls(Network(path))

    @property
    def model_id(self) -> str:
        """The model's name and a hash of its files."""
        return self.network.id

    def read(self, page: Page) -> Page:
        """Read a page: a pure function of the page and the model.

        Args:
            page: as the room ``page`` gives it.

        Returns:
            The page with statements, speakers, model, and the civility of its English comments; without
            statements, and with a notice that says so, where its language is not English.
        """
        page = with_civility(page)
        if page.language not in (None, _LANGUAGE):
            notice = (
                f"no statements were read: the article's language is {page.language!r}, "
                "and the reader knows English only"
            )
            return replace(page, model=self.model_id, notices=(*page.notices, notice))
        start, end = page.article
        article = page.text[start:end]
        names = find_names(article)
        found = self._statements(article, page.id, None)
        author: SpeakerName = page.authors or writer(article, names) or AUTHOR
        who, speakers = resolve(article, found, names, context=Context(author=author))
        statements = [replace(s, speaker=w) for s, w in zip(found, who, strict=True)]
        context = Context(names=names, main=main_speaker(who))
        return replace(
            page,
            model=self.model_id,
            statements=tuple(_shifted(s, start) for s in statements),
            speakers=tuple(
                replace(s, mentions=tuple((a + start, b + start) for a, b in s.mentions)) for s in speakers
            ),
            comments=tuple(self._comment(c, page.id, context) for c in page.comments),
        )

    def _comment(self, comment: Comment, page: str, context: Context) -> Comment:
        text = comment.text
        found = [
            s
            for s in self._statements(text, page, comment.n)
            if s.kind != "indirect" or not only_may_do(" ".join(text[a:b] for a, b in s.cue))
        ]
        if not found:
            return comment
        names: tuple[Name, ...] = find_names(comment.text)
        who, _ = resolve(
            comment.text, found, names, context=replace(context, author=comment.author or AUTHOR)
        )
        return replace(
            comment, statements=tuple(replace(s, speaker=w) for s, w in zip(found, who, strict=True))
        )

    def _statements(self, text: str, page: str, comment: int | None) -> list[Statement]:
        return [statement for _, statement in self.trace(text, page, comment)]

    def trace(self, text: str, page: str = "", comment: int | None = None) -> list[tuple[Found, Statement]]:
        """The statements of a text, before speakers are resolved, each with what the network found.

        Args:
            text: an article's or a comment's; offsets count from its start.
            page: the page's id.
            comment: the comment's number; None for the article.
        """
        words = split_words(text)
        leads = lead_ins(words)
        relayed = relayed_cues(leads, words)
        found = find_statements(words, self.network, sure=sorted({*relayed, *sure_cues(words)}))
        found = add_relays([with_grammar(words, f) for f in found], leads, relayed, words)
        for layout in (
            without_line_heads,
            without_wishes_for_anonymity,
            with_tail_cues,
            with_borders,
            without_asides,
            with_turns,
            with_posts,
            with_signatures,
            with_headline,
            with_tails,
            with_quoted,
            spoken_after_dashes,
        ):
            found = layout(words, found)
        contents = whole_quotations(words, found)
        lone = lone_quotations(words, contents)
        found += lone
        contents += [list(f.content) for f in lone]
        statements: dict[str, tuple[Found, Statement]] = {}
        for f, chosen in zip(found, contents, strict=True):
            content = content_spans(chosen, words, text)
            if not content:
                continue
            source = plain_spans(f.source, words)
            cue = plain_spans(range(*f.cue), words)
            key = statement_id(page, comment, source, cue, content)
            statement = Statement(
                id=key,
                kind="direct" if f.spoken else kind_of(content, words),
                type=TYPES[f.type],
                source=source,
                cue=cue,
                content=content,
                to=plain_spans(f.to, words)[:1],
                via=plain_spans(f.via, words),
                negated=f.negated,
                confidence=round(f.confidence, 4),
            )
            statements[key] = f, statement
        return list(statements.values())


def _shifted(statement: Statement, by: int) -> Statement:
    """The statement with its offsets moved from the article to the page's text."""
    if not by:
        return statement

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((a + by, b + by) for a, b in spans)

    return replace(
        statement,
        source=moved(statement.source),
        cue=moved(statement.cue),
        content=moved(statement.content),
        to=moved(statement.to),
        via=moved(statement.via),
    )
