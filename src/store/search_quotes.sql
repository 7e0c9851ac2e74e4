-- ?1 expression, ?2 and ?3 marks, ?4 limit.
SELECT
  a.id,
  a.published_on,
  a.outlet,
  coalesce(a.title, (SELECT min(uri) FROM inputs WHERE article_id = a.id)),
  coalesce(speaker.name, q.source_text),
  snippet(quotes_fts, 0, ?2, ?3, '…', 50),
  a.near_duplicate_of
FROM quotes_fts
JOIN quotes AS q ON q.id = quotes_fts.rowid
JOIN articles AS a ON a.id = q.article_id
LEFT JOIN entities AS speaker ON speaker.id = q.speaker_id
WHERE quotes_fts MATCH ?1
ORDER BY bm25(quotes_fts), a.near_duplicate_of IS NOT NULL, a.published_on DESC, a.content_hash, q.content_start
LIMIT ?4
