-- = database
SELECT
  (SELECT count(*) FROM articles) AS articles,
  (SELECT count(*) FROM articles WHERE near_duplicate_of IS NOT NULL) AS near_duplicates,
  (SELECT count(*) FROM articles WHERE version_of IS NOT NULL) AS newer_versions,
  (SELECT count(*) FROM inputs) AS inputs,
  (SELECT count(*) FROM inputs WHERE status = 'failed') AS failed_inputs,
  (SELECT min(published_on) FROM articles) AS first_day,
  (SELECT max(published_on) FROM articles) AS last_day,
  (SELECT count(*) FROM articles WHERE published_on IS NULL) AS without_date,
  (SELECT sum(word_count) FROM articles) AS words,
  (SELECT value FROM meta WHERE name = 'analyser') AS analyser

-- # rows
SELECT 'entities' AS "table", count(*) AS "rows" FROM entities
UNION ALL SELECT 'entity_roles', count(*) FROM entity_roles
UNION ALL SELECT 'mentions', count(*) FROM mentions
UNION ALL SELECT 'quotes', count(*) FROM quotes
UNION ALL SELECT 'statements', count(*) FROM statements
UNION ALL SELECT 'events', count(*) FROM events
UNION ALL SELECT 'happenings', count(*) FROM happenings
UNION ALL SELECT 'stories', count(*) FROM stories
UNION ALL SELECT 'time_expressions', count(*) FROM time_expressions
UNION ALL SELECT 'sections', count(*) FROM sections
UNION ALL SELECT 'decisions', count(*) FROM decisions
UNION ALL SELECT 'runs', count(*) FROM runs

-- # outlets
SELECT coalesce(outlet, '(unknown)') AS outlet, count(*) AS articles, min(published_on) AS first_day, max(published_on) AS last_day
FROM articles GROUP BY outlet ORDER BY articles DESC, outlet LIMIT 20

-- # languages
SELECT coalesce(language, '(unknown)') AS language, count(*) AS articles FROM articles GROUP BY language
ORDER BY articles DESC, language

-- # entities
SELECT kind, count(*) AS entities, sum(mention_count) AS mentions FROM entities GROUP BY kind ORDER BY entities DESC, kind

-- # quotes
SELECT kind, count(*) AS quotes, count(speaker_id) AS with_speaker FROM quotes GROUP BY kind ORDER BY quotes DESC, kind

-- # events
SELECT type, count(*) AS events, count(*) FILTER (WHERE negated = 0 AND modality = 'asserted') AS asserted
FROM events GROUP BY type ORDER BY events DESC, type

-- # failed inputs
SELECT problem, count(*) AS inputs, min(uri) AS for_example FROM inputs WHERE status = 'failed'
GROUP BY problem ORDER BY inputs DESC, problem LIMIT 10
