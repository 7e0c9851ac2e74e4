UPDATE entities SET
  name = ?2,
  kind = ?6,
  country = ?3,
  part_of_id = (SELECT id FROM entities WHERE key = ?4),
  rule = ?5,
  first_on = (SELECT min(published_on) FROM article_entities
              WHERE entity_id = ?1 AND is_counted = 1 AND mention_count > 0 AND published_on IS NOT NULL),
  last_on = (SELECT max(published_on) FROM article_entities WHERE entity_id = ?1 AND is_counted = 1 AND mention_count > 0)
WHERE id = ?1
