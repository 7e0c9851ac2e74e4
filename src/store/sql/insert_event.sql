INSERT INTO events (
  key, article_id, type, mode, cameo, quad, score, trigger_text, trigger_start, trigger_end, sentence_start, sentence_end,
  date_start, date_end, date_precision, date_basis, place_id, place_text, negated, modality, attribution, reported_by_id,
  quote_id, is_background, confidence, rule, verdict, id
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)
