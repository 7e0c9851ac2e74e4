-- Articles and where they were read from. Kept: `nutgraf rebuild` never touches these but for the columns named derived.

CREATE TABLE meta (
  -- What this file is. `name = 'format'` identifies it as nutgraf's, also after .dump.
  name  TEXT NOT NULL PRIMARY KEY,  -- format, analyser
  value TEXT NOT NULL               -- format: version of the tables; analyser: version of the rules and word lists that made the facts
) STRICT, WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('format', '1');

CREATE TABLE runs (
  -- One ingest, rebuild or forget.
  id                   INTEGER PRIMARY KEY,
  started_at           TEXT NOT NULL,     -- UTC, ISO 8601
  finished_at          TEXT,              -- NULL: interrupted, or still going
  today                TEXT NOT NULL,     -- the day the run was told; dates after it were refused
  program_version      TEXT NOT NULL,
  command              TEXT NOT NULL,     -- ingest, rebuild, forget
  new_count            INTEGER NOT NULL DEFAULT 0 CHECK (new_count >= 0),            -- articles added
  known_count          INTEGER NOT NULL DEFAULT 0 CHECK (known_count >= 0),          -- inputs whose text was there already
  near_duplicate_count INTEGER NOT NULL DEFAULT 0 CHECK (near_duplicate_count >= 0), -- of the added, flagged as near copies when the run ended
  updated_count        INTEGER NOT NULL DEFAULT 0 CHECK (updated_count >= 0),        -- articles whose metadata a better input replaced
  failed_count         INTEGER NOT NULL DEFAULT 0 CHECK (failed_count >= 0)          -- inputs that could not be read
) STRICT;

CREATE TABLE articles (
  -- One distinct text, whoever carried it. Title to published_basis are one input's whole set: the most complete's, then the earliest's.
  id                INTEGER PRIMARY KEY,
  content_hash      TEXT NOT NULL UNIQUE CHECK (length(content_hash) = 64), -- SHA-256 (hex) of the canonical text of body
  title             TEXT,
  author            TEXT,              -- names joined by '; '
  outlet            TEXT,              -- who published it
  url               TEXT,
  language          TEXT CHECK (length(language) = 2),                      -- ISO 639-1
  published_on      TEXT CHECK (length(published_on) = 10),                 -- a full day, YYYY-MM-DD; NULL when unknown
  published_at      TEXT,              -- as precise as it was given, ISO 8601
  published_basis   TEXT CHECK (published_basis IN ('metadata', 'text', 'dateline', 'url', 'file')), -- how the date is known
  modified_at       TEXT,              -- last change the publisher names, ISO 8601
  dateline_place    TEXT,              -- as the dateline writes it
  word_count        INTEGER NOT NULL CHECK (word_count >= 0),
  near_duplicate_of INTEGER REFERENCES articles (id) ON DELETE SET NULL,    -- derived: the earliest article this one is nearly a copy of
  version_of        INTEGER REFERENCES articles (id) ON DELETE SET NULL,    -- derived: the older version this one replaces
  story_id          INTEGER REFERENCES stories (id) ON DELETE SET NULL,     -- derived: articles about the same matter
  is_counted        INTEGER NOT NULL DEFAULT 1 CHECK (is_counted IN (0, 1)), -- derived: 0 for a near duplicate or a version that was replaced; *_count columns leave it out
  body              TEXT NOT NULL      -- decoded text, nothing cut; all offsets count its code points from 0; last, since it is long: what stands behind it is read through it
) STRICT;
CREATE INDEX articles_published_on ON articles (published_on);
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_near_duplicate_of ON articles (near_duplicate_of) WHERE near_duplicate_of IS NOT NULL;
CREATE INDEX articles_version_of ON articles (version_of) WHERE version_of IS NOT NULL;
CREATE INDEX articles_story_id ON articles (story_id, is_counted, published_on, content_hash) WHERE story_id IS NOT NULL;

CREATE TABLE inputs (
  -- One place a text was read from: a file, or a record of a file. Reading the same bytes there again writes nothing.
  id              INTEGER PRIMARY KEY,
  run_id          INTEGER NOT NULL REFERENCES runs (id),
  external_id     TEXT,                -- the record's own id; NULL for a file
  article_id      INTEGER REFERENCES articles (id) ON DELETE CASCADE, -- NULL if it failed
  uri             TEXT NOT NULL,       -- path as given; '#' and the 1-based line or row for a record; '-' for standard input
  media_type      TEXT,
  byte_count      INTEGER NOT NULL DEFAULT 0,
  raw_hash        TEXT NOT NULL,       -- SHA-256 (hex) of the bytes on disk, for a record of its line; '' where nothing could be read
  seen_at         TEXT NOT NULL,       -- when it was first read, UTC
  status          TEXT NOT NULL CHECK (status IN ('stored', 'failed')),
  problem         TEXT,                -- why it failed, or a remark on a stored one
  title           TEXT,                -- title to modified_at: as read at this place
  author          TEXT,
  outlet          TEXT,
  url             TEXT,
  language        TEXT,
  published_on    TEXT,
  published_at    TEXT,
  published_basis TEXT,
  modified_at     TEXT,
  dateline_place  TEXT,
  variant_id      INTEGER REFERENCES article_variants (id) ON DELETE SET NULL, -- the text as read there, where it differs from the article's body
  UNIQUE (uri, raw_hash),
  CHECK ((status = 'stored') = (article_id IS NOT NULL)),
  CHECK (status = 'stored' OR problem IS NOT NULL)
) STRICT;
CREATE INDEX inputs_article_id ON inputs (article_id);
CREATE INDEX inputs_variant_id ON inputs (variant_id) WHERE variant_id IS NOT NULL;
CREATE INDEX inputs_run_id ON inputs (run_id);
CREATE INDEX inputs_failed ON inputs (uri) WHERE status = 'failed';

CREATE TABLE article_variants (
  -- An article's text in other typography (marks, dashes, spaces), as some inputs carried it. Kept, so that forgetting an
  -- input leaves what the others read.
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  body       TEXT NOT NULL,
  sections   TEXT NOT NULL             -- JSON: [[kind, char_start, char_end], ...]
) STRICT;
CREATE INDEX article_variants_article_id ON article_variants (article_id);

CREATE TABLE sections (
  -- A stretch of body that is not running text. No fact is taken from boilerplate, captions or links.
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('boilerplate', 'caption', 'link', 'heading', 'byline', 'credit')),
  char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end   INTEGER NOT NULL CHECK (char_end > char_start)
) STRICT;
CREATE INDEX sections_article_id ON sections (article_id);

CREATE TABLE decisions (
  -- What the user settled. Kept, and replayed after every ingest and rebuild; deleting a row undoes it.
  id      INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'set_kind', 'ignore', 'forbid_merge', 'confirm', 'reject')),
  subject TEXT NOT NULL,  -- the key of an entity, quote or event
  object  TEXT,           -- merge, forbid_merge: the other entity's key; rename: the new name; set_kind: the kind; split: mention or article keys that leave
  note    TEXT
) STRICT;
CREATE INDEX decisions_subject ON decisions (subject);

CREATE TABLE own_names (
  -- A name the user told of (`ingest --names`), a row for each spelling. Kept, and looked for in every article.
  id       INTEGER PRIMARY KEY,
  spelling TEXT NOT NULL UNIQUE,       -- the words to look for
  name     TEXT NOT NULL,              -- what the entity is called
  kind     TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'group', 'other')),
  country  TEXT CHECK (length(country) = 3)
) STRICT;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, body ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO articles_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
