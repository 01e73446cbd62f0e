"""One walk over the text that resolves every source at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.names import Name
from onrecord.reading.names_lexicon import gender_of, words
from onrecord.reading.names_words import Intervals
from onrecord.reading.speakers_bearers import bearer, headed, named_below, named_next
from onrecord.reading.speakers_cast import Cast
from onrecord.reading.speakers_contents import Contents, place_of
from onrecord.reading.speakers_elided import shares_subject
from onrecord.reading.speakers_events import STATEMENT, Event, events
from onrecord.reading.speakers_groups import group_meant
from onrecord.reading.speakers_head import Head
from onrecord.reading.speakers_hearing import NAMELESS_GROUP, Hearing
from onrecord.reading.speakers_labels import Examiners, initialled
from onrecord.reading.speakers_letters import letter_before, quotes_letter
from onrecord.reading.speakers_namesakes import by_age
from onrecord.reading.speakers_relatives import antecedent
from onrecord.reading.speakers_running import Running
from onrecord.reading.speakers_salience import Memory, Referent
from onrecord.reading.speakers_source import analyse
from onrecord.reading.speakers_text import Sentences, quoted

__all__ = ["Sweep"]

_SPOKE, _CONTEXT = 120.0, 30.0
_STAFF = re.compile(
    r"an?\s+(?:[\w-]+\s+){0,3}?(?:spokes\w+|aide|official|lawyer|adviser)\s+(?:for|of|at|to|from)\b", re.I
)
_CAMPAIGN = re.compile(r"[\w. -]+['’]s? (?:[a-z-]+ ){0,2}campaign\b")
_SUBJECT_REACH = 40
_LETTER_REACH = 400
_WITNESS = Head("headed", noun="witness")


class Sweep:
    """Resolves the statements of one text.

    Args:
        text: article or comment.
        names: its names, aligned to the article's for a comment.
        main: name that "he" may mean before anybody else is named.
        author: whom "I" outside quotations means.
        signed: where signatures begin, in text order, and whom "I" above them means.
    """

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        *,
        main: str | None,
        author: SpeakerName,
        signed: Sequence[tuple[int, str]] = (),
    ) -> None:
        self._text = text
        self._author = author
        self._signed = signed
        self._quotations = quoted(text)
        self._sentences = Sentences(text, self._quotations)
        self._cast = Cast(text, names, self._quotations)
        self._memory = Memory()
        for number, name in enumerate(names):
            if name.name == main:
                self._memory.mention(self._cast.referents[number], sentence=0, weight=_CONTEXT)
        self._heard = Hearing(text, self._quotations, self._sentences, self._cast, self._memory)
        self._resolved: dict[int, tuple[int, ...] | None] = {}
        self._examiners = Examiners(text, self._cast)
        self._issuers: tuple[int, ...] | None = None

    def speakers(self, statements: Sequence[Statement]) -> tuple[SpeakerName, ...]:
        """One speaker a statement, in the order given."""
        heads = [self._head(statement) for statement in statements]
        numbers: list[tuple[int, ...] | None] = [None] * len(statements)
        for index, head in enumerate(heads):
            if head and head.kind == "named":
                numbers[index] = self._heads(statements[index], head)
                for number in numbers[index] or ():
                    self._cast.speaks(number)
        contents = Contents(statements)
        self._heard.spoken = Intervals(
            sorted(chain.from_iterable(s.content for s in statements if s.kind == "direct"))
        )
        for event in events(self._text, statements, self._cast):
            if event.kind == STATEMENT:
                self._resolve(event, heads[event.number], numbers, contents)
            else:
                self._heard.take(event)
        return self._named(statements, heads, numbers, contents)

    def _head(self, statement: Statement) -> Head | None:
        if not statement.source:
            return None
        span = self._cast.with_name(self._text, (statement.source[0][0], statement.source[-1][1]))
        mentions = self._cast.within(span) or self._cast.missed(self._text, span)
        head = initialled(self._text, span, self._cast) or analyse(self._text, span, mentions)
        letter = head.kind == "it" and quotes_letter(self._text, statement)
        return replace(head, kind="letter") if letter else head

    def _heads(self, statement: Statement, head: Head) -> tuple[int, ...] | None:
        """The names a source holds; "a spokeswoman for the operator, Quill Ferries" has none of her own."""
        span = statement.source[0][0], statement.source[-1][1]
        sibling = by_age(self._text, span, self._cast.number_at(head.places[0]), self._cast)
        if sibling is not None:
            return (sibling,)
        named = (self._cast.family(self._cast.number_at(place)) for place in head.places)
        numbers = tuple(dict.fromkeys(chain.from_iterable(named)))
        staff = _STAFF.match(self._text, statement.source[0][0], head.places[0])
        return None if staff and not any(self._cast.referents[n].person for n in numbers) else numbers

    def _resolve(
        self, event: Event, head: Head | None, numbers: list[tuple[int, ...] | None], contents: Contents
    ) -> None:
        index, sentence = event.number, self._sentences.number(event.place)
        if head and numbers[index] is None:
            if event.place not in self._resolved:  # "Her sister called it …, and said …" means one
                self._resolved[event.place] = self._meaning(head, sentence, index, numbers, contents)
            numbers[index] = self._resolved[event.place]
        if head and head.kind == "group" and not numbers[index]:
            self._memory.mention(NAMELESS_GROUP, sentence=sentence, weight=_SPOKE)
        if head and head.kind == "issued":
            return  # nobody is "he" or "they" because of a poll
        for number in numbers[index] or ():
            self._memory.mention(self._cast.referents[number], sentence=sentence, weight=_SPOKE)

    def _meaning(
        self,
        head: Head,
        sentence: int,
        index: int,
        numbers: list[tuple[int, ...] | None],
        contents: Contents,
    ) -> tuple[int, ...] | None:
        """Find the names that a source without a name of its own means."""
        place = head.places[0] if head.places else 0
        if head.kind == "issued":
            if head.places:
                self._issuers = tuple(dict.fromkeys(map(self._issuer, head.places)))
            return self._issuers
        if head.kind == "campaign":
            return self._campaign(head, sentence)
        if head.kind == "who":
            return antecedent(self._text, place, self._cast, self._memory, sentence=sentence)
        if head.kind in ("they", "joined"):
            return self._they(place, sentence) if head.kind == "they" else self._joined(head)
        if head.kind == "he":
            outer = contents.around(place, index) if place in self._quotations else None
            banned = set(() if outer is None else numbers[outer] or ())
            referent = self._he(
                head, sentence, but=banned | self._cast.objects(self._text, place, self._sentences.end(place))
            )
        else:
            referent = self._one(head, sentence)
        return (referent.number,) if referent and referent.number is not None else None

    def _he(self, head: Head, sentence: int, but: set[int]) -> Referent | None:
        """Find whom "he" or "she" means, none of those in ``but``."""
        female = bool(head.words & {"she", "her", "hers", "herself"})
        referent = self._memory.person("f" if female else "m", sentence=sentence, but=but)
        self._heard.meant[head.places[0]] = referent
        return referent

    def _one(self, head: Head, sentence: int) -> Referent | None:
        """Find the one person or group that a noun or "it" means."""
        if head.kind == "answer":
            return headed(_WITNESS, self._cast) or self._cast.introduced(head.places[0])
        if head.kind == "question":
            number = self._examiners.at(head.places[0])
            return None if number is None else self._cast.referents[number]
        if head.kind == "letter":
            before = self._sentences.start(self._sentences.start(head.places[0]) - 1)
            verb = letter_before(self._text[max(before, head.places[0] - _LETTER_REACH) : head.places[0]])
            if verb in ("", "in"):
                return self._memory.person(None, sentence=sentence) if verb else None
        if head.kind == "role":
            meant = bearer(head, self._cast, self._memory, self._heard.nameless, sentence=sentence)
            return meant or named_next(self._text, head, self._cast)
        if head.kind == "headed":
            return headed(head, self._cast)
        if head.kind == "new":
            return named_below(self._text, head, self._cast)
        if head.kind == "kin":
            return self._kin(head, sentence)
        return (
            group_meant(head, self._cast, self._memory, sentence=sentence)
            if head.kind in ("group", "it", "letter")
            else None
        )

    def _joined(self, head: Head) -> tuple[int, ...] | None:
        """Find the names that "the two" or "the agencies" means; two people need not be joined."""
        lists = self._cast.groups if head.noun in words("groups") else self._cast.people
        called = self._cast.by_role.get(head.noun, frozenset())
        if len(called) == head.size > 0:
            return tuple(sorted(called))
        found = lists.before(head.places[0], head.size)
        members = found.members[-head.size :] if found else ()
        if not members and head.size == 2 and lists is self._cast.people and head.noun not in words("kin"):
            members = tuple(self._memory.latest_people(2))
        gender = gender_of(head.noun)
        fits = len(members) > 1 and all(
            not gender or self._cast.referents[number].agrees(gender) for number in members
        )
        return members if fits else None

    def _they(self, place: int, sentence: int) -> tuple[int, ...] | None:
        """Find the people joined as the subject of this sentence or the last."""
        found = self._cast.people.before(place)
        if found is None or self._sentences.number(found.start) < sentence - 1:
            return None
        opens = found.start - self._sentences.start(found.start) < _SUBJECT_REACH
        said = (found.start in self._quotations) != (place in self._quotations)
        return found.members if opens and not said else None

    def _campaign(self, head: Head, sentence: int) -> tuple[int, ...] | None:
        """Find "Quill campaign" among the names for "Quill's campaign" and "her campaign"."""
        female = "her" in head.words
        if head.words & {"his", "her"}:
            owner = self._memory.person("f" if female else "m", sentence=sentence)
            number = owner.number if owner else None
        else:
            number = self._cast.number_at(head.places[0])
        campaign = None if number is None else self._cast.campaign_of(number)
        return None if campaign is None else (campaign,)

    def _issuer(self, start: int) -> int:
        """The name that begins at a place; its campaign in "an ad from Quill's new campaign"."""
        number = self._cast.number_at(start)
        campaign = self._cast.campaign_of(number) if _CAMPAIGN.match(self._text, start) else None
        return number if campaign is None else campaign

    def _kin(self, head: Head, sentence: int) -> Referent | None:
        """Find who is "his eldest daughter" or "Quill's daughter"."""
        if head.noun:
            return self._cast.relative(self._cast.number_at(head.places[0]), head.noun)
        owner = "her" if "her" in head.words else "his"
        noun = next(iter(head.words & words("kin")))
        return self._heard.relative(owner, noun, sentence)

    def _named(
        self,
        statements: Sequence[Statement],
        heads: list[Head | None],
        numbers: list[tuple[int, ...] | None],
        contents: Contents,
    ) -> tuple[SpeakerName, ...]:
        """Numbers become names; then "I" and quotations without a source get the one quoted."""
        found: list[SpeakerName] = [self._spelled(each) for each in numbers]
        order = sorted(range(len(statements)), key=lambda i: place_of(statements[i]))
        running = Running(self._text)
        subject: tuple[int, SpeakerName] = (-1, None)
        for index in order:
            head, statement = heads[index], statements[index]
            if head and head.kind in ("i", "we"):
                found[index] = self._first_person(head.places[0], index, found, contents, running.speaker)
            elif head is None and (not statement.cue or statement.kind == "direct"):
                found[index] = running.takes(statement)
            elif head is None and self._sentences.number(place_of(statement)) == subject[0]:
                found[index] = subject[1] if shares_subject(self._text, place_of(statement)) else None
            if statement.source:
                subject = self._sentences.number(place_of(statement)), found[index]
                running.hear(statement, found[index])
        return tuple(found)

    def _first_person(
        self, place: int, index: int, found: list[SpeakerName], contents: Contents, running: SpeakerName
    ) -> SpeakerName:
        stretch = self._quotations.at(place)
        if stretch is None:
            below = bisect_right(self._signed, place, key=itemgetter(0))
            return self._signed[below][1] if below < len(self._signed) else self._author
        outer = contents.around(place, index)
        if outer is None:
            outer = contents.touching(stretch, index)
        return running if outer is None else found[outer]

    def _spelled(self, numbers: tuple[int, ...] | None) -> SpeakerName:
        if not numbers:
            return None
        names = [self._cast.names[number].name for number in numbers]
        return names[0] if len(names) == 1 else tuple(names)
