"""Findings as SARIF 2.1.0, which code hosts show beside the lines of a draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from onrecord.core.drafts import Draft
from onrecord.core.findings import VERDICTS, Checked, Finding, Verdict
from onrecord.wire import dumps

__all__ = ["write_sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_WHAT: dict[Verdict, str] = {
    "verbatim": "Said by that person in these words.",
    "altered": "Said by that person, but not in these words.",
    "spliced": "Put together from pieces that stand apart.",
    "reported": "On record in indirect speech only.",
    "misattributed": "Said by someone else.",
    "unattributed": "The words are on record, and it is unknown who said them.",
    "not on record": "Nothing like these words is in what was searched.",
    "supported": "Statements on record bear this out.",
}


def write_sarif(
    checked: Checked, draft: Draft | None, name: str | None, failing: Collection[Verdict], out: TextIO
) -> None:
    """Write one run with a result for each finding; those that are fine have the kind ``pass``.

    Args:
        checked: what checking gave.
        draft: the draft, for lines and columns; None for a single quotation.
        name: the draft's file.
        failing: verdicts whose results are errors.
        out: where to write.
    """
    rules = [
        {
            "id": _rule(verdict),
            "name": verdict.title().replace(" ", ""),
            "shortDescription": {"text": _WHAT[verdict]},
        }
        for verdict in VERDICTS
    ]
    driver = {"name": "onrecord", "version": version("onrecord"), "rules": rules}
    results = [_result(finding, draft, name, failing) for finding in checked.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    out.write(dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n")


def _rule(verdict: Verdict) -> str:
    return verdict.replace(" ", "-")


def _result(
    finding: Finding, draft: Draft | None, name: str | None, failing: Collection[Verdict]
) -> dict[str, object]:
    fails = finding.verdict in failing
    result: dict[str, object] = {
        "ruleId": _rule(finding.verdict),
        "ruleIndex": VERDICTS.index(finding.verdict),
        "kind": "fail" if fails else "pass",
        "level": "error" if fails else "none",
        "message": {"text": f"“{finding.quotation}”: {finding.reason}"},
    }
    if draft is not None and name is not None:
        artifact = {"uri": "stdin" if name == "-" else quote(Path(name).as_posix())}
        place: dict[str, object] = {"artifactLocation": artifact}
        if Path(name).suffix.lower() not in (".html", ".htm", ".docx"):
            # Elsewhere the spans point into extracted text, which has no lines of the file.
            place["region"] = _region(draft.text, *finding.span)
        result["locations"] = [{"physicalLocation": place}]
    return result


def _region(text: str, start: int, end: int) -> dict[str, object]:
    lines = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    first, last = bisect_right(lines, start), bisect_right(lines, end)
    return {
        "startLine": first,
        "startColumn": start - lines[first - 1] + 1,
        "endLine": last,
        "endColumn": end - lines[last - 1] + 1,
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": text[start:end]},
    }
