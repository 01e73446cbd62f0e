"""Statements of a text, as words: cues first, then the pass of each cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.confidence import signals
from onrecord.reading.network import CueScores, Network, Vectors
from onrecord.reading.tags import RELAY_TAGS, TAGS
from onrecord.reading.viterbi import best_tags
from onrecord.reading.windows import cut_windows, reach, split_pieces, statement_ends, words_around
from onrecord.reading.words import BREAK, Words, sentences

__all__ = ["Found", "article_vectors", "cue_scores", "find_statements", "told_once"]

CUE_CHANCE: Final = 0.3
"""A word less likely than this to begin a cue gets no pass."""

GOES_ON: Final = 0.4
"""A cue goes on over words at least this likely to."""

VALID: Final = 0.2
"""A cue less likely than this to hold is not looked at further."""

RELAY: Final = 0.7
"""A word at least this likely to be addressee or medium is …"""

RELAY_EDGE: Final = 0.2
"""… and so are the words beside it that are at least this likely."""

NO_MEDIUM: Final = 0.03
"""A word less likely than this to be a medium is none, whatever grammar says."""

TOLD: Final = 0.6
"""A statement is left out when surer ones have this share of its words: annotators give no word to two."""

_STRETCH: Final = 2000
"""Words whose vectors are kept before their cues' passes run together."""

_TOGETHER: Final = 8
"""Cues whose passes run at once: as many as fit a processor's cache."""

_CONTENT: Final = TAGS.index("B-content")


@dataclass(frozen=True, slots=True)
class Found:
    """One statement over the words of a text.

    Args:
        cue: first word and one past the last.
        source: words of the source, in order.
        content: words of the content, in order.
        to: words of the addressee.
        via: words of the mediums.
        type: index into TYPES.
        negated: whether the text says it was not said.
        signals: what its confidence comes from, one for each of SIGNALS.
        confidence: probability that it is attributed right.
        maybe_via: words that the network does not rule out as mediums; None where it was not asked.
        spoken: whether layout stands for quotation marks: a turn, a signed post, what a dash opens.
    """

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]
    to: tuple[int, ...]
    via: tuple[int, ...]
    type: int
    negated: bool
    signals: tuple[float, ...]
    confidence: float
    maybe_via: frozenset[int] | None = None
    spoken: bool = False

    @classmethod
    def by_rule(
        cls,
        cue: tuple[int, int],
        source: Iterable[int],
        content: Iterable[int],
        *,
        confidence: float,
        spoken: bool = False,
    ) -> Found:
        """A statement that a rule makes: an assertion, with nothing but cue, source and content."""
        words = tuple(source), tuple(content)
        return cls(cue, *words, (), (), 0, False, (), confidence, spoken=spoken)


def find_statements(words: Words, network: Network, *, sure: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """Find the statements of a text.

    Memory does not grow with the text: vectors are kept only as long as a cue's pass may look at them.

    Args:
        words: the text's words.
        network: the trained network.
        sure: cues (first word and one past the last) that make a statement whatever their chances.
    """
    ends, sentence = statement_ends(words), sentences(words)
    found = [
        found
        for stretch in _stretches(words, network, sure)
        for found in _read_stretch(network, ends, sentence, *stretch)
    ]
    return told_once(found, {w for cue in sure for w in range(*cue)})


def told_once(found: list[Found], sure: set[int]) -> list[Found]:
    """Leave out statements whose words surer ones have: of 18,916 training statements 18 share any.

    Args:
        found: the statements.
        sure: words of cues that make a statement whatever others have its words.
    """
    told: set[int] = set()
    kept = []
    for f in sorted(found, key=lambda f: -f.confidence):
        if len(told.intersection(f.content)) < TOLD * len(f.content) or not sure.isdisjoint(range(*f.cue)):
            told.update(f.content)
            kept.append(f)
    return sorted(kept, key=lambda f: f.cue)


def article_vectors(words: Words, network: Network) -> Vectors:
    """Vectors of all words of a text at once, for measuring; reading keeps those of a stretch only."""
    pieces = split_pieces(words, network.splitter)
    return Vectors.joined([network.window(words, pieces, w) for w in cut_windows(words, pieces)])


def _stretches(
    words: Words, network: Network, sure: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Vectors, list[tuple[int, int]], list[tuple[int, int]]]]:
    """Pieces of the text to be read together: place of the first word, vectors, cues, those that are sure."""
    pieces = split_pieces(words, network.splitter)
    windows = cut_windows(words, pieces)
    start = done = 0
    kept: list[Vectors] = []
    for n, window in enumerate(windows, 1):
        kept.append(network.window(words, pieces, window))
        last = n == len(windows)
        if window.end - done < _STRETCH and not last:
            continue
        joined = Vectors.joined(kept)
        ready = window.end if last else window.end - network.right
        cues = _cues(words, joined.chances, start, done, ready)
        surely = [(a - start, b - start) for a, b in sure if done <= a < ready]
        yield start, joined, _with_sure(cues, surely), surely
        done = ready
        drop = max(0, done - network.left - start)
        kept = [joined.since(drop)]
        start += drop


def _cues(
    words: Words, chances: NDArray[np.float32], start: int, low: int, high: int
) -> list[tuple[int, int]]:
    """Cues that begin at the words ``low`` to ``high``, as places in a stretch that begins at ``start``."""
    cues: list[tuple[int, int]] = []
    free = low - start
    for i in np.flatnonzero(chances[: high - start, 0] >= CUE_CHANCE).tolist():
        if i < free or words.forms[start + i] == BREAK:
            continue
        end = i + 1
        while end < len(chances) and _goes_on(words, chances, start, end):
            end += 1
        cues.append((i, end))
        free = end
    return cues


def _with_sure(cues: list[tuple[int, int]], sure: list[tuple[int, int]]) -> list[tuple[int, int]]:
    all_cues = list(cues)
    for s in sure:  # of "has explained" and "explained" the first
        if not any(_overlap(s, cue) for cue in all_cues):
            all_cues.append(s)
    return sorted(all_cues)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _goes_on(words: Words, chances: NDArray[np.float32], start: int, at: int) -> bool:
    begins, goes_on = chances[at]
    return bool(goes_on >= GOES_ON and goes_on > begins) and words.forms[start + at] != BREAK


def _read_stretch(
    network: Network,
    ends: NDArray[np.int64],
    sentence: NDArray[np.int64],
    start: int,
    vectors: Vectors,
    cues: list[tuple[int, int]],
    sure: list[tuple[int, int]],
) -> Iterator[Found]:
    if not cues:
        return
    spans = np.array(cues, dtype=np.int64)
    scores, closed = cue_scores(network, vectors, spans, ends - start)
    asked = np.array([any(_overlap(cue, s) for s in sure) for cue in cues])
    likely = np.flatnonzero((scores.valid >= VALID) | asked)
    spans, scores, closed = spans[likely], scores[likely], closed[likely]
    places = spans[:, :1] + np.arange(-network.left, network.right)
    inside = np.clip(places + start, 0, len(sentence) - 1)
    far = sentence[inside] != sentence[spans[:, :1] + start]
    tags = best_tags(scores.tags, closed, far)
    rows = signals(scores.valid, vectors.chances[spans[:, 0], 0], scores.tags, tags, closed)
    confidence = network.calibration(rows)
    to = _around_peaks(scores.relay[:, :, 1], ~closed & (tags == 0))
    via = _around_peaks(scores.relay[:, :, 2], ~closed)
    for i in np.flatnonzero((confidence >= network.calibration.keep) | asked[likely]).tolist():
        at = places[i] + start
        content = at[tags[i] >= _CONTENT]
        if not len(content):
            continue
        yield Found(
            cue=(int(spans[i, 0]) + start, int(spans[i, 1]) + start),
            source=tuple(at[(tags[i] > 0) & (tags[i] < _CONTENT)].tolist()),
            content=tuple(content.tolist()),
            to=tuple(at[to[i]].tolist()),
            via=tuple(at[via[i]].tolist()),
            type=vectors.type_of(*spans[i].tolist()),
            negated=False,
            signals=tuple(rows[i].tolist()),
            confidence=float(confidence[i]),
            maybe_via=frozenset(at[scores.relay[i, :, 2] >= NO_MEDIUM].tolist()),
        )


def _around_peaks(chances: NDArray[np.float32], open_: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each cue the words above RELAY with the words above RELAY_EDGE that touch them."""
    chosen = (chances >= RELAY) & open_
    edge = (chances >= RELAY_EDGE) & open_
    for row, peak in np.argwhere(chosen).tolist():
        for way in (-1, 1):
            i = peak + way
            while 0 <= i < edge.shape[1] and edge[row, i] and not chosen[row, i]:
                chosen[row, i] = True
                i += way
    return chosen


def cue_scores(
    network: Network, vectors: Vectors, cues: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[CueScores, NDArray[np.bool_]]:
    """The passes of all cues of a stretch, those that reach about equally far together.

    Args:
        network: the trained network.
        vectors: of the stretch.
        cues: first and one past the last word of each in the stretch, (cues, 2).
        ends: where no statement goes on, likewise.

    Returns:
        The scores from ``left`` words before each cue on; and which of these words are closed to the
        statement: the cue's own and those it cannot reach, (cues, left + right).
    """
    left, width, none = network.left, network.left + network.right, len(vectors.vectors)
    far = reach(ends, cues[:, 0], left=left, right=network.right)
    tags = np.zeros((len(cues), width, len(TAGS)), dtype=np.float32)
    relay = np.zeros((len(cues), width, len(RELAY_TAGS)), dtype=np.float32)
    valid = np.zeros(len(cues), dtype=np.float32)
    closed = np.ones((len(cues), width), dtype=np.bool_)
    order = np.argsort(far[:, 1] - far[:, 0], kind="stable")
    for k in range(0, len(cues), _TOGETHER):
        some = order[k : k + _TOGETHER]
        scores = network.passes(vectors, cues[some], words_around(far[some], none))
        valid[some] = scores.valid
        for row, n in enumerate(some.tolist()):
            (start, end), (low, high) = cues[n].tolist(), (far[n] - cues[n, 0] + left).tolist()
            tags[n, low:high] = scores.tags[row, : high - low]
            relay[n, low:high] = scores.relay[row, : high - low]
            closed[n, low:high] = False
            closed[n, left : left + end - start] = True
    return CueScores(tags, relay, valid), closed
