-- = mention
SELECT m.text AS words, m.kind, m.rule, e.name || '  (' || e.key || ')' AS entity, e.rule AS entity_rule,
  substr(a.body, max(m.char_start - 120, 0) + 1, m.char_start - max(m.char_start - 120, 0)) || '[' || m.text || ']'
    || substr(a.body, m.char_end + 1, 120) AS context,
  a.title AS article, a.outlet, a.id AS article_id, substr(a.content_hash, 1, 16) || ':' || m.char_start || '-' || m.char_end AS key
FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id JOIN articles AS a ON a.id = m.article_id
WHERE m.id = ?1

-- # the entity's other words in this article
SELECT other.text AS words, other.kind, other.rule, count(*) AS times, min(other.char_start) AS first_at
FROM mentions AS m JOIN mentions AS other ON other.article_id = m.article_id AND other.entity_id = m.entity_id AND other.id <> m.id
WHERE m.id = ?1 GROUP BY other.text, other.kind, other.rule ORDER BY first_at LIMIT 20

-- # of the same kind in this article, and not meant
SELECT e.name, count(*) AS mentions, min(other.char_start) AS first_at, e.key
FROM mentions AS m JOIN entities AS mine ON mine.id = m.entity_id
JOIN mentions AS other ON other.article_id = m.article_id AND other.entity_id <> m.entity_id
JOIN entities AS e ON e.id = other.entity_id AND e.kind = mine.kind
WHERE m.id = ?1 GROUP BY e.id ORDER BY min(abs(other.char_start - m.char_start)), e.key LIMIT 12

-- # decisions
SELECT d.id AS number, d.kind AS decision, d.subject, d.object, d.note
FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id JOIN decisions AS d ON e.key IN (d.subject, d.object)
WHERE m.id = ?1 ORDER BY d.id
