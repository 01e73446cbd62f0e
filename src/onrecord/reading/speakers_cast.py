"""The names of a page as the resolver uses them: by place, by role, with a gender where the text tells it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.core.values import Span
from onrecord.reading.names import Name
from onrecord.reading.names_beside import is_where
from onrecord.reading.names_lexicon import Gender, also_called, fold, gender_of, is_place, words
from onrecord.reading.names_merge import last_name
from onrecord.reading.names_words import Intervals
from onrecord.reading.speakers_lists import Lists
from onrecord.reading.speakers_salience import Referent
from onrecord.reading.speakers_text import nameless_people, pronouns

__all__ = ["Cast"]

_VOTE_REACH = 200
_MOST_BEARERS = 64
_LEAD = 600
_AGE = re.compile(r",\s\d{1,3}(?=[,.;]|\s(?:from|of|said|who)\b)")
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|first|second|last)\s+$", re.IGNORECASE)
_STATE = re.compile(r", ([A-Z][\w.]+)")
_MEANS = re.compile(
    r"\b(?:(?:interviewed|obtained|polled|quoted|reported|reviewed|seen|surveyed) by"
    r"|(?:post|posted|posting|replied|said|shared|video|writing|written|wrote) on|via)\s+$"
)
_MEANS_REACH = 16
_TITLE_END = re.compile(r"\.?\s")
_CLAUSE = re.compile(
    r"s?he\b(?:(?!\b(?:after|as|because|before|how|if|since|that|wh\w+)\b)[^,;:()“”\"\n!?]){1,160}",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s[a-z]+")
_CAPITAL = re.compile(r"[^\W\d_]\w+(?=[^\w-]|$)")


class Cast:
    """Names with their mentions in text order."""

    def __init__(self, text: str, names: Sequence[Name], quotations: Intervals) -> None:
        self.names = tuple(names)
        places = sorted((span, number) for number, name in enumerate(names) for span in name.mentions)
        self.mentions: list[Span] = [span for span, _ in places]
        self.numbers: list[int] = [number for _, number in places]
        self._starts = [start for start, _ in self.mentions]
        self._extra: dict[int, int] = {}
        self._introduced: list[tuple[int, int]] | None = None
        self._by_last = {
            _last(name): number
            for number, name in enumerate(names)
            if name.kind == "person" and " " in name.name
        }
        self._words = {word for name in names for word in fold(name.name).split()}
        self._namesakes: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            same = self._namesakes[_last(name)] if name.kind != "other" and " " in name.name else None
            if same is not None and len(same) < _MOST_BEARERS:
                same.append(number)
        self.by_initials: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            if name.kind != "other":
                self.by_initials["".join(word[0] for word in name.name.split()).upper()].append(number)
        self._campaigns = {
            fold(name.name.split()[-2]): number
            for number, name in enumerate(names)
            if name.name.endswith(" campaign")
        }
        aged = zip(self.mentions, self.numbers, strict=True)
        self._aged = frozenset(number for (_, end), number in aged if _AGE.match(text, end))
        self._votes = self._voted(text, quotations)
        self.referents = [self._referent(number, self._gender(number)) for number in range(len(names))]
        others = {
            number
            for (start, _), number in zip(self.mentions, self.numbers, strict=True)
            if not _MEANS.search(text, max(0, start - _MEANS_REACH), start)
        }
        self.means = frozenset(self.numbers) - others
        """What is named only as a means: "polled by Quill Data", "wrote on Chirp"."""
        self.people = self._lists(text, people=True)
        self.groups = self._lists(text, people=False)
        self.by_role: dict[str, frozenset[int]] = self._roles(self._led(text))

    def within(self, span: Span) -> list[Span]:
        """Mentions that begin inside a span."""
        return self.mentions[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def with_name(self, text: str, span: Span) -> Span:
        """A source that ends before its name goes on with it: "Mrs | . Quill", "her brother | , Ada, who"."""
        behind = _TITLE_END.match(text, span[1])
        if behind and fold(text[slice(*span)].rpartition(" ")[2]) in words("titles"):
            name = self.within((behind.end(), behind.end() + 1))
        elif text.startswith(", ", span[1]) and " " in text[slice(*span)] and not self.within(span):
            name = [m for m in self.within((span[1] + 2, span[1] + 3)) if text[m[1] : m[1] + 1] in (",", ".")]
        else:
            name = []
        return (span[0], name[0][1]) if name else span

    def missed(self, text: str, span: Span) -> list[Span]:
        """Find a known last name that opens a source where its capital told nothing ("Will said")."""
        word = _CAPITAL.match(text, *span)
        word = word if word and word.group()[0].isupper() else None
        number = self._by_last.get(fold(word.group())) if word else None
        if word is None or number is None:
            return []
        self._extra[word.start()] = number
        return [word.span()]

    def introduced(self, place: int) -> Referent | None:
        """The person named most often before the first answer of an interview, of several the first."""
        if self._introduced is None:
            before = self.numbers[: bisect_left(self._starts, place)]
            people = [n for n in before if self.referents[n].person]
            self._introduced = Counter(people).most_common(1)
        return self.referents[self._introduced[0][0]] if self._introduced else None

    def modifies(self, text: str, place: int) -> bool:
        """Tell whether the mention at a place is no one's name but a noun's: "the Quill administration"."""
        index = bisect_left(self._starts, place)
        if index == len(self._starts) or self._starts[index] != place:
            return False
        return bool(_NOUN.match(text, self.mentions[index][1])) and bool(
            _ARTICLE.search(text, max(0, place - 24), place)
        )

    def objects(self, text: str, place: int, end: int) -> set[int]:
        """Names in the clause behind a "he" or "she", which is none of them: "he praised Quill"."""
        clause = _CLAUSE.match(text, place, end)
        if clause is None:
            return set()
        starts = (start for start, _ in self.within(clause.span()))
        return {self.number_at(s) for s in starts if not _ARTICLE.search(text, max(0, s - 24), s)}

    def ends_before(self, text: str, place: int) -> bool:
        """Tell whether a name and a comma stand right before a place: "Ada Quill, a tax lawyer"."""
        index = bisect_left(self._starts, place) - 1
        return index >= 0 and text[self.mentions[index][1] : place] == ", "

    def proper(self, number: int) -> frozenset[str]:
        """Words said of somebody that stand in other names on the page, or are places."""
        own = set(fold(self.names[number].name).split())
        return frozenset(w for w in self.names[number].said_of - own if w in self._words or is_place(w))

    def relative(self, number: int, noun: str) -> Referent | None:
        """The one person called so; else the one of a person's last name; their gender must agree."""
        for pool in (self.by_role.get(noun, ()), self._namesakes[_last(self.names[number])]):
            others = [self.referents[n] for n in pool if n != number]
            kin = [r for r in others if r.agrees(gender_of(noun))]
            if len(kin) == 1:
                return kin[0]
        return None

    def family(self, number: int) -> tuple[int, ...]:
        """The two people of "the Quills", named most often; else the name itself."""
        name = self.names[number].name
        pool = self._namesakes.get(fold(name.removesuffix("s")), []) if name.endswith("s") else []
        people = [n for n in pool if self.names[n].kind != "other"]
        people = sorted(people, key=lambda n: -len(self.names[n].mentions))[:2]
        return tuple(people) if len(people) == 2 else (number,)

    def namesakes(self, number: int) -> list[int]:
        """The people of one last name whom the page gives a first name too."""
        return self._namesakes.get(_last(self.names[number]), [])

    def campaign_of(self, number: int) -> int | None:
        """Find the name that is a person's last name and "campaign"."""
        return self._campaigns.get(_last(self.names[number]))

    def number_at(self, start: int) -> int:
        """Give the name whose mention begins at a place."""
        if start in self._extra:
            return self._extra[start]
        return self.numbers[bisect_left(self._starts, start)]

    def is_person(self, index: int) -> bool:
        """Tell whether a mention, given by its index, surely names a person."""
        return self.referents[self.numbers[index]].person is True

    def before(self, place: int) -> int | None:
        """Index of the last mention that begins before a place."""
        index = bisect_left(self._starts, place) - 1
        return index if index >= 0 else None

    def speaks(self, number: int) -> None:
        """A name that is no known place and speaks is a person's if "he" or "she" stands close to it once."""
        if self.referents[number].person is None and self.names[number].name.istitle():
            self.referents[number] = self._referent(number, self._gender(number, lead=1))

    def _lists(self, text: str, *, people: bool) -> Lists:
        """Where the page joins people, or what is no person."""
        both = zip(self.mentions, self.numbers, strict=True)
        fitting = [(m, n) for m, n in both if (self.referents[n].person is True) == people]
        return Lists(text, [m for m, _ in fitting], [n for _, n in fitting])

    def _referent(self, number: int, voted: Gender | None) -> Referent:
        name = self.names[number]
        person = {"person": True, "other": False, "unknown": None}[name.kind]
        kin = name.roles & words("kin")
        if person is None and (voted or kin or number in self._aged or (name.roles and " " in name.name)):
            person = True
        told = next((gender for noun in sorted(kin) if (gender := gender_of(noun))), None)
        return Referent(number, person, name.gender or told or voted)

    def _voted(self, text: str, quotations: Intervals) -> dict[int, Counter[Gender]]:
        """Count each close "he" and "she" for names of which nothing else tells a gender."""
        votes: defaultdict[int, Counter[Gender]] = defaultdict(Counter)
        inside = Counter(
            number
            for (start, end), number in zip(self.mentions, self.numbers, strict=True)
            if is_where(text, start) or _before_state(text, end)
        )
        for place, gender, _ in pronouns(text):
            index = bisect_right(self._starts, place) - 1
            if place in quotations or index < 0 or place - self._starts[index] > _VOTE_REACH:
                continue
            number = self.numbers[index]
            name = self.names[number]
            somewhere = name.kind == "unknown" and inside[number] * 2 >= len(name.mentions)
            if name.gender is None and name.kind != "other" and not somewhere:
                votes[number]["m" if gender == "m" else "f"] += 1
        return dict(votes)

    def _gender(self, number: int, *, lead: int = 2) -> Gender | None:
        """The one with most votes: with one more than the other for people, for others with some more."""
        ranked = self._votes.get(number, Counter()).most_common()
        needed = 1 if self.names[number].kind == "person" else lead
        others = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked and ranked[0][1] - others >= needed else None

    def _led(self, text: str) -> tuple[str, int] | None:
        """Who is "A surgeon who …" in the lead: whom the page first names with an age, "Ada Quill, 47,"."""
        opening = next(nameless_people(text[:_LEAD]), None)
        if (
            opening is None
            or not text.startswith(("A", "An"), opening[0])
            or text[: opening[0]].rstrip(" ")[-1:] not in ("", "\n")
        ):
            return None
        for (start, end), number in zip(self.mentions, self.numbers, strict=True):
            if (
                start > opening[1]
                and _AGE.match(text, end)
                and self.referents[number].agrees(gender_of(opening[2]))
            ):
                return opening[2], number
        return None

    def _roles(self, led: tuple[str, int] | None) -> dict[str, frozenset[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        if led:
            found[led[0]].add(led[1])
        for number, name in enumerate(self.names):
            for role in name.roles if name.kind != "other" else ():
                for called in {role, *also_called(role)}:
                    if len(found[called]) < _MOST_BEARERS:
                        found[called].add(number)
        return {role: frozenset(numbers) for role, numbers in found.items()}


def _before_state(text: str, end: int) -> bool:
    """Tell whether a name is a town's: "Orvane, Fla."."""
    behind = _STATE.match(text, end)
    return behind is not None and is_place(behind.group(1))


def _last(name: Name) -> str:
    return last_name(tuple(fold(word) for word in name.name.split()))
