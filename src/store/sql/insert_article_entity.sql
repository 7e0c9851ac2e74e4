INSERT INTO article_entities (article_id, entity_id, name, country, part_of_id, mention_count, published_on, is_counted, rule)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT is_counted FROM articles WHERE id = ?1), ?8)
