-- ?1 expression, ?2 and ?3 marks, ?4 limit. A word in the title weighs as much as five in the body.
SELECT
  a.id,
  a.published_on,
  a.outlet,
  -- A text without title is known by where it was read.
  coalesce(nullif(highlight(articles_fts, 0, ?2, ?3), ''), (SELECT min(uri) FROM inputs WHERE article_id = a.id)),
  NULL,
  snippet(articles_fts, 1, ?2, ?3, '…', 30),
  a.near_duplicate_of
FROM articles_fts
JOIN articles AS a ON a.id = articles_fts.rowid
WHERE articles_fts MATCH ?1
ORDER BY bm25(articles_fts, 5.0, 1.0), a.near_duplicate_of IS NOT NULL, a.published_on DESC, a.content_hash
LIMIT ?4
