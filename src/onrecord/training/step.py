"""One training step: a few articles through the network, and the losses of all its heads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from onrecord.reading.tags import LEFT, RIGHT, TAGS
from onrecord.reading.windows import Window, reach, statement_ends, words_around
from onrecord.reading.words import BREAK
from onrecord.training.data import Article, Gold
from onrecord.training.model import Network, PassOutput

if TYPE_CHECKING:
    from onrecord.training.teacher import Teacher

__all__ = ["Answer", "Lesson", "losses", "window_input", "word_states"]

Answer = tuple[Tensor, Tensor]
"""What a teacher's encoder says of an article's words: vectors, (words, width), and cue scores."""

_TOGETHER = 4
"""Windows that run at once; sorted by length, so that little of a batch is padding."""

_NEVER_A_CUE = 0.1
"""Words under this chance are not shown to the cue pass as false cues."""


_WORDS_A_CUE = 38
"""Words for each cue in PolNeAR's training articles."""

_WORDS_AT_ISSUE = 10
"""Words around a cue whose tags are in doubt: what its pass's losses are divided by."""

_GOLD = 0.3
"""Weight of the gold statements where there is a teacher, which has learnt them already."""

_NAMES = 0.1
"""Weight of the names that the encoder learns beside the cues."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    gold: Gold | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the passes of some cues see.

    Args:
        around: index of the words around each cue, ``words`` for none, (cues, reach).
        cues: first word and one past the last of each, (cues, 2).
        words: how many the article has.
    """

    around: Tensor
    cues: Tensor
    words: int

    def targets(self, tags: Sequence[Sequence[tuple[int, int]]]) -> Tensor:
        """The tag of each word around each cue, -1 for no word, (cues, reach).

        Args:
            tags: of each cue, words with a tag other than 0.
        """
        out = torch.zeros_like(self.around)
        for row, first, told in zip(out, self.around[:, 0].tolist(), tags, strict=True):
            for word, tag in told:
                if 0 <= word - first < len(row):
                    row[word - first] = tag
        return out.masked_fill_(self.around == self.words, -1)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one step learns from.

    Args:
        articles: its articles.
        teacher: whose answers count beside the gold ones.
        told: its answers, by article.
    """

    articles: Sequence[Article]
    teacher: Teacher | None = None
    told: Sequence[Answer] = ()


def losses(network: Network, lesson: Lesson, rng: random.Random) -> dict[str, Tensor]:
    """Losses of one step, by head.

    Args:
        network: in training mode.
        lesson: what it learns from.
        rng: chooses the false cues.
    """
    articles, teacher = lesson.articles, lesson.teacher
    # As many cues as so many words hold on average: every word weighs the same in every step.
    cues = sum(len(a.words) for a in articles) / _WORDS_A_CUE
    states = word_states(network, articles)
    total: dict[str, Tensor] = {}
    for i, (article, hidden) in enumerate(zip(articles, states, strict=True)):
        vectors, scores = network.encoder.heads(hidden)
        shown = _shown(article, scores, rng)
        seen = _seen(article, shown) if shown else None
        out = _passes(network, vectors, scores, seen) if seen else None
        part = _encoder_losses(network, article, hidden, scores, cues)
        if seen and out:
            part.update(_pass_losses(shown, seen, out, cues))
        if teacher:
            part = {name: value * _GOLD for name, value in part.items()}
            part.update(_taught_losses(teacher.network, lesson.told[i], scores, seen, out, cues))
        for name, value in part.items():
            total[name] = total.get(name, torch.zeros(())) + value
    if teacher:
        total["taught states"] = teacher.off(states, lesson.told) / cues
    return total


def word_states(network: Network, articles: Sequence[Article]) -> list[Tensor]:
    """Hidden states of every article's words, from all their windows, (words, hidden) each."""
    jobs = [(a, w) for a, article in enumerate(articles) for w in article.windows]
    jobs.sort(key=lambda job: _length(articles[job[0]], job[1]))
    states: dict[tuple[int, int], Tensor] = {}
    for i in range(0, len(jobs), _TOGETHER):
        group = jobs[i : i + _TOGETHER]
        rows = [window_input(articles[a], w) for a, w in group]
        longest = max(len(r[0]) for r in rows)
        ids, quotes, cases = (_padded([row[k] for row in rows], longest) for k in range(3))
        mask = torch.arange(longest)[None] < torch.tensor([len(r[0]) for r in rows])[:, None]
        hidden = network.encoder(ids, quotes, cases, None if bool(mask.all()) else mask)
        for (a, w), row, out in zip(group, rows, hidden, strict=True):
            states[a, w.start] = out[torch.from_numpy(row[3])]
    return [torch.cat([states[a, w.start] for w in article.windows]) for a, article in enumerate(articles)]


def window_input(
    article: Article, window: Window
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Piece ids, quotation states and cases of a window, and where its own words' first pieces stand."""
    pieces, words = article.pieces, article.words
    low, high = pieces.first[window.start], pieces.first[window.end]
    word = pieces.word[low:high]
    ids = np.concatenate([[pieces.cls], pieces.ids[low:high], [pieces.sep]])
    quotes = np.concatenate([[0], words.quotes[word], [0]])
    cases = np.concatenate([[5], words.cases[word], [5]])
    return ids, quotes, cases, pieces.first[window.start : window.end] - low + 1


def _padded(rows: Sequence[NDArray[np.int64]], length: int) -> Tensor:
    return torch.from_numpy(np.stack([np.pad(row, (0, length - len(row))) for row in rows]))


def _length(article: Article, window: Window) -> int:
    return int(article.pieces.first[window.end] - article.pieces.first[window.start])


def _encoder_losses(
    network: Network, article: Article, hidden: Tensor, scores: Tensor, cues: float
) -> dict[str, Tensor]:
    target = torch.from_numpy(article.cue_tags)
    part = {"cue": functional.cross_entropy(scores.float(), target, reduction="sum") / cues}
    if article.name_tags is not None:
        names = functional.cross_entropy(
            network.names(hidden).float(), torch.from_numpy(article.name_tags), reduction="sum"
        )
        part["names"] = names * (_NAMES / cues)
    return part


def _shown(article: Article, scores: Tensor, rng: random.Random) -> list[_Cue]:
    """The article's cues and some words that the network takes for cues."""
    chances = scores.detach().float().softmax(-1)[:, 1:]
    return [_Cue(g.start, g.end, g) for g in article.gold] + _false_cues(article, chances, rng)


def _passes(network: Network, vectors: Tensor, scores: Tensor, seen: _Seen) -> PassOutput:
    chances = scores.detach().float().softmax(-1)[:, 1:]
    out: PassOutput = network.cues(
        torch.cat([vectors, network.missing.to(vectors.dtype)]),
        torch.cat([chances, torch.zeros(1, 2)]),
        seen.around,
        seen.cues,
    )
    return out


def _pass_losses(shown: Sequence[_Cue], seen: _Seen, out: PassOutput, cues: float) -> dict[str, Tensor]:
    real = torch.tensor([c.gold is not None for c in shown])
    part = {
        "valid": functional.binary_cross_entropy_with_logits(out.valid.float(), real.float(), reduction="sum")
        / cues
    }
    kept = [c.gold for c in shown if c.gold is not None]
    if not kept:
        return part
    seen = _Seen(seen.around[real], seen.cues[real], seen.words)
    tags = seen.targets([g.tags for g in kept])
    part["tags"] = functional.cross_entropy(
        out.tags[real].float().reshape(-1, len(TAGS)), tags.reshape(-1), ignore_index=-1, reduction="sum"
    ) / (cues * _WORDS_AT_ISSUE)
    part.update(_label_losses(kept, seen, out.relay[real], out.types[real], out.negated[real]))
    return part


def _taught_losses(
    teacher: Network,
    told: Answer,
    scores: Tensor,
    seen: _Seen | None,
    out: PassOutput | None,
    cues: float,
) -> dict[str, Tensor]:
    """How far the answers are from the teacher's: of the words' cue tags and of what the cues' passes say."""
    vectors, wanted_scores = told
    with torch.no_grad():
        wanted = _passes(teacher, vectors, wanted_scores, seen) if seen else None
    part = {"taught cues": _divergence(scores, wanted_scores).sum() / cues}
    if seen and out and wanted:
        # The tags of a cue that the teacher refuses mean nothing.
        holds = wanted.valid.sigmoid()
        tags = (_divergence(out.tags, wanted.tags) * (seen.around < seen.words)).sum(-1)
        part["taught tags"] = (tags * holds).sum() / (cues * _WORDS_AT_ISSUE)
        part["taught valid"] = (
            functional.binary_cross_entropy_with_logits(out.valid.float(), holds, reduction="sum") / cues
        )
    return part


def _divergence(ours: Tensor, wanted: Tensor) -> Tensor:
    """Kullback-Leibler divergence of each word's tags."""
    return functional.kl_div(
        ours.float().log_softmax(-1), wanted.float().log_softmax(-1), reduction="none", log_target=True
    ).sum(-1)


def _label_losses(
    gold: Sequence[Gold], seen: _Seen, relay: Tensor, kind: Tensor, negated: Tensor
) -> dict[str, Tensor]:
    """Losses of the heads that only some articles have labels for."""
    rows = [i for i, g in enumerate(gold) if g.relay is not None]
    if not rows:
        return {}
    some = [gold[i] for i in rows]
    target = _Seen(seen.around[rows], seen.cues[rows], seen.words).targets([g.relay or () for g in some])
    part = {
        "relay": functional.cross_entropy(
            relay[rows].float().flatten(0, 1), target.flatten(), ignore_index=-1, reduction="sum"
        )
        / (len(rows) * 1.5),
        "negated": functional.binary_cross_entropy_with_logits(
            negated[rows].float(), torch.tensor([float(g.negated) for g in some])
        ),
    }
    typed = [i for i in rows if gold[i].type >= 0]
    if typed:
        part["type"] = functional.cross_entropy(
            kind[typed].float(), torch.tensor([gold[i].type for i in typed])
        )
    return part


def _seen(article: Article, shown: Sequence[_Cue]) -> _Seen:
    """The words that the pass of each cue sees, as reading has them."""
    cues = np.array([(c.start, c.end) for c in shown])
    words = len(article.words)
    ends = statement_ends(article.words)
    around = words_around(reach(ends, cues[:, 0], left=LEFT, right=RIGHT), words)
    return _Seen(torch.from_numpy(around), torch.from_numpy(cues), words)


def _false_cues(article: Article, chances: Tensor, rng: random.Random) -> list[_Cue]:
    """Words that the cue head now takes for cues and that are none: the cue pass learns to refuse them."""
    begins, goes_on = chances[:, 0].numpy(), chances[:, 1].numpy()
    found: list[_Cue] = []
    for start in np.flatnonzero((begins > _NEVER_A_CUE) & (article.cue_tags == 0)):
        if article.words.forms[start] == BREAK:
            continue
        end = int(start) + 1
        while end < len(begins) and goes_on[end] > 0.5 and article.cue_tags[end] == 0:
            end += 1
        found.append(_Cue(int(start), end, None))
    most = len(article.gold) // 2 + 4
    return found if len(found) <= most else rng.sample(found, most)
