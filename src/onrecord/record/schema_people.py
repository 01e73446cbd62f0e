"""The migration that keeps speakers across pages: appearances, whom they belong to, and why.

What a page's change leaves to be done is marked by triggers: ``unseen`` pages have no appearances yet, and
of ``unjudged`` families (names with one last word) it is not known yet who is who.
"""

from __future__ import annotations

__all__ = ["PEOPLE"]

_UNSEEN = "INSERT OR IGNORE INTO unseen (page) VALUES (new.key)"

PEOPLE = f"""
CREATE TABLE names (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  family INTEGER NOT NULL
) STRICT;
CREATE INDEX names_family ON names (family);

CREATE TABLE reasons (
  key INTEGER PRIMARY KEY,
  judge TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  UNIQUE (judge, verdict, score, reason)
) STRICT;

CREATE TABLE appearances (
  key INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES names (key),
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  about TEXT NOT NULL,
  person INTEGER,
  other INTEGER,
  reason INTEGER REFERENCES reasons (key),
  UNIQUE (name, page)
) STRICT;
CREATE INDEX appearances_page ON appearances (page);
CREATE INDEX appearances_person ON appearances (person);

CREATE TABLE judged_people (
  one_page TEXT NOT NULL,
  one_name TEXT NOT NULL,
  two_page TEXT NOT NULL,
  two_name TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  note TEXT,
  judged TEXT NOT NULL,
  PRIMARY KEY (one_page, one_name, two_page, two_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE qids (
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  qid TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  score REAL,
  note TEXT,
  source TEXT NOT NULL,
  judged TEXT NOT NULL,
  PRIMARY KEY (page, name, qid)
) STRICT, WITHOUT ROWID;

CREATE VIEW people_judgements AS
SELECT p.id AS one_page, n.name AS one_name, q.id AS two_page, m.name AS two_name, r.verdict AS verdict,
  r.score AS score, r.reason AS reason, r.judge AS judge
FROM appearances a JOIN reasons r ON r.key = a.reason JOIN pages p ON p.key = a.page
JOIN names n ON n.key = a.name JOIN appearances b ON b.key = a.other JOIN pages q ON q.key = b.page
JOIN names m ON m.key = b.name
UNION ALL
SELECT one_page, one_name, two_page, two_name, verdict,
  CASE verdict WHEN 'same' THEN 1.0 WHEN 'different' THEN 0.0 ELSE 0.5 END, note, 'a person'
FROM judged_people;

CREATE TABLE unseen (
  page INTEGER PRIMARY KEY REFERENCES pages (key) ON DELETE CASCADE
) STRICT;
CREATE TABLE unjudged (
  family INTEGER PRIMARY KEY
) STRICT;
INSERT INTO unseen (page) SELECT key FROM pages;
CREATE TRIGGER page_unseen AFTER INSERT ON pages BEGIN {_UNSEEN}; END;
CREATE TRIGGER page_seen_anew AFTER UPDATE OF model, speakers, text ON pages BEGIN {_UNSEEN}; END;
CREATE TRIGGER appearance_gone AFTER DELETE ON appearances BEGIN
  INSERT OR IGNORE INTO unjudged (family) SELECT family FROM names WHERE key = old.name; END;
"""
