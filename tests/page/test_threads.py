"""Threads in the markup of many platforms: every comment right, and the article free of them."""

import json
import re
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest

from onrecord.core.values import Capture, Page
from onrecord.page import read_html

PAGES = Path(__file__).parent / "threads"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
NOT_YET = (PAGES / "not_yet.txt").read_text(encoding="utf-8").split()


def read(name: str, captured: str | None = None) -> Page:
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    when = datetime.fromisoformat(captured) if captured else None
    return read_html(Capture(data=b"", name=f"{name}.html", format="html", captured=when), html)


def wrong(name: str) -> list[str]:
    """What is wrong with a page, in words."""
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    page = read(name, expected.get("captured"))
    asked = [
        (c["n"], c["parent"], c["author"], c["date"], c.get("kind", "comment"), c["text"])
        for c in expected["comments"]
    ]
    found = [
        (c.n, c.parent, c.author, (c.date_iso or "")[:10] or None, c.kind, c.text) for c in page.comments
    ]
    faults = [f"not read: {c}" for c in asked if c not in found]
    faults += [f"read: {c}" for c in found if c not in asked]
    if page.shown_comment_count != expected["shown"]:
        faults.append(f"count: {page.shown_comment_count}, not {expected['shown']}")
    if not 2 <= len(page.text.split("\n")) <= 3:
        faults.append(f"article: {page.text}")
    return faults


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_YET])
def test_thread(name: str) -> None:
    assert wrong(name) == []


@pytest.mark.parametrize("name", NOT_YET)
def test_what_does_not_pass_yet(name: str) -> None:
    assert name in NAMES
    assert wrong(name) != [], "this page passes now; take it off the list"


def test_rules_name_no_outlet() -> None:
    for rules in resources.files("onrecord.page").iterdir():
        if rules.name.endswith(".toml"):
            text = rules.read_text(encoding="utf-8")
            assert re.search(r"\w\.(?:com|org|net|info|co|[a-z]{2})\b(?!\.toml)", text) is None, rules.name
