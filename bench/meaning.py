"""How long a search by meaning takes, and how much of the float encoder's answer it gives.

Sentences are built from parts. Beside their vectors stand made-up ones, each a mixture of two of theirs with
some noise: as many as wanted, and as near as sentences on the same matters are. Queries are paraphrases of
the parts. Time is that of the whole `find`. With --recall, which needs the extra [train], the ten found are
compared with the ten nearest by the vectors of the float encoder, among all.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from common import pin, report
from numpy.typing import NDArray

from onrecord.core.values import Page, Source
from onrecord.reading import Embedder
from onrecord.record import Reader, Writer
from onrecord.record.meaning import packed

Floats = NDArray[np.float32]

SAID = {
    "no soldiers will be sent": "the army stays at home",
    "the harbour stays closed until spring": "ships cannot dock here this winter",
    "a new bridge must be built": "we need another way over the river",
    "the tax on fish has to fall": "duties on the catch are too high",
    "there are too few nurses": "hospitals lack staff",
    "the company hid the leak": "the firm kept quiet about the spill",
    "the vote was fair": "nobody cheated at the election",
    "bread costs twice as much": "the price of loaves has doubled",
    "the museum bought a fake": "the painting is a forgery",
    "trains run on Sundays again": "there is rail service at the weekend once more",
}
WHERE = ("in Quillhaven", "near Marsh Bay", "north of Tolland", "on the Okoro coast", "all over Brookside")
WHEN = ("this winter", "after the storm", "before the election", "for years", "by Monday", "since the strike")
WHO = ("farmers", "the mayor", "fishermen", "teachers", "the union", "a judge", "two ministers", "doctors")
FEEL = ("fear", "hope", "deny", "doubt", "admit")
_CHUNK = 50_000
_FILL = """
INSERT INTO statements (key, page, hash, speaker_apart, content, negated, confidence_number, content_place)
VALUES (?1, 1, randomblob(16), '[]', 'It rains.', 0, 0.5, 9)
"""


def sentences(count: int) -> list[str]:
    draw = random.Random(0)
    said = list(SAID)
    made = (
        f"{draw.choice(said)} {draw.choice(WHERE)} {draw.choice(WHEN)}, and {draw.choice(WHO)} "
        f"{draw.choice(FEEL)} that {draw.choice(said)}"
        for _ in range(20 * count)
    )
    return list(dict.fromkeys(made))[:count]


def queries(count: int) -> list[str]:
    draw = random.Random(1)
    other = list(SAID.values())
    return [f"{draw.choice(WHO)}: {draw.choice(other)} {draw.choice(WHERE)}" for _ in range(count)]


def mixtures(pool: Floats, count: int) -> Iterator[Floats]:
    """Make the same mixtures of whatever vectors of the same sentences, in chunks."""
    draw = np.random.default_rng(0)
    for start in range(0, count, _CHUNK):
        rows = min(_CHUNK, count - start)
        a, b = draw.integers(len(pool), size=(2, rows))
        share = draw.uniform(0.3, 0.7, size=(rows, 1)).astype(np.float32)
        noise = draw.normal(scale=0.02, size=(rows, pool.shape[1])).astype(np.float32)
        mixed = share * pool[a] + (1 - share) * pool[b] + noise
        yield mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def build(path: Path, pool: Floats, more: int, model: str) -> None:
    """Make a record whose statements all stand on one page, with the vectors."""
    with Writer(path) as writer:
        writer.setting("vectors", model)
        source = Source(name="page", sha256="0" * 64)
        writer.add(Page(id="", source=source, text="It rains.", article=(0, 9)))
        key = 0
        for chunk in (pool, *mixtures(pool, more)):
            keys = range(key + 1, key + len(chunk) + 1)
            key += len(chunk)
            with writer.transaction() as db:
                db.executemany(
                    _FILL,
                    ((n,) for n in keys),
                )
                db.executemany("INSERT INTO vectors VALUES (?, ?)", zip(keys, packed(chunk), strict=True))


def nearest(pool: Floats, more: int, asked: Floats) -> list[set[int]]:
    """The keys of the ten nearest to each query, by all numbers of the vectors."""
    scores = np.concatenate([asked @ chunk.T for chunk in (pool, *mixtures(pool, more))], axis=1)
    return [set(map(int, np.argpartition(-row, 10)[:10] + 1)) for row in scores]


def float_encoder(folder: Path) -> Embedder:
    from onrecord.training.__main__ import pretrained
    from onrecord.training.meaning import export_meaning

    export_meaning(pretrained(), folder, quantised=False)
    return Embedder(folder / "meaning.onnx")


def measure(path: Path, embed: Embedder, asked: list[str]) -> tuple[list[float], list[set[int]], float]:
    """Give milliseconds of each warm call, the keys found, and what the first call took to load."""
    times, found = [], []
    with Reader(path, embed=lambda: embed) as reader:
        key: Callable[[str], Any] = lambda id: reader.connection.execute(  # noqa: E731
            "SELECT key FROM statements WHERE substr(hash, 1, 4) = substr(?1, 1, 4) AND hash = ?1",
            (bytes.fromhex(id),),
        ).fetchone()[0]
        begun = time.perf_counter()
        reader.find(None, like=asked[0], limit=10)
        first = (time.perf_counter() - begun) * 1000
        for text in asked:
            begun = time.perf_counter()
            hits = reader.find(None, like=text, limit=10)
            times.append((time.perf_counter() - begun) * 1000)
            found.append({key(hit.id) for hit in hits})
    return times, found, first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=int, default=1_000_000)
    parser.add_argument("--sentences", type=int, default=5000, help="so many of them are of sentences")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--recall", action="store_true", help="compare with the float encoder; needs [train]")
    parser.add_argument("--json", type=Path, metavar="FOLDER", help="keep the result in this folder")
    given = parser.parse_args()
    pin()
    embed, texts, asked = Embedder(), sentences(given.sentences), queries(given.queries)
    pool, more = embed(texts), given.vectors - len(texts)
    result: dict[str, Any] = {"vectors": given.vectors, "sentences": len(texts)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.db"
        build(path, pool, more, embed.id)
        times, found, first = measure(path, embed, asked)
        high = quantiles(times, n=20)[-1]
        print(f"{given.vectors:,} vectors: {len(times)} warm calls, median {median(times):.1f} ms,")
        print(f"95th percentile {high:.1f} ms; the first call, which loads them, {first:,.0f} ms")
        result |= {"milliseconds": times, "first": first}
        if given.recall:
            original = float_encoder(Path(folder))
            wanted = nearest(original(texts), more, original(asked))
            shared = sum(len(a & b) for a, b in zip(found, wanted, strict=True)) / (10 * len(asked))
            print(f"recall@10 against the float encoder: {shared:.1%} over {len(asked)} paraphrases")
            result["recall"] = shared
    report("meaning", result, given.json)


if __name__ == "__main__":
    main()
