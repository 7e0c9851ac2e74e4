-- Every span of article ?1, with the words the row says stand there; NULL where the row keeps no copy of them.
SELECT 'mentions', id, char_start, char_end, text FROM mentions WHERE article_id = ?1
UNION ALL
SELECT 'time_expressions', id, char_start, char_end, text FROM time_expressions WHERE article_id = ?1
UNION ALL
SELECT 'sections', id, char_start, char_end, NULL FROM sections WHERE article_id = ?1
UNION ALL
SELECT 'entity_roles', id, char_start, char_end, NULL FROM entity_roles WHERE article_id = ?1
UNION ALL
SELECT 'quotes (content)', id, content_start, content_end, NULL FROM quotes WHERE article_id = ?1
UNION ALL
SELECT 'quotes (sentence)', id, sentence_start, sentence_end, NULL FROM quotes WHERE article_id = ?1
UNION ALL
SELECT 'quotes (cue)', id, cue_start, cue_end, cue_text FROM quotes WHERE article_id = ?1 AND cue_text IS NOT NULL
UNION ALL
SELECT 'quotes (source)', id, source_start, source_end, source_text FROM quotes WHERE article_id = ?1 AND source_text IS NOT NULL
UNION ALL
SELECT 'quote_parts', p.id, p.char_start, p.char_end, NULL
FROM quotes AS q JOIN quote_parts AS p ON p.quote_id = q.id WHERE q.article_id = ?1
UNION ALL
SELECT 'events (trigger)', id, trigger_start, trigger_end, trigger_text FROM events WHERE article_id = ?1
UNION ALL
SELECT 'events (sentence)', id, sentence_start, sentence_end, NULL FROM events WHERE article_id = ?1
UNION ALL
SELECT 'event_participants', p.id, p.char_start, p.char_end, p.text
FROM events AS e JOIN event_participants AS p ON p.event_id = e.id WHERE e.article_id = ?1
