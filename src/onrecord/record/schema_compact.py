"""The migration that stores statements in less room; as columns they are what they were.

A statement's id is 32 hexadecimal digits, and stored as 16 bytes. Its kind and type are words, and stored as
their number. Most of its places are one short range, and stored as one number.
"""

from __future__ import annotations

from typing import get_args

from onrecord.core.values import Kind, StatementType

__all__ = ["COMPACT", "KINDS", "LENGTH_BITS", "PLACES", "TYPES", "word_of"]

KINDS = ("indirect", "direct", "mixed")
TYPES = ("assertion", "belief", "fact", "eventuality")
assert set(KINDS) == set(get_args(Kind))
assert set(TYPES) == set(get_args(StatementType))

PLACES = ("source", "cue", "content", "addressee", "via")

LENGTH_BITS = 10
"""A range is stored as its start, shifted by so many bits, and its length."""


def _number(column: str, words: tuple[str, ...]) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate(words)) + " END"


def word_of(column: str, words: tuple[str, ...]) -> str:
    """Write the SQL that gives the word a number stands for."""
    return f"CASE {column} " + " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(words)) + " END"


def _packed(column: str) -> str:
    start, end = (
        f"CAST({part} AS INTEGER)"
        for part in (
            f"substr({column}, 1, instr({column}, '-') - 1)",
            f"substr({column}, instr({column}, '-') + 1)",
        )
    )
    return (
        f"CASE WHEN {column} IS NULL OR instr({column}, ',') OR {end} - {start} >= {1 << LENGTH_BITS}"
        f" THEN {column} ELSE ({start} << {LENGTH_BITS}) + {end} - {start} END"
    )


def _range(column: str) -> str:
    start = f"({column} >> {LENGTH_BITS})"
    return (
        f"CASE typeof({column}) WHEN 'integer' THEN {start} || '-' ||"
        f" ({start} + ({column} & {(1 << LENGTH_BITS) - 1})) ELSE {column} END"
    )


_STORED = f"""
DROP VIEW statement_search;
DROP INDEX statements_id;
ALTER TABLE statements ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
ALTER TABLE statements ADD COLUMN kind_number INTEGER NOT NULL DEFAULT 0
  CHECK (kind_number IN ({", ".join(map(str, range(len(KINDS))))}));
ALTER TABLE statements ADD COLUMN type_number INTEGER NOT NULL DEFAULT 0
  CHECK (type_number IN ({", ".join(map(str, range(len(TYPES))))}));
{"".join(f"ALTER TABLE statements ADD COLUMN {column}_place ANY;{chr(10)}" for column in PLACES)}
UPDATE statements SET hash = bytes_of(id), kind_number = {_number("kind", KINDS)},
  type_number = {_number("type", TYPES)},
  {", ".join(f"{column}_place = {_packed(column + '_at')}" for column in PLACES)};
"""

_GONE = ("id", "kind", "type", *(f"{column}_at" for column in PLACES))
_DROPPED = "".join(f"ALTER TABLE statements DROP COLUMN {column};\n" for column in _GONE)

_SHOWN = f"""
ALTER TABLE statements ADD COLUMN id TEXT AS (lower(hex(hash)));
ALTER TABLE statements ADD COLUMN kind TEXT AS ({word_of("kind_number", KINDS)});
ALTER TABLE statements ADD COLUMN type TEXT AS ({word_of("type_number", TYPES)});
""" + "".join(
    f"ALTER TABLE statements ADD COLUMN {column}_at TEXT AS ({_range(column + '_place')});\n"
    for column in PLACES
)

_FOUND = "CREATE INDEX statements_hash ON statements (substr(hash, 1, 4));\n"

COMPACT = _STORED + _DROPPED + _SHOWN + _FOUND
"""What it leaves out is the view ``statement_search``, which is then made again as it was."""
