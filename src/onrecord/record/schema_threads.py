"""The migration that keeps what a thread shows beside its words, and what its comments take from the page."""

from __future__ import annotations

__all__ = ["THREADS"]

THREADS = """
ALTER TABLE comments ADD COLUMN likes INTEGER;
ALTER TABLE comments ADD COLUMN moderated INTEGER NOT NULL DEFAULT 0 CHECK (moderated IN (0, 1));
ALTER TABLE comments ADD COLUMN quotes TEXT;

CREATE TABLE reports (
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('supported', 'not in the article')),
  evidence TEXT,
  evidence_at TEXT
) STRICT;
"""
