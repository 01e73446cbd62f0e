"""The migration that needs no table of wordings: the first statement that has one stands for it.

A statement's ``wording`` is the key of the first statement with its words, speaker and day, often its own.
Where that one goes, the others are without, until the writer that took it away, or the next, gives them theirs.
"""

from __future__ import annotations

__all__ = ["SLIM"]

_WITHOUT = "UPDATE statements SET wording = NULL WHERE wording = old.key AND wording IS NOT key"

SLIM = f"""
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
