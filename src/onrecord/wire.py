"""How values become JSON and back.

The wire format is the dataclasses themselves, field by field, with ``"schema": 1`` in front. A result of a
newer schema is refused rather than half understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.core.errors import UsageError
from onrecord.core.findings import Checked, Evidence, Finding
from onrecord.core.values import Failure, Page

__all__ = [
    "SCHEMA",
    "checked_to_wire",
    "dumps",
    "failure_to_wire",
    "json_schema",
    "page_from_wire",
    "page_to_wire",
]

SCHEMA = 1
"""Number of this wire format; it goes up when a reader of the old one would misunderstand the new one."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _adapter() -> TypeAdapter[Page]:
    return TypeAdapter(Page)


def page_to_wire(page: Page) -> dict[str, object]:
    """Turn a page into the plain values of JSON: dicts, lists, strings, numbers, booleans and None.

    Args:
        page: any page, read or unread. Offsets keep their basis: half-open, Unicode code points.

    >>> from onrecord.core.values import Source
    >>> page = Page(id="p", source=Source(name="a.txt", sha256="0"), text="Rain.", article=(0, 5))
    >>> wire = page_to_wire(page)
    >>> wire["schema"], wire["id"], wire["article"]
    (1, 'p', [0, 5])
    >>> page_from_wire(wire) == page
    True
    """
    return {"schema": SCHEMA, **_adapter().dump_python(page, mode="json")}


def page_from_wire(value: object) -> Page:
    """Turn what :func:`page_to_wire` gave, or JSON read from a file, back into the page.

    Args:
        value: a mapping with ``"schema": 1``; keys it does not know are passed over.

    Raises:
        UsageError: the value is no page, or is one of another schema.
    """
    if not isinstance(value, Mapping):
        raise UsageError(
            f"a page on the wire is an object, not {type(value).__name__}",
            remedy="give one line of `onrecord read --format jsonl`",
        )
    schema = value.get("schema")
    if schema is not True and schema == SCHEMA:
        return _page(value)
    raise UsageError(
        f"this version reads schema {SCHEMA}, and the page has {_shown(schema)}",
        remedy="read the page again with this version, or install the version that wrote it",
    )


def _page(value: Mapping[str, object]) -> Page:
    try:
        return _adapter().validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "page"
        raise UsageError(
            f"the page does not follow the wire format at {place} ({first['msg']})",
            remedy="compare it with docs/wire.md",
        ) from error


def _shown(schema: object) -> str:
    return "none" if schema is None else repr(schema)[:40]


def failure_to_wire(failure: Failure) -> dict[str, object]:
    """Turn an input that could not be read into the object that stands in its page's place.

    >>> from onrecord.core.errors import EmptyInput
    >>> failure_to_wire(Failure(id="a.txt", error=EmptyInput("a.txt is empty", remedy="give a page")))
    {'id': 'a.txt', 'error': {'code': 'empty', 'message': 'a.txt is empty', 'remedy': 'give a page'}}
    """
    error = failure.error
    return {
        "id": failure.id,
        "error": {"code": error.code, "message": error.message, "remedy": error.remedy},
    }


def dumps(value: object, *, indent: int | None = None) -> str:
    r"""Write a wire value as JSON text that can always be encoded as UTF-8.

    Half a surrogate pair, which UTF-8 cannot hold, is written as its ``\u`` escape (RFC 8259, section 7).

    Args:
        value: what :func:`page_to_wire` or :func:`failure_to_wire` gave, or a list of them.
        indent: spaces a level; None for one line.

    >>> dumps({"text": "é \ud83d"})
    '{"text": "é \\ud83d"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a page on the wire.

    >>> json_schema()["properties"]["schema"]
    {'const': 1, 'type': 'integer'}
    """
    schema = _adapter().json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["properties"] = {"schema": {"const": SCHEMA, "type": "integer"}, **schema["properties"]}
    # On the wire nothing is left out: a value that is not there is null or an empty list.
    for part in (schema, *schema["$defs"].values()):
        part["required"] = list(part["properties"])
    return schema


def checked_to_wire(checked: Checked) -> dict[str, object]:
    """Turn what checking a draft gave into the plain values of JSON.

    Args:
        checked: findings in the draft's order, and what was skipped.

    >>> checked_to_wire(Checked())
    {'findings': [], 'skipped': []}
    """
    return {
        "findings": [_finding(finding) for finding in checked.findings],
        "skipped": [
            {"span": list(item.span), "quotation": item.quotation, "reason": item.reason}
            for item in checked.skipped
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "span": list(finding.span),
        "quotation": finding.quotation,
        "speaker": finding.speaker,
        "verdict": finding.verdict,
        "allowances": list(finding.allowances),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "difference": [
            {
                "kind": d.kind,
                "quotation": d.quotation,
                "original": d.original,
                "span": list(d.span),
                "offsets": None if d.offsets is None else list(d.offsets),
            }
            for d in finding.difference
        ],
        "reason": finding.reason,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    speaker = evidence.speaker
    told: dict[str, object] = {
        "statement": evidence.statement,
        "page": evidence.page,
        "url": evidence.url,
        "speaker": list(speaker) if isinstance(speaker, tuple) else speaker,
        "offsets": [list(span) for span in evidence.offsets],
        "text": evidence.text,
    }
    # Only where the offsets do not point into the page's text.
    return told if evidence.comment is None else {**told, "comment": evidence.comment}
