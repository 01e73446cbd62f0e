"""One page that shows everything the command line has to show."""

import pytest

from onrecord.core.values import Civility, Comment, Page, Source, Spans, Speaker, Statement, UncivilWords

ARTICLE = (
    "The clinic in Ostrey closes.\n"
    "“We are out of beds,” said Nora Falk, “and of staff.” "
    "Falk told the council that “one bed” stood empty.\n"
    "As reported by the Ostrey Bell, she did not say when."
)
FIRST = "Nurse Falk said it is the roof. <b>The roof!</b>"
SECOND = "@Heron you fool"


def at(text: str, *pieces: str) -> Spans:
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


@pytest.fixture
def page() -> Page:
    surname = ARTICLE.index("Falk told")
    direct = Statement(
        id="a",
        kind="direct",
        type="assertion",
        source=at(ARTICLE, "Nora Falk"),
        cue=at(ARTICLE, "said"),
        content=at(ARTICLE, "“We are out of beds,”", "“and of staff.”"),
        speaker="Nora Falk",
        confidence=0.97,
    )
    mixed = Statement(
        id="b",
        kind="mixed",
        type="belief",
        source=((surname, surname + len("Falk")),),
        cue=at(ARTICLE, "told"),
        content=at(ARTICLE, "that “one bed” stood empty"),
        to=at(ARTICLE, "the council"),
        speaker=("Nora Falk", "Ole Brandt"),
        confidence=0.5,
    )
    negated = Statement(
        id="c",
        kind="indirect",
        type="assertion",
        source=at(ARTICLE, "she"),
        cue=at(ARTICLE, "say"),
        content=at(ARTICLE, "when"),
        via=at(ARTICLE, "the Ostrey Bell"),
        negated=True,
        confidence=0.2,
    )
    reported = Statement(
        id="d",
        kind="indirect",
        type="assertion",
        source=at(FIRST, "Nurse Falk"),
        cue=at(FIRST, "said"),
        content=at(FIRST, "it is the roof"),
        speaker="Nora Falk",
        confidence=0.8,
    )
    return Page(
        id="page-1",
        source=Source(name="clinic.html", sha256="0f" * 32, captured="2031-01-02T03:04:05Z"),
        model="fake",
        url="https://bell.example/clinic",
        title="Clinic closes <today>",
        outlet="The Ostrey Bell",
        authors=("Ida Mohr", "Per Lind"),
        published="2031-01-02",
        language="en",
        notices=("the encoding was guessed",),
        text=ARTICLE,
        article=(0, len(ARTICLE)),
        statements=(direct, mixed, negated),
        speakers=(Speaker(name="Nora Falk", mentions=at(ARTICLE, "Nora Falk")),),
        shown_comment_count=3,
        comments=(
            Comment(n=1, author="Heron", date_iso="2031-01-03T09:00", text=FIRST, statements=(reported,)),
            Comment(
                n=2,
                parent=1,
                parent_inferred=True,
                author="Tern",
                author_inferred=True,
                text=SECOND,
                civility=Civility(uncivil=0.9, words=(UncivilWords(span=(11, 15), kind="insult"),)),
            ),
        ),
    )
