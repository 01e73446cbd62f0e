"""The migration that keeps shingles in half the room: shorter numbers, and no way back from a wording.

A wording that goes leaves its shingles behind. They find nothing; the next that rewords statements takes
them away, and so does forgetting. All wordings are made anew: the next writer does it, as it does for those
of a record that never had any.
"""

from __future__ import annotations

__all__ = ["SHINGLES"]

SHINGLES = """
DROP TRIGGER statement_reworded;
DROP TABLE shingles;
UPDATE statements SET wording = NULL WHERE wording IS NOT NULL;
DELETE FROM edges;
DELETE FROM wordings;
CREATE TABLE shingles (
  shingle INTEGER NOT NULL,
  wording INTEGER NOT NULL,
  PRIMARY KEY (shingle, wording)
) STRICT, WITHOUT ROWID;
"""
"""What it leaves out is the trigger ``statement_reworded``, which is then made again as it was."""
