"""A speaker across pages: an appearance is a name that speaks on a page, a person all that are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Appearance", "Identity", "Person", "Ruling", "Seen", "Why"]

Identity = Literal["same", "different", "unsure"]
"""What is judged of two appearances, or of a person and an item of Wikidata."""


class Seen(NamedTuple):
    """What a judge sees of an appearance.

    Args:
        id: made of the page and the name.
        name: as the page has it in full.
        address: whose versions are pages of one address.
        outlet: who published it; empty where that is not known.
        about: words beside the name, as :class:`Why` tells of them; empty where there are none.
        private: a commenter's.
    """

    id: str
    name: str
    address: str
    outlet: str
    about: str
    private: bool


class Why(NamedTuple):
    """A judgement of two appearances, and what it rests on.

    Args:
        verdict: one person, two, or not known.
        score: how likely it is one, between 0 and 1.
        reason: in words.
    """

    verdict: Identity
    score: float
    reason: str


class Ruling(NamedTuple):
    """What a judge made of an appearance.

    Args:
        person: the id of the appearance that stands for the person.
        other: the id of the appearance it was compared with; None where there was nothing to compare.
        why: what came of it; None with ``other``.
    """

    person: str
    other: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A name that speaks on a page, with what joins it to a person.

    Args:
        id: names it, and the person as well.
        name: in full, as the page has it.
        page: the page's id.
        address: the page's address.
        outlet: who published it.
        published: when; begins with YYYY-MM-DD.
        about: roles, organisations and places that stand beside the name.
        statements: how many of its statements stand on the page.
        other: the id of the appearance it was compared with.
        verdict: what the judge said of the two.
        score: how likely they are one person, between 0 and 1.
        reason: the verdict's reason in words.
        judge: which judge, and its version.
    """

    id: str
    name: str
    page: str
    address: str
    outlet: str | None = None
    published: str | None = None
    about: tuple[str, ...] = ()
    statements: int = 0
    other: str | None = None
    verdict: Identity | None = None
    score: float | None = None
    reason: str | None = None
    judge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is quoted, under all their names.

    Args:
        id: names the person; so do the ids of all the appearances.
        name: the one used most.
        names: the others.
        statements: how many.
        direct: how many of them in the person's own words throughout.
        mixed: how many in their own words in part.
        pages: on how many pages.
        outlets: of how many outlets.
        first: the first date known.
        last: the last one.
        qid: the item of Wikidata that the person is.
        private: a commenter, whom nothing joins to others but a person's word.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    statements: int = 0
    direct: int = 0
    mixed: int = 0
    pages: int = 0
    outlets: int = 0
    first: str | None = None
    last: str | None = None
    qid: str | None = None
    private: bool = False

    @property
    def direct_share(self) -> float:
        """Which part of the statements is direct, between 0 and 1."""
        return self.direct / self.statements if self.statements else 0.0
