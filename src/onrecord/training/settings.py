"""The recipe: every number that decides what comes out of a training."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what comes out of a training.

    Args:
        epochs: passes over the articles.
        rate: highest learning rate of the encoder.
        head_rate: highest learning rate of everything else.
        larger_layers: layers of MPNet that the larger network has.
        larger_fixed: how many of them, from below, do not learn.
        larger_epochs: its passes over the articles, as its pace is planned.
        larger_until: the pass after which it stops.
        larger_rate: highest learning rate of its encoder.
        larger_head_rate: highest learning rate of everything else in it.
        taught_epochs: passes of the narrower network.
        taught_looks: of them, those in which the articles are varied anew and the larger one answers.
        taught_rate: highest learning rate of its encoder.
        taught_head_rate: highest learning rate of everything else in it.
        encoder_heads: attention heads that the layers of its encoder keep together.
        units: units of their feed-forward parts that they keep on average.
        cue_heads: heads of its cue pass.
        cue_units: units of its cue pass.
        swapped: share of the words in place of which it is shown others.
        varied: chance that an article's marks, paragraphs or names are changed, each time it is seen.
        hidden: share of the words that are hidden, others each time.
        characters: characters of text a step, at least.
        average: share of the old average kept at each step.
        width: size of the word vectors of the cue pass.
        layers: transformer layers of the cue pass.
        heads: attention heads of each.
        inner: size of their feed-forward layers.
        left: words before a cue's first word that its pass sees when reading; no more than in training.
        right: words from a cue's first word on, likewise.
        seed: of weights, order and dropout.
        threads: processor threads; a teacher takes one of them, of two or more, while it answers.
        bfloat16: whether to multiply matrices in bfloat16; a gain on processors with AMX, a loss elsewhere.
    """

    epochs: int = 8
    rate: float = 3e-4
    head_rate: float = 1e-3
    larger_layers: int = 10
    larger_fixed: int = 4
    larger_epochs: int = 3
    larger_until: int = 2
    larger_rate: float = 1e-4
    larger_head_rate: float = 6e-4
    taught_epochs: int = 7
    taught_looks: int = 3
    taught_rate: float = 2.1e-4
    taught_head_rate: float = 7e-4
    encoder_heads: int = 38
    units: int = 704
    cue_heads: int = 10
    cue_units: int = 192
    swapped: float = 0.15
    varied: float = 0.25
    hidden: float = 0.1
    characters: int = 2000
    average: float = 0.998
    width: int = 192
    layers: int = 2
    heads: int = 6
    inner: int = 512
    left: int = 36
    right: int = 60
    seed: int = 1
    threads: int = 1
    bfloat16: bool = False
