-- The quotes of article ?1 with the pieces of their content; without pieces, the whole.
SELECT q.id, q.text, coalesce(p.char_start, q.content_start), coalesce(p.char_end, q.content_end)
FROM quotes AS q
LEFT JOIN quote_parts AS p ON p.quote_id = q.id AND p.kind = 'content'
WHERE q.article_id = ?1
ORDER BY q.id, p.ordinal
