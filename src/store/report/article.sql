-- = article
SELECT
  a.title, a.outlet, a.published_on, a.published_basis AS date_from, a.author, a.url, a.language, a.dateline_place AS dateline,
  a.word_count AS words, a.modified_at AS modified,
  (SELECT original.id || ' (' || coalesce(original.outlet || ', ', '') || coalesce(original.published_on, 'no date') || ')'
   FROM articles AS original WHERE original.id = a.near_duplicate_of) AS near_copy_of,
  a.version_of AS newer_version_of,
  (SELECT newer.id FROM articles AS newer WHERE newer.version_of = a.id ORDER BY newer.id LIMIT 1) AS replaced_by,
  (SELECT group_concat(id, ', ') FROM (SELECT copy.id FROM articles AS copy WHERE copy.near_duplicate_of = a.id ORDER BY copy.id))
    AS near_copies,
  s.title AS story, a.id, a.content_hash AS hash
FROM articles AS a LEFT JOIN stories AS s ON s.id = a.story_id
WHERE a.id = ?1

-- # read from
SELECT uri, outlet, published_on AS date, url, problem AS remark FROM inputs WHERE article_id = ?1 ORDER BY uri, id

-- # names
SELECT e.name, e.kind, e.country, count(*) AS mentions, (SELECT group_concat(text, ', ') FROM (
     SELECT text FROM mentions WHERE article_id = ?1 AND entity_id = e.id GROUP BY text ORDER BY min(char_start))) AS written
FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id
WHERE m.article_id = ?1 GROUP BY e.id ORDER BY mentions DESC, min(m.char_start) LIMIT 40

-- # quotes
SELECT coalesce(speaker.name, '(' || q.source_text || ')') AS speaker, q.kind, q.cue_text AS cue, q.text
FROM quotes AS q LEFT JOIN entities AS speaker ON speaker.id = q.speaker_id
WHERE q.article_id = ?1 ORDER BY q.content_start, q.id LIMIT 100

-- # events
SELECT date_start AS date, type, actors, recipients, place,
  trigger || CASE negated WHEN 1 THEN ' (negated)' ELSE '' END
          || CASE modality WHEN 'asserted' THEN '' ELSE ' (' || modality || ')' END AS trigger
FROM event_report WHERE article_id = ?1 ORDER BY event_id LIMIT 100

-- # times
SELECT text, value, date_min AS first_day, date_max AS last_day, anchor FROM time_expressions
WHERE article_id = ?1 ORDER BY char_start LIMIT 40

-- # not running text
SELECT s.kind, substr(a.body, s.char_start + 1, s.char_end - s.char_start) AS text
FROM sections AS s JOIN articles AS a ON a.id = s.article_id WHERE s.article_id = ?1 ORDER BY s.char_start LIMIT 40
