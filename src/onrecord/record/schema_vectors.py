"""The migration that brings vectors of statements, for search by meaning."""

from __future__ import annotations

__all__ = ["VECTORS"]

VECTORS = """
CREATE TABLE vectors (
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  vector BLOB NOT NULL
) STRICT;
"""
