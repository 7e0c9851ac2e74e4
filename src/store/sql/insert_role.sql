INSERT INTO entity_roles (
  entity_id, title, of_entity_id, article_id, char_start, char_end, as_of, as_of_precision, status, rule
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
