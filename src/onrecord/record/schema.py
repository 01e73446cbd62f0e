"""The tables, as numbered migrations that are only ever added to.

A record's ``user_version`` is the number of the last migration it has seen; its ``application_id`` says
that it is a record at all. docs/record.md describes the tables for people.
"""

from __future__ import annotations

import sqlite3

from onrecord.record.schema_compact import COMPACT
from onrecord.record.schema_people import PEOPLE
from onrecord.record.schema_shingles import SHINGLES
from onrecord.record.schema_slim import SLIM
from onrecord.record.schema_threads import THREADS
from onrecord.record.schema_tight import TIGHT
from onrecord.record.schema_vectors import VECTORS

__all__ = ["APPLICATION_ID", "LATEST", "MIGRATIONS", "migrate"]

APPLICATION_ID = 0x6F6E7263
"""``onrc``: stands in the file's header, so that a record is known from other SQLite files."""

_TABLES = """
CREATE TABLE outlets (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  UNIQUE (name, host)
) STRICT;

CREATE TABLE pages (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  url TEXT,
  title TEXT,
  outlet TEXT,
  authors TEXT NOT NULL,
  published TEXT,
  language TEXT,
  model TEXT,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  captured TEXT,
  added TEXT NOT NULL,
  article_start INTEGER NOT NULL,
  article_end INTEGER NOT NULL,
  shown_comment_count INTEGER,
  speakers TEXT NOT NULL,
  notices TEXT NOT NULL,
  redacted INTEGER NOT NULL DEFAULT 0 CHECK (redacted IN (0, 1)),
  outlet_key INTEGER REFERENCES outlets (key),
  text BLOB NOT NULL
) STRICT;
CREATE INDEX pages_address ON pages (address);
CREATE UNIQUE INDEX pages_current ON pages (address) WHERE current = 1;
CREATE INDEX pages_published ON pages (published);

CREATE TABLE comments (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  page INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  parent INTEGER,
  parent_inferred INTEGER NOT NULL CHECK (parent_inferred IN (0, 1)),
  author TEXT,
  author_inferred INTEGER NOT NULL CHECK (author_inferred IN (0, 1)),
  date TEXT,
  kind TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  uncivil REAL,
  uncivil_at TEXT,
  text TEXT NOT NULL,
  UNIQUE (page, n)
) STRICT;
CREATE INDEX comments_author ON comments (author) WHERE author IS NOT NULL;

CREATE TABLE statements (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
  comment INTEGER REFERENCES comments (key) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
  type TEXT NOT NULL CHECK (type IN ('assertion', 'belief', 'fact', 'eventuality')),
  speaker TEXT NOT NULL,
  source TEXT,
  cue TEXT,
  content TEXT NOT NULL,
  addressee TEXT,
  via TEXT,
  negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
  confidence REAL NOT NULL,
  date TEXT,
  source_at TEXT,
  cue_at TEXT,
  content_at TEXT,
  addressee_at TEXT,
  via_at TEXT
) STRICT;
CREATE INDEX statements_id ON statements (substr(id, 1, 8));
CREATE INDEX statements_page ON statements (page);
CREATE INDEX statements_comment ON statements (comment) WHERE comment IS NOT NULL;

CREATE TABLE failures (
  key INTEGER PRIMARY KEY,
  input TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  added TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
  key INTEGER PRIMARY KEY,
  input TEXT NOT NULL,
  sha256 TEXT,
  page INTEGER REFERENCES pages (key) ON DELETE CASCADE,
  failure INTEGER REFERENCES failures (key) ON DELETE CASCADE,
  CHECK ((page IS NULL) <> (failure IS NULL)),
  UNIQUE (input, sha256)
) STRICT;
CREATE INDEX sources_page ON sources (page);
CREATE INDEX sources_failure ON sources (failure) WHERE failure IS NOT NULL;

CREATE TABLE months (
  month TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# What is searched beside the words: one made-up word for each thing that can be filtered by, so that the
# full-text index itself narrows a search down. All begin with "zq", as no word of a text does. What most
# statements are, indirect and an assertion, has none: it is what has no other. A speaker known by one word
# has another, "only" and that word.
_DATED = """CASE WHEN {date} IS NULL THEN 'zqundated'
    ELSE 'zqm' || substr({date}, 1, 4) || substr({date}, 6, 2) END"""
_PLACED = "coalesce(' zqo' || p.outlet_key, '') || CASE p.current WHEN 1 THEN '' ELSE ' zqold' END"

_STATEMENT_SEARCH = f"""
CREATE VIEW statement_search AS
SELECT s.key AS key, s.page AS page, s.content AS content,
  s.speaker || CASE WHEN instr(s.speaker, ' ') = 0 AND json_array_length(s.speaker) = 1
    THEN ' only' || json_extract(s.speaker, '$[0]') ELSE '' END AS speaker,
  coalesce(s.via, '') AS via,
  CASE s.kind WHEN 'indirect' THEN '' ELSE 'zqk' || s.kind || ' ' END
  || CASE s.type WHEN 'assertion' THEN '' ELSE 'zqt' || s.type || ' ' END
  || {_DATED.format(date="s.date")} || {_PLACED} AS facets
FROM statements s JOIN pages p ON p.key = s.page;
"""

_SEARCH = f"""
CREATE VIEW comment_search AS
SELECT c.key AS key, c.page AS page, c.text AS text, c.author AS author,
  {_DATED.format(date="coalesce(c.date, p.published)")} || {_PLACED} AS facets
FROM comments c JOIN pages p ON p.key = c.page;

CREATE VIEW page_facets AS
SELECT p.key AS key, p.title AS title, {_DATED.format(date="p.published")} || {_PLACED} AS facets
FROM pages p;

CREATE VIRTUAL TABLE statement_words USING fts5 (
  content, speaker, via, facets, content='statement_search', content_rowid='key',
  columnsize=0, tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE comment_words USING fts5 (
  text, author, facets, content='comment_search', content_rowid='key',
  columnsize=0, tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE page_words USING fts5 (
  text, title, facets, content='', columnsize=0, detail=none,
  tokenize="unicode61 remove_diacritics 2"
);
"""

_JUDGED = """
CREATE TABLE judgements (
  statement TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  comment INTEGER,
  source_at TEXT,
  cue_at TEXT,
  content_at TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
  speaker TEXT,
  note TEXT,
  judged TEXT NOT NULL
) STRICT;

CREATE TABLE forgotten (
  hash TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('page', 'commenter'))
) STRICT, WITHOUT ROWID;
"""

# A wording stands for all statements with the same words, speaker and day; what joins two, or finds one, is
# kept once. Triggers keep wordings as long as a statement has them, and no longer.
_LAST_OF_ITS_WORDING = """DELETE FROM wordings WHERE key = old.wording
  AND NOT EXISTS (SELECT 1 FROM statements WHERE wording = old.wording)"""
_REWORDED = f"""CREATE TRIGGER statement_reworded AFTER UPDATE OF wording ON statements
WHEN old.wording IS NOT NULL AND old.wording IS NOT new.wording BEGIN
  {_LAST_OF_ITS_WORDING}; END;
"""
_WORDINGS = f"""
CREATE TABLE wordings (
  key INTEGER PRIMARY KEY,
  form INTEGER NOT NULL UNIQUE,
  speaker TEXT NOT NULL,
  day INTEGER
) STRICT;

CREATE TABLE shingles (
  shingle INTEGER NOT NULL,
  wording INTEGER NOT NULL REFERENCES wordings (key) ON DELETE CASCADE,
  PRIMARY KEY (shingle, wording)
) STRICT, WITHOUT ROWID;
CREATE INDEX shingles_wording ON shingles (wording);

CREATE TABLE edges (
  one INTEGER NOT NULL REFERENCES wordings (key) ON DELETE CASCADE,
  two INTEGER NOT NULL REFERENCES wordings (key) ON DELETE CASCADE,
  likeness REAL NOT NULL,
  PRIMARY KEY (one, two),
  CHECK (one < two)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_two ON edges (two);

ALTER TABLE statements ADD COLUMN wording INTEGER REFERENCES wordings (key);
CREATE INDEX statements_wording ON statements (wording);
CREATE TRIGGER statement_gone AFTER DELETE ON statements WHEN old.wording IS NOT NULL BEGIN
  {_LAST_OF_ITS_WORDING}; END;
{_REWORDED}
CREATE TABLE judged_pairs (
  one TEXT NOT NULL,
  two TEXT NOT NULL,
  one_page TEXT NOT NULL,
  one_comment INTEGER,
  one_at TEXT NOT NULL,
  two_page TEXT NOT NULL,
  two_comment INTEGER,
  two_at TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  note TEXT,
  judged TEXT NOT NULL,
  PRIMARY KEY (one, two),
  CHECK (one < two)
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (
    _TABLES + _STATEMENT_SEARCH + _SEARCH,  # 1: pages, their statements and threads, failures, search
    _JUDGED,  # 2: what people judged, and what they asked to be forgotten
    _WORDINGS,  # 3: the same words elsewhere, and what people judged of that
    # 4: vectors of statements, for search by meaning; statements in less room
    VECTORS + COMPACT + _STATEMENT_SEARCH,
    SHINGLES + _REWORDED,  # 5: what finds wordings in less room
    THREADS,  # 6: likes, moderators' notes and quoted words of comments, what they report of the article
    PEOPLE,  # 7: speakers across pages
    SLIM + _STATEMENT_SEARCH,  # 8: wordings without a table of their own; statements in less room
    TIGHT + _STATEMENT_SEARCH,  # 9: days as numbers, a shorter index of inputs
)
"""Never change one that was released: a record made by it would not be the one the next one expects."""

LATEST = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, upto: int = LATEST) -> None:
    """Bring a record to version ``upto``, one transaction a step; nothing is done where it is there.

    Args:
        connection: in autocommit mode, so that the transactions here are the only ones.
        upto: the version to stop at; tests make old records with it.

    Raises:
        sqlite3.Error: the file cannot be written; the step is then undone.
    """
    connection.create_function("bytes_of", 1, bytes.fromhex, deterministic=True)
    for number, script in enumerate(MIGRATIONS[:upto], 1):
        if _version(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Looked at again under the lock: another process may have migrated meanwhile.
            if _version(connection) < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()  # which SQLite may have done itself, on a full disk
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Split a script; ``executescript`` would end the transaction first."""
    return [part for part in script.split(";\n") if part.strip()]
