"""Items of Wikidata that people are: from a file, or asked of a reconciliation service that is named."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from onrecord.capture.urls import fetch
from onrecord.core.errors import BadLine, FetchFailed, MissingInput, RefusedAddress

__all__ = ["Candidate", "candidates", "read_qids"]

AT_A_TIME = 10
"""Names asked for in one request; a longer address is refused by many servers."""

_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)", re.ASCII)
_HEADS = frozenset(("qid", "wikidata", "item"))
_ROW = "write a name or a person's id, a comma and a QID such as Q42; `-` for the QID takes one back"


class Candidate(NamedTuple):
    """An item that a service gives for a name.

    Args:
        qid: the item.
        label: what the service calls it.
        score: how well it fits, as the service counts.
        match: whether the service takes it for the one.
    """

    qid: str
    label: str
    score: float
    match: bool


def read_qids(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """Read a CSV file of names or ids of people and their QIDs; a head is passed over.

    Args:
        path: the file, in UTF-8.

    Yields:
        The line's number, whom it is about, and the QID; None where one is to be taken back.

    Raises:
        MissingInput: there is no such file, or it cannot be read as text.
        BadLine: a row is not as it should be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            for row in reader:
                cells = [cell.strip() for cell in row]
                if not any(cells) or (reader.line_num == 1 and cells[-1].casefold() in _HEADS):
                    continue
                yield reader.line_num, *_row(path, reader.line_num, cells)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MissingInput(f"{path} cannot be opened: {reason}", remedy="check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise MissingInput(f"{path} cannot be read: {error}", remedy="give a CSV file in UTF-8") from error


def _row(path: Path, line: int, cells: Sequence[str]) -> tuple[str, str | None]:
    match = _QID.fullmatch(cells[-1])
    if len(cells) != 2 or not cells[0]:
        raise BadLine(f"line {line} of {path} has not two cells that are filled", remedy=_ROW)
    if match is None and cells[1] != "-":
        raise BadLine(f"line {line} of {path}: {cells[1]!r} is no QID", remedy=_ROW)
    return cells[0], match[1] if match else None


def candidates(
    service: str, names: Sequence[str], *, allow_private: bool = False
) -> Iterator[tuple[str, list[Candidate]]]:
    """Ask a service that speaks the Reconciliation Service API (W3C, 0.2) for names, some at a time.

    Args:
        service: the address of its endpoint.
        names: what is asked for; nothing else is sent.
        allow_private: let the service be on a private or loopback address.

    Yields:
        Each name with the items the service gives, best first.

    Raises:
        RefusedAddress: the address is not http(s) or not public.
        FetchFailed: no answer, too slow, an error status, or an answer of another kind.
    """
    for start in range(0, len(names), AT_A_TIME):
        asked = {f"q{n}": name for n, name in enumerate(names[start : start + AT_A_TIME], start)}
        queries = json.dumps({key: {"query": name, "limit": 5} for key, name in asked.items()})
        answer = _answer(service, _asked(service, queries, allow_private))
        for key, name in asked.items():
            yield name, _candidates(service, answer.get(key))


def _asked(service: str, queries: str, allow_private: bool) -> bytes:
    url = f"{service}{'&' if '?' in service else '?'}queries={quote(queries)}"
    try:
        return fetch(url, allow_private=allow_private).body
    except FetchFailed as error:
        # What is asked would make the address unreadable.
        raise FetchFailed(
            error.message.replace(url, service), remedy="check the address, or try again later"
        ) from error
    except RefusedAddress as error:
        raise RefusedAddress(error.message.replace(url, service), remedy=error.remedy) from error


def _answer(service: str, body: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise _strange(service)
    return answer


def _candidates(service: str, value: Any) -> list[Candidate]:
    try:
        found = [
            Candidate(
                str(each["id"]), str(each.get("name", "")), float(each.get("score", 0)), each["match"] is True
            )
            for each in value["result"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _strange(service) from error
    if any(_QID.fullmatch(each.qid) is None for each in found):
        raise FetchFailed(
            f"{service} gives ids that are no QIDs", remedy="name a reconciliation service for Wikidata"
        )
    return sorted(found, key=lambda each: (-each.match, -each.score, each.qid))


def _strange(service: str) -> FetchFailed:
    return FetchFailed(
        f"{service} answered, but not as a reconciliation service does",
        remedy="check the address: it is the one that OpenRefine is given for the service",
    )
