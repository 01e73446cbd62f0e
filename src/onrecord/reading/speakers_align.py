"""Names of a comment under the fuller forms that its article gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.names import Name
from onrecord.reading.names_lexicon import fold
from onrecord.reading.names_merge import last_name

__all__ = ["align"]


def align(names: Sequence[Name], known: Sequence[Name]) -> tuple[Name, ...]:
    """Names of a comment under the article's fuller forms.

    "Mr. Quill" in a comment is the article's Boris Quill; of several people with one last name it is the one
    whom the article names most often. Two forms of a comment that mean one person become one name.
    """
    forms: dict[str, Name] = {}
    for name in sorted(known, key=lambda n: len(n.mentions)):
        key = [fold(word) for word in name.name.split()]
        if name.kind != "other" and len(key) > 1:
            forms.setdefault(key[0], name)
            forms[last_name(tuple(key))] = name
    forms |= {fold(name.name): name for name in known}
    forms |= {_ends(name.name): name for name in known if name.kind != "other"}
    merged: dict[str, Name] = {}
    for name in names:
        fuller = forms.get(fold(name.name)) or forms.get(_ends(name.name))
        if fuller and fuller.gender and name.gender and fuller.gender != name.gender:
            fuller = None
        joined = _under(name, fuller) if fuller else name
        earlier = merged.get(joined.name)
        if earlier:
            joined = replace(joined, mentions=tuple(sorted(earlier.mentions + joined.mentions)))
        merged[joined.name] = joined
    return tuple(merged.values())


def _ends(name: str) -> str:
    """First and last word of a name of several."""
    key = tuple(fold(word) for word in name.split())
    return f"{key[0]} {last_name(key)}" if len(key) > 1 else key[0] if key else ""


def _under(name: Name, fuller: Name) -> Name:
    return Name(
        fuller.name,
        name.mentions,
        fuller.kind,
        fuller.gender or name.gender,
        fuller.roles | name.roles,
        fuller.said_of | name.said_of,
    )
