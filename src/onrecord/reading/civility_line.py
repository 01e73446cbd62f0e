"""A comment as the plain line that the rules of civility are looked for in, each word with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from onrecord.core.values import Span

__all__ = ["NAME", "QUOTED", "Line", "plain_line"]

NAME: Final = "NAME"
QUOTED: Final = "QUOTED"

_TOKEN = re.compile(
    r"(?P<spaced>\b[^\W\d_](?:[. ][^\W\d_]\b){3,})"  # f.u.c.k
    r"|(?P<word>(?:(?<!\w)[@$](?=\w))?[^\W_](?:[\w'’@$!*#-]*[\w*@$])?)"
    r"|(?P<emoji>[\U0001F300-\U0001FAFF])"
    r"|(?P<mark>[.,;:?!()\n]|[–—])"
)
_PART = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTATION = re.compile(
    r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|\"[^\"\n]*\"|(?<!\w)[‘'][^‘’'\n]{2,}(?:[’']\w[^‘’'\n]*)*[’'](?!\w)"
)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ENDS: Final = ".?!"

_CONTRACTED: Final = {
    "cannot": "can not", "won't": "will not", "can't": "can not", "shan't": "shall not",
    "ain't": "is not", "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "have to",
    "u": "you", "ur": "your", "youre": "you are", "ya": "you", "im": "i am", "dont": "do not",
    "doesnt": "does not", "isnt": "is not", "cant": "can not", "wont": "will not", "theyre": "they are",
    "r": "are", "y'all": "you all", "yall": "you all", "em": "them", "'em": "them", "lil": "little",
    "hes": "he is", "shes": "she is", "thats": "that is", "whos": "who is", "ppl": "people",
    "urself": "yourself", "arent": "are not", "yourselves": "yourself", "shouldnt": "should not",
    "didnt": "did not", "tho": "though", "yr": "your", "ye": "you", "yous": "you", "youse": "you",
    "someones": "someone is", "dis": "this",
}  # fmt: skip
_ENDINGS: Final = {
    "n't": "not",
    "'re": "are",
    "'m": "am",
    "'ll": "will",
    "'d": "would",
    "'ve": "have",
    "'s": "'s",
}
_ABBREVIATED: Final = frozenset({"mr", "mrs", "ms", "dr", "st", "prof", "sen", "rep", "gov", "sr", "jr"})
# Before these a capital letter is no name's: "you Idiot", "such a Liar".
_BEFORE_NOUNS: Final = frozenset(
    {"a", "an", "you", "such", "these", "those", "of", "absolute", "complete", "are"}
)
_OPENERS: Final = frozenset(
    "the a an i my our your his her their this that these those what who why how when where if and "  # noqa: SIM905
    "but so as in on at to of for from with by no not yes all some only typical dear is are was do "
    "does did can it he she we they you there here then thank thanks well oh trust another imagine "
    "such".split()
)
# "ur a clown", "your such a liar", "ur trash!", but "ur brain".
_ARE_BEFORE: Final = frozenset(
    "a an the so such just not all too literally actually being really still always only both nothing".split()  # noqa: SIM905
)
_MASKS: Final = str.maketrans("01345@$!", "oieasasi")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A comment's words in plain form, one blank between.

    Args:
        text: the line. Small letters; ``NAME`` for a name, ``QUOTED`` for a word between quotation marks;
            marks as words of their own: a comma for what parts, one of ``.?!`` for what ends a sentence.
        starts: where in the line each word begins.
        places: where in the comment each word stands.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the comment of a stretch of the line that begins and ends with words."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.places[first][0], self.places[last][1]

    def sentence(self, end: int) -> str:
        """What stands before an offset of the line in the same sentence."""
        start = max(self.text.rfind(f" {mark} ", 0, end) for mark in _ENDS)
        return self.text[start + 1 : end].lstrip(_ENDS).lstrip() if start >= 0 else self.text[:end]


def plain_line(
    text: str,
    *,
    quoted: Iterable[Span] = (),
    unmask: Callable[[str], str | None] = lambda _: None,
    kept: Callable[[str], bool] = lambda _: False,
    marks: Mapping[str, str] = MappingProxyType({}),
) -> Line:
    r"""Write a comment as a plain line.

    Args:
        text: the comment's.
        quoted: places known to be quoted, beside those between quotation marks.
        unmask: gives the word that a masked one or an emoji stands for, if it is one: "sh*t".
        kept: whether a word stays itself though it has a capital letter.
        marks: what is written after a word.

    >>> plain_line("You're no \"fool\", Mr. Crook!").text
    'you are no QUOTED , NAME NAME !'
    """
    inside = sorted([*quoted, *(m.span() for p in (_QUOTATION, _QUOTED_LINE) for m in p.finditer(text))])
    shown: list[_Word] = []
    for sentence in _sentences(_words(text, unmask)):
        shown += _named(sentence, kept)
    out: list[str] = []
    starts, places = [], []
    at = 0
    for word in shown:
        hidden = any(start <= word.start < end for start, end in inside) and word.text[0] not in ",.?!"
        form = QUOTED if hidden else word.text
        for part in form.split():
            out.append(part + marks.get(part, ""))
            starts.append(at)
            places.append((word.start, word.end))
            at += len(out[-1]) + 1
    return Line(" ".join(out), tuple(starts), tuple(places))


def _words(text: str, unmask: Callable[[str], str | None]) -> Iterator[_Word]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["emoji"]:
            known = unmask(word := match[0])
            if known:
                yield _Word(known, start, end)
            continue
        if match["mark"]:
            mark = match["mark"]
            yield _Word("." if mark == "\n" else mark if mark in _ENDS else ",", start, end)
            continue
        word = match[0]
        if match["spaced"]:
            found = unmask(re.sub("[. ]", "", word).lower())
            if found:
                yield _Word(found, start, end)
                continue
        elif not word.isalpha() and re.search(r"[\d@$!*#]|--", word):
            found = unmask(word.lower())
            if found:
                yield _Word(found, start, end)
                continue
        for part in _PART.finditer(word):
            yield _Word(part[0], start + part.start(), start + part.end())


def _sentences(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    sentence: list[_Word] = []
    for word in words:
        if word.text == "." and sentence and sentence[-1].text.lower() in _ABBREVIATED:
            continue
        sentence.append(word)
        if word.text in _ENDS:
            yield sentence
            sentence = []
    yield sentence


def _named(sentence: list[_Word], kept: Callable[[str], bool]) -> Iterator[_Word]:
    """The words of a sentence in small letters and written out, names replaced."""
    letters = [w.text for w in sentence if w.text.isalpha() and len(w.text) > 1]
    shouted = sum(w.isupper() for w in letters) * 2 > len(letters)
    for i, (word, start, end) in enumerate(sentence):
        low = word.lower().replace("’", "'")
        if not shouted and _is_name(sentence, i, kept):
            form = NAME + (" 's" if low.endswith("'s") else "")
        else:
            form = "you are" if _stands_for_are(sentence, i) else _plain(low)
        yield _Word(form, start, end)


def _is_name(sentence: list[_Word], i: int, kept: Callable[[str], bool]) -> bool:
    word = sentence[i].text
    low = word.lower().replace("’", "'").removesuffix("'s")
    if not word[0].isupper() or low.startswith("i'") or low == "i" or word.isupper() or kept(low):
        return False
    if i == 0 or sentence[i - 1].text in ",":
        after = sentence[i + 1].text if i + 1 < len(sentence) else ""
        named = after[:1].isupper() and after[1:2].islower() and not kept(after.lower())
        return named and low not in _OPENERS if i == 0 else True
    return sentence[i - 1].text.lower() not in _BEFORE_NOUNS


def _stands_for_are(sentence: list[_Word], i: int) -> bool:
    word, after = sentence[i].text.lower(), [w.text.lower() for w in sentence[i + 1 : i + 3]]
    if word not in ("ur", "your") or not after:
        return False
    return after[0] in _ARE_BEFORE or (
        word == "ur" and (len(after) == 1 or after[1] in (*",.?!", "and", "lol"))
    )


def _plain(low: str) -> str:
    if low in _CONTRACTED:
        return _CONTRACTED[low]
    for ending, written in _ENDINGS.items():
        if low.endswith(ending) and len(low) > len(ending):
            return f"{low[: -len(ending)]} {written}"
    # Drawn out for force: "sooo stupid", "fuuuck".
    return re.sub(r"(.)\1{2,}", r"\1", low)


def unmasked(word: str, lexicon: Sequence[str]) -> str | None:
    """The word of a lexicon that a masked one stands for.

    Args:
        word: in small letters.
        lexicon: the likeliest first.

    >>> unmasked("m0r0n", ["moron"]), unmasked("sh*t", ["shit"]), unmasked("f--k", ["fuck"])
    ('moron', 'shit', 'fuck')
    """
    plain = word.translate(_MASKS).replace("id10t", "idiot")
    if plain in lexicon:
        return plain
    starred = re.sub("--+", lambda dashes: "*" * len(dashes[0]), word).translate(_MASKS)
    if not word[0].isalpha() or not re.search(r"[*#]", starred):
        return None
    pattern = re.compile("".join("." if c in "*#" else re.escape(c) for c in starred))
    return next((known for known in lexicon if pattern.fullmatch(known)), None)
