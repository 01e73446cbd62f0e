"""The migration that stores days as numbers, shortens two indexes, and checks rows for less."""

from __future__ import annotations

from onrecord.record.schema_compact import KINDS, TYPES, word_of

__all__ = ["TIGHT"]

_PARTS = "date_number / 10000, date_number / 100 % 100, date_number % 100"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_NUMBER = "CAST(replace(date, '-', '') AS INTEGER)"

_DATES = f"""
DROP VIEW statement_search;
ALTER TABLE statements ADD COLUMN date_number ANY;
UPDATE statements SET date_number = iif(date GLOB '{_DAY}', {_NUMBER}, date);
ALTER TABLE statements DROP COLUMN date;
ALTER TABLE statements ADD COLUMN date TEXT AS
  (iif(typeof(date_number) = 'integer', printf('%04d-%02d-%02d', {_PARTS}), date_number));
"""


def _checked(column: str, words: tuple[str, ...]) -> str:
    """Store a number that stands for a word, checked by its limits.

    For a list of more than two SQLite makes a table, for each row that is put in.
    """
    return f"""
ALTER TABLE statements ADD COLUMN {column}_checked INTEGER NOT NULL DEFAULT 0
  CHECK ({column}_checked BETWEEN 0 AND {len(words) - 1});
UPDATE statements SET {column}_checked = {column}_number;
ALTER TABLE statements DROP COLUMN {column};
ALTER TABLE statements DROP COLUMN {column}_number;
ALTER TABLE statements RENAME COLUMN {column}_checked TO {column}_number;
ALTER TABLE statements ADD COLUMN {column} TEXT AS ({word_of(f"{column}_number", words)});
"""


# That an input with the same bytes is one row is seen to by the writer, which is alone when it writes.
_SOURCES = """
CREATE TABLE inputs (
  key INTEGER PRIMARY KEY,
  input TEXT NOT NULL,
  sha256 TEXT,
  page INTEGER REFERENCES pages (key) ON DELETE CASCADE,
  failure INTEGER REFERENCES failures (key) ON DELETE CASCADE,
  CHECK ((page IS NULL) <> (failure IS NULL))
) STRICT;
INSERT INTO inputs SELECT key, input, sha256, page, failure FROM sources;
DROP TABLE sources;
ALTER TABLE inputs RENAME TO sources;
CREATE INDEX sources_input ON sources (input);
CREATE INDEX sources_page ON sources (page);
CREATE INDEX sources_failure ON sources (failure) WHERE failure IS NOT NULL;
"""

# One index finds an address and keeps it from having two current versions: nothing equals NULL.
_ADDRESSES = """
DROP INDEX pages_current;
DROP INDEX pages_address;
CREATE UNIQUE INDEX pages_address ON pages (address, nullif(current, 0));
"""

TIGHT = _DATES + _checked("kind", KINDS) + _checked("type", TYPES) + _SOURCES + _ADDRESSES
"""What it leaves out is the view ``statement_search``, which is then made again as it was."""
