INSERT INTO meta (name, value) VALUES ('analyser', 'test');
INSERT INTO runs (id, started_at, today, program_version, command) VALUES (1, '2023-03-10T00:00:00Z', '2023-03-10', '0.1.0', 'ingest');
INSERT INTO articles (id, content_hash, title, body, outlet, url, language, published_on, published_at, published_basis, word_count, near_duplicate_of) VALUES
  (1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Talks resume', 'GENEVA — “The talks will resume on Monday,” Wang Yi told reporters. China met Ukraine in Geneva on 3 March 2023.', 'Daily Planet', 'https://planet.example/talks', 'en', '2023-03-04', '2023-03-04', 'metadata', 21, NULL),
  (2, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '=cmd() shopping', 'Shop now | café', 'Gazette', NULL, 'en', NULL, NULL, NULL, 4, NULL),
  (3, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 'Talks to resume', 'GENEVA — “The talks will resume on Monday,” Wang Yi told reporters. China met Ukraine in Geneva on 3 March 2023. Agencies.', 'Gazette', NULL, 'en', '2023-03-05', '2023-03-05', 'metadata', 22, 1),
  (4, 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', NULL, 'Le ministre n’a rien dit.', 'Le Quotidien', NULL, 'fr', '2023-03-06', '2023-03-06', 'text', 5, NULL);
INSERT INTO inputs (id, run_id, article_id, uri, raw_hash, seen_at, status, problem, outlet, url, published_on) VALUES
  (1, 1, 1, 'planet/talks.txt', 'r1', '2023-03-10T00:00:00Z', 'stored', NULL, 'Daily Planet', 'https://planet.example/talks', '2023-03-04'),
  (2, 1, 1, 'wire/17.txt', 'r2', '2023-03-10T00:00:00Z', 'stored', NULL, 'Wire', NULL, '2023-03-03'),
  (3, 1, 2, 'gazette/shop.txt', 'r3', '2023-03-10T00:00:00Z', 'stored', NULL, 'Gazette', NULL, NULL),
  (4, 1, 3, 'gazette/talks.txt', 'r4', '2023-03-10T00:00:00Z', 'stored', 'decoded by guess', 'Gazette', NULL, '2023-03-05'),
  (5, 1, 4, 'fr/rien.txt', 'r5', '2023-03-10T00:00:00Z', 'stored', NULL, 'Le Quotidien', NULL, '2023-03-06'),
  (6, 1, NULL, 'broken.gz', 'r6', '2023-03-10T00:00:00Z', 'failed', 'truncated gzip', NULL, NULL, NULL);
INSERT INTO sections (article_id, kind, char_start, char_end) VALUES (2, 'link', 0, 15);
INSERT INTO entities (id, key, kind, name, country, mention_count, article_count, first_on, last_on, rule) VALUES
  (1, 'person:wang-yi', 'person', 'Wang Yi', 'CHN', 1, 1, '2023-03-04', '2023-03-04', 'test'),
  (2, 'place:china', 'place', 'China', 'CHN', 1, 1, '2023-03-04', '2023-03-04', 'test'),
  (3, 'place:ukraine', 'place', 'Ukraine', 'UKR', 1, 1, '2023-03-04', '2023-03-04', 'test'),
  (4, 'place:geneva', 'place', 'Geneva', 'CHE', 1, 1, '2023-03-04', '2023-03-04', 'test'),
  (5, 'person:wang-yi@bbbb', 'person', 'Wang Yi', NULL, 0, 0, NULL, NULL, 'test');
INSERT INTO entity_names (entity_id, name, mention_count) VALUES (1, 'Wang Yi', 1), (2, 'China', 1), (3, 'Ukraine', 1), (4, 'Geneva', 1);
INSERT INTO entity_roles (entity_id, title, of_entity_id, article_id, char_start, char_end, as_of, as_of_precision, status, rule) VALUES
  (1, 'foreign minister', 2, 1, 44, 51, '2023-03-04', 'day', 'current', 'test'), (1, 'spokesman', NULL, 1, 44, 51, '2023-03-04', 'day', 'current', 'test');
INSERT INTO mentions (article_id, entity_id, char_start, char_end, text, kind, rule) VALUES
  (1, 1, 44, 51, 'Wang Yi', 'name', 'test'),
  (1, 2, 68, 73, 'China', 'name', 'test'),
  (1, 3, 78, 85, 'Ukraine', 'name', 'test'),
  (1, 4, 89, 95, 'Geneva', 'name', 'test'),
  (3, 1, 44, 51, 'Wang Yi', 'name', 'test'),
  (3, 2, 68, 73, 'China', 'name', 'test'),
  (3, 3, 78, 85, 'Ukraine', 'name', 'test'),
  (3, 4, 89, 95, 'Geneva', 'name', 'test');
INSERT INTO statements (id, key, speaker_id, text, said_on, quote_count, article_count, rule) VALUES (1, 'aaaaaaaa:q', 1, 'The talks will resume on Monday,', '2023-03-04', 1, 1, 'test');
INSERT INTO quotes (id, key, article_id, kind, text, content_start, content_end, cue_text, cue_start, cue_end, source_text, source_start, source_end,
  sentence_start, sentence_end, speaker_id, said_on, said_on_basis, said_on_precision, confidence, statement_id, rule) VALUES
  (1, 'aaaaaaaa:q', 1, 'direct', 'The talks will resume on Monday,', 10, 42, 'told', 52, 56, 'Wang Yi', 44, 51, 0, 67, 1, '2023-03-04', 'publication', 'day', 'high', 1, 'test'),
  (2, 'cccccccc:q', 3, 'direct', 'The talks will resume on Monday,', 10, 42, 'told', 52, 56, 'Wang Yi', 44, 51, 0, 67, 1, '2023-03-04', 'publication', 'day', 'high', 1, 'test');
INSERT INTO happenings (id, key, type, date_start, date_end, date_precision, place_id, report_count, article_count, first_report_id, rule) VALUES
  (1, 'aaaaaaaa:e', 'CONSULT', '2023-03-03', '2023-03-03', 'day', 4, 1, 1, NULL, 'test');
INSERT INTO events (id, key, article_id, type, mode, cameo, quad, score, trigger_text, trigger_start, trigger_end, sentence_start, sentence_end,
  date_start, date_end, date_precision, date_basis, place_id, place_text, confidence, happening_id, rule) VALUES
  (1, 'aaaaaaaa:e', 1, 'CONSULT', 'meet', '040', 1, 1.0, 'met', 74, 77, 68, 112, '2023-03-03', '2023-03-03', 'day', 'explicit', 4, 'Geneva', 'high', 1, 'test'),
  (2, 'cccccccc:e', 3, 'CONSULT', 'meet', '040', 1, 1.0, 'met', 74, 77, 68, 112, '2023-03-03', '2023-03-03', 'day', 'explicit', 4, 'Geneva', 'high', 1, 'test');
UPDATE happenings SET first_report_id = 1;
INSERT INTO event_participants (event_id, role, ordinal, entity_id, text, char_start, char_end, country, sector, via) VALUES
  (1, 'actor', 0, 2, 'China', 68, 73, 'CHN', 'government', 'metonym'),
  (1, 'recipient', 0, 3, 'Ukraine', 78, 85, 'UKR', 'government', 'metonym'),
  (2, 'actor', 0, 2, 'China', 68, 73, 'CHN', 'government', 'metonym'),
  (2, 'recipient', 0, 3, 'Ukraine', 78, 85, 'UKR', 'government', 'metonym');
INSERT INTO time_expressions (article_id, char_start, char_end, text, type, value, date_min, date_max, precision, anchor, rule) VALUES
  (1, 99, 111, '3 March 2023', 'DATE', '2023-03-03', '2023-03-03', '2023-03-03', 'day', 'none', 'test');
UPDATE articles SET is_counted = 0 WHERE id = 3;
INSERT INTO article_entities (article_id, entity_id, name, country, mention_count, published_on, is_counted, rule)
SELECT m.article_id, m.entity_id, e.name, e.country, count(*), a.published_on, a.is_counted, 'test'
FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id JOIN articles AS a ON a.id = m.article_id GROUP BY 1, 2;
INSERT INTO article_entities (article_id, entity_id, name, mention_count, published_on, is_counted, rule)
VALUES (2, 5, 'Wang Yi', 0, NULL, 1, 'test');
INSERT INTO entity_votes (entity_id, field, value, article_count)
SELECT entity_id, 'name', name, count(*) FROM article_entities GROUP BY 1, 3
UNION ALL SELECT entity_id, 'country', country, count(*) FROM article_entities WHERE country IS NOT NULL GROUP BY 1, 3
UNION ALL SELECT entity_id, 'rule', rule, count(*) FROM article_entities GROUP BY 1, 3;
