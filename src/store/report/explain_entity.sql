-- = entity
SELECT e.name, e.kind, e.rule, e.country, whole.name AS part_of, e.mention_count AS mentions, e.article_count AS articles,
  (SELECT group_concat(key, ', ') FROM (SELECT key FROM entity_keys WHERE entity_id = e.id ORDER BY key LIMIT 20)) AS former_keys,
  (SELECT group_concat(scheme || ' ' || value, ', ') FROM entity_identifiers WHERE entity_id = e.id) AS registers, e.id, e.key
FROM entities AS e LEFT JOIN entities AS whole ON whole.id = e.part_of_id
WHERE e.id = ?1

-- # words that name it, and by which rule
SELECT m.text AS words, m.kind, m.rule, count(*) AS mentions, count(DISTINCT m.article_id) AS articles,
  min(substr(a.content_hash, 1, 16) || ':' || m.char_start || '-' || m.char_end) AS for_example
FROM mentions AS m JOIN articles AS a ON a.id = m.article_id
WHERE m.entity_id = ?1 GROUP BY m.text, m.kind, m.rule ORDER BY mentions DESC, m.text, m.rule LIMIT 30

-- # what articles say it is
SELECT v.field, v.value, v.article_count AS articles FROM entity_votes AS v
WHERE v.entity_id = ?1 ORDER BY v.field, v.article_count DESC, v.value LIMIT 20

-- # its offices, and where they are written
SELECT r.title, r.status, of.name AS of, r.as_of, r.rule,
  substr(a.content_hash, 1, 16) || ':' || r.char_start || '-' || r.char_end AS at
FROM entity_roles AS r JOIN articles AS a ON a.id = r.article_id LEFT JOIN entities AS of ON of.id = r.of_entity_id
WHERE r.entity_id = ?1 ORDER BY r.as_of DESC, a.content_hash, r.char_start LIMIT 20

-- # what tells it from namesakes
SELECT s.evidence, s.article_count AS articles, coalesce(s.sense, s.key) AS key, s.contradiction
FROM entities AS e JOIN person_senses AS s ON s.key = substr(e.key, 1, instr(e.key || '@', '@') - 1)
WHERE e.id = ?1 ORDER BY s.sense, s.article_count DESC, s.evidence LIMIT 20

-- # others of such a name, kept apart
SELECT DISTINCT other.name, other.kind, other.country, other.article_count AS articles, other.rule, other.key
FROM entity_names AS mine JOIN entity_names AS theirs ON theirs.name = mine.name COLLATE NOCASE AND theirs.entity_id <> mine.entity_id
JOIN entities AS other ON other.id = theirs.entity_id
WHERE mine.entity_id = ?1 ORDER BY other.article_count DESC, other.key LIMIT 20

-- # decisions
SELECT d.id AS number, d.kind AS decision, d.subject, d.object, d.note
FROM decisions AS d
WHERE EXISTS (SELECT 1 FROM entities AS e WHERE e.id = ?1 AND e.key IN (d.subject, d.object))
   OR EXISTS (SELECT 1 FROM entity_keys AS k WHERE k.entity_id = ?1 AND k.key IN (d.subject, d.object))
ORDER BY d.id
