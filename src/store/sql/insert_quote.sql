INSERT INTO quotes (
  key, article_id, kind, text, content_start, content_end, cue_text, cue_start, cue_end, source_text, source_start,
  source_end, sentence_start, sentence_end, speaker_id, addressee_id, said_on, said_on_basis, said_on_precision, via_id,
  negated, confidence, rule, verdict, id
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
