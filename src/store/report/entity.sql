-- = entity
SELECT e.name, e.kind, e.country, whole.name AS part_of, e.mention_count AS mentions, e.article_count AS articles,
  e.first_on AS first_named, e.last_on AS last_named,
  (SELECT count(*) FROM quotes AS q JOIN distinct_articles AS a ON a.id = q.article_id WHERE q.speaker_id = e.id) AS quotes,
  (SELECT group_concat(scheme || ' ' || value, ', ') FROM entity_identifiers WHERE entity_id = e.id) AS registers,
  e.id, e.key
FROM entities AS e LEFT JOIN entities AS whole ON whole.id = e.part_of_id
WHERE e.id = ?1

-- # names
SELECT name, mention_count AS mentions FROM entity_names WHERE entity_id = ?1 ORDER BY mention_count DESC, name LIMIT 20

-- # roles
SELECT title, of, status, first_as_of, last_as_of, article_count AS articles FROM roles
WHERE entity_id = ?1 ORDER BY article_count DESC, title, of LIMIT 20

-- # latest quotes
SELECT published_on AS date, outlet, text FROM quote_report
WHERE speaker_id = ?1 AND NOT is_copy ORDER BY published_on DESC NULLS LAST, article_id, quote_id LIMIT 10

-- # latest events
SELECT r.date_start AS date, r.type, r.actors, r.recipients, r.place, r.trigger, r.outlet
FROM event_report AS r
WHERE r.event_id IN (SELECT event_id FROM event_participants WHERE entity_id = ?1) AND NOT r.is_copy AND NOT r.negated
ORDER BY r.date_start DESC NULLS LAST, r.event_id LIMIT 10

-- # named together with
SELECT other AS name, other_kind AS kind, article_count AS articles FROM co_mentions
WHERE entity = (SELECT name FROM entities WHERE id = ?1) AND entity_id = ?1
ORDER BY article_count DESC, other, other_id LIMIT 10

-- # latest articles
SELECT a.id, a.published_on AS date, a.outlet,
  coalesce(a.title, (SELECT min(uri) FROM inputs WHERE article_id = a.id)) AS title, count(*) AS mentions
FROM mentions AS m JOIN distinct_articles AS a ON a.id = m.article_id
WHERE m.entity_id = ?1 GROUP BY a.id ORDER BY a.published_on DESC NULLS LAST, a.content_hash LIMIT 10
