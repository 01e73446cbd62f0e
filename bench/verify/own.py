"""The record as our own reader makes it from the articles' texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import onrecord
from onrecord.core.values import Page
from onrecord.wire import dumps, page_from_wire, page_to_wire
from verify.corpus import Article

__all__ = ["CACHE", "read_by_us"]

CACHE = Path(__file__).parents[2] / "work" / "verify"
"""Where pages that were read are kept: git ignores it."""


def read_by_us(articles: Sequence[Article], folder: Path = CACHE) -> Iterator[Page]:
    """Read the articles with the model that ships; what it has read before is taken from the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    model = _of_model()
    for article in articles:
        kept = folder / f"{model}-{sha256(article.text.encode()).hexdigest()[:16]}.json"
        if not kept.exists():
            page = onrecord.read_text(article.text, thread=False)
            kept.write_text(dumps(page_to_wire(page)), encoding="utf-8")
        yield page_from_wire(json.loads(kept.read_text(encoding="utf-8")))


def _of_model() -> str:
    """What tells this reader from others: the digest of its weights and sources."""
    digest = sha256()
    for path in sorted((Path(onrecord.__file__).parent / "reading").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
