"""Where might a name stand? Runs of capitalised words, without the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.reading.names_joined import asks, before_role, day_in_name, joined, numbered
from onrecord.reading.names_lexicon import fold, is_first_name, roles, words
from onrecord.reading.names_nicknames import behind_nickname
from onrecord.reading.names_words import Intervals, Word, tokens

__all__ = ["Candidate", "scan"]

_CONNECTORS = frozenset(("of", "for", "on", "&"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TENS = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
_LONGEST_RUN = 16
_DETERMINERS = frozenset(("the", "a", "an", "i", "this", "that", "he", "she", "it", "we", "they", "you"))
_FINITE = re.compile(r",|\s(?:said|told|\w+ed|\w+s)\b")
_NO_SENTENCE_END = re.compile(r"[^.!?:;\n“”\"„«»‘•—–\-*|>]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of capitalised words.

    Args:
        words: as written, titles stripped.
        places: where each of them starts.
        start: of the first word, in code points.
        end: behind the last word.
        titles: folded words stripped from the front.
        opens: stands first in a sentence, where a capital says little.
        headline: stands in a line in which nearly every word has a capital.
        article: "the" stands before it.
        modifies: a lone first word before somebody's role, as in "Disaster agency spokeswoman Ada Quill".
    """

    words: tuple[str, ...]
    places: tuple[int, ...]
    start: int
    end: int
    titles: tuple[str, ...] = ()
    opens: bool = False
    headline: bool = False
    article: bool = False
    modifies: bool = False


def scan(text: str) -> tuple[list[Candidate], frozenset[str]]:
    """Every run of capitalised words that may be a name, in text order, and all words in lower case.

    >>> [c.words for c in scan("Yesterday Mayor Ada Quill met Prof. Rob van der Wijk of Orvane Bank.")[0]]
    [('Ada', 'Quill'), ('Rob', 'van', 'der', 'Wijk'), ('Orvane', 'Bank')]
    """
    every = [word for word in tokens(text) if not asks(text, word)]
    headlines = _headlines(text, every)
    found: list[Candidate] = []
    for first, last in _runs(text, every):
        run = every[first : last + 1]
        opens = _opens_sentence(text, every, first)
        in_headline = run[0].start in headlines
        before = fold(every[first - 1].text) if first and joined(text, every[first - 1], run[0]) else ""
        named = opens and (run[0].text == "I." or _is_will(text, run))
        candidate = _trim(run, opens and not named, in_headline, before == "the")
        if candidate:
            if candidate.opens and len(candidate.words) == 1:
                candidate = replace(candidate, modifies=before_role(text, every, last))
            found.append(candidate)
    return found, frozenset(word.text for word in every if word.text[0].islower())


def _runs(text: str, every: list[Word]) -> Iterator[tuple[int, int]]:
    """First and last index of every run: capitalised words, with what may stand between them."""
    index, size = 0, len(every)
    while index < size:
        if not every[index].capital or (_stops(every[index]) and not day_in_name(text, every, index)):
            index += 1
            continue
        first = last = index
        while last + 1 < size and last - first < _LONGEST_RUN:
            step = _next_part(text, every, first, last)
            if not step:
                break
            last = step
        if (
            last + 1 < size
            and every[last + 1].text in words("name_tails")
            and joined(text, every[last], every[last + 1])
        ):
            last += 1
        last += last + 1 < size and numbered(text, every[last], every[last + 1])
        index = last + 1
        while (
            first
            and every[first - 1].text in words("opening_particles")
            and joined(text, every[first - 1], every[first])
        ):
            first -= 1
        yield first, last


def _stops(word: Word) -> bool:
    return fold(word.text) in words("calendar") or not word.text[0].isalpha()


def _next_part(text: str, every: list[Word], first: int, last: int) -> int | None:
    """Find the index of the capitalised word that goes on with the run, None if it ends here."""
    if not joined(text, every[last], every[last + 1]) and not _ampersand(text, every, last):
        return _suffix(text, every, last) or behind_nickname(text, every, last)
    at = last + 1
    if every[at].capital:
        return None if _stops(every[at]) else at
    between = 0
    while (
        at < len(every)
        and between < 3
        and every[at].text in words("particles")
        and joined(text, every[at - 1], every[at])
    ):
        at += 1
        between += 1
    if not between:
        at = _connected(text, every, first, last) or len(every)
    if (
        at < len(every)
        and every[at].capital
        and not _stops(every[at])
        and joined(text, every[at - 1], every[at])
    ):
        return at
    return None


def _ampersand(text: str, every: list[Word], last: int) -> bool:
    gap = text[every[last].end : every[last + 1].start]
    return len(gap) < 6 and gap.strip() == "&" and every[last + 1].capital


def _suffix(text: str, every: list[Word], last: int) -> int | None:
    """Let "Smith, Jr." go on over its comma."""
    nxt = every[last + 1]
    if fold(nxt.text) in _SUFFIXES and text[every[last].end : nxt.start] in (", ", ","):
        return last + 1
    return None


def _connected(text: str, every: list[Word], first: int, last: int) -> int | None:
    """Index of the word behind "of", "for", "and" where they belong to an organisation's name."""
    link = every[last + 1].text
    at = last + 2
    if at >= len(every) or not joined(text, every[last], every[last + 1]):
        return None
    if link in _CONNECTORS:
        heads = {fold(w.text) for w in every[max(first, last - 4) : last + 1]}
        while every[at].text in ("the", "The", "a", "an") and at + 1 < len(every):
            at += 1
        return (
            at
            if heads & (words("org_words") | {"secretary", "speaker", "chief", "representatives"})
            else None
        )
    if link == "and" and _in_long_name(every, first, last) and not is_first_name(every[at].text):
        return at
    if (
        link == "and"
        and first == last
        and at + 1 < len(every)
        and fold(every[at + 1].text) in words("agencies")
    ):
        return at
    return None


def _in_long_name(every: list[Word], first: int, last: int) -> bool:
    """Tell whether it is "Agency for Bridges", where "and Roads" may go on."""
    run = [w.text for w in every[first : last + 1]]
    return ("of" in run or "for" in run) and any(fold(word) in words("long_named") for word in run)


def _opens_sentence(text: str, every: list[Word], index: int) -> bool:
    if not index:
        return True
    gap = text[every[index - 1].end : every[index].start]
    return not _NO_SENTENCE_END.fullmatch(gap)


def _is_will(text: str, run: list[Word]) -> bool:
    """Tell whether "Will Quill" or "May Quill" is a name: a question goes on with a verb's plain form."""
    return len(run) == 2 and run[0].text in ("Will", "May") and bool(_FINITE.match(text, run[1].end))


def _trim(run: list[Word], opens: bool, headline: bool, article: bool) -> Candidate | None:
    """Take titles and the sentence's first function words off the front of a run."""
    begin = 0
    titles: tuple[str, ...] = ()
    stripped = words("function_words") if opens else _DETERMINERS
    while begin < len(run) and fold(run[begin].text) in stripped and run[begin].text != "I.":
        article = fold(run[begin].text) == "the"
        begin += 1
    opens = opens and not begin
    cut = begin if headline else _behind_titles(run, begin)
    if cut > begin:
        titles = tuple(fold(w.text) for w in run[begin:cut])
        opens = article = False
    rest = run[cut:]
    while rest and _no_end(rest):
        rest = rest[:-1]
    if (
        not any(w.capital for w in rest)
        or (len(rest) == 1 and _says_nothing(rest[0], article))
        or _crowd(rest[-1])
    ):
        return None
    return Candidate(
        words=tuple(w.text for w in rest),
        places=tuple(w.start for w in rest),
        start=rest[0].start,
        end=rest[-1].end,
        titles=titles,
        opens=opens,
        headline=headline,
        article=article,
    )


def _no_end(run: list[Word]) -> bool:
    """Tell whether a name does not end so: with a word in lower case, or what an organisation has made."""
    last = fold(run[-1].text)
    if last in _DETERMINERS or (len(run) > 2 and last in words("behind_names") | {"poll", "survey"}):
        return True
    return not (run[-1].capital or last.isdigit() or run[-1].text in words("name_tails"))


def _crowd(word: Word) -> bool:
    """Tell whether it is "Senate Republicans": nobody's name."""
    folded = fold(word.text)
    return folded.endswith("s") and folded in words("not_names") and not word.text.isupper()


def _says_nothing(word: Word, article: bool) -> bool:
    folded = fold(word.text)
    if article and folded in ("u.s", "u.k"):
        return False
    if article and word.text.isupper() and folded in words("groups"):  # a transcript's "THE COURT:"
        return True
    if folded.partition("-")[0] in _TENS:
        return True
    return folded in words("not_names") or folded in roles() or len(folded) < 2


def _behind_titles(run: list[Word], begin: int) -> int:
    """Find the index at which the name begins, behind the last title or role in a run."""
    cut = begin
    known = roles()
    for index in range(begin, len(run)):
        folded = fold(run[index].text)
        role = folded in known or (folded.split("-")[-1] in known and "-" in folded)
        if begin < index == len(run) - 1 and folded in words("outlets"):
            break  # "the Orvane Observer"
        if role and index - begin < 8 and not _belongs_to_name(run, cut, index):
            cut = index + 1
    if cut < len(run) and fold(run[cut].text) in ("of", "for", "on"):
        return _behind_complement(run, cut)
    organisation = any(fold(w.text) in words("org_words") for w in run[cut:])
    if cut >= len(run):
        all_roles = all(fold(w.text) in known or not w.capital for w in run[begin:])
        return cut if all_roles or len(run) - begin > 1 else begin
    return begin if organisation and cut > begin else cut


def _belongs_to_name(run: list[Word], begin: int, index: int) -> bool:
    """Tell whether a role's word is a first or last name here: "Dean Quill", "Ada King"."""
    if index == begin:
        return len(run) - begin == 2 and is_first_name(run[index].text)
    return index == len(run) - 1 and index - begin < 3 and is_first_name(run[index - 1].text)


def _behind_complement(run: list[Word], cut: int) -> int:
    """Find where the name begins behind "Secretary of State"."""
    begin = cut + 1
    while begin < len(run) and not run[begin].capital:
        begin += 1
    for index in range(begin + 1, len(run)):
        if is_first_name(run[index].text):
            return index
    return min(begin + 1, len(run)) if len(run) - begin > 1 else len(run)


def _headlines(text: str, every: list[Word]) -> Intervals:
    """Find lines of five words or more in which all but small words have a capital."""
    spans: list[tuple[int, int]] = []
    at = start = 0
    for line in text.splitlines(keepends=True):
        first, end = at, start + len(line)
        while at < len(every) and every[at].start < end:
            at += 1
        if at - first >= 5 and line.count(",") < 6 and _title_case(every[first:at]):
            spans.append((start, end))
        start = end
    return Intervals(spans)


def _title_case(line: list[Word]) -> bool:
    """Tell whether a line is set like a headline; one slip in ten words is forgiven."""
    long = [w for w in line if len(w.text) > 2 and w.text.casefold() not in words("headline_small")]
    low = sum(not w.capital and w.text[0].isalpha() for w in long)
    return len(long) >= 4 and low * 10 <= len(long)
