INSERT INTO mentions (article_id, entity_id, char_start, char_end, text, kind, rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
