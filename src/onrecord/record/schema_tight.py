"""The migration that stores days as numbers, and finds inputs and addresses by shorter indexes."""

from __future__ import annotations

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

TIGHT = _DATES + _SOURCES + _ADDRESSES
"""What it leaves out is the view ``statement_search``, which is then made again as it was."""
