-- = quote
SELECT q.text AS quote, q.kind, q.rule, q.confidence, iif(q.negated, 'yes', NULL) AS negated, q.cue_text AS cue,
  q.source_text AS source, coalesce(speaker.name || '  (' || speaker.key || ')', 'unsure') AS speaker,
  (SELECT group_concat(m.text || ' by ' || m.rule, '; ') FROM mentions AS m
   WHERE m.article_id = q.article_id AND m.entity_id = q.speaker_id
     AND m.char_start < q.source_end AND m.char_end > q.source_start) AS speaker_read_from,
  addressee.name AS addressee, via.name AS carried_by,
  (SELECT outer_quote.key FROM quotes AS outer_quote WHERE outer_quote.id = q.within_id) AS within,
  q.said_on || ' (' || q.said_on_precision || ', ' || q.said_on_basis || ')' AS said_on, q.verdict,
  substr(a.body, q.sentence_start + 1, q.sentence_end - q.sentence_start) AS sentence,
  a.title AS article, a.outlet, a.id AS article_id, q.content_start || '-' || q.content_end AS characters, q.key
FROM quotes AS q JOIN articles AS a ON a.id = q.article_id
LEFT JOIN entities AS speaker ON speaker.id = q.speaker_id
LEFT JOIN entities AS addressee ON addressee.id = q.addressee_id
LEFT JOIN entities AS via ON via.id = q.via_id
WHERE q.id = ?1

-- # named here, and not taken as the speaker
SELECT e.name, e.kind, m.text AS words, m.char_start || '-' || m.char_end AS characters, m.rule, e.key
FROM quotes AS q JOIN mentions AS m ON m.article_id = q.article_id JOIN entities AS e ON e.id = m.entity_id
WHERE q.id = ?1 AND m.char_start BETWEEN q.sentence_start - 300 AND q.sentence_end
  AND m.entity_id IS NOT q.speaker_id AND e.kind IN ('person', 'organization')
ORDER BY m.char_start, m.id LIMIT 20

-- # the same statement
SELECT statement.rule, a.published_on AS date, a.outlet, other.kind, other.text, other.key
FROM quotes AS q JOIN statements AS statement ON statement.id = q.statement_id
JOIN quotes AS other ON other.statement_id = q.statement_id AND other.id <> q.id
JOIN articles AS a ON a.id = other.article_id
WHERE q.id = ?1 ORDER BY a.published_on, other.key LIMIT 20

-- # decisions
SELECT d.id AS number, d.kind AS decision, d.subject, d.object, d.note
FROM quotes AS q JOIN decisions AS d ON d.subject = q.key OR d.subject IN (SELECT key FROM entities WHERE id = q.speaker_id)
WHERE q.id = ?1 ORDER BY d.id
