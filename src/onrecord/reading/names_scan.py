"""Where might a name stand? Runs of capitalised words, without the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.reading.names_joined import (
    asks,
    before_role,
    day_in_name,
    joined,
    new_sentence,
    next_part,
    numbered,
    stops,
)
from onrecord.reading.names_lexicon import fold, is_first_name, roles, state, words
from onrecord.reading.names_words import Intervals, Word, tokens

__all__ = ["COURTESY", "Candidate", "scan"]

COURTESY = frozenset(("mr", "mrs", "ms", "miss"))

_TENS = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})? ?(?:\([\w ]{2,20}\) ?)?(?:--|[-–—]) ")
_JOINED = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Pre-tax" begins a sentence
_COMPOUND = re.compile(
    r"[\w-]+-(?:backed|based|born|bred|controlled|dominated|educated|funded|held|income|led|leaning|like|linked"
    r"|occupied|only|owned|raised|run|speaking|sponsored|style|supported|trained|wide)"
)
_AGAINST = re.compile(r"(?:Anti|Non|Pro)-\w+")
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
    every = tokens(text)
    if "\nQ. " in text:
        every = [word for word in every if not asks(text, word)]
    headlines = _headlines(text, every)
    found: list[Candidate] = []
    for first, last in _runs(text, every):
        run = every[first : last + 1]
        if _is_dateline(text, run) or _is_state(text, run):
            continue
        opens = _opens_sentence(text, every, first) or (first > 0 and new_sentence(every[first - 1], run[0]))
        in_headline = run[0].start in headlines
        before = fold(every[first - 1].text) if first and joined(text, every[first - 1], run[0]) else ""
        named = opens and (run[0].text == "I." or _is_will(text, run))
        article = before == "the" or (before in ("a", "an") and last > first)
        candidate = _trim(run, opens and not named, in_headline, article)
        if candidate:
            if candidate.opens and len(candidate.words) == 1:
                candidate = replace(candidate, modifies=before_role(text, every, last))
            found.append(candidate)
    return found, frozenset(word.text for word in every if word.text[0].islower())


def _runs(text: str, every: list[Word]) -> Iterator[tuple[int, int]]:
    """First and last index of every run: capitalised words, with what may stand between them."""
    index, size = 0, len(every)
    while index < size:
        if not every[index].capital or (stops(every[index]) and not day_in_name(text, every, index)):
            index += 1
            continue
        first = last = index
        while last + 1 < size and last - first < _LONGEST_RUN:
            step = next_part(text, every, first, last)
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


def _is_dateline(text: str, run: list[Word]) -> bool:
    """Tell whether it is the place of "QUILL CITY (ONR) - " before an article's first words."""
    start = run[0].start
    opens = not start or text[start - 1] == "\n"
    return opens and all(w.text.isupper() for w in run) and bool(_DATELINE.match(text, run[-1].end))


def _is_state(text: str, run: list[Word]) -> bool:
    """Tell whether it is what stands behind a town: "Orvane, Fla."."""
    start, end = run[0].start, run[-1].end
    return (
        text[end : end + 1] == "."
        and text.endswith(", ", 0, start)
        and state(run[0].text)[0] != fold(run[0].text)
    )


def _opens_sentence(text: str, every: list[Word], index: int) -> bool:
    if not index:
        return True
    gap = text[every[index - 1].end : every[index].start]
    return gap != " " and not _NO_SENTENCE_END.fullmatch(gap)


def _is_will(text: str, run: list[Word]) -> bool:
    """Tell whether "Will Quill" or "May Quill" is a name: a question goes on with a verb's plain form."""
    return len(run) == 2 and run[0].text in ("Will", "May") and bool(_FINITE.match(text, run[1].end))


def _trim(run: list[Word], opens: bool, headline: bool, article: bool) -> Candidate | None:
    """Take titles and the sentence's first function words off the front of a run."""
    begin = 0
    titles: tuple[str, ...] = ()
    while begin < len(run) and _opens_only(fold(run[begin].text), opens) and run[begin].text != "I.":
        article = fold(run[begin].text) == "the"
        begin += 1
    begin += _describing(run[begin:])
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
        or (len(rest) == 1 and _says_nothing(rest[0], article, opens))
        or (len(rest) > 1 and _all_common(rest))
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


def _opens_only(word: str, opens: bool) -> bool:
    """Tell whether a word before a name is none of its own."""
    return (word in words("function_words") or word in words("saying")) if opens else word in _DETERMINERS


def _describing(run: list[Word]) -> int:
    """Count the first words that only say what sort of thing it is: "Orvane-based", "PAC", "Anti-Quill"."""
    spelled = [word.text for word in run]
    if len(run) == 1 and _AGAINST.fullmatch(spelled[0]):
        return 1
    if len(run) > 1 and (spelled[0] == "PAC" or (spelled[0] == "Super" and spelled[1].startswith("PAC"))):
        return 1
    return max(
        (at + 1 for at, word in enumerate(spelled) if "-" in word and _COMPOUND.fullmatch(word)), default=0
    )


def _all_common(run: list[Word]) -> bool:
    """Tell whether it is "African American" or "FULL TEXT"."""
    return not is_first_name(run[0].text) and all(fold(w.text) in words("not_names") for w in run)


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


def _says_nothing(word: Word, article: bool, opens: bool) -> bool:
    folded = fold(word.text)
    if opens and _JOINED.fullmatch(word.text):
        return True
    if article and folded in ("u.s", "u.k"):
        return False
    if article and word.text.isupper() and folded in words("groups"):  # a transcript's "THE COURT:"
        return True
    if folded.partition("-")[0] in _TENS:
        return True
    nationality = folded.endswith(("-american", "-americans"))
    return nationality or folded in words("not_names") or len(folded) < 2


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
    person = cut < len(run) and is_first_name(run[cut].text)
    organisation = not person and any(fold(w.text) in words("org_words") for w in run[cut:])
    if cut >= len(run) and len(run) - begin == 2 and fold(run[begin].text) in COURTESY:
        return begin + 1  # "Mr. King"
    if cut >= len(run):
        all_roles = all(fold(w.text) in known or not w.capital for w in run[begin:])
        return cut if all_roles or len(run) - begin > 1 else begin
    return begin if organisation and cut > begin else cut


def _belongs_to_name(run: list[Word], begin: int, index: int) -> bool:
    """Tell whether a role's word is a first or last name here: "Dean Quill", "Ada King"."""
    if index == begin:
        return len(run) - begin == 2 and is_first_name(run[index].text)
    ends = index == len(run) - 1 or fold(run[index + 1].text) in words("function_words")  # "Ada King Now"
    first = index - 2 if index - begin == 2 and run[index - 1].text.endswith(".") else index - 1
    return ends and index - begin < 3 and is_first_name(run[first].text)


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
    small = words("headline_small")
    long = [w for w in line if len(w.text) > 2 and fold(w.text) not in small]
    low = [w for w in long if not w.capital and w.text[0].isalpha()]
    return len(long) >= 4 and len(low) * 10 <= len(long)
