-- The earliest quote gives the key, the best version the text: direct before mixed before indirect, then the longest.
UPDATE statements SET
  (key, speaker_id) = (
    SELECT q.key, q.speaker_id FROM quotes q JOIN articles a ON a.id = q.article_id
    WHERE q.statement_id = statements.id
    ORDER BY a.published_on IS NULL, a.published_on, a.content_hash, q.content_start, q.key LIMIT 1),
  text = (
    SELECT q.text FROM quotes q WHERE q.statement_id = statements.id
    ORDER BY CASE q.kind WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END, length(q.text) DESC, q.text LIMIT 1),
  (said_on, quote_count, article_count, rule) = (
    SELECT min(q.said_on), sum(a.is_counted), count(DISTINCT iif(a.is_counted, a.id, NULL)),
           iif(count(*) > 1, 'same_words', 'single')
    FROM quotes q JOIN articles a ON a.id = q.article_id WHERE q.statement_id = statements.id)
WHERE fingerprint = ?1
