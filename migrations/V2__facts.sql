-- What was found in the articles. Derived: `nutgraf rebuild` makes all of it again. `rule` says what made a row.

CREATE TABLE entities (
  -- One person, organization, place or group.
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,  -- kind:canonical-full-name; a partial name that links to nothing ends in @ and its article's content hash
  kind          TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'group', 'other')),
  name          TEXT NOT NULL,         -- the commonest full spelling
  country       TEXT CHECK (length(country) = 3),                     -- ISO 3166 alpha-3
  part_of_id    INTEGER REFERENCES entities (id) ON DELETE SET NULL,  -- a government's or ministry's country
  mention_count INTEGER NOT NULL DEFAULT 0,  -- near duplicates and superseded versions left out, here and in article_count
  article_count INTEGER NOT NULL DEFAULT 0,
  first_on      TEXT,                  -- days of the earliest and latest article that names it
  last_on       TEXT,
  rule          TEXT NOT NULL
) STRICT;
CREATE INDEX entities_name ON entities (name COLLATE NOCASE);
CREATE INDEX entities_part_of_id ON entities (part_of_id) WHERE part_of_id IS NOT NULL;

CREATE TABLE entity_keys (
  -- A former key: what was once shown stays resolvable.
  key       TEXT NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_keys_entity_id ON entity_keys (entity_id);

CREATE TABLE entity_names (
  -- A spelling of an entity's name, as articles write it.
  id            INTEGER PRIMARY KEY,
  entity_id     INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  name          TEXT NOT NULL,
  mention_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (entity_id, name)
) STRICT;
CREATE INDEX entity_names_name ON entity_names (name COLLATE NOCASE);

CREATE TABLE entity_identifiers (
  -- An entity's name in somebody else's register, from a source that can be named.
  id        INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  scheme    TEXT NOT NULL CHECK (scheme IN ('wikidata', 'iso3166', 'geonames')),
  value     TEXT NOT NULL,
  UNIQUE (entity_id, scheme, value)
) STRICT;
CREATE INDEX entity_identifiers_value ON entity_identifiers (scheme, value);

CREATE TABLE entity_roles (
  -- An office somebody is said to hold, once per place that says so.
  id              INTEGER PRIMARY KEY,
  entity_id       INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  title           TEXT NOT NULL,       -- lower case, as written: 'foreign minister'
  of_entity_id    INTEGER REFERENCES entities (id) ON DELETE SET NULL, -- the country or organization
  article_id      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  char_start      INTEGER NOT NULL,
  char_end        INTEGER NOT NULL CHECK (char_end > char_start),
  as_of           TEXT,                -- the article's day
  as_of_precision TEXT CHECK (as_of_precision IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'vague')),
  status          TEXT NOT NULL CHECK (status IN ('current', 'former', 'future')),
  rule            TEXT NOT NULL
) STRICT;
CREATE INDEX entity_roles_entity_id ON entity_roles (entity_id);
CREATE INDEX entity_roles_of_entity_id ON entity_roles (of_entity_id) WHERE of_entity_id IS NOT NULL;
CREATE INDEX entity_roles_article_id ON entity_roles (article_id);

CREATE TABLE mentions (
  -- Words that refer to an entity. A pronoun or nominal that could not be resolved makes none.
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  entity_id  INTEGER NOT NULL REFERENCES entities (id),
  char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end   INTEGER NOT NULL CHECK (char_end > char_start),
  text       TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('name', 'nominal', 'pronoun')),
  rule       TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_article_id ON mentions (article_id);
CREATE INDEX mentions_entity_id ON mentions (entity_id, article_id);

CREATE TABLE statements (
  -- One utterance, however many outlets carry it.
  id            INTEGER PRIMARY KEY,   -- of the quote that all of them are like, which leads
  key           TEXT NOT NULL,         -- the earliest quote's key
  speaker_id    INTEGER REFERENCES entities (id) ON DELETE SET NULL,
  text          TEXT NOT NULL,         -- the best version
  said_on       TEXT,
  quote_count   INTEGER NOT NULL,
  article_count INTEGER NOT NULL,
  first_quote_id INTEGER REFERENCES quotes (id) ON DELETE SET NULL, -- the earliest
  best_quote_id INTEGER REFERENCES quotes (id) ON DELETE SET NULL,  -- the one whose text is taken: direct before mixed before indirect, then the longest
  rule          TEXT NOT NULL          -- single, same_speaker_and_words_in_article (retold in it), same_speaker_and_words
) STRICT;
CREATE INDEX statements_first_quote_id ON statements (first_quote_id);
CREATE INDEX statements_best_quote_id ON statements (best_quote_id);
CREATE INDEX statements_speaker_id ON statements (speaker_id) WHERE speaker_id IS NOT NULL;

CREATE TABLE quotes (
  -- Words or a claim given to a speaker. Content excludes the outer quotation marks.
  id                INTEGER PRIMARY KEY,
  key               TEXT NOT NULL,     -- 16 digits of the article's content hash, and the span: found by the article
  article_id        INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind              TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
  text              TEXT NOT NULL,     -- the content's parts joined by ' … '
  content_start     INTEGER NOT NULL,  -- content_start and content_end enclose all parts
  content_end       INTEGER NOT NULL CHECK (content_end > content_start),
  cue_text          TEXT,              -- the words that mark it as said: 'said', 'according to'
  cue_start         INTEGER,
  cue_end           INTEGER,
  source_text       TEXT,              -- the words that name who said it
  source_start      INTEGER,
  source_end        INTEGER,
  sentence_start    INTEGER NOT NULL,
  sentence_end      INTEGER NOT NULL CHECK (sentence_end > sentence_start),
  speaker_id        INTEGER REFERENCES entities (id),   -- who that is; NULL when unsure
  addressee_id      INTEGER REFERENCES entities (id),
  said_on           TEXT,
  said_on_basis     TEXT CHECK (said_on_basis IN ('explicit', 'relative', 'weekday', 'publication', 'inherited')),
  said_on_precision TEXT CHECK (said_on_precision IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'vague')),
  via_id            INTEGER REFERENCES entities (id),   -- who carried it: 'according to AFP'
  within_id         INTEGER REFERENCES quotes (id) ON DELETE SET NULL, -- the quote it stands inside
  negated           INTEGER NOT NULL DEFAULT 0 CHECK (negated IN (0, 1)), -- 'did not say'
  confidence        TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  statement_id      INTEGER REFERENCES statements (id) ON DELETE SET NULL,
  verdict           TEXT CHECK (verdict IN ('confirmed', 'rejected')), -- what the user decided; the views leave rejected ones out
  rule              TEXT NOT NULL
) STRICT;
CREATE INDEX quotes_article_id ON quotes (article_id);
CREATE INDEX quotes_speaker_id ON quotes (speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX quotes_addressee_id ON quotes (addressee_id) WHERE addressee_id IS NOT NULL;
CREATE INDEX quotes_via_id ON quotes (via_id) WHERE via_id IS NOT NULL;
CREATE INDEX quotes_within_id ON quotes (within_id) WHERE within_id IS NOT NULL;
CREATE INDEX quotes_statement_id ON quotes (statement_id, article_id) WHERE statement_id IS NOT NULL;

CREATE TABLE quote_parts (
  -- A stretch of a quote: the pieces of an interrupted one, or what stands in marks inside a mixed one.
  id         INTEGER PRIMARY KEY,
  quote_id   INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('content', 'quoted')),
  ordinal    INTEGER NOT NULL,
  char_start INTEGER NOT NULL,
  char_end   INTEGER NOT NULL CHECK (char_end > char_start)
) STRICT;
CREATE INDEX quote_parts_quote_id ON quote_parts (quote_id);

CREATE TABLE happenings (
  -- One event in the world, however many reports. What is negated, not asserted or rejected has none.
  id              INTEGER PRIMARY KEY,   -- of the event that leads: the fullest report, that none of them contradicts; day and place are its, where it has them
  key             TEXT NOT NULL,         -- the earliest report's key
  type            TEXT NOT NULL,
  date_start      TEXT,
  date_end        TEXT,
  date_precision  TEXT,
  place_id        INTEGER REFERENCES entities (id) ON DELETE SET NULL,
  report_count    INTEGER NOT NULL,
  article_count   INTEGER NOT NULL,
  first_report_id INTEGER REFERENCES events (id) ON DELETE SET NULL,
  rule            TEXT NOT NULL          -- single, same_act_in_article (told twice in it), same_act_in_story
) STRICT;
CREATE INDEX happenings_date_start ON happenings (date_start);
CREATE INDEX happenings_place_id ON happenings (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX happenings_first_report_id ON happenings (first_report_id);

CREATE TABLE events (
  -- One report of something done or planned, in PLOVER types.
  id             INTEGER PRIMARY KEY,
  key            TEXT NOT NULL,        -- 16 digits of the article's content hash, and the trigger's span: found by the article
  article_id     INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  type           TEXT NOT NULL CHECK (type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
                   'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT')),
  mode           TEXT,                 -- PLOVER mode: 'meet', 'visit', 'phone' ...
  cameo          TEXT,                 -- CAMEO code or root: '04', '112'
  quad           INTEGER NOT NULL CHECK (quad BETWEEN 1 AND 4), -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  score          REAL CHECK (score BETWEEN -10 AND 10),         -- Goldstein
  trigger_text   TEXT NOT NULL,
  trigger_start  INTEGER NOT NULL,
  trigger_end    INTEGER NOT NULL CHECK (trigger_end > trigger_start),
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL CHECK (sentence_end > sentence_start),
  date_start     TEXT,
  date_end       TEXT,
  date_precision TEXT CHECK (date_precision IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'vague')),
  date_basis     TEXT CHECK (date_basis IN ('explicit', 'relative', 'weekday', 'publication', 'inherited')),
  place_id       INTEGER REFERENCES entities (id),
  place_text     TEXT,
  negated        INTEGER NOT NULL DEFAULT 0 CHECK (negated IN (0, 1)),
  modality       TEXT NOT NULL DEFAULT 'asserted' CHECK (modality IN ('asserted', 'future', 'possible', 'conditional', 'desired', 'obligated')),
  attribution    TEXT NOT NULL DEFAULT 'narrator' CHECK (attribution IN ('narrator', 'reported', 'quoted')),
  reported_by_id INTEGER REFERENCES entities (id),
  quote_id       INTEGER REFERENCES quotes (id) ON DELETE SET NULL,
  is_background  INTEGER NOT NULL DEFAULT 0 CHECK (is_background IN (0, 1)),
  confidence     TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  happening_id   INTEGER REFERENCES happenings (id) ON DELETE SET NULL,
  verdict        TEXT CHECK (verdict IN ('confirmed', 'rejected')), -- what the user decided; the views leave rejected ones out
  rule           TEXT NOT NULL
) STRICT;
CREATE INDEX events_article_id ON events (article_id);
CREATE INDEX events_type ON events (type, date_start);
CREATE INDEX events_date_start ON events (date_start);
CREATE INDEX events_place_id ON events (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX events_reported_by_id ON events (reported_by_id) WHERE reported_by_id IS NOT NULL;
CREATE INDEX events_quote_id ON events (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX events_happening_id ON events (happening_id, article_id) WHERE happening_id IS NOT NULL;

CREATE TABLE event_participants (
  -- Who takes part in an event. 'Moscow' stands for Russia: via says how the words reach the entity.
  id         INTEGER PRIMARY KEY,
  event_id   INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  role       TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'location', 'instrument')),
  ordinal    INTEGER NOT NULL,
  entity_id  INTEGER REFERENCES entities (id),
  text       TEXT NOT NULL,
  char_start INTEGER NOT NULL,
  char_end   INTEGER NOT NULL CHECK (char_end > char_start),
  country    TEXT CHECK (length(country) = 3),
  sector     TEXT CHECK (sector IN ('government', 'military', 'rebels', 'civilians', 'media', 'business', 'igo', 'ngo', 'party', 'judiciary', 'police', 'other')),
  via        TEXT NOT NULL CHECK (via IN ('name', 'metonym', 'demonym', 'coreference'))
) STRICT;
CREATE INDEX event_participants_event_id ON event_participants (event_id);
CREATE INDEX event_participants_entity_id ON event_participants (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE stories (
  -- Articles about the same matter.
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,  -- the earliest article's content hash
  title         TEXT,
  first_on      TEXT,
  last_on       TEXT,
  article_count INTEGER NOT NULL,
  leader_id     INTEGER NOT NULL UNIQUE, -- the article that all of them are like, directly or through others
  rule          TEXT NOT NULL
) STRICT;

CREATE TABLE story_nodes (
  -- How articles come together in stories: in three rounds each follows a leader, and a round's leaders make up the next.
  round         INTEGER NOT NULL,
  article_id    INTEGER NOT NULL REFERENCES articles (id),
  rank          INTEGER NOT NULL,      -- from the content hash: who comes first
  day           INTEGER,               -- days since 1970-01-01; NULL where the article's day is unknown
  leader_id     INTEGER NOT NULL,      -- the article it follows; itself for a leader
  likeness      INTEGER NOT NULL,      -- to that leader, of 10000; 0 for a leader
  article_count INTEGER NOT NULL,      -- articles that terms is the mean of
  terms         BLOB NOT NULL,         -- weighted terms: hash and weight, little endian, 4 and 2 bytes
  PRIMARY KEY (round, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_nodes_article_id ON story_nodes (article_id);
CREATE INDEX story_nodes_leader_id ON story_nodes (round, leader_id, rank);

CREATE TABLE story_bins (
  -- Where nodes look for leaders: a bin is a round, a heavy term and a fortnight.
  bin        INTEGER NOT NULL,
  is_leader  INTEGER NOT NULL CHECK (is_leader IN (0, 1)),
  rank       INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (bin, is_leader, rank, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_nodes (
  -- How reports come together in happenings and quotes in statements: each follows a leader, or is one. A fact that no other can
  -- be one with has no row here.
  kind      INTEGER NOT NULL CHECK (kind IN (0, 1)), -- 0: quotes, 1: events
  member_id INTEGER NOT NULL,          -- id of the quote or event
  rank      INTEGER NOT NULL,          -- who comes first: the fullest, then by a hash of the key
  leader_id INTEGER NOT NULL,          -- whom it follows; itself for a leader
  likeness  INTEGER NOT NULL,          -- to that leader, from 1; 0 for a leader
  block     INTEGER NOT NULL,          -- facts of two blocks never come together: for an event a number for the leader of its story, or for its article
  day       INTEGER,                   -- the article's, in days since 1970-01-01
  PRIMARY KEY (member_id, kind)        -- in this order: by kind alone nothing is ever looked for
) STRICT, WITHOUT ROWID;
CREATE INDEX group_nodes_leader_id ON group_nodes (leader_id, kind);

CREATE TABLE group_bins (
  -- Where facts look for leaders: a bin is a block, an act and some days, or a speaker, a word and some days.
  bin       INTEGER NOT NULL,
  is_leader INTEGER NOT NULL CHECK (is_leader IN (0, 1)),
  rank      INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  PRIMARY KEY (bin, is_leader, rank, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_expressions (
  -- Words that name a time, with the value they have in their article.
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end   INTEGER NOT NULL CHECK (char_end > char_start),
  text       TEXT NOT NULL,
  type       TEXT NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')),
  value      TEXT,                     -- TIMEX3; NULL when the article's own date is needed and unknown
  date_min   TEXT,                     -- first and last day it may mean
  date_max   TEXT,
  precision  TEXT CHECK (precision IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'vague')),
  anchor     TEXT NOT NULL CHECK (anchor IN ('publication', 'dateline', 'previous', 'none')), -- what it was counted from
  rule       TEXT NOT NULL
) STRICT;
CREATE INDEX time_expressions_article_id ON time_expressions (article_id);
CREATE INDEX time_expressions_date_min ON time_expressions (date_min) WHERE date_min IS NOT NULL;

CREATE VIRTUAL TABLE quotes_fts USING fts5 (
  text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes BEGIN
  INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER quotes_fts_update AFTER UPDATE OF text ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END;

CREATE TABLE article_entities (
  -- What one article tells of an entity; entities are summed up from these.
  article_id    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  entity_id     INTEGER NOT NULL REFERENCES entities (id),
  name          TEXT NOT NULL,         -- its fullest name there
  country       TEXT,
  part_of_id    INTEGER REFERENCES entities (id),
  mention_count INTEGER NOT NULL,
  published_on  TEXT,                  -- the article's day
  is_counted    INTEGER NOT NULL,      -- the article's is_counted
  rule          TEXT NOT NULL,
  PRIMARY KEY (article_id, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_entities_entity_id ON article_entities (entity_id, is_counted, published_on);
CREATE INDEX article_entities_part_of_id ON article_entities (part_of_id) WHERE part_of_id IS NOT NULL;

CREATE TABLE chains (
  -- Mentions that one article alone takes for one entity, and the entity they were found to stand for once other articles and
  -- the user's decisions were heard. Where an entity of an article has no row here, there is one chain and its key is the entity's.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  key        TEXT NOT NULL,            -- the entity's key, were there only this article
  entity_id  INTEGER REFERENCES entities (id), -- NULL: to be ignored, says a decision
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX chains_key ON chains (key, entity_id);
CREATE INDEX chains_entity_id ON chains (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE entity_votes (
  -- How many articles give an entity this name, country or government's place: the commonest wins, then the smallest.
  entity_id     INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  field         TEXT NOT NULL CHECK (field IN ('name', 'last_name', 'country', 'part_of', 'rule')), -- last_name: by what a story tells, heard only where no article has more
  value         TEXT NOT NULL,         -- part_of: an entity's key
  article_count INTEGER NOT NULL CHECK (article_count > 0),
  PRIMARY KEY (entity_id, field, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_evidence (
  -- What an article tells of a person that a namesake may not share. An article that tells nothing of the kind has no row.
  key        TEXT NOT NULL,            -- the person's key, were there only this article
  evidence   TEXT NOT NULL,            -- gender by title (Mr, Ms) or pronouns (he, she), then fields of life, with their countries: 'Mr government:USA'
  article    TEXT NOT NULL CHECK (length(article) = 16), -- first digits of its content hash, so that the smallest is found at once
  PRIMARY KEY (key, evidence, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_senses (
  -- The distinct evidence on a key, and whom it is of: two of one name are two where evidence contradicts.
  key           TEXT NOT NULL,
  evidence      TEXT NOT NULL,
  article_count INTEGER NOT NULL CHECK (article_count >= 0),
  sense         TEXT,                  -- the namesake's key: key, @ and its smallest content hash; NULL for the one most articles are about
  contradiction INTEGER NOT NULL DEFAULT 0, -- between it and the rest of its sense; 2 would have parted them, had they not fitted together with more
  PRIMARY KEY (key, evidence)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_senses_sense ON person_senses (key, sense) WHERE sense IS NOT NULL;
CREATE INDEX person_senses_contradiction ON person_senses (contradiction, key) WHERE contradiction > 0;

CREATE TABLE last_names (
  -- The persons of an article by their last names. In a story a last name alone is that of the one person who is named in full there.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  key        TEXT NOT NULL,            -- the person's key, were there only this article; a namesake's own
  word       TEXT NOT NULL,            -- the last name, its spelling folded
  is_whole   INTEGER NOT NULL CHECK (is_whole IN (0, 1)), -- 0: the article knows no more than the last name
  evidence   TEXT NOT NULL,            -- as in person_evidence; '' where nothing is told
  story_id   INTEGER REFERENCES stories (id) ON DELETE SET NULL, -- the article's
  bearer     TEXT,                     -- the key of the person whose last name it is
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX last_names_word ON last_names (story_id, word) WHERE story_id IS NOT NULL;

CREATE TABLE article_shingles (
  -- Hashes of an article's word sequences that find candidates for near copies (those that are 0 modulo 16).
  hash        INTEGER NOT NULL,
  rank        INTEGER NOT NULL,        -- the article's day and minute, then its content hash: the first 64 holders of a hash are seen by the others
  article_id  INTEGER NOT NULL,        -- its own hashes are made from its text again when it goes
  sketch_size INTEGER NOT NULL,        -- how many rows the article has here
  PRIMARY KEY (hash, rank, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE near_links (
  -- Two articles whose texts are nearly alike, in both directions.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  other_id   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  per_mille  INTEGER NOT NULL CHECK (per_mille BETWEEN 0 AND 1000), -- shared 5-word sequences over all of both
  inside_per_mille INTEGER NOT NULL CHECK (inside_per_mille BETWEEN 0 AND 1000), -- share of article_id's that stand in other_id
  PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_links_other_id ON near_links (other_id);
