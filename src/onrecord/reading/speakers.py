"""Who is it? Every statement's source becomes a speaker: a name, several names, or nobody.

Sources are resolved in text order. A name inside the source wins; a pronoun goes to the weightiest
person that agrees with it (:mod:`.speakers_salience`); "the mayor" to the name beside which the page
says "mayor"; "I" inside a quotation to the one quoted; what has no name stays None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.core.values import Speaker, SpeakerName, Statement
from onrecord.reading.names import Name
from onrecord.reading.speakers_align import align
from onrecord.reading.speakers_sweep import Sweep
from onrecord.reading.speakers_writer import signatures

__all__ = ["AUTHOR", "Context", "main_speaker", "resolve"]

AUTHOR = "author"
"""Stands for the writer of a text whom no by-line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known beside the text.

    Args:
        names: the article's names, for a comment.
        main: the article's main speaker: whom a comment's "he" may mean.
        author: who writes the text: by-line or commenter; None where "I" is to stay without a name.
    """

    names: tuple[Name, ...] = ()
    main: str | None = None
    author: SpeakerName = AUTHOR


def resolve(
    text: str, statements: Sequence[Statement], names: Sequence[Name], *, context: Context | None = None
) -> tuple[tuple[SpeakerName, ...], tuple[Speaker, ...]]:
    """Find the speaker of every statement.

    Args:
        text: the article or the comment that the statements' spans point into.
        statements: in any order; their own ``speaker`` is not looked at.
        names: of :func:`onrecord.reading.names.find_names` for the same text.
        context: for a comment the article's names and the commenter; for an article its by-line.

    Returns:
        One speaker a statement, in the order given, and the names that speak, in the order of their first
        statement, with all places of ``text`` that name them. :data:`AUTHOR` and names that stand only in
        the context have no places in the text and are left out of the second.
    """
    context = context or Context()
    known = align(names, context.names) if context.names else tuple(names)
    main = next((name for name in context.names if name.name == context.main), None)
    if main and all(name.name != main.name for name in known):
        known = (*known, replace(main, mentions=()))
    signed = () if context.names else signatures(text, known)
    sweep = Sweep(text, known, main=context.main, author=context.author, signed=signed)
    speakers = sweep.speakers(statements)
    spoken = list(dict.fromkeys(_each(speakers)))
    mentions = {name.name: name.mentions for name in known}
    return speakers, tuple(Speaker(name=n, mentions=mentions[n]) for n in spoken if mentions.get(n))


def main_speaker(speakers: Iterable[SpeakerName]) -> str | None:
    """Find the name that speaks most often; of several the first; None where nobody does.

    >>> main_speaker(["Ada Quill", None, ("Ada Quill", "Bo Tern")])
    'Ada Quill'
    """
    counts = Counter(name for name in _each(speakers) if name != AUTHOR)
    return counts.most_common(1)[0][0] if counts else None


def _each(speakers: Iterable[SpeakerName]) -> Iterable[str]:
    for speaker in speakers:
        if isinstance(speaker, str):
            yield speaker
        elif speaker:
            yield from speaker
