INSERT INTO time_expressions (
  article_id, char_start, char_end, text, type, value, date_min, date_max, precision, anchor, rule
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
