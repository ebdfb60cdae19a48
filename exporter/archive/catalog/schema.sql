-- The catalogue as a database: any SQLite with FTS5 reads it, in thirty years too (docs/catalog.md).

CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One article, or one edition as a whole; id 0 is the one that was published last.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL,      -- the bag, seen from the catalogue's folder
  part INTEGER NOT NULL,    -- 0: what the bag is of; from 1: the articles of an edition
  sum TEXT NOT NULL,        -- sha256 of the bag's tagmanifest-sha256.txt, which seals all of it
  slug TEXT NOT NULL,
  kind TEXT NOT NULL,       -- article, edition
  edition TEXT NOT NULL,    -- headline of the edition that the article is part of
  headline TEXT NOT NULL,
  kicker TEXT NOT NULL,
  deck TEXT NOT NULL,
  section TEXT NOT NULL,
  authors TEXT NOT NULL,    -- JSON
  dateline TEXT NOT NULL,
  published TEXT NOT NULL,  -- ISO 8601 with offset, as written
  updated TEXT NOT NULL,
  moment INTEGER NOT NULL,  -- published, in seconds since 1970
  language TEXT NOT NULL,
  direction TEXT NOT NULL,
  words INTEGER NOT NULL,
  tags TEXT NOT NULL,       -- JSON
  files TEXT NOT NULL,      -- JSON: renditions, as paths inside the bag
  folder INTEGER NOT NULL,  -- 1: the bag is a folder, and not a zip
  text TEXT NOT NULL,       -- as it was written
  against TEXT NOT NULL     -- JSON: where stretches that run against the text begin and end, in code points
);

CREATE UNIQUE INDEX record_place ON record (place, part);

-- Words in the letters that they are sought by (exporter/text/search.toml); rowid is record.id.
-- headline; lead: kicker, deck, section, authors, dateline, tags, edition; body; loose: what a word would be without its first letter.
CREATE VIRTUAL TABLE word USING fts5 (
  headline, lead, body, loose,
  content = '', detail = column, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mc'"
);
