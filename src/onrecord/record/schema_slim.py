"""The migration that needs no table of wordings: the first statement that has one stands for it.

It also leaves out of a statement's row what the rest of it tells: a speaker whose name is the source's words,
and most bytes of a confidence.

A statement's ``wording`` is the key of the first statement with its words, speaker and day, often its own.
Where that one goes, the others are without, until the writer that took it away, or the next, gives them
theirs.
"""

from __future__ import annotations

__all__ = ["CONFIDENCES", "SLIM"]

CONFIDENCES = 10_000
"""A confidence that is so many parts of one is stored as their number."""

_WITHOUT = "UPDATE statements SET wording = NULL WHERE wording = old.key AND wording IS NOT key"

_SOURCE = "CASE WHEN source IS NULL THEN '[]' ELSE json_array(source) END"
_PARTS = f"CAST(round(confidence * {CONFIDENCES}) AS INTEGER)"

_ROWS = f"""
DROP VIEW statement_search;
ALTER TABLE statements ADD COLUMN speaker_apart TEXT;
ALTER TABLE statements ADD COLUMN confidence_number ANY NOT NULL DEFAULT 0;
UPDATE statements SET speaker_apart = nullif(speaker, {_SOURCE}),
  confidence_number = iif({_PARTS} / {CONFIDENCES}.0 = confidence, {_PARTS}, confidence);
ALTER TABLE statements DROP COLUMN speaker;
ALTER TABLE statements DROP COLUMN confidence;
ALTER TABLE statements ADD COLUMN speaker TEXT AS (coalesce(speaker_apart, {_SOURCE}));
ALTER TABLE statements ADD COLUMN confidence REAL AS
  (iif(typeof(confidence_number) = 'integer', confidence_number / {CONFIDENCES}.0, confidence_number));
"""

_WORDINGS = f"""
DROP TRIGGER statement_gone;
DROP TRIGGER statement_reworded;
DROP INDEX statements_wording;
DROP TABLE edges;
DROP TABLE shingles;
ALTER TABLE statements DROP COLUMN wording;
DROP TABLE wordings;
ALTER TABLE statements ADD COLUMN wording INTEGER;
CREATE INDEX statements_wording ON statements (wording) WHERE wording IS NOT key;
CREATE TABLE edges (
  one INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  two INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  likeness REAL NOT NULL,
  PRIMARY KEY (one, two),
  CHECK (one < two)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_two ON edges (two);
CREATE TABLE shingles (
  shingle INTEGER NOT NULL,
  wording INTEGER NOT NULL,
  PRIMARY KEY (shingle, wording)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_shingles (
  key INTEGER PRIMARY KEY,
  numbers BLOB NOT NULL
) STRICT;
CREATE TRIGGER statement_gone AFTER DELETE ON statements WHEN old.wording = old.key BEGIN
  {_WITHOUT}; END;
CREATE TRIGGER statement_reworded AFTER UPDATE OF wording ON statements
WHEN old.wording = old.key AND new.wording IS NOT old.key BEGIN
  {_WITHOUT}; DELETE FROM edges WHERE one = old.key; DELETE FROM edges WHERE two = old.key; END;
"""

SLIM = _WORDINGS + _ROWS
"""What it leaves out is the view ``statement_search``, which is then made again as it was."""
