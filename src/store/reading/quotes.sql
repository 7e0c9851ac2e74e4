SELECT
  a.published_on,
  a.outlet,
  coalesce(a.title, (SELECT min(uri) FROM inputs WHERE article_id = a.id)) AS title,
  speaker.name AS speaker,
  q.kind,
  q.cue_text AS cue,
  q.text,
  q.negated,
  q.source_text AS source,
  via.name AS via,
  q.said_on,
  q.confidence,
  (SELECT s.article_count FROM statements AS s WHERE s.id = q.statement_id) AS article_count,
  substr(a.body, q.sentence_start + 1, q.sentence_end - q.sentence_start) AS sentence,
  q.article_id,
  q.key
FROM quotes AS q
JOIN articles AS a ON a.id = q.article_id
LEFT JOIN entities AS speaker ON speaker.id = q.speaker_id
LEFT JOIN entities AS via ON via.id = q.via_id
