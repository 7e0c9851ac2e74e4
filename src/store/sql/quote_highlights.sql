-- One quote of each of the people quoted most, short enough for a line or two.
SELECT e.name, '“' || rtrim(q.text, ',') || '”', coalesce(a.outlet || ', ', '') || coalesce(a.published_on, '')
FROM entities e
JOIN quotes q ON q.id = (
  SELECT q2.id FROM quotes q2 JOIN articles a2 ON a2.id = q2.article_id
  WHERE q2.speaker_id = e.id AND q2.kind = 'direct' AND q2.confidence = 'high' AND a2.is_counted = 1
    AND length(q2.text) BETWEEN 30 AND 160
  ORDER BY q2.key LIMIT 1)
JOIN articles a ON a.id = q.article_id
WHERE e.kind = 'person' AND e.mention_count > 0
ORDER BY e.mention_count DESC, e.key LIMIT ?1
